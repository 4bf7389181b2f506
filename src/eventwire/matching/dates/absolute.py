"""Operations for dates that name their place in the calendar in days, months and years, alone or as a range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from eventwire.matching.dates.context import ANY_YEAR, Basis, Context, Resolved, dated
from eventwire.matching.dates.grammar import Candidate
from eventwire.text import calendar
from eventwire.text.calendar import Part, Period, Unit
from eventwire.text.dates import numeric_date
from eventwire.text.edtf import unspecified

# How many years around the publication a day may lie that only some years have (29 February).
_LEAP = 8
# How many times nearer a day ahead must be than the one behind where the text does not say which is meant.
_PAST_PREFERRED = 2
# Days after which newspapers no longer leave the year of a day out.
_PRINTED_WITH_YEAR = 330


def integer(candidate: Candidate, name: str) -> int | None:
    """The field as an integer, or None where the expression lacks it."""
    value = candidate.fields.get(name)
    return int(value) if isinstance(value, int | float) else None


def part_of(candidate: Candidate) -> Part | None:
    """Early, mid or late, from the fields `mod` and `edge` or the rule."""
    value = candidate.fields.get("mod") or candidate.fields.get("edge") or candidate.rule.part
    if value == "early":
        return "early"
    if value == "mid":
        return "mid"
    return "late" if value == "late" else None


def two_digit(year: int) -> int:
    """A year of one or two digits in full: 69 and above are the 1900s."""
    return year if year >= 100 else year + (1900 if year >= 69 else 2000)


def nearest(
    make: Callable[[int], Period], context: Context, *, which: int | None = None, near: bool = True
) -> tuple[Period, Basis] | None:
    """The period of a year that the text leaves out.

    Args:
        make: the period in a given year; raises ValueError for years that lack it. which: -1 for "last", 1 for "next".
        near: whether one that lies ahead may be meant without a word that says so.

    Returns:
        The nearest one before the publication day (it included), or after it in the future tense; None without
        publication day and without a year in the text.
    """
    published = context.published
    if published is None:
        if context.year is None or which is not None:
            return None
        try:
            return make(context.year), "anchored"
        except ValueError:
            return None
    past = future = None
    for step in range(_LEAP + 1):
        if past is None:
            past = _year_if(
                make,
                published.year - step,
                lambda p: p.end < published if which == -1 else p.start <= published,
            )
        if future is None:
            future = _year_if(
                make,
                published.year + step - 1,
                lambda p: p.start > published if which == 1 else p.end >= published,
            )
    if which == 1 or (which is None and context.tense == "future"):
        found = future
    elif which == -1 or context.tense == "name" or past is None or future is None:
        found = past
    else:
        # Where nothing around tells, the nearer one, the one behind preferred; even with a past tense a day that was nearly
        # a year ago would be printed with its year.
        ahead, behind = (future.start - published).days, (published - past.end).days
        if context.tense == "past":
            found = future if behind > _PRINTED_WITH_YEAR else past
        else:
            found = future if near and ahead * _PAST_PREFERRED < behind else past
    return (found, "published") if found is not None else None


def _year_if(make: Callable[[int], Period], year: int, fits: Callable[[Period], bool]) -> Period | None:
    try:
        found = make(year)
    except ValueError:
        return None
    return found if fits(found) else None


def year_of(candidate: Candidate, context: Context) -> tuple[int | None, Basis]:
    """The year that the expression names, in digits or as last, this or next year."""
    year = integer(candidate, "year")
    if year is not None:
        return two_digit(year), "text"
    offset = integer(candidate, "which_year")
    if offset is not None and context.published is not None:
        return context.published.year + offset, "published"
    return None, "text"


def calendar_date(candidate: Candidate, context: Context) -> Resolved | None:
    """A day, month or year, with what is left out taken from the publication day."""
    month, number = integer(candidate, "month"), integer(candidate, "day")
    part, weekday = part_of(candidate), integer(candidate, "weekday")
    year, basis = year_of(candidate, context)
    if month is not None and number is not None:
        calendar.day(2000, month, number)  # raises for February 30 in any year
    if month is None:
        return None if year is None else dated(calendar.year(year), basis=basis, part=part)

    def make(y: int) -> Period:
        return calendar.month(y, month) if number is None else calendar.day(y, month, number)

    if year is not None:
        return dated(make(year), basis=basis, part=part)
    which = integer(candidate, "which")
    if which == 0:
        # "this September" is the one of the publication's year.
        found = _published_year(make, context)
    else:
        found = nearest(make, context, which=which)
    if found is not None and weekday is not None and found[0].start.weekday() != weekday:
        found = _fitting(make, weekday, context)
    if found is None:
        text = unspecified(month=month, day=number)
        return Resolved("DATE", text, edtf=text + ("~" if part else ""), floating=_floating(make))
    period, base = found
    return dated(period, basis=base, part=part)


def _floating(make: Callable[[int], Period]) -> Period | None:
    try:
        return make(ANY_YEAR)
    except ValueError:
        return None


def fixed(candidate: Candidate, context: Context) -> Resolved | None:
    """A day that is known by its date alone ("the September 11 attacks"); in a text from before it, a day like any other."""
    date = dt.date.fromisoformat(candidate.rule.value or "")
    if context.published is not None and context.published < date:
        return calendar_date(replace(candidate, fields={"month": date.month, "day": date.day}), context)
    return dated(Period(date, date, "day"), basis="text")


def _published_year(make: Callable[[int], Period], context: Context) -> tuple[Period, Basis] | None:
    return (make(context.published.year), "published") if context.published else None


def _fitting(make: Callable[[int], Period], weekday: int, context: Context) -> tuple[Period, Basis] | None:
    """The one recent year in which a day falls on its printed weekday; None where none does."""
    around = context.published.year if context.published else context.year
    if around is None:
        return None
    found = []
    for year in range(around - 1, around + 2):
        try:
            if make(year).start.weekday() == weekday:
                found.append(make(year))
        except ValueError:
            continue
    basis: Basis = "published" if context.published else "anchored"
    return (found[0], basis) if len(found) == 1 else None


def numeric(candidate: Candidate, context: Context) -> Resolved | None:
    """A date in digits, by the order of the publisher's country."""
    first, second = integer(candidate, "first"), integer(candidate, "second")
    if first is None or second is None:
        return None
    day_first = context.day_first
    found, ambiguous = numeric_date(
        first,
        second,
        candidate.texts["year"],
        day_first=bool(day_first) or "." in candidate.texts.get("sep", ""),
    )
    if found is None:
        return None
    if ambiguous and day_first is None and "." not in candidate.texts.get("sep", ""):
        return Resolved("DATE", f"{found.year:04}-XX-XX", edtf=f"{found.year:04}-XX-XX", ambiguous=True)
    return dated(Period(found, found, "day"), basis="text")


