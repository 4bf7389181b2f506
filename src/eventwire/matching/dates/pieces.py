"""Operations for named pieces of the calendar: quarters, halves, seasons, decades, centuries, holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from eventwire.matching.dates.absolute import integer, nearest, part_of, year_of
from eventwire.matching.dates.context import Context, Resolved, dated
from eventwire.matching.dates.grammar import Candidate
from eventwire.text import calendar, hijri
from eventwire.text.calendar import Period


def decade(candidate: Candidate, context: Context) -> Resolved | None:
    """The nineties, the 1980s, the '70s."""
    year = integer(candidate, "year")
    if year is None:
        return None
    if year < 100:
        year += 1900 if year >= 30 else 2000
    return dated(calendar.decade(year), basis="text", part=part_of(candidate))


def century(candidate: Candidate, context: Context) -> Resolved | None:
    """The 20th century."""
    number = integer(candidate, "ordinal")
    if number is None or not 1 <= number <= 99:
        return None
    return dated(calendar.century(number), basis="text", part=part_of(candidate))


def _piece(
    candidate: Candidate,
    context: Context,
    make: Callable[[int], Period],
    *,
    near: bool = True,
    approximate: bool = False,
) -> Resolved | None:
    """A quarter, half or season of a year that is named, relative, or left out."""
    part = part_of(candidate)
    year, basis = year_of(candidate, context)
    if year is not None:
        return dated(make(year), basis=basis, part=part, approximate=approximate)
    which = integer(candidate, "which")
    if which == 0 and context.published is not None:
        return dated(make(context.published.year), basis="published", part=part, approximate=approximate)
    found = nearest(make, context, which=which, near=near)
    if found is None:
        return Resolved("DATE", None)
    return dated(found[0], basis=found[1], part=part, approximate=approximate)


def quarter(candidate: Candidate, context: Context) -> Resolved | None:
    """The third quarter (of 2019)."""
    number = integer(candidate, "ordinal")
    if number is None or not 1 <= number <= 4:
        return None
    back = candidate.rule.direction or 0
    if back:
        anchor = context.last("quarter")
        if anchor is None and context.published is None:
            return Resolved("DATE", None)
        around = anchor.period.start.year if anchor else context.published.year  # type: ignore[union-attr]
        return dated(
            calendar.quarter(around + back, number),
            basis="anchored" if anchor else "published",
            anchor=anchor.id if anchor else None,
        )
    return _piece(candidate, context, lambda y: calendar.quarter(y, number), near=False)


def half(candidate: Candidate, context: Context) -> Resolved | None:
    """The first half of 2019."""
    number = integer(candidate, "ordinal")
    if number is None or not 1 <= number <= 2:
        return None
    return _piece(candidate, context, lambda y: calendar.half(y, number), near=False)


def season(candidate: Candidate, context: Context) -> Resolved | None:
    """Last spring, the summer of 2014."""
    number = integer(candidate, "season")
    if number is None:
        return None
    which = integer(candidate, "which")
    if which == 0 and context.published is not None and "year" not in candidate.fields:
        # "this winter" in January began in December.
        today = context.published
        year = today.year - 1 if number == 4 and today.month < 3 else today.year
        return dated(calendar.season(year, number), basis="published", part=part_of(candidate))
    return _piece(candidate, context, lambda y: calendar.season(y, number))


def holiday(candidate: Candidate, context: Context) -> Resolved | None:
    """Christmas Day, Easter Monday: the data says `month-day`, `month/weekday/nth`, `easter+days` or `hijri9`, `hijri10-1`."""
    key = candidate.fields.get("holiday")
    if not isinstance(key, str):
        return None
    return _piece(candidate, context, lambda y: _holiday(key, y), approximate=key.startswith("hijri"))


def _holiday(key: str, year: int) -> Period:
    if key.startswith("hijri"):
        return hijri.in_year(year, *(int(piece) for piece in key.removeprefix("hijri").split("-")))
    key, _, later = key.partition("+")
    if key.startswith("easter"):
        date = calendar.easter(year) + dt.timedelta(days=int(key.removeprefix("easter") or 0))
    elif "/" in key:
        month, weekday, nth = (int(piece) for piece in key.split("/"))
        date = calendar.nth_weekday(year, month, weekday, nth)
    else:
        month, number = (int(piece) for piece in key.split("-"))
        date = dt.date(year, month, number)
    date += dt.timedelta(days=int(later or 0))
    return Period(date, date, "day")
