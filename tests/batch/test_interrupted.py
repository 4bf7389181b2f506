"""Runs that are killed, interrupted, out of disk or not alone: what was written stays, and the next run makes it whole.

The command line runs in processes of its own, with the workers of `faulty.py`. `benchmarks/kills.py` does the same at full length
with the real pipeline.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.target import Target, target_of

DRIVER = Path(__file__).parent / "driver.py"
COUNT = 90  # articles of 20 ms


class Command:
    """`eventwire extract FOLDER --to …` in a process of its own, at the head of a group of its own."""

    def __init__(self, folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self._log = folder.parent / "begun"
        self._before = self.begun()
        self._process = subprocess.Popen(
            [sys.executable, DRIVER, "extract", folder, *arguments],
            env=os.environ | {"FAULTY_LOG": str(self._log)} | (environment or {}),
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def begun(self) -> int:
        return self._log.read_bytes().count(b"\n") if self._log.exists() else 0

    def until(self, count: int) -> Command:
        """Wait until it has begun so many articles, or has ended."""
        while self.begun() - self._before < count and self._process.poll() is None:
            time.sleep(0.01)
        return self

    def send(self, number: signal.Signals, *, to_group: bool) -> Command:
        if self._process.poll() is None:
            (os.killpg if to_group else os.kill)(self._process.pid, number)
        return self

    def end(self) -> tuple[int, str]:
        """Exit code and stderr. This end of stderr stays open for as long as a worker lives."""
        _, said = self._process.communicate(timeout=120)
        return self._process.returncode, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for n in range(COUNT):
        (place / f"a{n:03}.txt").write_text(
            f"The SLOW raid of number {n} was long ago, and nobody saw it {n * n}."
        )
    (place / "b.jsonl").write_text('{"id": "none"}\n')
    return place


def contents(target: Target) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for the times of runs."""
    times = ("started_at", "finished_at")
    with opened(target) as engine:
        return {
            table.name: engine.rows(
                f"select {', '.join(f.name for f in table.fields if f.name not in times)} from {table.stored} "
                f"order by {', '.join(table.key)}"
            )
            for table in TABLES
        }


def test_a_run_that_is_ended_again_and_again_makes_the_database_of_an_undisturbed_one(
    folder: Path, tmp_path: Path
) -> None:
    undisturbed, disturbed = (target_of(str(tmp_path / name)) for name in ("one.duckdb", "two.duckdb"))
    assert Command(folder, "--to", undisturbed.place).end()[0] == 1
    expected = contents(undisturbed)
    assert len(expected["articles"]) == COUNT + 1

    summary = tmp_path / "summary.json"
    arguments = ("--to", disturbed.place, "--summary", str(summary))
    dice = random.Random(20)
    for number, to_group, code in (
        (signal.SIGINT, True, 130),
        (signal.SIGKILL, False, -9),
        (signal.SIGTERM, False, 143),
    ):
        command = Command(folder, *arguments).until(dice.randint(5, 20))
        time.sleep(dice.random() / 5)
        found, said = command.send(number, to_group=to_group).end()
        assert found == code
        if number != signal.SIGKILL:
            outcome = json.loads(summary.read_text())
            assert (outcome["complete"], outcome["interrupted"]) == (False, number.name)
            parts = ("left_out", "known", "written", "given_up")
            assert outcome["read"] == sum(outcome[part] for part in parts)
            assert f"interrupted by {number.name}" in said
            assert "Traceback" not in said
    found, said = Command(folder, *arguments).end()
    assert found == 1
    assert "failed: none" in said
    outcome = json.loads(summary.read_text())
    assert outcome["complete"]
    assert outcome["known"] > 0
    assert contents(disturbed) == expected
    with opened(disturbed) as engine:
        assert engine.rows("select count(*) from runs where finished_at is null") == [(0,)]


def test_two_runs_at_once(folder: Path, postgres: Any, tmp_path: Path) -> None:
    shared = Target("postgresql", postgres.new_database())
    first = Command(folder, "--to", shared.place)
    second = Command(folder, "--to", shared.place)
    assert (first.end()[0], second.end()[0]) == (1, 1)
    with opened(shared) as engine:
        assert engine.rows("select count(*), count(distinct doc_id) from all_articles") == [(COUNT + 1,) * 2]
        assert engine.rows("select count(*) from runs where finished_at is not null") == [(1,)]


def test_a_database_that_another_process_has_is_named(folder: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "x.duckdb")
    with duckdb.connect(place):
        code, said = Command(folder, "--to", place).end()
    assert code == 2
    assert said.startswith(f"error: {place}: another process has this database open")
    assert said.count("\n") == 1


def test_a_disk_that_fills_up_ends_the_run_and_the_next_one_goes_on(folder: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "x.duckdb")
    summary = tmp_path / "summary.json"
    dice = random.Random(20)
    for n in range(30):
        (folder / f"c{n}.txt").write_text(f"The raid was long ago: {dice.randbytes(10_000).hex(' ')}")
    arguments = ("--to", place, "--store-text", "full", "--summary", str(summary))
    arguments += ("--failures", str(tmp_path / "failures.jsonl"))
    assert Command(folder, *arguments, "--limit", "1").end()[0] == 0
    code, said = Command(folder, *arguments, environment={"FAULTY_FILE_SIZE": "300000"}).end()
    assert code == 2
    assert "x.duckdb" in said
    assert "File too large" in said
    outcome = json.loads(summary.read_text())
    assert not outcome["complete"]
    assert "File too large" in outcome["error"]
    assert Command(folder, *arguments).end()[0] == 1
    (failure,) = map(json.loads, (tmp_path / "failures.jsonl").read_text().splitlines())
    assert (failure["id"], failure["code"]) == ("none", "no-text")
    with opened(target_of(place)) as engine:
        assert engine.rows("select count(*) from articles") == [(COUNT + 31,)]
