"""Operations for dates that lean on the publication day or on a date told before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from eventwire.matching.dates.absolute import integer, part_of
from eventwire.matching.dates.context import Anchor, Context, Resolved, dated, leaning
from eventwire.matching.dates.grammar import Candidate
from eventwire.matching.dates.lengths import CLOCK_UNITS, UNITS, count_of, mod_of, unit_of
from eventwire.text import calendar
from eventwire.text.calendar import MONTHS, Period, Unit
from eventwire.text.timex import timex_of

# What an expression in a unit may lean on: never on something coarser than itself.
_FINER: dict[str, tuple[str, ...]] = {
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "weekend": ("day", "week", "weekend"),
    "month": ("day", "week", "weekend", "month"),
    "quarter": ("day", "month", "quarter"),
    "season": ("day", "month", "season"),
    "year": ("day", "week", "month", "quarter", "half", "season", "year"),
    "decade": ("year", "decade"),
}


def weekday(candidate: Candidate, context: Context) -> Resolved | None:
    """Tuesday, last Tuesday, next Friday night."""
    number = integer(candidate, "weekday")
    if number is None:
        return None
    suffix, timex_type = day_part(candidate)
    published = context.published
    if published is None:
        return Resolved(timex_type, f"XXXX-WXX-{number + 1}{suffix}")
    date = weekday_date(number, integer(candidate, "which"), published, future=context.tense == "future")
    date += dt.timedelta(days=candidate.rule.direction or 0)
    return _day(candidate, date, timex_type, suffix)


def weekday_date(number: int, which: int | None, published: dt.date, *, future: bool) -> dt.date:
    """The day that a weekday means on a publication day.

    Args:
        number: 0 Monday. which: -1 last, 0 this, 1 next, None bare. future: whether the clause speaks of what is to come.

    Returns:
        Bare: the nearest one back, or on in the future, the publication day itself counted in both. "Last" and "next"
        never mean the publication day.
    """
    back = (published.weekday() - number) % 7
    if which == -1:
        return published - dt.timedelta(days=back or 7)
    ahead = (number - published.weekday()) % 7
    if which == 1:
        return published + dt.timedelta(days=ahead or 7)
    return published + dt.timedelta(days=ahead) if future else published - dt.timedelta(days=back)


def day_part(candidate: Candidate) -> tuple[str, str]:
    """The TIMEX3 suffix for a part of the day, and the type that goes with it."""
    value = candidate.fields.get("daypart") or candidate.rule.value
    return (f"T{value}", "TIME") if isinstance(value, str) and value else ("", "DATE")


def _day(candidate: Candidate, date: dt.date, timex_type: str, suffix: str) -> Resolved:
    return dated(
        Period(date, date, "day"),
        basis="published",
        part=part_of(candidate),
        suffix=suffix,
        timex_type=timex_type,
    )


def unit(candidate: Candidate, context: Context) -> Resolved | None:
    """Yesterday, this month, late last year, earlier this week, the end of the year."""
    name = unit_of(candidate)
    if name not in UNITS:
        return None
    suffix, timex_type = day_part(candidate)
    published = context.published
    if published is None:
        return Resolved(timex_type, None)
    which = integer(candidate, "which")
    offset = which if which is not None else candidate.rule.direction or 0
    period = calendar.containing(calendar.move(published, UNITS[name], offset), UNITS[name])
    found = dated(period, basis="published", part=part_of(candidate), suffix=suffix, timex_type=timex_type)
    return _sided(candidate, found, published)


def _sided(candidate: Candidate, found: Resolved, published: dt.date) -> Resolved:
    """Cut "earlier this year" at the publication day, and "later this year" before it."""
    side = candidate.fields.get("side")
    period = found.period
    if period is None or period.unit == "day" or not isinstance(side, str):
        return (
            found if side is None else replace(found, mod={"earlier": "START", "later": "END"}.get(str(side)))
        )
    inside = period.start <= published <= period.end
    start = published if side == "later" and inside else period.start
    end = published if side == "earlier" and inside else period.end
    cut = calendar.span(start, end)
    return replace(
        found,
        start=start,
        end=end,
        edtf=f"{start.isoformat()}/{end.isoformat()}" if inside else found.edtf,
        precision="range" if inside else found.precision,
        mod="START" if side == "earlier" else "END",
        period=period if cut else None,
    )


def weekend(candidate: Candidate, context: Context) -> Resolved | None:
    """The weekend, last weekend: a bare one is the last before the publication day, or the next in the future."""
    published = context.published
    if published is None:
        return Resolved("DATE", None)
    which = integer(candidate, "which")
    here = calendar.containing(published, "weekend")
    if which is None:
        which = 0 if context.tense == "future" or published >= here.start else -1
    elif which == -1 and published.weekday() >= 5:
        which = -1
    return dated(calendar.shift(here, "weekend", which), basis="published", part=part_of(candidate))


def ago(candidate: Candidate, context: Context) -> Resolved | None:
    """Two weeks ago, a year from now."""
    count, name = count_of(candidate), unit_of(candidate)
    sign = candidate.rule.direction or -1
    if candidate.rule.count == 0:
        count = None
    if name is None:
        return None
    if count is None:
        return Resolved("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    last = context.anchors[-1] if context.anchors else None
    if name == "year" and count == 1 and sign < 0 and last is not None and last.period.unit == "quarter":
        # In a report on a quarter "a year ago" is the same quarter.
        last = latest_quarter(context) or last
        start = calendar.add_months(last.period.start, -12)
        return dated(calendar.containing(start, "quarter"), basis="anchored", anchor=last.id)
    if context.published is None:
        return Resolved("DATE", None)
    found = _moved(context.published, name, sign * count)
    if found is None:
        return Resolved("DATE", None)
    if name in CLOCK_UNITS:
        value = timex_of(found)
        return Resolved(
            "DATE", value, mod="APPROX", start=None, end=None, edtf=None, basis="published", period=found
        )
    return replace(dated(found, basis="published"), mod=mod_of(candidate))


def _moved(date: dt.date, name: str, count: float) -> Period | None:
    """The unit so many units away from a day; a broken count gives the next smaller unit."""
    try:
        if name in CLOCK_UNITS:
            hours = count if name == "hour" else count / 60
            days = round(hours / 24) if abs(hours) >= 24 else 0
            return Period(date + dt.timedelta(days=days), date + dt.timedelta(days=days), "day")
        size = UNITS[name]
        if not float(count).is_integer():
            if size in MONTHS:
                finer: Unit = "year" if size in ("decade", "century") else "month"
                return calendar.containing(calendar.add_months(date, round(count * MONTHS[size])), finer)
            moved = date + dt.timedelta(days=round(count * (7 if size == "week" else 1)))
            return Period(moved, moved, "day")
        shown: Unit = "year" if size in ("decade", "century") else size
        return calendar.containing(calendar.move(date, size, int(count)), shown)
    except (ValueError, OverflowError, KeyError):
        return None


def anchored(candidate: Candidate, context: Context) -> Resolved | None:
    """The previous day, two days earlier, the following month, the next morning: counted from the last date told."""
    number = integer(candidate, "weekday")
    name = "day" if number is not None else unit_of(candidate)
    sign = integer(candidate, "which") or candidate.rule.direction or -1
    count = None if candidate.rule.count == 0 else count_of(candidate)
    suffix, timex_type = day_part(candidate)
    if name is None:
        return None
    if name in CLOCK_UNITS:
        return _hours(candidate, name, sign, count, context)
    anchor = _told(name, sign, context)
    if count is None or anchor is None:
        return Resolved(timex_type, None if count is not None else ("PAST_REF" if sign < 0 else "FUTURE_REF"))
    if number is not None:
        date = weekday_date(number, sign, anchor.period.start, future=False)
        return _leaning(Period(date, date, "day"), anchor, candidate, suffix, timex_type)
    if name == "year" and count.is_integer() and anchor.period.unit in ("month", "quarter", "season", "half"):
        # "A year earlier" keeps the size of what it is compared with.
        start = calendar.add_months(anchor.period.start, 12 * sign * int(count))
        return _leaning(calendar.containing(start, anchor.period.unit), anchor, candidate, suffix, timex_type)
    base = anchor.period.end if sign > 0 and name == "day" else anchor.period.start
    found = _moved(base, name, sign * count)
    if found is None:
        return Resolved(timex_type, None)
    return _leaning(found, anchor, candidate, suffix, timex_type)


def _hours(
    candidate: Candidate, name: str, sign: int, count: float | None, context: Context
) -> Resolved | None:
    """Five minutes later, hours earlier: the day told last, since few such stretches pass midnight."""
    anchor = _told("day", sign, context)
    if anchor is None:
        return Resolved("TIME", None)
    found = _moved(anchor.period.start, name, sign * (count or 1))
    return None if found is None else _leaning(found, anchor, candidate, "", "TIME")


def latest_quarter(context: Context) -> Anchor | None:
    """The latest quarter told: figures of earlier years come between, so the last one named is not what a report is on."""
    quarters = [anchor for anchor in context.anchors if anchor.period.unit == "quarter"]
    return max(quarters, key=lambda anchor: anchor.period.start) if quarters else None


def _told(name: str, sign: int, context: Context) -> Anchor | None:
    """What an expression in a unit leans on: the last date that is not coarser than the unit."""
    anchor = context.last(*_FINER.get(name, ()))
    if name == "year" and sign < 0 and anchor is not None and anchor.period.unit == "quarter":
        return latest_quarter(context)
    return anchor


def same(candidate: Candidate, context: Context) -> Resolved | None:
    """That day, the same month, later that year."""
    name = unit_of(candidate)
    suffix, timex_type = day_part(candidate)
    if name not in UNITS:
        return None
    if name == "quarter":
        anchor = latest_quarter(context)
    else:
        anchor = context.last(*_FINER.get(name, ()))
    if anchor is None:
        if name == "quarter" and context.published is not None:
            # Reports on "the quarter" are on the last one that was complete.
            return dated(
                calendar.shift(calendar.containing(context.published, "quarter"), "quarter", -1),
                basis="published",
            )
        return Resolved(timex_type, None)
    found = calendar.containing(anchor.period.start, UNITS[name])
    result = _leaning(found, anchor, candidate, suffix, timex_type)
    side = candidate.fields.get("side")
    return replace(result, mod={"earlier": "START", "later": "END"}.get(str(side), result.mod))


def _leaning(period: Period, anchor: Anchor, candidate: Candidate, suffix: str, timex_type: str) -> Resolved:
    return leaning(period, anchor, part=part_of(candidate), suffix=suffix, timex_type=timex_type)
