"""Databases of older and newer schemas: a stored file of schema 1 is upgraded, a newer one refused."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from eventwire.errors import SinkError
from eventwire.sinks.database import versions
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.ddl import create_tables
from eventwire.sinks.database.engine import Engine
from eventwire.sinks.database.tables import TABLES, VERSION
from eventwire.sinks.entry import Entry
from eventwire.sinks.opening import Options, open_sink
from eventwire.sinks.run import Run
from eventwire.sinks.table import COLUMNS
from eventwire.sinks.target import Target

DATA = Path(__file__).parent / "data"


@pytest.fixture
def stored(target: Target, tmp_path: Path) -> Target:
    """A database that eventwire made when its schema was 1: two versions of one article, and one without events."""
    file = tmp_path / "stored.duckdb"
    file.write_bytes(gzip.decompress((DATA / "schema-1.duckdb.gz").read_bytes()))
    if target.path is not None:
        return Target("duckdb", str(file))
    with opened(Target("duckdb", str(file))) as old, opened(target) as server:
        for statement in (DATA / "schema-1.sql").read_text(encoding="utf-8").split(";\n")[:-1]:
            server.rows(statement)
        for name in ["eventwire_schema", *(table.stored for table in TABLES if table.name != "passages")]:
            for row in old.rows(f'select * from "{name}"'):
                places = ", ".join(f"${n}" for n in range(1, len(row) + 1))
                server.rows(f'insert into "{name}" values ({places})', row)
    return target


def shape(engine: Engine) -> list[tuple[Any, ...]]:
    """Every column of every table and view, with its type and whether it can be null."""
    here = "current_schema()"
    return engine.rows(
        "select table_name, column_name, data_type, is_nullable from information_schema.columns "
        f"where table_schema = {here} order by 1, 2"
    )


def test_a_change_of_the_tables_is_a_new_version() -> None:
    # Where this fails, raise VERSION, write the step in migrations.py, and store the statements under the new number.
    text = (DATA / f"schema-{VERSION}.sql").read_text(encoding="utf-8")
    assert text == ";\n".join(create_tables(references=True)) + ";\n"


def test_an_older_database_is_refused_with_the_remedy(stored: Target, run: Run) -> None:
    with pytest.raises(SinkError, match=r"schema 1 is older than schema 2 .* eventwire migrate"):
        open_sink(stored, run, Options())


def test_migrate_keeps_every_row_and_gives_the_current_schema(
    stored: Target, target: Target, entries: list[Entry], run: Run, tmp_path: Path
) -> None:
    with opened(stored) as engine:
        tables = [table.stored for table in TABLES if table.name != "passages"]
        before = {name: engine.rows(f'select * from "{name}" order by all') for name in tables if stored.path}
        counts = {name: engine.rows(f'select count(*) from "{name}"') for name in tables}
        assert counts["all_articles"] == [(3,)]
        assert counts["all_events"][0][0] >= 2
        assert versions.migrate(engine) == 1
        assert versions.migrate(engine) == VERSION
        assert {name: engine.rows(f'select count(*) from "{name}"') for name in tables} == counts
        for name, rows in before.items():
            width = len(rows[0]) if rows else 0
            assert [row[:width] for row in engine.rows(f'select * from "{name}" order by all')] == rows
        assert engine.rows("select doc_id, status from articles order by 1") == [
            ("aden", "ok"),
            ("choir", "no_events"),
        ]
        first = ", ".join(column.name for column in COLUMNS)
        assert {row[1] for row in engine.rows(f"select {first} from event_records")} == {"aden"}
        migrated = shape(engine)
    fresh = target
    if stored.path is None:
        with opened(stored) as engine:  # the tables of the migrated schema make room for new ones
            for name in reversed(TABLES):
                engine.rows(f'drop table "{name.stored}" cascade')
            engine.rows("drop table eventwire_schema")
    open_sink(fresh, run, Options()).close()
    with opened(fresh) as engine:
        assert shape(engine) == migrated


def test_a_migrated_database_takes_articles(stored: Target, entries: list[Entry], run: Run) -> None:
    with opened(stored) as engine:
        versions.migrate(engine)
    sink = open_sink(stored, run, Options())
    sink.write(entries[:2])
    sink.close()
    with opened(stored) as engine:
        assert engine.rows("select count(*) from articles") == [(4,)]
        assert engine.rows("select count(*) from passages")[0][0] > 0


def test_a_migration_that_fails_changes_nothing(stored: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(versions.MIGRATIONS, 1, lambda _: ['drop table "all_codes"', "select no_such_thing"])
    with opened(stored) as engine:
        views = shape(engine)
        with pytest.raises(SinkError, match="no_such_thing"):
            versions.migrate(engine)
        assert shape(engine) == views
        assert versions.version_of(engine) == 1


def test_a_newer_database_is_refused_by_name(target: Target, run: Run) -> None:
    open_sink(target, run, Options()).close()
    with opened(target) as engine:
        engine.rows("update eventwire_schema set version = 99, eventwire_version = '7.1'")
        for refuse in (versions.migrate, versions.check, versions.create):
            with pytest.raises(
                SinkError, match=r"schema 99, made by eventwire 7\.1, is newer than schema 2"
            ) as caught:
                refuse(engine)
            assert caught.value.target in str(caught.value)


def test_somebody_elses_tables_are_left_alone(target: Target, run: Run) -> None:
    if target.path:
        import duckdb

        duckdb.connect(target.place).execute("create table events (x integer)").close()
    else:
        with opened(target) as engine:
            engine.rows("create table events (x integer)")
    with pytest.raises(SinkError, match="has a table 'events' that is not eventwire's"):
        open_sink(target, run, Options())
    with opened(target) as engine:
        assert engine.tables() == {"events"}
        with pytest.raises(SinkError, match="no database of eventwire"):
            versions.check(engine)
