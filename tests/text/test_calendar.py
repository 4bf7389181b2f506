"""Stretches of the calendar, and how EDTF and TIMEX3 write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.text import calendar, hijri
from eventwire.text.calendar import Period
from eventwire.text.edtf import bounds, edtf_of, is_edtf, unspecified
from eventwire.text.timex import duration, is_timex, timex_of

D = dt.date.fromisoformat
ROWS = [
    (calendar.day(2024, 2, 29), "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
    (calendar.month(2024, 2), "2024-02-01", "2024-02-29", "2024-02", "2024-02"),
    (calendar.quarter(2024, 3), "2024-07-01", "2024-09-30", "2024-07/2024-09", "2024-Q3"),
    (calendar.half(2024, 2), "2024-07-01", "2024-12-31", "2024-07/2024-12", "2024-H2"),
    (calendar.season(2023, 4), "2023-12-01", "2024-02-29", "2023-24", "2023-WI"),
    (calendar.year(2024), "2024-01-01", "2024-12-31", "2024", "2024"),
    (calendar.decade(1995), "1990-01-01", "1999-12-31", "199X", "199"),
    (calendar.century(20), "1900-01-01", "1999-12-31", "19XX", "19"),
    (
        calendar.containing(D("2024-04-23"), "week"),
        "2024-04-22",
        "2024-04-28",
        "2024-04-22/2024-04-28",
        "2024-W17",
    ),
    (
        calendar.containing(D("2024-04-23"), "weekend"),
        "2024-04-27",
        "2024-04-28",
        "2024-04-27/2024-04-28",
        "2024-W17-WE",
    ),
    (
        calendar.third(calendar.month(2024, 2), "early"),
        "2024-02-01",
        "2024-02-10",
        "2024-02-01/2024-02-10",
        None,
    ),
    (
        calendar.third(calendar.month(2024, 2), "mid"),
        "2024-02-11",
        "2024-02-20",
        "2024-02-11/2024-02-20",
        None,
    ),
    (
        calendar.third(calendar.month(2024, 2), "late"),
        "2024-02-21",
        "2024-02-29",
        "2024-02-21/2024-02-29",
        None,
    ),
    (calendar.third(calendar.year(2024), "early"), "2024-01-01", "2024-04-30", "2024-01-01/2024-04-30", None),
    (
        calendar.third(calendar.decade(1990), "late"),
        "1997-01-01",
        "1999-12-31",
        "1997-01-01/1999-12-31",
        None,
    ),
]


@pytest.mark.parametrize(("period", "start", "end", "edtf", "timex"), ROWS, ids=[row[3] for row in ROWS])
def test_bounds_and_formats(period: Period, start: str, end: str, edtf: str, timex: str | None) -> None:
    assert (period.start, period.end) == (D(start), D(end))
    assert edtf_of(period) == edtf
    assert bounds(edtf) == (period.start, period.end)
    if timex is not None:
        assert timex_of(period) == timex
        assert is_timex("DATE", timex)


def test_holidays_that_move() -> None:
    assert calendar.easter(2024) == D("2024-03-31")
    assert calendar.easter(2000) == D("2000-04-23")
    assert calendar.nth_weekday(1999, 11, 3, 4) == D("1999-11-25")
    assert calendar.nth_weekday(2024, 5, 0, -1) == D("2024-05-27")


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2016, "2016-06-07", "2016-07-06"),
        (2020, "2020-04-24", "2020-05-23"),
        (2024, "2024-03-11", "2024-04-09"),
    ],
)
def test_ramadan_by_arithmetic(year: int, first: str, last: str) -> None:
    assert hijri.in_year(year, 9) == Period(D(first), D(last), "range")


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_islamic_months_follow_each_other(year: int, month: int) -> None:
    period = hijri.in_year(year, month)
    assert (period.end - period.start).days + 1 in (29, 30)
    assert period.start.year == year


def test_months_are_cut_to_their_length() -> None:
    assert calendar.add_months(D("2024-03-31"), -1) == D("2024-02-29")
    assert calendar.shift(calendar.day(2024, 1, 31), "month", 1) == calendar.month(2024, 2)


def test_unit_without_days_around_it_is_refused() -> None:
    with pytest.raises(ValueError, match="range"):
        calendar.containing(D("2024-04-23"), "range")
    with pytest.raises(ValueError, match="ends before"):
        calendar.span(D("2024-04-23"), D("2024-04-22"))


@pytest.mark.parametrize(
    "text", ["2024-04~", "XXXX-04-22", "XXXX-02-29", "2024-XX-XX", "../2024-02", "2023-10-15/.."]
)
def test_edtf_accepted(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize(
    "text", ["", "..", "2024-13", "2024-02-30", "2024-4-2", "2024/2025/2026", "yesterday", "2024-21-03"]
)
def test_edtf_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match="EDTF"):
        bounds(text)


def test_open_and_unspecified_bounds() -> None:
    assert bounds("2023-10-15/..") == (D("2023-10-15"), None)
    assert bounds("../2024-02") == (None, D("2024-02-29"))
    assert bounds("XXXX-04-22") == (None, None)
    assert unspecified(month=4, day=2) == "XXXX-04-02"


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (2, "week", "P2W"),
        (24, "hour", "PT24H"),
        (None, "day", "PXD"),
        (2.5, "year", "P2Y6M"),
        (0.5, "hour", "PT30M"),
        (2, "decade", "P20Y"),
    ],
)
def test_durations(count: float | None, unit: str, value: str) -> None:
    assert duration(count, unit) == value
    assert is_timex("DURATION", value)


def test_timex_refused() -> None:
    assert not is_timex("DATE", "soon")
    assert not is_timex("DURATION", "2024")
    assert not is_timex("EVENT", "2024")


@given(
    st.dates(dt.date(1600, 1, 1), dt.date(2400, 1, 1)),
    st.sampled_from(["day", "week", "month", "quarter", "season", "year", "decade"]),
)
def test_unit_around_a_day_holds_it(date: dt.date, unit: calendar.Unit) -> None:
    period = calendar.containing(date, unit)
    assert period.start <= date <= period.end
    assert bounds(edtf_of(period)) == (period.start, period.end)
    assert calendar.shift(calendar.shift(period, unit, 1), unit, -1) == period
