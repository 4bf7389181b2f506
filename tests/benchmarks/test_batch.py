"""The benchmark of runs, run small: 100 articles into DuckDB and PostgreSQL, to the last one, and again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
def test_every_article_arrives_once_and_is_computed_once() -> None:
    command = [
        sys.executable,
        BENCHMARKS / "batch.py",
        "--articles",
        "100",
        "--processes",
        "1",
        "--rounds",
        "0",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert len([line for line in lines if ": 100 computed, 0 known; " in line]) >= 1
    assert len([line for line in lines if ": 2 computed, 98 known; " in line]) >= 1
    assert len(lines) in (3, 4)  # PostgreSQL may be missing, and says so
    assert all(line.startswith(("duckdb", "postgresql")) for line in lines)


def test_made_articles_are_the_same_each_time(script: Callable[[str], ModuleType], tmp_path: Path) -> None:
    make_articles = script("made_articles").make_articles
    made = [make_articles(tmp_path / name, 150) for name in ("one", "two")]
    assert made[0] == made[1]
    assert made[0].total == 150
    assert made[0].english + made[0].duplicates + made[0].foreign + made[0].empty + made[0].broken == 150
    files = [
        sorted((path.relative_to(place).as_posix(), path.read_bytes()) for path in place.rglob("*.*"))
        for place in (tmp_path / "one", tmp_path / "two")
    ]
    assert files[0] == files[1]
