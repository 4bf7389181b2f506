"""The sinks of a run: opened together, written to together, closed together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol

from eventwire.errors import SinkError
from eventwire.schema import ArticleRecord
from eventwire.sinks import csv, geojson, jsonl, table
from eventwire.sinks.database.database import Database
from eventwire.sinks.database.duckdb import DuckDB
from eventwire.sinks.database.postgres import Postgres
from eventwire.sinks.database.relations import StoreText
from eventwire.sinks.entry import Entry
from eventwire.sinks.files import FileSink
from eventwire.sinks.parquet import ParquetSink
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target

__all__ = ["Options", "Sink", "Sinks", "StoreText", "open_sink"]


class Sink(Protocol):
    """A place that takes the articles of a run.

    Attributes:
        name: the place as messages name it.
    """

    name: str

    def done(self, work_keys: Collection[str]) -> set[str]:
        """Those of some work keys (`Entry.work_key`) whose articles it has and does not need again."""

    def write(self, entries: Iterable[Entry]) -> None:
        """Take a chunk of articles, whole or, where a SinkError is raised, not at all."""

    def close(self, *, complete: bool = True) -> None:
        """Finish; `complete` says whether the run came to its end."""


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


class Sinks:
    """Several sinks as one; a context manager that closes them, as complete where nothing was raised."""

    name = "sinks"

    def __init__(self, targets: Sequence[Target], run: Run, options: Options | None = None) -> None:
        """Open them all.

        Raises:
            SinkError: where one cannot be opened; then none is left open.
        """
        self.sinks: list[Sink] = []
        try:
            for target in targets:
                self.sinks.append(open_sink(target, run, options or Options()))
        except BaseException:
            self.close(complete=False)
            raise

    def done(self, work_keys: Collection[str]) -> set[str]:
        """Those of some work keys whose articles every one of the sinks has."""
        found = set(work_keys)
        for sink in self.sinks:
            found &= sink.done(found) if found else set()
        return found

    def write(self, entries: Iterable[Entry]) -> None:
        """Give a chunk of articles to each."""
        chunk = list(entries)
        for sink in self.sinks:
            sink.write(chunk)

    def close(self, *, complete: bool = True) -> None:
        """Close each, whatever becomes of the others; the first fault is raised at the end."""
        faults: list[SinkError] = []
        while self.sinks:
            try:
                self.sinks.pop(0).close(complete=complete)
            except SinkError as err:
                faults.append(err)
        if faults and complete:
            raise faults[0]

    def __enter__(self) -> Sinks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(complete=kind is None)


def open_sink(target: Target, run: Run, options: Options) -> Sink:
    """The sink for a target.

    Raises:
        SinkError: where it cannot be opened.
    """
    place = target.path
    if place is None:
        return Database(Postgres(target.place), run, store_text=options.store_text)
    if target.kind == "duckdb":
        return Database(DuckDB(place, create=True), run, store_text=options.store_text)
    if target.kind == "parquet":
        return ParquetSink(place, run, store_text=options.store_text)

    def rows(entry: Entry) -> Iterable[dict[str, table.Value]]:
        return table.rows(entry.record, run_id=run.id)

    if target.kind == "csv":
        return FileSink(
            place, lambda entry: (csv.line(row, raw=options.raw) for row in rows(entry)), head=csv.header()
        )
    if target.kind == "geojson":
        ends = {"head": geojson.HEAD, "between": geojson.BETWEEN, "foot": geojson.FOOT}
        return FileSink(place, lambda entry: map(geojson.feature, rows(entry)), **ends)
    if options.shape == "events":
        return FileSink(place, lambda entry: map(jsonl.row_line, rows(entry)))
    return FileSink(place, lambda entry: [jsonl.record_line(_record(entry, options))])


def _record(entry: Entry, options: Options) -> ArticleRecord:
    """The record of an entry, with its text where that was asked for."""
    record = entry.record
    if not options.include_text or record.document.status not in ("ok", "no_events"):
        return record
    document = record.document.model_copy(update={"text": entry.text})
    return record.model_copy(update={"document": document})
