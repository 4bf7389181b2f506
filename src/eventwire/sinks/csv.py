"""Rows → CSV (RFC 4180, UTF-8, `\\n`), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from eventwire.sinks.table import COLUMNS, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The line of the flat table's column names."""
    return _line([column.name for column in COLUMNS])


def line(row: Mapping[str, Value], *, raw: bool = False) -> str:
    """A flat row as one CSV line with its line end; null is the empty cell, a list a JSON array.

    Args:
        raw: leave cells as they are that a spreadsheet would run as a formula.
    """
    return cells((row[column.name] for column in COLUMNS), raw=raw)


def cells(values: Iterable[object], *, raw: bool = False) -> str:
    """Any values as one CSV line with its line end; see `line`."""
    return _line([_cell(value, raw) for value in values])


def _cell(value: object, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, str):
        # A spreadsheet would run such a cell as a formula; the apostrophe makes it text.
        return "'" + value if not raw and value.startswith(_FORMULA) else value
    return str(value)


def _line(row: list[str]) -> str:
    out = io.StringIO()
    # The writer quotes the characters of its own line end: with this one a lone CR inside a cell is quoted too.
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue().removesuffix("\r\n") + "\n"
