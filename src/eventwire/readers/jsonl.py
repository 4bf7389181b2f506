"""JSON Lines → Articles, one object a line: `id`, `text`, `published`, `title`, `url`, `publisher`, `language`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from eventwire.article import Article, iso_day
from eventwire.errors import ArticleError, InputError
from eventwire.readers.decode import NotText, decode, mend_surrogates
from eventwire.readers.tally import Tally
from eventwire.schema import Issue

SUFFIXES = frozenset((".jsonl", ".ndjson"))


def articles_of(
    lines: Iterable[bytes], *, name: str, path: str, published: str | None = None, tally: Tally | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of the lines of a file, in order; a line that holds none gives an ArticleError and the rest goes on.

    Blank lines are passed over; so are records (`schema_version` at the top), which `tally` counts.

    Args:
        lines: the file's lines. path: its path, for messages. name: begins the id of an article without one.
        published: the day to take where an article doesn't say, `YYYY-MM-DD`.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            value, encoding, issues = _object(line, place)
            if "schema_version" in value:
                if tally is not None:
                    tally.records += 1
                continue
            yield article_from(
                value,
                article_id=f"{name}:{number}",
                path=path,
                place=place,
                published=published,
                encoding=encoding,
                issues=issues,
            )
        except _Bad as err:
            yield ArticleError(
                f"{place}: {err}", article_id=err.article_id or f"{name}:{number}", code=err.code, path=path
            )


def article_from(
    value: dict[str, Any],
    *,
    article_id: str,
    path: str,
    place: str,
    published: str | None = None,
    encoding: str | None = None,
    issues: tuple[Issue, ...] = (),
) -> Article:
    """The article of one JSON object; unknown keys are ignored.

    Args:
        article_id: the id to use where the object has none. place: `file:line`, for messages.

    Raises:
        _Bad: where there is no text.
    """
    given = value.get("id")
    if isinstance(given, (str, int)) and not isinstance(given, bool) and str(given).strip():
        article_id = mend_surrogates(str(given))[0]
    text = value.get("text")
    if not isinstance(text, str):
        found = "no key 'text'" if "text" not in value else f"'text' is {_kind(text)}"
        raise _Bad(f"found {found}, expected a string", code="no-text", article_id=article_id)
    text, broken = mend_surrogates(text)
    notes = [*issues, *broken]
    fields: dict[str, str | None] = {}
    for key in ("title", "url", "publisher", "publisher_country", "language"):
        fields[key] = _string(value.get(key), key, place, notes)
    day = _day(value.get("published"), place, notes)
    says = value.get("published") not in (None, "")
    if not says:
        day = published
    return Article(
        id=article_id,
        text=text,
        published=day,
        published_source="none" if day is None else "metadata" if says else "option",
        path=path,
        encoding=encoding,
        issues=tuple(notes),
        **fields,
    )


class _Bad(Exception):
    """A line that holds no article."""

    def __init__(self, message: str, *, code: str, article_id: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.article_id = article_id


def _object(line: bytes, place: str) -> tuple[dict[str, Any], str, tuple[Issue, ...]]:
    try:
        decoded = decode(line.rstrip(b"\r\n"))
    except NotText as err:
        raise _Bad(str(err), code="binary") from err
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as err:
        raise _Bad(f"column {err.colno} is not JSON: {err.msg}", code="json") from err
    except (ValueError, RecursionError) as err:
        raise _Bad(f"not JSON that can be read: {err}", code="json") from err
    if not isinstance(value, dict):
        raise _Bad(f"found {_kind(value)}, expected a JSON object", code="json")
    return value, decoded.encoding, decoded.issues


def _string(value: object, key: str, place: str, notes: list[Issue]) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return mend_surrogates(value)[0]
    notes.append(Issue(code="metadata", message=f"{place}: {key!r} is {_kind(value)}, expected a string"))
    return None


def _day(value: object, place: str, notes: list[Issue]) -> str | None:
    """`published` as a day: ISO 8601, or the date of an e-mail or feed; anything else is an issue and unknown."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            return iso_day(value, where=place)
        except InputError:
            pass
        try:
            return parsedate_to_datetime(value).date().isoformat()
        except (ValueError, TypeError, IndexError):
            pass
    message = f"{place}: 'published' is {str(value)[:80]!r}, expected a date as YYYY-MM-DD; taken as unknown"
    notes.append(Issue(code="published", message=message))
    return None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