def stretch(candidate: Candidate, context: Context) -> Resolved | None:
    """A run of days, months or years printed as one expression: 3-5 May, March to June 2019, 1990-91."""
    year, basis = year_of(candidate, context)
    first, last = integer(candidate, "month"), integer(candidate, "month_to")
    day, day_to = integer(candidate, "day"), integer(candidate, "day_to")
    if first is None:
        until = integer(candidate, "year_to")
        if year is None or until is None:
            return None
        until = until if until >= 100 else year - year % 100 + until
        if not year < until <= year + 60:
            return None
        return _ranged(
            calendar.span(calendar.year(year).start, calendar.year(until).end),
            "text",
            f"{year:04}/{until:04}",
        )
    last = last or first

    def make(y: int) -> Period:
        if day is None or day_to is None:
            # Over the turn of the year the printed year is that of the second month.
            begin = calendar.month(y - 1 if last < first else y, first)
            return calendar.span(begin.start, calendar.month(y, last).end)
        begin = calendar.day(y - 1 if last < first else y, first, day)
        return calendar.span(begin.start, calendar.day(y, last, day_to).end)

    if year is not None:
        return _ranged(make(year), basis)
    found = nearest(make, context)
    if found is None:
        a, b = unspecified(month=first, day=day), unspecified(month=last, day=day_to)
        return Resolved("DATE", f"{a}/{b}", edtf=f"{a}/{b}")
    return _ranged(*found)


def _ranged(period: Period, basis: Basis, value: str | None = None) -> Resolved:
    found = dated(period, basis=basis)
    if value is None:
        return found
    return Resolved(
        "DATE",
        value,
        start=found.start,
        end=found.end,
        edtf=value,
        precision="range",
        basis=basis,
        period=period,
    )


def around(candidate: Candidate, context: Context) -> Resolved | None:
    """The week of March 6, the quarter ended September 30: the unit that a day is in."""
    found = calendar_date(candidate, context)
    if found is None or found.period is None:
        return Resolved("DATE", None)
    unit: Unit = "quarter" if candidate.rule.unit == "quarter" else "week"
    return dated(calendar.containing(found.period.start, unit), basis=found.basis)
