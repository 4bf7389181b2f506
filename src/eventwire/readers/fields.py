"""The fields of a row, as a feed or table gives them → an Article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from eventwire.article import Article, iso_day
from eventwire.errors import InputError
from eventwire.readers.decode import mend_surrogates
from eventwire.readers.source import Unreadable
from eventwire.schema import Issue
from eventwire.text.dates import day_first_of, parse_date

_ENGLISH = frozenset(("english", "eng"))
_LOOKS_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d")


def article_from(
    values: Mapping[str, Any],
    *,
    article_id: str,
    path: str,
    place: str,
    line: int | None = None,
    published: str | None = None,
    named_day: str | None = None,
    encoding: str | None = None,
    issues: tuple[Issue, ...] = (),
) -> Article:
    """The article of one row.

    Args:
        values: field → value; `text` must be there. article_id: the id to use where the row has none.
        place: `file:line`, for messages. line: its number in the file, where it is not alone there. published: the day to take where the row doesn't say, `YYYY-MM-DD`.
        named_day: the day in the file's name, where it holds only this article.

    Raises:
        Unreadable: code `no-text`, where the text is no string.
    """
    given = values.get("id")
    if isinstance(given, (str, int)) and not isinstance(given, bool) and str(given).strip():
        article_id = mend_surrogates(str(given))[0]
    text = values["text"]
    if not isinstance(text, str):
        message = f"the text is {kind_of(text)}, expected a string"
        raise Unreadable(message, code="no-text", article_id=article_id)
    text, broken = mend_surrogates(text)
    notes = [*issues, *broken]
    fields = {
        key: _string(values.get(key), key, place, notes)
        for key in ("title", "url", "publisher", "publisher_country", "language")
    }
    day = _day(values.get("published"), place, notes, day_first_of(fields["publisher_country"]))
    says = values.get("published") not in (None, "")
    source = "metadata" if says else "option" if published else "filename"
    if not says:
        day = published or named_day
    language = fields["language"]
    if language is not None:
        fields["language"] = "en" if language.lower() in _ENGLISH else language.replace("_", "-")
    return Article(
        id=article_id,
        text=text,
        published=day,
        published_source="none" if day is None else source,  # type: ignore[arg-type]  # one of the literals above
        path=path,
        line=line,
        encoding=encoding,
        issues=tuple(notes),
        title=fields["title"],
        url=fields["url"],
        publisher=fields["publisher"],
        publisher_country=fields["publisher_country"],
        language=fields["language"],
    )


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "bytes" if isinstance(value, bytes) else "a number")


def _string(value: object, key: str, place: str, notes: list[Issue]) -> str | None:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]  # schema.org and news APIs: {"id": null, "name": "The Example Times"}
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return mend_surrogates(value)[0]
    notes.append(Issue(code="metadata", message=f"{place}: {key!r} is {kind_of(value)}, expected a string"))
    return None


def _day(value: object, place: str, notes: list[Issue], day_first: bool | None) -> str | None:
    """`published` as a day: ISO 8601, a written date or that of an e-mail or feed; anything else is an issue and unknown."""
    if value is None or value == "":
        return None
    if isinstance(value, (str, dt.date)):
        try:
            return iso_day(value, where=place)
        except InputError:
            pass
    if isinstance(value, str):
        try:
            return parsedate_to_datetime(value).date().isoformat()
        except (ValueError, TypeError, IndexError):
            pass
        written = None if _LOOKS_ISO.match(value) else parse_date(value, day_first=day_first)
        if written is not None:
            return written.isoformat()
    message = f"{place}: 'published' is {str(value)[:80]!r}, expected a date as YYYY-MM-DD; taken as unknown"
    notes.append(Issue(code="published", message=message))
    return None
