"""A folder of Parquet files as a sink: one for each table, and the flat row as `event_records.parquet`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from eventwire.errors import SinkError
from eventwire.sinks.database.database import Database
from eventwire.sinks.database.duckdb import DuckDB
from eventwire.sinks.database.relations import Sheet, StoreText
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.entry import Entry
from eventwire.sinks.run import Run

FILES = tuple(f"{table.name}.parquet" for table in TABLES)


class ParquetSink:
    """A folder that takes the articles of a run; it is made beside its place and takes it when the run has come to its end.

    The rows wait in a DuckDB file, so that memory does not grow with their number before they are sorted, within a bound, at the end.
    """

    def __init__(self, folder: Path, run: Run, *, store_text: StoreText = "evidence") -> None:
        """Begin the folder.

        Raises:
            SinkError: where it holds files that are not eventwire's, or cannot be written.
        """
        self.name = str(folder)
        self._folder = folder
        self._part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        strange = sorted(set(os.listdir(folder)) - set(FILES)) if folder.is_dir() else []
        if strange or folder.is_file():
            found = f"holds {strange[0]!r}" if strange else "is a file"
            raise SinkError(
                f"{folder}: {found}, expected a new folder or one of eventwire's Parquet files",
                target=self.name,
            )
        self._rows = self._part / "rows.duckdb"
        try:
            self._part.mkdir()
            engine = DuckDB(self._rows, create=True, name=self.name)
            self._database = Database(engine, run, store_text=store_text)
        except OSError as err:
            raise self._fault(err) from err
        except BaseException:
            shutil.rmtree(self._part, ignore_errors=True)
            raise

    def done(self, work_keys: Collection[str]) -> set[str]:
        """Nothing: the folder is written anew by every run."""
        return set()

    def write(self, entries: Iterable[Entry]) -> None:
        """Add some articles."""
        self._database.write(entries)

    def write_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Like `write`, of rows that were made before."""
        self._database.write_sheets(sheets)

    def close(self, *, complete: bool = True) -> None:
        """Put the folder in its place, or where the run is not complete, remove what was written."""
        try:
            self._database.close(complete=complete)
            if complete:
                self._export()
        except OSError as err:
            raise self._fault(err) from err
        finally:
            shutil.rmtree(self._part, ignore_errors=True)

    def _export(self) -> None:
        rows = DuckDB(self._rows, name=self.name)
        try:
            for table in TABLES:
                # The flat row has no article_key; ids of events are unique anyway.
                key = table.key[1:] if table.name == "event_records" else table.key
                order = ", ".join(f'"{name}"' for name in key)
                path = self._part / f"{table.name}.parquet"
                rows.copy_to_parquet(f'select * from "{table.name}" order by {order}', path)
        finally:
            rows.close()
        self._rows.unlink()
        if self._folder.is_dir():
            old = self._part.with_suffix(".old")
            os.replace(self._folder, old)
            os.replace(self._part, self._folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.replace(self._part, self._folder)

    def _fault(self, err: OSError) -> SinkError:
        return SinkError(f"{self.name}: cannot be written: {err.strerror}", target=self.name)
