"""What can be done for the sinks of a run without touching them, so that another process than theirs can do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from eventwire.schema import ArticleRecord
from eventwire.sinks import csv, geojson, jsonl, table
from eventwire.sinks.database.relations import Sheet, StoreText, sheet_of
from eventwire.sinks.entry import Entry
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target

__all__ = ["Options", "Prepared", "Preparer", "StoreText", "writer_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What sinks let a user choose.

    Attributes:
        store_text: what a database keeps of the text: all of it, the passages that support the record, or none.
        raw: CSV without the apostrophe before cells that a spreadsheet would run.
        shape: lines of JSON Lines: a record per article, or a flat row per event.
        include_text: whether records in JSON Lines hold the text.
    """

    store_text: StoreText = "evidence"
    raw: bool = False
    shape: Literal["records", "events"] = "records"
    include_text: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as the sinks of a run take it; it can be pickled.

    Attributes:
        sheet: its rows for databases and Parquet, or None where there are none of these.
        pieces: for each target in order what it adds to a file; nothing for those that take the sheet.
    """

    sheet: Sheet | None
    pieces: tuple[tuple[str, ...], ...]


class Preparer:
    """Entry → Prepared, for the targets of a run."""

    def __init__(self, targets: Sequence[Target], run: Run, options: Options) -> None:
        self._run_id = run.id
        self._store_text = options.store_text
        self._tables = any(target.has_tables for target in targets)
        self._writers = [None if target.has_tables else writer_of(target, run, options) for target in targets]

    def __call__(self, entry: Entry) -> Prepared:
        sheet = sheet_of(entry, run_id=self._run_id, store_text=self._store_text) if self._tables else None
        return Prepared(sheet, tuple(tuple(writer(entry)) if writer else () for writer in self._writers))


def writer_of(target: Target, run: Run, options: Options) -> Callable[[Entry], Iterable[str]]:
    """What an article adds to a file of the target's kind, in pieces."""
    run_id = run.id
    if target.kind == "csv":
        return lambda entry: (
            csv.line(row, raw=options.raw) for row in table.rows(entry.record, run_id=run_id)
        )
    if target.kind == "geojson":
        return lambda entry: map(geojson.feature, table.rows(entry.record, run_id=run_id))
    if options.shape == "events":
        return lambda entry: map(jsonl.row_line, table.rows(entry.record, run_id=run_id))
    return lambda entry: [jsonl.record_line(_record(entry, options))]


def _record(entry: Entry, options: Options) -> ArticleRecord:
    """The record of an entry, with its text where that was asked for."""
    record = entry.record
    if not options.include_text or record.document.status not in ("ok", "no_events"):
        return record
    document = record.document.model_copy(update={"text": entry.text})
    return record.model_copy(update={"document": document})
