"""JSON Lines → Articles, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.readers.decode import NotText, decode
from eventwire.readers.fields import kind_of
from eventwire.readers.rows import Sheet
from eventwire.readers.source import Unreadable
from eventwire.schema import Issue


def articles_of(lines: Iterable[bytes], sheet: Sheet) -> Iterator[Article | ArticleError]:
    """The articles of the lines of a file, in order; a line that holds none gives an ArticleError and the rest goes on.

    Blank lines are passed over; so are records (`schema_version` at the top), which the sheet's tally counts.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value, encoding, issues = parsed(line.rstrip(b"\r\n"))
            if not isinstance(value, dict):
                raise Unreadable(f"found {kind_of(value)}, expected a JSON object", code="json")
        except Unreadable as err:
            yield sheet.error(err, number)
            continue
        article = sheet.object_article(value, number, encoding=encoding, issues=issues)
        if article is not None:
            yield article


def parsed(data: bytes) -> tuple[Any, str, tuple[Issue, ...]]:
    """A JSON value, the encoding it was read by, and what there is to say about that.

    Raises:
        Unreadable: code `binary` or `json`.
    """
    try:
        decoded = decode(data)
    except NotText as err:
        raise Unreadable(str(err), code="binary") from err
    try:
        return json.loads(decoded.text), decoded.encoding, decoded.issues
    except json.JSONDecodeError as err:
        line = f"line {err.lineno}, " if err.lineno > 1 else ""
        raise Unreadable(f"{line}column {err.colno} is not JSON: {err.msg}", code="json") from err
    except (ValueError, RecursionError) as err:
        raise Unreadable(f"not JSON that can be read: {err}", code="json") from err
