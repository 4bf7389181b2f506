"""Databases of older and newer schemas: stored files of every older schema are upgraded, a newer one is refused."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import eventwire
from eventwire.article import Article
from eventwire.errors import SinkError
from eventwire.sinks.database import versions
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.database import purge
from eventwire.sinks.database.ddl import create_tables
from eventwire.sinks.database.engine import Engine
from eventwire.sinks.database.tables import TABLES, VERSION
from eventwire.sinks.entry import Entry, content_of
from eventwire.sinks.opening import Options, open_sink
from eventwire.sinks.run import Run
from eventwire.sinks.table import COLUMNS
from eventwire.sinks.target import Target

DATA = Path(__file__).parent / "data"


LATER = {1: {"passages", "toponyms"}, 2: {"toponyms"}}  # tables that a schema does not have yet


@dataclass(frozen=True)
class Stored:
    """A database that eventwire made when its schema was `version`, and the tables that it has.

    It holds two versions of one article and one article without events; from schema 2 on, also one that nearly repeats the first.
    """

    target: Target
    version: int
    tables: tuple[str, ...]

    @property
    def articles(self) -> list[tuple[str, str]]:
        """Ids of the current articles, with their status."""
        copy = [("copy", "ok")] if self.version > 1 else []
        return [("aden", "ok"), ("choir", "no_events"), *copy]


@pytest.fixture(params=range(1, VERSION))
def stored(request: pytest.FixtureRequest, target: Target, tmp_path: Path) -> Stored:
    version: int = request.param
    tables = tuple(table.stored for table in TABLES if table.name not in LATER[version])
    file = tmp_path / "stored.duckdb"
    file.write_bytes(gzip.decompress((DATA / f"schema-{version}.duckdb.gz").read_bytes()))
    if target.path is not None:
        return Stored(Target("duckdb", str(file)), version, tables)
    with opened(Target("duckdb", str(file))) as old, opened(target) as server:
        for statement in (DATA / f"schema-{version}.sql").read_text(encoding="utf-8").split(";\n")[:-1]:
            server.rows(statement)
        for name in ("eventwire_schema", *tables):
            for row in old.rows(f'select * from "{name}"'):
                places = ", ".join(f"${n}" for n in range(1, len(row) + 1))
                server.rows(f'insert into "{name}" values ({places})', row)
    return Stored(target, version, tables)


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


def test_an_older_database_is_refused_with_the_remedy(stored: Stored, run: Run) -> None:
    expected = rf"schema {stored.version} is older than schema {VERSION} .* eventwire migrate"
    with pytest.raises(SinkError, match=expected):
        open_sink(stored.target, run, Options())


def test_migrate_keeps_every_row_and_gives_the_current_schema(
    stored: Stored, target: Target, run: Run
) -> None:
    tables, on_server = stored.tables, stored.target.path is None
    with opened(stored.target) as engine:
        before = {
            name: engine.rows(f'select * from "{name}" order by all') for name in tables if not on_server
        }
        counts = {name: engine.rows(f'select count(*) from "{name}"') for name in tables}
        assert counts["all_articles"] == [(len(stored.articles) + 1,)]
        assert counts["all_events"][0][0] >= 2
        assert versions.migrate(engine) == stored.version
        assert versions.migrate(engine) == VERSION
        assert {name: engine.rows(f'select count(*) from "{name}"') for name in tables} == counts
        assert engine.rows("select count(*) from toponyms") == [(0,)]
        for name, rows in before.items():
            width = len(rows[0]) if rows else 0
            assert [row[:width] for row in engine.rows(f'select * from "{name}" order by all')] == rows
        assert engine.rows("select doc_id, status from articles order by 1") == stored.articles
        first = ", ".join(column.name for column in COLUMNS)
        with_events = {name for name, status in stored.articles if status == "ok"}
        assert {row[1] for row in engine.rows(f"select {first} from event_records")} == with_events
        migrated = shape(engine)
    fresh = target
    if on_server:
        with opened(stored.target) as engine:  # the tables of the migrated schema make room for new ones
            for name in reversed(TABLES):
                engine.rows(f'drop table "{name.stored}" cascade')
            engine.rows("drop table eventwire_schema")
    open_sink(fresh, run, Options()).close()
    with opened(fresh) as engine:
        assert shape(engine) == migrated


def test_a_migrated_database_takes_articles(stored: Stored, entries: list[Entry], run: Run) -> None:
    with opened(stored.target) as engine:
        versions.migrate(engine)
    sink = open_sink(stored.target, run, Options())
    sink.write(entries[:2])
    sink.close()
    with opened(stored.target) as engine:
        assert engine.rows("select count(*) from articles") == [(len(stored.articles) + 2,)]
        assert engine.rows("select count(*) from passages")[0][0] > 0
        names = [toponym.text for entry in entries[:2] for toponym in entry.record.toponyms]
        assert names
        assert engine.rows("select count(*) from toponyms") == [(len(names),)]
        # The old articles' rows and the new ones' go with their articles.
        assert purge(engine, ["aden", entries[0].record.document.id]) == 3
        kept = len(entries[1].record.toponyms)
        assert engine.rows("select count(*) from all_toponyms") == [(kept,)]


def test_old_articles_get_toponyms_when_they_are_computed_anew(
    stored: Stored, nlp: Language, run: Run
) -> None:
    with opened(stored.target) as engine:
        versions.migrate(engine)
    article = Article(id="aden", text="Houthi rebels shelled Aden in southern Yemen.", published="2024-04-23")
    record = eventwire.extract(article, nlp=nlp)
    sink = open_sink(stored.target, run, Options())
    sink.write([Entry(record=record, content=content_of(article), text=article.text)])
    sink.close()
    with opened(stored.target) as engine:
        found = engine.rows("select text, country from toponyms order by start_char")
    assert found == [("Aden", "YEM"), ("Yemen", "YEM")]


def test_a_migration_that_fails_changes_nothing(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        versions.MIGRATIONS, VERSION - 1, lambda _: ['drop table "all_codes"', "select no_such_thing"]
    )
    with opened(stored.target) as engine:
        views = shape(engine)
        with pytest.raises(SinkError, match="no_such_thing"):
            versions.migrate(engine)
        assert shape(engine) == views
        assert versions.version_of(engine) == stored.version


def test_a_newer_database_is_refused_by_name(target: Target, run: Run) -> None:
    open_sink(target, run, Options()).close()
    with opened(target) as engine:
        engine.rows("update eventwire_schema set version = 99, eventwire_version = '7.1'")
        for refuse in (versions.migrate, versions.check, versions.create):
            with pytest.raises(
                SinkError, match=rf"schema 99, made by eventwire 7\.1, is newer than schema {VERSION}"
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
