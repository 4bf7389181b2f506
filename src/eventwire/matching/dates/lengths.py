"""Operations for lengths of time, repetition, and words that point nowhere exactly."""

from __future__ import annotations

import math

from eventwire.matching.dates.absolute import integer, year_of
from eventwire.matching.dates.context import Context, Resolved
from eventwire.matching.dates.grammar import Candidate
from eventwire.text import calendar
from eventwire.text.calendar import MONTHS, Unit
from eventwire.text.edtf import edtf_of
from eventwire.text.timex import duration as timex_duration

_IN_A_DAY = {"second": 86400, "minute": 1440, "hour": 24}
CLOCK_UNITS = frozenset(_IN_A_DAY)
UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
}


def count_of(candidate: Candidate) -> float | None:
    """How many units: the fields `count` and `fraction`, the rule's count, 1 where nothing is said, None for a vague word."""
    fields = candidate.fields
    fraction = fields.get("fraction")
    extra = float(fraction) if isinstance(fraction, int | float) else 0.0
    if "count" in fields:
        value = fields["count"]
        return float(value) + extra if isinstance(value, int | float) else None
    if candidate.rule.count is not None:
        return candidate.rule.count + extra
    return extra or 1.0


def unit_of(candidate: Candidate) -> str | None:
    """The unit's name, from the field or the rule."""
    value = candidate.fields.get("unit") or candidate.rule.unit
    return value if isinstance(value, str) else None


def mod_of(candidate: Candidate) -> str | None:
    """APPROX, LESS_THAN, … from the field `approx`."""
    value = candidate.fields.get("approx")
    return value if isinstance(value, str) else None


def length(candidate: Candidate, context: Context) -> Resolved | None:
    """Two weeks, a three-day visit, decades."""
    if candidate.rule.value is not None:
        return Resolved("DURATION", candidate.rule.value)
    unit = unit_of(candidate)
    if unit is None:
        return None
    if candidate.rule.count == 0:
        # A bare plural: "for decades".
        return Resolved("DURATION", timex_duration(None, unit))
    return Resolved("DURATION", timex_duration(count_of(candidate), unit), mod=mod_of(candidate))


def recent_length(candidate: Candidate, context: Context) -> Resolved | None:
    """The past two weeks, the next three months: a length with one end at the publication day."""
    unit = unit_of(candidate)
    if unit is None:
        return None
    count = None if candidate.rule.count == 0 else count_of(candidate)
    value, mod = timex_duration(count, unit), mod_of(candidate)
    direction = integer(candidate, "which") or candidate.rule.direction or -1
    published = context.published
    if published is None or count is None:
        return Resolved("DURATION", value, mod=mod)
    if unit in CLOCK_UNITS:
        # Whole days: the last 24 hours began the day before.
        unit, count = "day", math.ceil(count / _IN_A_DAY[unit])
    whole = UNITS[unit]
    steps = round(count * MONTHS.get(whole, 1)) * direction
    other = calendar.move(published, "month" if whole in MONTHS else whole, steps)
    period = calendar.span(min(published, other), max(published, other))
    return Resolved(
        "DURATION",
        value,
        mod=mod,
        start=period.start,
        end=period.end,
        edtf=edtf_of(period, approximate=True),
        precision="range",
        basis="published",
    )


def months_of_year(candidate: Candidate, context: Context) -> Resolved | None:
    """The first nine months (of 2019): a length, with bounds where the year is named."""
    count, unit = count_of(candidate), unit_of(candidate)
    if count is None or unit not in ("month", "quarter") or not count.is_integer():
        return None
    number = int(count) * MONTHS[unit]
    if not 1 <= number <= 12:
        return None
    value = timex_duration(number, "month")
    year, basis = year_of(candidate, context)
    if year is None:
        return Resolved("DURATION", value)
    first = calendar.month(year, 1 if candidate.fields.get("edge") != "late" else 13 - number)
    period = calendar.span(first.start, calendar.add_months(first.start, number - 1))
    period = calendar.span(first.start, calendar.containing(period.end, "month").end)
    return Resolved(
        "DURATION",
        value,
        start=period.start,
        end=period.end,
        edtf=edtf_of(period),
        precision="range",
        basis=basis,
    )


def repetition(candidate: Candidate, context: Context) -> Resolved | None:
    """Every Friday, twice a week, daily."""
    if candidate.rule.value is not None:
        return Resolved("SET", candidate.rule.value)
    weekday, month = integer(candidate, "weekday"), integer(candidate, "month")
    season = integer(candidate, "season")
    if weekday is not None:
        part = candidate.fields.get("daypart")
        return Resolved("SET", f"XXXX-WXX-{weekday + 1}" + (f"T{part}" if isinstance(part, str) else ""))
    if month is not None:
        return Resolved("SET", f"XXXX-{month:02}")
    if season is not None:
        return Resolved("SET", "XXXX-" + ("SP", "SU", "FA", "WI")[season - 1])
    part = candidate.fields.get("daypart")
    if isinstance(part, str):
        return Resolved("SET", f"XXXX-XX-XXT{part}")
    unit = unit_of(candidate)
    if unit is None:
        return None
    return Resolved("SET", timex_duration(count_of(candidate), unit))


def reference(candidate: Candidate, context: Context) -> Resolved | None:
    """Now, recently, the future: a direction without a distance."""
    return Resolved("DATE", candidate.rule.value)
