"""Datelines: place, date and agency at the start of a text."""

from __future__ import annotations

import datetime as dt

import pytest

from eventwire.text.dateline import find_dateline

ROWS = [
    ("BAGHDAD, April 22 (Agency) — Two men", "BAGHDAD", "April 22", "Agency", None),
    ("KYIV (XYZ) -- Shells fell", "KYIV", None, "XYZ", None),
    ("NAIROBI, Kenya (WIRE) _ A van", "NAIROBI, Kenya", None, "WIRE", None),
    (
        "Bridge reopens\n\nBy A Reporter\n\nGAZA CITY, Gaza Strip (ABC) — A",
        "GAZA CITY, Gaza Strip",
        None,
        "ABC",
        None,
    ),
    ("Baghdad, 22 April 2024 – The", "Baghdad", "22 April 2024", None, dt.date(2024, 4, 22)),
    ("Port-au-Prince (XYZ) - The", "Port-au-Prince", None, "XYZ", None),
    ("ÎLE-DE-FRANCE, 3 May — The", "ÎLE-DE-FRANCE", "3 May", None, None),
    ("TEL AVIV/BEIRUT, Oct 7 (Wire) - The", "TEL AVIV/BEIRUT", "Oct 7", "Wire", None),
    ("DEIR EZ-ZOR — The", "DEIR EZ-ZOR", None, None, None),
]
NONE = [
    "",
    "The mayor - a former rebel - spoke.",
    "Update - the road is closed.",
    "ON TUESDAY, the mayor spoke.",
    "The army (which fled) - it is said - came back.",
    "A - B",
]


@pytest.mark.parametrize(("text", "place", "date", "agency", "day"), ROWS, ids=[row[0] for row in ROWS])
def test_found(text: str, place: str, date: str | None, agency: str | None, day: dt.date | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert text[slice(*found.place)] == place
    assert (text[slice(*found.date)] if found.date else None) == date
    assert (text[slice(*found.agency)] if found.agency else None) == agency
    assert found.day == day


@pytest.mark.parametrize("text", NONE)
def test_not_found(text: str) -> None:
    assert find_dateline(text) is None
