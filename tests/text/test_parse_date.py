"""One absolute date in a string of its own."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.text.dates import day_first_of, numeric_date, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-04-22", "2024-04-22"),
        ("2024-04-22T10:00:00Z", "2024-04-22"),
        ("Tue, 23 Apr 2024 10:11:12 GMT", "2024-04-23"),
        ("22 April 2024", "2024-04-22"),
        ("Apr 22nd, 2024 3pm EST", "2024-04-22"),
        ("22.04.2024", "2024-04-22"),
        ("4/22/99", "1999-04-22"),
        ("3/4/2024", None),
        ("April 22", None),
        ("April 2024", None),
        ("2024", None),
        ("yesterday", None),
        ("Tuesday", None),
        ("2024-02-30", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_parse_date(text: str, day: str | None) -> None:
    assert parse_date(text) == (dt.date.fromisoformat(day) if day else None)


def test_order_of_numbers() -> None:
    assert parse_date("3/4/2024", day_first=True) == dt.date(2024, 4, 3)
    assert parse_date("3/4/2024", day_first=False) == dt.date(2024, 3, 4)
    assert numeric_date(3, 4, "24", day_first=True) == (dt.date(2024, 4, 3), True)
    assert numeric_date(22, 4, "2024", day_first=False) == (dt.date(2024, 4, 22), False)
    assert numeric_date(32, 13, "2024", day_first=False) == (None, False)
    assert (day_first_of("USA"), day_first_of("GBR"), day_first_of(None)) == (False, True, None)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2060, 1, 1)))
def test_printed_days_come_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d %B} {day.year}") == day
    assert parse_date(f"{day:%a, %d %b} {day.year} 10:00:00 GMT") == day


@given(st.text(max_size=90))
def test_never_raises(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), dt.date)
