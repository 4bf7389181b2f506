"""Runs whose articles crash, hang and kill their workers: every article gets its record, once, and the run goes on."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faulty import faulty_work

from eventwire.article import Article
from eventwire.batch.job import Item
from eventwire.batch.outcome import Outcome
from eventwire.batch.report import Report
from eventwire.batch.running import run_articles
from eventwire.batch.selection import Selection
from eventwire.batch.setup import Setup
from eventwire.batch.stop import Stop
from eventwire.batch.worker import work
from eventwire.errors import ArticleError, SinkError
from eventwire.readers import read
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.entry import Entry
from eventwire.sinks.target import target_of

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ids of the articles that were begun; the workers are those of `faulty.py`."""
    monkeypatch.setattr("eventwire.batch.pool.work", faulty_work)
    path = tmp_path / "begun"
    monkeypatch.setenv("FAULTY_LOG", str(path))
    return path


def articles(*texts: str) -> list[Item]:
    """Articles of these texts, named by their number, each with a text of its own."""
    return [
        Article(id=f"a{n}", text=f"The {text} of number {n} was long ago.") for n, text in enumerate(texts)
    ]


def setup(place: Path, *names: str) -> Setup:
    return Setup(targets=[target_of(str(place / name)) for name in names])


def documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line)["document"] for line in path.read_text().splitlines()]


def adds_up(outcome: Outcome) -> bool:
    states = outcome.ok + outcome.no_events + outcome.skipped + outcome.failed
    parts = outcome.left_out + outcome.known + outcome.written + outcome.given_up
    return outcome.written == states and outcome.read == parts


def test_whatever_an_article_does_the_run_goes_on(tmp_path: Path, log: Path) -> None:
    texts = ["raid"] * 30
    for at, word in ((3, "KILL"), (4, "ONCE"), (11, "HANG"), (12, "CRASH"), (25, "EXIT")):
        texts[at] = word
    items = articles(*texts)
    items.insert(7, ArticleError("broken: cut off", article_id="broken", code="packed", path="broken.gz"))
    told: list[Report] = []

    class Observer:
        def written(self, report: Report) -> None:
            told.append(report)

        def progress(self, outcome: Outcome, *, all_read: bool) -> None:
            assert adds_up(outcome)

    outcome = run_articles(
        items, setup(tmp_path, "x.jsonl", "x.duckdb"), processes=2, time_limit=1.0, observer=Observer()
    )
    assert adds_up(outcome)
    assert (outcome.complete, outcome.read, outcome.written, outcome.failed) == (True, 31, 31, 5)
    assert outcome.codes == {"worker-died": 2, "time-limit": 1, "error": 1, "packed": 1}
    assert outcome.retried == 5
    names = [item.id if isinstance(item, Article) else item.article_id for item in items]
    found = documents(tmp_path / "x.jsonl")
    assert [document["id"] for document in found] == names
    assert [report.id for report in told] == names
    reasons = {d["id"]: d["issues"][-1]["message"] for d in found if d["status"] == "failed"}
    assert set(reasons) == {"a3", "a11", "a12", "a25", "broken"}
    assert "killed by SIGKILL, twice" in reasons["a3"]
    assert "not done after 1 s, twice" in reasons["a11"]
    assert "ValueError: a rule went wrong" in reasons["a12"]
    assert "exit code 3, twice" in reasons["a25"]
    assert {failure.id for failure in outcome.failures} == set(reasons)
    # The text was read: the record of a failure knows it.
    assert all(d["text_sha256"] for d in found if d["id"] != "broken")
    tries = Counter(log.read_text().split())
    assert {name: tries[name] for name in ("a3", "a4", "a11", "a12", "a25")} == dict.fromkeys(
        ("a3", "a4", "a11", "a12", "a25"), 2
    )
    with opened(target_of(str(tmp_path / "x.duckdb"))) as engine:
        assert engine.rows("select count(*), count(distinct doc_id) from all_articles") == [(31, 31)]
        codes = engine.rows(
            "select code, count(*) from issues join articles using (article_key) where status = 'failed' "
            "group by 1 order by 1"
        )
        assert dict(codes) == outcome.codes
    # Tomorrow the failures are tried again, and nothing else.
    log.unlink()
    again = run_articles(items[13:25], setup(tmp_path, "x.duckdb"))
    assert (again.known, again.written, again.failed) == (11, 1, 1)
    assert log.read_text().split() == ["a12", "a12"]


def test_a_part_is_taken(tmp_path: Path) -> None:
    items: list[Item] = [
        Article(id="old", text="Rockets hit the old base.", published="2023-01-05"),
        Article(id="said", text="ADEN, April 22, 2023 — Rockets hit the other base."),
        Article(id="new", text="Rockets hit the new base.", published="2024-04-23"),
        Article(id="open", text="Rockets hit some base or other."),
        ArticleError("no text", article_id="none", code="no-text"),
        Article(id="rest", text="Rockets hit the last base."),
    ]
    selection = Selection(since="2024-01-01", limit=3)
    outcome = run_articles(items, setup(tmp_path, "x.jsonl"), selection=selection)
    assert [d["id"] for d in documents(tmp_path / "x.jsonl")] == ["new", "open", "none"]
    assert (outcome.read, outcome.left_out, outcome.written) == (5, 2, 3)


