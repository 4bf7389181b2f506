"""ArticleRecord → lines of text: which shape and format the user asked for. A sink knows nothing of the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from eventwire.errors import InputError
from eventwire.schema import ArticleRecord
from eventwire.sinks import csv, jsonl, table

__all__ = ["Format", "Shape", "lines"]

Shape = Literal["records", "events"]
Format = Literal["jsonl", "csv"]


def lines(
    records: Iterable[ArticleRecord], *, shape: Shape = "records", form: Format = "jsonl", raw: bool = False
) -> Iterator[str]:
    """The lines to write for some records, each with its line end, as the records come.

    Args:
        shape: `records`, one line per article, or `events`, one flat row per event.
        form: `jsonl`, or for events also `csv`, which begins with a line of column names.
        raw: CSV without the apostrophe before cells that a spreadsheet would run.

    Raises:
        InputError: for records as CSV, at once.
    """
    if shape == "records":
        if form == "csv":
            raise InputError("records are nested, expected the format jsonl; events can be csv")
        return map(jsonl.record_line, records)
    return _events(records, form, raw)


def _events(records: Iterable[ArticleRecord], form: Format, raw: bool) -> Iterator[str]:
    if form == "csv":
        yield csv.header()
    for record in records:
        for row in table.rows(record):
            yield csv.line(row, raw=raw) if form == "csv" else jsonl.row_line(row)
