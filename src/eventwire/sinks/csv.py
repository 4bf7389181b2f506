"""Flat rows → CSV (RFC 4180, UTF-8, `\\n`), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from eventwire.sinks.table import COLUMNS, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The line of column names."""
    return _line([column.name for column in COLUMNS])


def line(row: Mapping[str, Value]) -> str:
    """A row as one CSV line with its line end; null is the empty cell, a list a JSON array."""
    return _line([_cell(row[column.name]) for column in COLUMNS])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        # A spreadsheet would run such a cell as a formula; the apostrophe makes it text.
        return "'" + value if value.startswith(_FORMULA) else value
    return str(value)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    # The writer quotes the characters of its own line end: with this one a lone CR inside a cell is quoted too.
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"
