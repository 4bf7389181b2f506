"""CSV and TSV → Articles, one row each; the first line names the columns."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import BinaryIO

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.readers.decode import NotText, decode
from eventwire.readers.rows import Sheet
from eventwire.readers.source import HEAD, LARGEST, Unreadable, lines_of
from eventwire.schema import Issue

_DELIMITERS = ",;\t|"


def articles_of(stream: BinaryIO, head: bytes, sheet: Sheet) -> Iterator[Article | ArticleError]:
    """The articles of a table, numbered by the line on which their row begins.

    Args:
        stream: the whole file. head: its first bytes, which decide on encoding and delimiter.

    Raises:
        Unreadable: where there is no column of texts, one that was mapped is missing, or a cell has no end; rows that came
            before count.
    """
    if not head.strip():
        raise Unreadable("the file is empty, expected a line of column names", code="empty", status="skipped")
    encoding, issues = _encoding(head)
    if csv.field_size_limit() < LARGEST:
        csv.field_size_limit(
            LARGEST
        )  # Python's own limit, 131,072 characters, is shorter than a long article
    text = _lines(stream, encoding)
    first = next(text, "")
    # Strict, since a quote that is never closed would otherwise swallow the rest of the file without a word.
    rows = csv.reader(_chain(first, text), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    try:
        header = [name.strip() for name in _next(rows) or []]
    except csv.Error as err:
        raise Unreadable(f"the line of column names is no CSV: {err}", code="csv") from err
    if "schema_version" in header:
        sheet.tally.records += 1
        return
    columns = {key: header.index(name) for key, name in sheet.mapping.columns(header).items()}
    while True:
        number = rows.line_num + 1
        try:
            row = _next(rows)
        except csv.Error as err:
            yield sheet.error(Unreadable(f"no row of CSV: {err}", code="csv"), number)
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header) and any(row[len(header) :] or [len(row) < len(header)]):
            message = f"found {len(row)} cells, expected {len(header)} as in the line of column names"
            yield sheet.error(Unreadable(message, code="csv"), number)
            continue
        values = {key: row[at] for key, at in columns.items()}
        notes = (*issues, *_replaced(values["text"], encoding))
        yield sheet.cells_article(values, number, encoding=encoding, issues=notes)


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """The next row; Unreadable where it cannot be known where the one after it begins."""
    try:
        return next(rows, None)
    except csv.Error as err:
        if "field larger" not in str(err):
            raise
        message = f"no CSV: {err}, with a quote that is not closed; not read from here"
        raise Unreadable(message, code="csv") from err


def _encoding(head: bytes) -> tuple[str, tuple[Issue, ...]]:
    """The encoding of a file by its first lines."""
    whole = head if len(head) < HEAD else head[: head.rfind(b"\n") + 1] or head
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        whole = head[: len(head) // 4 * 4]
    try:
        decoded = decode(whole)
    except NotText as err:
        raise Unreadable(str(err), code="binary") from err
    # Where a bad byte of the sample stands says nothing about a row.
    return decoded.encoding, tuple(issue for issue in decoded.issues if issue.start is None)


def _lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines as text, without the mark in front; U+FFFD stands for what is not in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    begun = False
    for line in lines_of(stream):
        text = rest + decoder.decode(line)
        if not begun and text:
            text, begun = text.removeprefix("\ufeff"), True
        end = text.rfind("\n") + 1  # in UTF-16 a line's bytes end in the middle of its last character
        if end:
            yield text[:end]
        rest = text[end:]
    rest += decoder.decode(b"", True)
    if rest:
        yield rest


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _replaced(text: str, encoding: str) -> tuple[Issue, ...]:
    at = text.find("\ufffd")
    if at < 0:
        return ()
    message = f"U+FFFD stands for bytes that are not {encoding}, the first here"
    return (Issue(code="encoding", message=message, start=at, end=at + 1),)
