"""A database as a sink: what is written, once, whole, and in versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventwire.sinks.database.database import Database
from eventwire.sinks.database.duckdb import DuckDB
from eventwire.sinks.entry import Entry
from eventwire.sinks.run import Run
from eventwire.sinks.table import COLUMNS, rows


@pytest.fixture
def database(tmp_path: Path, run: Run) -> Database:
    return Database(DuckDB(tmp_path / "events.duckdb", create=True), run)


def test_the_view_has_the_rows_of_the_table(database: Database, entries: list[Entry], run: Run) -> None:
    database.write(entries)
    names = [column.name for column in COLUMNS]
    engine = database._engine
    dates = {column.name for column in COLUMNS if column.type == "date"}
    select = ", ".join(f"cast({n} as text)" if n in dates else f'"{n}"' for n in names)
    found = [
        dict(zip(names, row, strict=True))
        for row in engine.rows(f"select {select} from event_records order by event_id")
    ]
    expected = [row for entry in entries for row in rows(entry.record, run_id=run.id)]
    assert len(expected) > 300
    assert found == sorted(expected, key=lambda row: str(row["event_id"]))
