"""Values of TIMEX3 (ISO-TimeML): writing periods, durations and sets, and checking the shape of a value."""

from __future__ import annotations

import re

from eventwire.text.calendar import Period

TYPES = ("DATE", "TIME", "DURATION", "SET")
MODS = (
    "START",
    "MID",
    "END",
    "APPROX",
    "BEFORE",
    "AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
)
REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")

_SEASONS = ("SP", "SU", "FA", "WI")
_DURATION_UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "weekend": "W",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "season": "M",
    "half": "M",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
_FACTORS = {"season": 3, "half": 6, "decade": 10, "century": 100}

_DATE = re.compile(
    r"(?:[0-9]{4}|[0-9]{2,3}|XXXX)(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?|-W(?:[0-9]{2}|XX)(?:-(?:[1-7]|WE))?|-Q[1-4X]|-H[12]"
    r"|-(?:SP|SU|FA|WI))?(?:T(?:[0-9]{2}(?::[0-9]{2}){0,2}|MO|AF|EV|NI|DT))?"
)
_DURATION = re.compile(r"P(?:(?:[0-9.]{1,9}|X)[YMWDQ]){0,3}(?:T(?:(?:[0-9.]{1,9}|X)[HMS]){1,3})?")


def timex_of(period: Period) -> str:
    """The TIMEX3 value of a period; a stretch that is no calendar unit has its first and last day, as ISO 8601 does."""
    first = period.start
    if period.unit == "day":
        return first.isoformat()
    if period.unit in ("week", "weekend"):
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if period.unit == "weekend" else "")
    if period.unit == "month":
        return f"{first.year:04}-{first.month:02}"
    if period.unit == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    if period.unit == "half":
        return f"{first.year:04}-H{(first.month + 5) // 6}"
    if period.unit == "season":
        return f"{first.year:04}-{_SEASONS[first.month // 3 - 1]}"
    if period.unit == "year":
        return f"{first.year:04}"
    if period.unit == "decade":
        return f"{first.year // 10:03}"
    if period.unit == "century":
        return f"{first.year // 100:02}"
    return f"{first.isoformat()}/{period.end.isoformat()}"


def duration(count: float | None, unit: str) -> str:
    """A duration, `P2W`, `PT90M`; `PXD` where the count is not known. Decades and centuries are years.

    Args:
        count: how many, or None. unit: second, minute, hour, day, week, month, quarter, season, half, year, decade or century.
    """
    letter = _DURATION_UNITS[unit]
    number = "X" if count is None else f"{count * _FACTORS.get(unit, 1):g}"
    if count is not None and unit == "year" and count % 1:
        whole, months = int(count), round(count % 1 * 12)
        return f"P{whole}Y{months}M" if whole else f"P{months}M"
    if count is not None and unit == "hour" and count % 1:
        whole, minutes = int(count), round(count % 1 * 60)
        return f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    if letter.startswith("T"):
        return f"PT{number}{letter[1]}"
    return f"P{number}{letter}"


def is_timex(timex_type: str, value: str) -> bool:
    """Whether a value has a shape that its type allows."""
    if timex_type == "DURATION":
        return _DURATION.fullmatch(value) is not None and value not in ("P", "PT")
    if timex_type == "SET":
        return is_timex("DURATION", value) or is_timex("DATE", value)
    if timex_type in ("DATE", "TIME"):
        return value in REFERENCES or all(_DATE.fullmatch(part) for part in value.split("/")[:2])
    return False
