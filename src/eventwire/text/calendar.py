"""Stretches of the calendar: weeks, months, quarters, seasons, years and their neighbours; no words, no formats."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "range"
]
Part = Literal["early", "mid", "late"]

# Months of a unit that is a whole number of months.
MONTHS: dict[str, int] = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days.

    Attributes:
        start, end: first and last day, inclusive. unit: what it is one of; "range" for any other stretch.
    """

    start: dt.date
    end: dt.date
    unit: Unit


def day(year: int, month: int, number: int) -> Period:
    """A day; raises ValueError for one that is not in the calendar."""
    date = dt.date(year, month, number)
    return Period(date, date, "day")


def span(start: dt.date, end: dt.date) -> Period:
    """Any stretch, from its first to its last day; raises ValueError where it ends before it starts."""
    if end < start:
        raise ValueError(f"{start} to {end} ends before it starts")
    return Period(start, end, "range")


def month(year: int, number: int) -> Period:
    """A calendar month, 1 to 12."""
    return Period(
        dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1]), "month"
    )


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    return Period(month(year, 3 * number - 2).start, month(year, 3 * number).end, "quarter")


def half(year: int, number: int) -> Period:
    """A half year, 1 or 2."""
    return Period(month(year, 6 * number - 5).start, month(year, 6 * number).end, "half")


def season(year: int, number: int) -> Period:
    """A meteorological season of the northern half of the earth.

    Args:
        year: the year in which it starts. number: 1 spring (from March), 2 summer, 3 autumn, 4 winter (December to
            February of the next year).
    """
    first = dt.date(year, 3 * number, 1)
    last = month(year, 3 * number + 2).end if number < 4 else month(year + 1, 2).end
    return Period(first, last, "season")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), "year")


def decade(number: int) -> Period:
    """The ten years of which `number` is one, counted from the round year: 1990 to 1999."""
    first = number - number % 10
    return Period(dt.date(max(first, 1), 1, 1), dt.date(first + 9, 12, 31), "decade")


def century(number: int) -> Period:
    """A century by its number: the 20th is 1900 to 1999, as newspapers count."""
    return Period(dt.date(max(100 * (number - 1), 1), 1, 1), dt.date(100 * number - 1, 12, 31), "century")


def containing(date: dt.date, unit: Unit) -> Period:
    """The week (from Monday), month, … that a day is in; raises ValueError for "range"."""
    if unit == "day":
        return Period(date, date, "day")
    if unit == "week":
        monday = date - dt.timedelta(days=date.weekday())
        return Period(monday, monday + dt.timedelta(days=6), "week")
    if unit == "weekend":
        saturday = date - dt.timedelta(days=date.weekday() - 5)
        return Period(saturday, saturday + dt.timedelta(days=1), "weekend")
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if unit == "half":
        return half(date.year, (date.month + 5) // 6)
    if unit == "season":
        if date.month < 3:
            return season(date.year - 1, 4)
        return season(date.year, date.month // 3)
    if unit == "year":
        return year(date.year)
    if unit == "decade":
        return decade(date.year)
    if unit == "century":
        return century(date.year // 100 + 1)
    raise ValueError(f"no {unit} around a day")


def add_months(date: dt.date, count: int) -> dt.date:
    """The same day `count` months on, or the last day of that month where it is shorter."""
    index = date.year * 12 + date.month - 1 + count
    return dt.date(
        index // 12, index % 12 + 1, min(date.day, calendar.monthrange(index // 12, index % 12 + 1)[1])
    )


def move(date: dt.date, unit: Unit, count: int) -> dt.date:
    """A day moved by so many units; raises ValueError or OverflowError beyond the years 1 to 9999."""
    if unit in MONTHS:
        return add_months(date, MONTHS[unit] * count)
    return date + dt.timedelta(days=count * (1 if unit == "day" else 7))


def shift(period: Period, unit: Unit, count: int) -> Period:
    """The unit that lies `count` units away from the one that holds the period's first day."""
    return containing(move(containing(period.start, unit).start, unit, count), unit)


def third(period: Period, part: Part) -> Period:
    """The early, middle or late third of a period.

    Months are cut after day 10 and day 20, years after April and August, decades after year 3 and year 6; everything
    else into three equal runs of days, the middle one taking what is left over. Source: our own convention.
    """
    if period.unit == "month":
        cuts = [period.start.replace(day=11), period.start.replace(day=21)]
    elif period.unit == "year":
        cuts = [period.start.replace(month=5), period.start.replace(month=9)]
    elif period.unit == "decade":
        cuts = [
            period.start.replace(year=period.end.year - 5),
            period.start.replace(year=period.end.year - 2),
        ]
    else:
        days = (period.end - period.start).days + 1
        if days < 3:
            return period
        size = days // 3
        cuts = [
            period.start + dt.timedelta(days=size),
            period.end - dt.timedelta(days=size - 1),
        ]
    edges = [period.start, *cuts, period.end + dt.timedelta(days=1)]
    index = ("early", "mid", "late").index(part)
    return replace(period, start=edges[index], end=edges[index + 1] - dt.timedelta(days=1), unit="range")


def easter(number: int) -> dt.date:
    """Easter Sunday of the Western churches. Source: the anonymous Gregorian algorithm (Nature, 1876)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * rest) // 433
    month_number = (h + rest - 7 * m + 90) // 25
    return dt.date(number, month_number, (h + rest - 7 * m + 33 * month_number + 19) % 32)


def nth_weekday(number: int, month_number: int, weekday: int, nth: int) -> dt.date:
    """The nth weekday of a month, 0 Monday; `nth` -1 is the last one."""
    if nth < 0:
        last = month(number, month_number).end
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    first = dt.date(number, month_number, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
