"""Months and days of the Islamic calendar, by arithmetic: the moon that is really seen may shift them by a day or two."""

from __future__ import annotations

import datetime as dt

from eventwire.text.calendar import Period

# Day 1 of month 1 of year 1, as a proleptic Gregorian ordinal. Source: the tabular Islamic calendar (civil epoch).
_EPOCH = 227015


def first_day(year: int, month: int) -> dt.date:
    """The first day of an Islamic month, 1 Muharram to 12 Dhu al-Hijja.

    Source: the tabular calendar with its 30-year cycle of eleven leap years; odd months have 30 days, even ones 29.
    """
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return dt.date.fromordinal(_EPOCH + days)


def in_year(year: int, month: int, day: int | None = None) -> Period:
    """A month, or a day of it, by its first occurrence in a Gregorian year.

    Raises:
        ValueError: where none begins in that year.
    """
    around = (year - 622) * 33 // 32
    for hijri_year in range(max(1, around - 1), around + 3):
        begin = first_day(hijri_year, month)
        following = first_day(hijri_year + month // 12, month % 12 + 1)
        if day is not None:
            begin += dt.timedelta(days=day - 1)
            following = begin + dt.timedelta(days=1)
        if begin.year == year:
            return Period(begin, following - dt.timedelta(days=1), "range" if day is None else "day")
    raise ValueError(f"no such day begins in {year}")
