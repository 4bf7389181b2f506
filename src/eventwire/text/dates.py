"""One absolute date in a string of its own (metadata, options, file names, odd formats) into a day; never searches prose."""

from __future__ import annotations

import datetime as dt
import functools
import re

_ISO = re.compile(r"\s*(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])")
_NUMERIC = re.compile(
    r"\s*(?P<a>[0-9]{1,2})(?P<sep>[./-])(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})\s*"
)

# Countries whose newspapers print the month first in numeric dates. Source: Unicode CLDR, short date patterns.
MONTH_FIRST = frozenset({"USA", "PHL", "FSM", "MHL", "PLW", "ASM", "GUM", "PRI", "MNP", "VIR", "UMI"})

# A day that has nothing to do with any clock: dateparser fills what a string leaves out from it, and `require-parts`
# refuses strings that leave anything out, so it never shows in a result.
_BASE = dt.datetime(2000, 1, 1)


def parse_date(text: str, *, day_first: bool | None = None) -> dt.date | None:
    """The day that a string names in full, in English or in digits.

    Args:
        text: a date with year, month and day ("Tue, 23 Apr 2024 10:11:12 GMT", "22.04.2024"), a time of day allowed.
        day_first: the order of a numeric date; None refuses one that both orders fit.

    Returns:
        The day as printed (no change of time zone), or None where year, month or day is missing or unclear.
    """
    if len(text) > 80:
        return None
    iso = _ISO.match(text)
    if iso:
        try:
            return dt.date(int(iso["year"]), int(iso["month"]), int(iso["day"]))
        except ValueError:
            return None
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        found, ambiguous = numeric_date(
            int(numeric["a"]), int(numeric["b"]), numeric["year"], day_first=bool(day_first)
        )
        return None if ambiguous and day_first is None else found
    return _parse(text, bool(day_first))


@functools.lru_cache(maxsize=4096)
def _parse(text: str, day_first: bool) -> dt.date | None:
    import dateparser  # with all its languages: most dates are ISO or numeric, and do without

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": _BASE,
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY" if day_first else "MDY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return found.date() if found else None


def numeric_date(first: int, second: int, year: str, *, day_first: bool) -> tuple[dt.date | None, bool]:
    """A date of two small numbers and a year.

    Args:
        first, second: the numbers in printed order. year: two or four digits; 69 and above are the 1900s.
        day_first: the order to take where both fit.

    Returns:
        The day, or None where no order fits; and whether both orders fit and differ.
    """
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 69 else 2000
    found: list[dt.date] = []
    for day, month in ((first, second), (second, first)) if day_first else ((second, first), (first, second)):
        try:
            found.append(dt.date(number, month, day))
        except ValueError:
            continue
    if not found:
        return None, False
    return found[0], len(found) == 2 and found[0] != found[1]


def day_first_of(country: str | None) -> bool | None:
    """Whether a country's papers print the day first in numeric dates; None where the country is not known.

    Args:
        country: ISO 3166-1 alpha-3.
    """
    return None if country is None else country not in MONTH_FIRST
