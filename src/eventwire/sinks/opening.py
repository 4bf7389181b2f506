"""The sinks of a run: opened together, written to together, closed together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from types import TracebackType
from typing import Protocol

from eventwire.errors import SinkError
from eventwire.sinks import csv, geojson
from eventwire.sinks.database.database import Database
from eventwire.sinks.database.duckdb import DuckDB
from eventwire.sinks.database.postgres import Postgres
from eventwire.sinks.entry import Entry
from eventwire.sinks.files import FileSink
from eventwire.sinks.parquet import ParquetSink
from eventwire.sinks.prepared import Options, Prepared, Preparer, StoreText, writer_of
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


class Sinks:
    """Several sinks as one; a context manager that closes them, as complete where nothing was raised."""

    name = "sinks"

    def __init__(self, targets: Sequence[Target], run: Run, options: Options | None = None) -> None:
        """Open them all.

        Raises:
            SinkError: where one cannot be opened; then none is left open.
        """
        self.sinks: list[Sink] = []
        self._prepare = Preparer(targets, run, options or Options())
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
        self.write_prepared([self._prepare(entry) for entry in entries])

    def write_prepared(self, articles: Sequence[Prepared]) -> None:
        """Like `write`, of articles that a `Preparer` for the same targets made ready, perhaps in another process."""
        for number, sink in enumerate(self.sinks):
            if isinstance(sink, FileSink):
                sink.write_pieces(article.pieces[number] for article in articles)
            elif isinstance(sink, Database | ParquetSink):
                sink.write_sheets([article.sheet for article in articles if article.sheet])

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

    ends = {}
    if target.kind == "csv":
        ends = {"head": csv.header()}
    elif target.kind == "geojson":
        ends = {"head": geojson.HEAD, "between": geojson.BETWEEN, "foot": geojson.FOOT}
    return FileSink(place, writer_of(target, run, options), **ends)
