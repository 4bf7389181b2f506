"""Extended Date/Time Format (ISO 8601-2): writing periods, and reading back their bounds."""

from __future__ import annotations

import datetime as dt
import re

from eventwire.text import calendar
from eventwire.text.calendar import Period

_SHAPE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[~?%]?)"
)


def edtf_of(period: Period, *, approximate: bool = False) -> str:
    """A period in EDTF.

    Days, months and years are written as such, decades and centuries with unspecified digits (`199X`), seasons with the
    codes 21 to 24, all others as intervals of days (`2024-04-15/2024-04-21`).

    Args:
        period: what to write. approximate: adds `~` to a plain date; both ends of an interval get one.
    """
    mark = "~" if approximate else ""
    first = period.start
    if period.unit == "day":
        return first.isoformat() + mark
    if period.unit == "month":
        return f"{first:%Y-%m}".zfill(7) + mark
    if period.unit == "year":
        return f"{first.year:04}{mark}"
    if period.unit == "season":
        return f"{first.year:04}-{20 + first.month // 3}{mark}"
    if period.unit == "decade":
        return f"{first.year // 10:03}X{mark}"
    if period.unit == "century":
        return f"{first.year // 100:02}XX{mark}"
    if period.unit in ("quarter", "half"):
        return f"{first.year:04}-{first.month:02}{mark}/{period.end.year:04}-{period.end.month:02}{mark}"
    return f"{first.isoformat()}{mark}/{period.end.isoformat()}{mark}"


def unspecified(*, month: int | None = None, day: int | None = None) -> str:
    """A date whose year is not known: `XXXX-04-22`, `XXXX-04`."""
    text = "XXXX"
    if month is not None:
        text += f"-{month:02}"
    if day is not None:
        text += f"-{day:02}"
    return text


def is_edtf(text: str) -> bool:
    """Whether a string is a date or interval of the kinds written here."""
    parts = text.split("/")
    if len(parts) > 2 or parts in ([".."], ["..", ".."]):
        return False
    return all(part == ".." or _valid(part) for part in parts)


def bounds(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of an EDTF date or interval; None where open or unspecified.

    Raises:
        ValueError: for a string that `is_edtf` refuses.
    """
    if not is_edtf(text):
        raise ValueError(f"found {text!r}, expected an EDTF date or interval")
    first, _, last = text.partition("/")
    return _period(first, end=False), _period(last or first, end=True)


def _valid(text: str) -> bool:
    match = _SHAPE.fullmatch(text)
    if match is None:
        return False
    year, month, day = match["year"], match["month"], match["day"]
    if month and month != "XX" and not (1 <= int(month) <= 12 or (21 <= int(month) <= 24 and not day)):
        return False
    if not day or day == "XX":
        return True
    if month == "XX":
        return 1 <= int(day) <= 31
    try:
        # A leap year stands in for a year that is not known.
        dt.date(int(year) if year.isdigit() else 2000, int(month), int(day))
    except ValueError:
        return False
    return True


def _period(text: str, *, end: bool) -> dt.date | None:
    if text == "..":
        return None
    match = _SHAPE.fullmatch(text)
    if match is None or match["year"] == "XXXX":
        return None
    year, month, day = match["year"], match["month"], match["day"]
    if not year.isdigit():
        whole = (
            calendar.century(int(year[:2]) + 1)
            if year.endswith("XX")
            else calendar.decade(int(year[:3]) * 10)
        )
    elif not month or month == "XX":
        whole = calendar.year(int(year))
    elif int(month) > 20:
        whole = calendar.season(int(year), int(month) - 20)
    elif not day or day == "XX":
        whole = calendar.month(int(year), int(month))
    else:
        whole = calendar.day(int(year), int(month), int(day))
    return whole.end if end else whole.start
