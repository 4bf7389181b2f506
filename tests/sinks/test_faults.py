"""Disks that fill up, servers that go away, files that are something else: one clear error each, nothing half written."""

from __future__ import annotations

import multiprocessing
import pickle
import resource
import signal
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eventwire.errors import InputError, SinkError
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.database import purge
from eventwire.sinks.entry import Entry
from eventwire.sinks.opening import Options, Sinks, open_sink
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target, target_of, without_password

if TYPE_CHECKING:
    from conftest import PostgresServer


def _write_until_full(target: Target, run: Run, entries: list[Entry], limit: int) -> str:
    """In a process of its own: files of it cannot grow over some bytes, as on a full disk. Returns the error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with Sinks([target], run) as sinks:
            for entry in entries:
                sinks.write([entry])
    except SinkError as err:
        return str(err)
    return "no error"


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.geojson", "x.parquet"])
def test_a_full_disk_leaves_the_older_file(name: str, tmp_path: Path, entries: list[Entry], run: Run) -> None:
    target = target_of(str(tmp_path / name))
    with Sinks([target], run) as sinks:
        sinks.write(entries[:1])
    path = tmp_path / name
    before = {f: f.read_bytes() for f in ([path] if path.is_file() else sorted(path.iterdir()))}
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        said = pool.apply(_write_until_full, (target, run, entries * 3, 20_000))
    assert "File too large" in said
    assert name in said
    assert {f: f.read_bytes() for f in ([path] if path.is_file() else sorted(path.iterdir()))} == before
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_full_disk_leaves_whole_chunks_in_duckdb(tmp_path: Path, entries: list[Entry], run: Run) -> None:
    target = Target("duckdb", str(tmp_path / "x.duckdb"))
    open_sink(target, run, Options()).close()
    limit = (tmp_path / "x.duckdb").stat().st_size + 700_000
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        said = pool.apply(_write_until_full, (target, run, entries, limit))
    assert "x.duckdb" in said
    assert "File too large" in said
    with opened(target) as engine:
        written = {name for (name,) in engine.rows("select doc_id from articles")}
        assert 0 < len(written) < len(entries)
        expected = sum(len(e.record.events) for e in entries if e.record.document.id in written)
        assert engine.rows("select count(*) from event_records") == [(expected,)]
    # With room again, the rest comes in.
    with Sinks([target], run) as sinks:
        sinks.write(entries)
    with opened(target) as engine:
        assert engine.rows("select count(*) from articles") == [(len(entries),)]


def test_a_server_that_goes_away(postgres: PostgresServer, entries: list[Entry], run: Run) -> None:
    target = Target("postgresql", postgres.new_database())
    sink = open_sink(target, run, Options())
    sink.write(entries[:1])
    postgres.stop()
    try:
        with pytest.raises(SinkError, match="postgresql://eventwire@/postgres") as caught:
            sink.write(entries[1:2])
        assert "secret" not in str(caught.value)
        with pytest.raises(SinkError, match="postgresql://eventwire@/postgres"):
            open_sink(target, run, Options())
    finally:
        postgres.start()
    with opened(target) as engine:
        assert engine.rows("select count(*) from all_articles") == [(1,)]
    sink = open_sink(target, run, Options())
    sink.write(entries[:2])
    sink.close()
    with opened(target) as engine:
        assert engine.rows("select count(*) from all_articles") == [(2,)]


def test_what_is_no_duckdb_file_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.duckdb").write_bytes(b"something else, long enough to be looked at" * 500)
    with pytest.raises(SinkError, match=r"x\.duckdb: .*not a valid DuckDB database"):
        open_sink(target_of(str(tmp_path / "x.duckdb")), run, Options())
    with pytest.raises(SinkError, match="no such file"), opened(target_of(str(tmp_path / "y.duckdb"))):
        pass


def test_a_folder_with_other_files_is_no_place_for_parquet(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.parquet").mkdir()
    (tmp_path / "x.parquet" / "thesis.odt").write_text("years of work")
    with pytest.raises(SinkError, match=r"holds 'thesis\.odt'"):
        open_sink(target_of(str(tmp_path / "x.parquet")), run, Options())


@pytest.mark.parametrize("name", ["x.csv", "x.parquet", "x.duckdb"])
def test_a_folder_that_is_not_there(name: str, tmp_path: Path, run: Run) -> None:
    with pytest.raises(SinkError, match=name):
        open_sink(target_of(str(tmp_path / "no" / name)), run, Options())


def test_one_sink_that_cannot_be_opened_leaves_no_other_behind(tmp_path: Path, run: Run) -> None:
    with pytest.raises(SinkError):
        Sinks([target_of(str(tmp_path / "x.csv")), target_of(str(tmp_path / "no" / "y.csv"))], run)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_no_file(tmp_path: Path, entries: list[Entry], run: Run) -> None:
    targets = [target_of(str(tmp_path / name)) for name in ("x.csv", "x.parquet", "x.geojson")]
    sinks = Sinks(targets, run)
    sinks.write(entries[:1])
    sinks.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert list(tmp_path.iterdir()) == []


def test_errors_travel_between_processes() -> None:
    found = pickle.loads(pickle.dumps(SinkError("x: full", target="x")))
    assert (str(found), found.target) == ("x: full", "x")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:secret@db.example:5432/news", "postgresql://me@db.example:5432/news"),
        ("postgresql://me:se@cret@db.example/news", "postgresql://me@db.example/news"),
        ("postgresql:///news?host=/run&password=secret&user=me", "postgresql:///news?host=/run&user=me"),
        ("postgresql:///news?password=secret", "postgresql:///news"),
        ("postgresql://db.example/news", "postgresql://db.example/news"),
    ],
)
def test_messages_have_no_password(url: str, shown: str) -> None:
    assert without_password(url) == shown


@pytest.mark.parametrize(
    ("url", "kind", "place"),
    [
        ("events.duckdb", "duckdb", "events.duckdb"),
        ("duckdb:events.db", "duckdb", "events.db"),
        ("duckdb:///srv/events.db", "duckdb", "/srv/events.db"),
        ("out/events.parquet/", "parquet", "out/events.parquet/"),
        ("parquet:folder", "parquet", "folder"),
        ("EVENTS.CSV", "csv", "EVENTS.CSV"),
        ("a.geojson", "geojson", "a.geojson"),
        ("records.ndjson", "jsonl", "records.ndjson"),
        ("postgres://h/d", "postgresql", "postgres://h/d"),
    ],
)
def test_targets(url: str, kind: str, place: str) -> None:
    found = target_of(url)
    assert (found.kind, found.place) == (kind, place)


@pytest.mark.parametrize(
    "url", ["events", "events.xlsx", "mysql://me:secret@h/d.csv", "csv:", "postgresql:x"]
)
def test_what_is_no_target_is_refused_without_showing_a_password(url: str) -> None:
    with pytest.raises(InputError, match="not known as a place for records; expected postgresql") as caught:
        target_of(url)
    assert "secret" not in str(caught.value)


def test_new_files_are_as_readable_as_others(tmp_path: Path, run: Run) -> None:
    with Sinks([target_of(str(tmp_path / "x.csv"))], run):
        pass
    (tmp_path / "plain").touch()
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("x.csv", "plain")}
    assert len(modes) == 1


def test_postgresql_without_its_package_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SinkError, match=r"pip install 'eventwire\[postgres\]'"):
        open_sink(target_of("postgresql://me:secret@host/d"), run, Options())


def test_logs_have_ids_and_counts_but_no_text(
    tmp_path: Path, entries: list[Entry], run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    target = target_of(str(tmp_path / "x.duckdb"))
    with caplog.at_level("DEBUG", "eventwire"):
        with Sinks([target], run) as sinks:
            sinks.write(entries[:2])
        with opened(target) as engine:
            purge(engine, [entries[0].record.document.id])
    assert "2 articles written" in caplog.text
    assert "1 versions of 1 articles removed" in caplog.text
    words = {word for entry in entries[:2] for word in (entry.text or "").split() if len(word) > 7}
    assert len(words) > 20
    assert [word for word in words if word in caplog.text] == []
