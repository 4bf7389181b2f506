"""Operations for times of the day; bounds are whole days, the clock time is in the TIMEX3 value only."""

from __future__ import annotations

import datetime as dt

from eventwire.matching.dates.absolute import calendar_date, integer
from eventwire.matching.dates.context import Anchor, Context, Resolved, dated, leaning
from eventwire.matching.dates.grammar import Candidate
from eventwire.matching.dates.relative import weekday_date
from eventwire.text.calendar import Period


def clock(candidate: Candidate, context: Context) -> Resolved | None:
    """At 3 p.m. Tuesday, at 15:30 GMT on April 22, at noon."""
    suffix = _time(candidate)
    return None if suffix is None else _on_its_day(candidate, context, suffix)


def part_of_day(candidate: Candidate, context: Context) -> Resolved | None:
    """This morning, last night, overnight, the night of April 22."""
    value = candidate.fields.get("daypart") or candidate.rule.value
    return _on_its_day(candidate, context, f"T{value}") if isinstance(value, str) else None


def _time(candidate: Candidate) -> str | None:
    """The TIMEX3 suffix of a clock time, or None where it is none."""
    hour, minute = integer(candidate, "hour"), integer(candidate, "minute")
    if candidate.rule.value is not None:
        return f"T{candidate.rule.value}"
    digits = candidate.texts.get("military")
    if digits:
        hour, minute = int(digits[:2]), int(digits[2:])
    half = candidate.fields.get("ampm")
    if hour is None or hour > 24 or (minute or 0) > 59:
        return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02}:{minute or 0:02}"


def _on_its_day(candidate: Candidate, context: Context, suffix: str) -> Resolved | None:
    """Put a time on the day that the expression names, else on the last day told, else on the publication day."""
    published = context.published
    weekday, offset = integer(candidate, "weekday"), integer(candidate, "deictic")
    if integer(candidate, "month") is not None:
        found = calendar_date(candidate, context)
        if found is None:
            return None
        if found.period is None:
            return Resolved("TIME", f"{found.timex_value}{suffix}", edtf=found.edtf)
        return dated(found.period, basis=found.basis, suffix=suffix, timex_type="TIME")
    if weekday is not None:
        if published is None:
            return Resolved("TIME", f"XXXX-WXX-{weekday + 1}{suffix}")
        date = weekday_date(weekday, integer(candidate, "which"), published, future=context.tense == "future")
        return _on(date, suffix)
    if offset is None and candidate.rule.direction is not None:
        offset = candidate.rule.direction
    if offset is not None:
        return (
            Resolved("TIME", None)
            if published is None
            else _on(published + dt.timedelta(days=offset), suffix)
        )
    anchor: Anchor | None = context.last("day")
    if anchor is not None:
        return leaning(anchor.period, anchor, suffix=suffix, timex_type="TIME")
    return Resolved("TIME", f"XXXX-XX-XX{suffix}") if published is None else _on(published, suffix)


def _on(date: dt.date, suffix: str) -> Resolved:
    return dated(Period(date, date, "day"), basis="published", suffix=suffix, timex_type="TIME")
