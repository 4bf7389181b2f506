"""Records and flat rows → JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping

from eventwire.schema import ArticleRecord
from eventwire.sinks.table import Value


def record_line(record: ArticleRecord) -> str:
    """A record as one line with its line end, fields in the contract's order."""
    return record.to_json() + "\n"


def row_line(row: Mapping[str, Value]) -> str:
    """A flat row as one line with its line end, columns in the table's order."""
    return json.dumps(row, ensure_ascii=False) + "\n"
