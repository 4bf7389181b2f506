"""One file of plain text or Markdown → one Article."""

from __future__ import annotations

import re
from datetime import date

from eventwire.article import Article
from eventwire.readers.decode import NotText, decode
from eventwire.readers.source import Unreadable

_DAY = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def article_of(
    data: bytes, *, article_id: str, path: str, published: str | None = None, named_day: str | None = None
) -> Article:
    """The article in the bytes of a file.

    Args:
        data: the file. article_id: becomes `document.id`. path: becomes `document.path`.
        published: the day to take where the article doesn't say, `YYYY-MM-DD`. named_day: the day in the file's name.

    Raises:
        Unreadable: code `binary`, for bytes that are no text.
    """
    try:
        decoded = decode(data)
    except NotText as err:
        raise Unreadable(str(err), code="binary") from err
    day = published or named_day
    return Article(
        id=article_id,
        text=decoded.text,
        published=day,
        published_source="option" if published else "filename" if day else "none",
        path=path,
        encoding=decoded.encoding,
        issues=decoded.issues,
    )


def day_in_name(name: str) -> str | None:
    """The one calendar day in a file's name, as `YYYY-MM-DD`: `2024-04-23-raid`, `raid_20240423`; None for none or several."""
    days = set()
    for year, _, month, day in _DAY.findall(name.rsplit("/", 1)[-1]):
        try:
            days.add(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    found = days.pop() if len(days) == 1 else None
    return found if found and "1900" <= found < "2100" else None
