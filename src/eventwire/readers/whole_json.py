"""A JSON file → Articles: one object, a list of them, or an object around such a list."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, BinaryIO

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.readers.fields import kind_of
from eventwire.readers.jsonl import parsed
from eventwire.readers.rows import Sheet
from eventwire.readers.source import Unreadable, read_whole

LARGEST = 100_000_000  # bytes; such a file is in memory as a whole
# Names under which APIs and feeds put their list of articles.
_LISTS = ("articles", "items", "results", "documents", "docs", "data", "response", "hits")
_DEEPEST = 3  # objects around a list


def articles_of(stream: BinaryIO, sheet: Sheet) -> Iterator[Article | ArticleError]:
    """The articles of a JSON file; those of a list are numbered from 1.

    Raises:
        Unreadable: code `json` or `no-text` where it is no JSON, or JSON without an article; `too-long` past 100 MB.
    """
    try:
        data = read_whole(stream, largest=LARGEST)
    except Unreadable as err:
        if err.code != "too-long":
            raise
        message = (
            f"found more than {LARGEST:,} bytes of JSON, expected at most that many; JSON Lines has no limit"
        )
        raise Unreadable(message, code="too-long") from err
    value, encoding, issues = parsed(data)
    rows = _list_in(value, sheet)
    if rows is None:
        if isinstance(value, list):
            raise Unreadable("found a list in which no object has a text, expected articles", code="no-text")
        if not isinstance(value, dict):
            raise Unreadable(f"found {kind_of(value)}, expected a JSON object or a list of them", code="json")
        article = sheet.object_article(value, None, encoding=encoding, issues=issues)
        if article is not None:
            yield article
        return
    sheet = dataclasses.replace(sheet, named_day=None)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            problem = Unreadable(f"found {kind_of(row)}, expected a JSON object", code="json")
            yield sheet.error(problem, number)
            continue
        article = sheet.object_article(row, number, encoding=encoding, issues=issues)
        if article is not None:
            yield article


def _list_in(value: Any, sheet: Sheet, depth: int = 0) -> list[Any] | None:
    """The list of articles, or None for a value that is an article by itself."""
    if isinstance(value, list):
        return (
            value
            if not value or any(isinstance(row, dict) and _has_text(row, sheet) for row in value)
            else None
        )
    if not isinstance(value, dict) or depth == _DEEPEST or "schema_version" in value:
        return None
    if isinstance(sheet.mapping.values(value)[0].get("text"), str):
        return None
    for name in _LISTS:
        found = _list_in(value[name], sheet, depth + 1) if name in value else None
        if found:
            return found
    return None


def _has_text(row: dict[str, Any], sheet: Sheet) -> bool:
    return "text" in sheet.mapping.values(row)[0] or "schema_version" in row
