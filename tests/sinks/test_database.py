"""A database as a sink: what is written, once, whole, and in versions. Each test runs on DuckDB and on PostgreSQL."""

from __future__ import annotations

import dataclasses
import multiprocessing
import random
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import eventwire
from eventwire.article import Article
from eventwire.errors import ArticleError, SinkError
from eventwire.records import failed_record
from eventwire.schema import Versions
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.database import Database, purge
from eventwire.sinks.database.duckdb import DuckDB
from eventwire.sinks.database.passages import passages
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.entry import Entry, content_of
from eventwire.sinks.opening import Options, open_sink
from eventwire.sinks.run import Run
from eventwire.sinks.table import COLUMNS, rows
from eventwire.sinks.target import Target

RAID = (
    "Two drones fired by Houthi rebels hit a fuel depot near Aden on Monday, killing at least three guards."
)
DENIAL = RAID + " Iran denied that it had sent them."


def database(target: Target, run: Run, **options: Any) -> Database:
    found = open_sink(target, run, Options(**options))
    assert isinstance(found, Database)
    return found


def ask(target: Target, sql: str) -> list[tuple[Any, ...]]:
    with opened(target, read_only=True) as engine:
        return list(engine.query(sql)[1])


def contents(target: Target) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for the times of runs."""
    times = ("started_at", "finished_at")
    return {
        table.name: ask(
            target,
            f"select {', '.join(f.name for f in table.fields if f.name not in times)} from {table.stored} "
            f"order by {', '.join(table.key)}",
        )
        for table in TABLES
    }


def entry_of(nlp: Language, text: str, *, doc_id: str = "a", published: str = "2024-04-23") -> Entry:
    article = Article(id=doc_id, text=text, published=published)
    return Entry(record=eventwire.extract(article, nlp=nlp), content=content_of(article), text=text)


def failure(versions: Versions, *, doc_id: str = "a", text: str | None = None, code: str = "error") -> Entry:
    article = None if text is None else Article(id=doc_id, text=text, published="2024-04-23")
    error = ArticleError("it failed", article_id=doc_id, code=code, article=article)
    return Entry(record=failed_record(error, versions), content=content_of(error), text=text)


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_the_view_has_the_rows_of_the_flat_table(target: Target, entries: list[Entry], run: Run) -> None:
    sink = database(target, run)
    for start in range(0, len(entries), 10):
        sink.write(entries[start : start + 10])
    sink.close()
    with opened(target, read_only=True) as engine:
        names, found = engine.query("select * from event_records")
        view = [dict(zip(names, map(plain, row), strict=True)) for row in found]
    assert names == [column.name for column in COLUMNS]
    expected = [row for entry in entries for row in rows(entry.record, run_id=run.id)]
    assert len(expected) > 300
    assert sorted(view, key=lambda row: row["event_id"]) == sorted(
        expected, key=lambda row: str(row["event_id"])
    )
    assert ask(target, "select count(*) from articles") == [(len(entries),)]


def test_the_same_again_changes_nothing(target: Target, entries: list[Entry], run: Run) -> None:
    sink = database(target, run)
    sink.write(entries[:5])
    sink.close()
    before = contents(target)
    finished = ask(target, "select started_at, finished_at from runs")
    sink = database(target, run)
    keys = {entry.work_key for entry in entries[:6]}
    assert sink.done(keys) == {entry.work_key for entry in entries[:5]}
    written = sink.write_sheets([sink.sheet(entry) for entry in entries[:5]])
    sink.close()
    assert (written.inserted, written.unchanged, written.superseded) == (0, 5, 0)
    assert contents(target) == before
    assert ask(target, "select started_at, finished_at from runs") == finished


def test_one_article_twice_in_a_chunk_is_written_once(target: Target, entries: list[Entry], run: Run) -> None:
    sink = database(target, run)
    sink.write([entries[0], entries[0]])
    sink.close()
    assert ask(target, "select count(*) from all_articles") == [(1,)]


def test_a_changed_article_supersedes_its_old_records_and_can_come_back(
    target: Target, nlp: Language, run: Run
) -> None:
    first, second = entry_of(nlp, RAID), entry_of(nlp, DENIAL)
    sink = database(target, run)
    sink.write([first])
    sink.write([second])
    current = "select article_key from articles"
    assert sink._engine.rows(current) == [(second.article_key,)]
    assert sink.done([first.work_key, second.work_key]) == {second.work_key}
    sink.write([first])
    sink.close()
    assert ask(target, current) == [(first.article_key,)]
    assert ask(target, "select article_key from all_articles where superseded_at is not null") == [
        (second.article_key,)
    ]
    assert ask(target, "select count(*) from characterizations") == [(0,)]
    assert ask(target, "select count(*) from all_characterizations") == [(1,)]
    assert ask(target, "select text from toponyms") == [("Aden",)]
    assert ask(target, "select text from all_toponyms order by 1") == [("Aden",), ("Aden",), ("Iran",)]
    assert {key for (key,) in ask(target, "select distinct doc_id from event_records")} == {"a"}


def test_other_rules_supersede_and_the_view_says_so(target: Target, nlp: Language, run: Run) -> None:
    old = entry_of(nlp, RAID)
    versions = old.record.document.versions.model_copy(update={"rules": "new"})
    document = old.record.document.model_copy(update={"versions": versions})
    new = dataclasses.replace(old, record=old.record.model_copy(update={"document": document}))
    sink = database(target, run)
    sink.write([old])
    sink.write([new])
    sink.close()
    assert ask(target, "select distinct rules_version from event_records") == [("new",)]


def test_a_failed_attempt_does_not_displace_what_is_still_right(
    target: Target, nlp: Language, versions: Versions, run: Run
) -> None:
    good = entry_of(nlp, RAID)
    sink = database(target, run)
    sink.write([good])
    sink.write([failure(versions, text=RAID), failure(versions, code="unreadable")])
    sink.close()
    assert ask(target, "select status from articles") == [("ok",)]
    assert (
        ask(target, "select status from all_articles where superseded_at is not null order by 1")
        == [("failed",)] * 2
    )


def test_a_changed_article_that_fails_displaces_the_old_one_until_it_succeeds(
    target: Target, nlp: Language, versions: Versions, run: Run
) -> None:
    sink = database(target, run)
    sink.write([entry_of(nlp, RAID)])
    failed = failure(versions, text=DENIAL)
    sink.write([failed])
    assert sink.done([failed.work_key]) == set()
    sink.close()
    assert ask(target, "select status from articles") == [("failed",)]
    assert ask(target, "select code from issues") == [("error",)]
    sink = database(target, run)
    good = entry_of(nlp, DENIAL)
    assert good.work_key == failed.work_key
    sink.write([good])
    sink.close()
    assert ask(target, "select status from articles") == [("ok",)]


def test_an_article_with_anothers_id_stands_beside_it(
    target: Target, nlp: Language, versions: Versions, run: Run
) -> None:
    chunk = [entry_of(nlp, RAID), failure(versions, code="duplicate-id")]
    for _ in range(2):
        sink = database(target, run)
        sink.write(chunk)
        sink.close()
    assert ask(target, "select status from articles order by 1") == [("failed",), ("ok",)]


def test_a_chunk_is_written_whole_or_not_at_all(
    target: Target, entries: list[Entry], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = database(target, run)
    insert = sink._engine.insert

    def failing(table: Any, rows: Any) -> None:
        if table.name == "provenance":
            raise KeyboardInterrupt
        insert(table, rows)

    with monkeypatch.context() as patch:
        patch.setattr(sink._engine, "insert", failing)
        with pytest.raises(KeyboardInterrupt):
            sink.write(entries[:2])
    sink.write(entries[:1])
    sink.close()
    assert ask(target, "select doc_id from all_articles") == [(entries[0].record.document.id,)]


def test_a_run_that_goes_on_is_the_same_run(target: Target, entries: list[Entry], run: Run) -> None:
    sink = database(target, run)
    sink.write(entries[:1])
    sink.close(complete=False)
    assert ask(target, "select run_id, finished_at from runs") == [(run.id, None)]
    sink = database(target, run)
    sink.write(entries[1:2])
    sink.close()
    ((run_id, finished),) = ask(target, "select run_id, finished_at from runs")
    assert run_id == run.id
    assert finished is not None


@pytest.mark.parametrize("mode", ["full", "evidence", "none"])
def test_what_is_kept_of_the_text(target: Target, nlp: Language, run: Run, mode: Any) -> None:
    idle = "\n\nThe weather in the port stayed calm through the evening, and the ferries sailed on time."
    entry = entry_of(nlp, DENIAL + idle)
    sink = database(target, run, store_text=mode)
    sink.write([entry])
    sink.close()
    ((text,),) = ask(target, "select text from articles")
    kept = ask(target, "select start_char, end_char, text from passages order by 1")
    said = [
        words
        for (words,) in ask(target, "select content from characterizations where content_end is not null")
    ]
    assert said
    if mode == "full":
        assert (text, kept) == (entry.text, [])
        return
    assert text is None
    everything = str(contents(target))
    assert "ferries" not in everything
    if mode == "none":
        assert (kept, said) == ([], [None] * len(said))
        assert "Iran denied that" not in everything
    else:
        assert [(s, e, (entry.text or "")[s:e]) for s, e in passages(entry.record)] == kept
        assert any(RAID.rstrip(".") in words for _, _, words in kept)


def test_odd_characters_are_stored_at_the_same_offsets(target: Target, nlp: Language, run: Run) -> None:
    entry = entry_of(nlp, RAID)
    document = entry.record.document.model_copy(update={"title": "a\x00b\ud800c\u202e'; drop table runs; --"})
    sink = database(target, run, store_text="full")
    record = entry.record.model_copy(update={"document": document})
    sink.write([dataclasses.replace(entry, record=record, text="x\x00y")])
    sink.close()
    assert ask(target, "select title, text from articles") == [
        ("a\u2400b\ufffdc\u202e'; drop table runs; --", "x\u2400y")
    ]


def test_near_duplicates_are_linked(target: Target, nlp: Language, run: Run) -> None:
    sink = database(target, run)
    first, second = entry_of(nlp, RAID), entry_of(nlp, RAID, doc_id="b")
    sink.write([first, dataclasses.replace(second, near_duplicate_of="a", similarity=0.9)])
    sink.close()
    found = "select near_duplicate_of, similarity from articles order by doc_id"
    assert ask(target, found) == [(None, None), ("a", 0.9)]
    with opened(target) as engine:
        purge(engine, ["a"])
    assert ask(target, found) == [(None, None)]


def test_purge_removes_an_article_everywhere(target: Target, nlp: Language, run: Run) -> None:
    marker = "Qzxvbelgrath"
    secret = RAID.replace("Aden", marker)
    sink = database(target, run, store_text="full")
    sink.write([entry_of(nlp, secret), entry_of(nlp, RAID, doc_id="b")])
    sink.write([entry_of(nlp, secret + " It was hot.")])
    sink.close()
    if target.path:
        assert marker.encode() in target.path.read_bytes()
    assert (marker,) in ask(target, "select text from all_toponyms")
    with opened(target) as engine:
        with pytest.raises(SinkError, match="has no article 'c'"):
            purge(engine, ["a", "c"])
        assert purge(engine, ["a"]) == 2
        assert engine.rows("select doc_id from articles") == [("b",)]
    assert marker not in str(contents(target))
    if target.path:
        assert marker.encode() not in target.path.read_bytes()
        assert [file.name for file in target.path.parent.iterdir()] == [target.path.name]
    left = database(target, run)
    left.write([entry_of(nlp, RAID, doc_id="c")])
    left.close()
    assert ask(target, "select doc_id from articles order by 1") == [("b",), ("c",)]


def _write(target: Target, run: Run, entries: list[Entry]) -> None:
    sink = open_sink(target, run, Options())
    for entry in entries:
        sink.write([entry])
    sink.close()


def test_two_writers(target: Target, entries: list[Entry], run: Run) -> None:
    if target.path:
        first = database(target, run)
        first.write(entries[:1])
        busy = pytest.raises(SinkError, match="another process has this database open")
        with multiprocessing.get_context("spawn").Pool(1) as pool, busy:
            pool.apply(_write, (target, run, entries[:1]))
        first.close()
        return
    chunk = entries[:12]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(_write, [(target, run, chunk), (target, run, chunk[::-1])])
    assert ask(target, "select count(*), count(distinct doc_id) from all_articles") == [(12, 12)]
    expected = sum(len(entry.record.events) for entry in chunk)
    assert ask(target, "select count(*) from event_records") == [(expected,)]


def test_a_duckdb_file_is_opened_anew_when_much_was_written(
    tmp_path: Path, entries: list[Entry], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventwire.sinks.database.duckdb._ANEW", 300_000)
    target = Target("duckdb", str(tmp_path / "x.duckdb"))
    sink = database(target, run)
    connections = []
    for entry in entries[:12]:
        sink.write([entry])
        if sink._engine._connection not in connections:  # type: ignore[attr-defined]
            connections.append(sink._engine._connection)  # type: ignore[attr-defined]
    sink.close()
    assert 2 <= len(connections) < 12
    assert ask(target, "select count(*) from articles") == [(12,)]
    assert ask(target, "select count(*) from runs where finished_at is not null") == [(1,)]


def test_whole_texts_fit_whatever_their_length(
    tmp_path: Path, versions: Versions, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventwire.sinks.database.duckdb._POOL", 20)
    dice = random.Random(20)
    words = ["".join(dice.choices("abcdefghij", k=6)) for _ in range(2000)]
    target = Target("duckdb", str(tmp_path / "x.duckdb"))
    # Long ones in few chunks, the next run's after them, and an article that leaves: each reads or holds many at once.
    for first, count in ((0, 60), (60, 4)):
        sink = database(target, run, store_text="full")
        for start in range(first, first + count, 20):
            names = [f"long{n}" for n in range(start, min(start + 20, first + count))]
            texts = [" ".join(dice.choices(words, k=70_000)) for _ in names]
            sink.write([failure(versions, doc_id=n, text=t) for n, t in zip(names, texts, strict=True)])
        sink.close()
    with opened(target) as engine:
        assert isinstance(engine, DuckDB)
        assert purge(engine, ["long7"]) == 1
        engine.copy_to_parquet("select * from articles order by article_key", tmp_path / "x.parquet")
    assert ask(target, "select count(*), min(length(text)) from articles") == [(63, 489_999)]


def test_duckdb_fetches_nothing(tmp_path: Path, run: Run) -> None:
    sink = database(Target("duckdb", str(tmp_path / "x.duckdb")), run)
    with pytest.raises(SinkError, match="httpfs"):
        sink._engine.rows("select * from read_csv('https://example.org/x.csv')")
    sink.close()