def test_equal_texts_are_computed_once_and_linked(tmp_path: Path, log: Path) -> None:
    text = "Two drones hit a fuel depot near the port of the old town on Monday morning, the army said."
    items: list[Item] = [
        Article(id="first", text=text, published="2024-04-23"),
        Article(id="second", text=text, published="2024-04-23", title="Raid", path="b.txt"),
        Article(id="third", text=text, published="2024-04-24"),
        Article(id="fourth", text=text.replace("Two", "Three"), published="2024-04-23"),
        *articles(*["raid"] * 40),
    ]
    outcome = run_articles(items, setup(tmp_path, "x.jsonl"), processes=2)
    found = documents(tmp_path / "x.jsonl")[:4]
    assert [d["id"] for d in found] == ["first", "second", "third", "fourth"]
    links = [d["near_duplicate_of"] and d["near_duplicate_of"]["id"] for d in found]
    assert links == [None, "first", "first", "first"]
    assert found[3]["near_duplicate_of"]["similarity"] < 1
    assert (found[1]["title"], found[1]["path"]) == ("Raid", "b.txt")
    begun = set(log.read_text().split())
    assert len(begun & {"first", "second"}) == 1
    assert {"third", "fourth"} <= begun
    assert (outcome.reused, outcome.written) == (1, 44)


def test_a_wish_to_stop_is_granted_between_articles(tmp_path: Path) -> None:
    stop = Stop()

    class Observer:
        def written(self, report: Report) -> None:
            if not stop.requested:
                stop.request(signal.SIGINT)

        def progress(self, outcome: Outcome, *, all_read: bool) -> None: ...

    items = articles(*["SLOW"] * 300)
    place = setup(tmp_path, "x.duckdb")
    outcome = run_articles(items, place, observer=Observer(), stop=stop)
    assert (outcome.complete, outcome.interrupted) == (False, "SIGINT")
    assert 0 < outcome.written < 300
    assert adds_up(outcome)
    with opened(place.targets[0]) as engine:
        assert engine.rows("select count(*) from articles") == [(outcome.written,)]
        assert engine.rows("select finished_at from runs") == [(None,)]
    again = run_articles(items, place)
    assert (again.complete, again.known, again.written) == (True, outcome.written, 300 - outcome.written)
    with opened(place.targets[0]) as engine:
        assert engine.rows("select count(*) from runs where finished_at is not null") == [(1,)]


def test_a_place_that_cannot_be_opened_leaves_no_worker(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match=r"no/x\.duckdb"):
        run_articles(articles("raid"), setup(tmp_path / "no", "x.duckdb"))
    assert multiprocessing.active_children() == []


def test_a_database_file_that_goes_away_is_named(tmp_path: Path) -> None:
    place = setup(tmp_path, "x.duckdb")

    def items() -> Iterator[Item]:
        yield from articles(*["raid"] * 700)
        (tmp_path / "x.duckdb").rename(tmp_path / "y.duckdb")
        yield Article(id="last", text="The last raid was the worst.")

    with pytest.raises(SinkError, match=r"x\.duckdb: the file was removed or replaced"):
        run_articles(items(), place)


def test_workers_that_somebody_kills_lose_no_article(tmp_path: Path) -> None:
    killed = []

    class Observer:
        def written(self, report: Report) -> None: ...

        def progress(self, outcome: Outcome, *, all_read: bool) -> None:
            if len(killed) < 3 and outcome.written >= 64 * (len(killed) + 1) and not outcome.complete:
                victim = multiprocessing.active_children()[0]
                os.kill(victim.pid or 0, signal.SIGKILL)
                killed.append(victim.pid)

    items = articles(*["SLOW"] * 400)
    place = setup(tmp_path, "x.duckdb")
    outcome = run_articles(items, place, processes=2, observer=Observer())
    assert len(killed) == 3
    assert (outcome.written, outcome.failed) == (400, 0)
    with opened(place.targets[0]) as engine:
        found = {name for (name,) in engine.rows("select doc_id from all_articles where status <> 'failed'")}
        assert found == {f"a{n}" for n in range(400)}
        assert engine.rows("select count(*) from all_articles") == [(400,)]


def test_two_processes_write_what_one_would(
    tmp_path: Path, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real pipeline: the lines of a run are the records of the session's articles, in order."""
    monkeypatch.setattr("eventwire.batch.pool.work", work)
    items = list(read([CORPUS / "dev"], published="2024-04-23"))
    outcome = run_articles(items, setup(tmp_path, "x.jsonl"), processes=2)
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines == [entry.record.to_json() for entry in entries[: len(items)]]
    assert outcome.events == sum(len(entry.record.events) for entry in entries[: len(items)])
    assert outcome.cpu_seconds > 0
