"""What is computed next, and what else a run decides without its workers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from eventwire.article import Article
from eventwire.batch import agenda as agenda_module
from eventwire.batch.agenda import Agenda
from eventwire.batch.estimate import count_files, expected
from eventwire.batch.job import Job
from eventwire.batch.order import InOrder
from eventwire.batch.outcome import Outcome
from eventwire.batch.report import Report
from eventwire.batch.selection import Selection, shard_of
from eventwire.batch.stop import Stop
from eventwire.cli.progress import said, summarize, write_summary
from eventwire.errors import ArticleError, InputError


def job(number: int, length: int = 10, *, same: str | None = None) -> Job:
    return Job(number, Article(id=str(number), text="x" * length), "content", f"key-{number}", same)


def nothing(keys: Collection[str]) -> set[str]:
    return set()


def numbers(tasks: list[list[Job]]) -> list[list[int]]:
    return [[one.number for one in task] for task in tasks]


def test_the_longest_come_first_and_what_is_done_is_left_out() -> None:
    lengths = [10, 4000, 20, 900, 30, 2000]
    agenda = Agenda((job(n, size) for n, size in enumerate(lengths)), lambda _: {"key-4"}, processes=1)
    tasks = list(iter(lambda: agenda.task(0, idle=False), []))
    assert [number for task in numbers(tasks) for number in task] == [1, 5, 3, 2, 0]
    assert numbers(tasks)[0] == [1]
    assert [one.number for one in agenda.known] == [4]
    assert not agenda.ended
    for task in tasks:
        for one in task:
            agenda.finish(one)
    assert agenda.ended


def test_only_some_articles_are_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_module, "WINDOW", 10)
    read = 0

    def jobs() -> Iterator[Job]:
        nonlocal read
        while True:
            yield job(read)
            read += 1

    agenda = Agenda(jobs(), nothing, processes=2)
    given = []
    while task := agenda.task(0, idle=False):
        given += task
    assert len(given) == 20  # two windows, and no third before the first is done
    while agenda.read():
        pass
    assert read < 31
    for one in given[:10]:
        agenda.finish(one)
    assert agenda.task(0, idle=False)
    assert read < 31


def test_a_long_text_ends_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_module, "CHARACTERS", 1000)
    agenda = Agenda((job(n, 600) for n in range(9)), nothing, processes=1)
    assert [agenda.read(), agenda.read(), agenda.read()] == [True, True, False]


def test_a_suspect_waits_until_nothing_else_is_under_way() -> None:
    agenda = Agenda((job(n) for n in range(40)), nothing, processes=1)
    first = agenda.task(0, idle=True)
    agenda.alone(first[0])
    agenda.again(*first[1:])
    assert agenda.task(0, idle=False) == []
    assert agenda.task(0, idle=True) == first[:1]
    assert agenda.task(0, idle=True) == first[1:]


def test_equal_texts_go_to_who_computed_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_module, "WINDOW", 4)
    jobs = [job(0), job(1, same="s"), job(2), job(3, same="s"), *map(job, (4, 5)), job(6, same="s"), job(7)]
    agenda = Agenda(iter(jobs), nothing, processes=1)
    given: dict[int, list[int]] = {0: [], 1: []}
    worker = 0
    while task := agenda.task(worker, idle=False):
        given[worker] += [one.number for one in task]
        worker = 1 - worker
    holder = next(worker for worker, found in given.items() if 1 in found)
    assert {1, 3} <= set(given[holder])
    assert sorted(given[0] + given[1]) == list(range(8))
    # The third may also be taken by who has nothing else to do: it is computed then.
    assert 6 in given[holder] or given[1 - holder][-1] == 6


def test_results_in_order() -> None:
    order: InOrder[str] = InOrder()
    assert list(order.add(1, "b")) == []
    assert list(order.add(2, None)) == []
    assert list(order.add(0, "a")) == ["a", "b"]
    assert list(order.add(3, "d")) == ["d"]


def test_shards_are_a_partition() -> None:
    names = [f"wire/{n}" for n in range(1000)]
    parts = [
        {n for n in names if Selection(shard=i, shards=4).takes(Article(id=n, text="x"))}
        for i in (1, 2, 3, 4)
    ]
    assert sum(map(len, parts)) == 1000
    assert set.union(*parts) == set(names)
    assert all(200 < len(part) < 300 for part in parts)
    error = ArticleError("no", article_id=names[0], code="no-text")
    assert [Selection(shard=i, shards=4).takes(error) for i in (1, 2, 3, 4)] == [names[0] in p for p in parts]
    assert shard_of("2/8") == (2, 8)


@pytest.mark.parametrize("text", ["0/4", "5/4", "4", "a/b", "1/0", "-1/4", ""])
def test_a_part_that_does_not_exist_is_refused(text: str) -> None:
    def choose() -> Selection:
        part, parts = shard_of(text)
        return Selection(shard=part, shards=parts)

    with pytest.raises(InputError, match=r"shard: found .*, expected"):
        choose()


def test_other_bounds_without_a_meaning_are_refused() -> None:
    with pytest.raises(InputError, match="limit: found -1"):
        Selection(limit=-1)
    with pytest.raises(InputError, match="since: found 'May'"):
        Selection(since="May")


def test_what_is_to_come_is_estimated_by_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/1.txt", "a/2.jsonl", "3.html", "picture.png"):
        (tmp_path / name).write_text("x")
    assert count_files([tmp_path, tmp_path / "a" / "1.txt"]) == 4
    assert count_files(["-"]) is None
    assert expected(100, read=50, files_read=10) == 500
    assert expected(100, read=50, files_read=1) is None
    assert expected(1, read=5000, files_read=1) is None
    assert expected(None, read=50, files_read=10) is None


def report(number: int, status: str = "ok", code: str | None = None) -> Report:
    return Report(
        number=number,
        id=f"a{number}",
        path=None,
        status=status,
        events=2 if status == "ok" else 0,
        words=50,
        code=code,
        message=code and "why",
        reused=False,
        linked=False,
        again=False,
    )


def test_an_outcome_adds_up_and_becomes_json(tmp_path: Path) -> None:
    outcome = Outcome(read=1210, left_out=3, known=4, seconds=12.0, cpu_seconds=20.5)
    for n in range(100):
        outcome.add(report(n))
    for n in range(1100):
        outcome.add(report(n, "failed", "worker-died"))
    outcome.add(report(1, "skipped", "language"))
    assert (outcome.written, outcome.given_up, outcome.events, outcome.words) == (1201, 2, 200, 60_050)
    write_summary(tmp_path / "s.json", outcome, processes=2)
    found = json.loads((tmp_path / "s.json").read_text())
    assert found["codes"] == {"language": 1, "worker-died": 1100}
    assert (len(found["failures"]), found["failures_not_listed"]) == (1000, 100)
    assert (found["articles_per_second"], found["processes"], found["complete"]) == (100.08, 2, False)
    assert found["failures"][0] == {"id": "a0", "path": None, "code": "worker-died", "message": "why"}
    first, second, _, last = summarize(outcome)
    assert first == "1201 articles computed, 4 there already, 3 left out"
    assert "100 with events, 0 without, 1 skipped, 1100 failed (1 language, 1100 worker-died)" in second
    assert "2 articles were read and not done" in last
    assert said(outcome, 2408) == "1208/2408, 100.1/s, 200 events, 1100 failed, 0:00:11 left"
    assert said(outcome, None) == "1208, 100.1/s, 200 events, 1100 failed"
    with pytest.raises(InputError, match=r"s\.json: cannot be written: No such file"):
        write_summary(tmp_path / "no" / "s.json", outcome)


def test_a_second_wish_to_stop_is_impatience() -> None:
    stop = Stop()
    stop.request()
    assert stop.requested
    with pytest.raises(KeyboardInterrupt):
        stop.request()
    waiting = Stop()
    with pytest.raises(KeyboardInterrupt), waiting.while_waiting():
        waiting.request()
    assert waiting.requested
