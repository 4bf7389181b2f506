"""`extract --to`, `query`, `migrate` and `purge` through the runner, and what starting costs."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwire.cli.app import app
from eventwire.errors import EventwireError, InputError, SinkError
from eventwire.sinks.database.tables import VERSION

DATA = Path(__file__).parents[1] / "sinks" / "data"
RAID = (
    "Two drones fired by Houthi rebels hit a fuel depot near Aden on Monday, killing at least three guards."
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "raid.txt").write_text(RAID)
    (place / "choir.txt").write_text(
        "The choir sang for two hours in the old hall, and the audience asked for more."
    )
    (place / "feed.jsonl").write_text('{"id": "c"}\n')
    return place


def test_extract_to_several_places_and_again(folder: Path) -> None:
    names = ["out.duckdb", "out.csv", "out.geojson", "out.jsonl", "out.parquet"]
    to = [part for name in names for part in ("--to", folder / name)]
    result = run("extract", folder, "--published", "2024-04-23", *to, "-o", folder / "more.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "failed: c" in result.stderr
    assert "3 articles computed, 0 there already" in result.stderr
    (folder / "more.jsonl").unlink()
    for name in names[1:4]:
        assert RAID not in (folder / name).read_text()
        (folder / name).unlink()
    again = run("extract", folder, "--published", "2024-04-23", "--to", folder / "out.duckdb")
    assert again.exit_code == 1
    # The article that failed is tried again.
    assert "1 articles computed, 2 there already" in again.stderr
    assert RAID not in result.stderr + again.stderr
    rows = run("query", folder / "out.duckdb", "select doc_id, status from articles order by 1", "--json")
    assert [json.loads(line) for line in rows.stdout.splitlines()] == [
        {"doc_id": "c", "status": "failed"},
        {"doc_id": "choir", "status": "no_events"},
        {"doc_id": "raid", "status": "ok"},
    ]


def test_query_in_each_form(folder: Path) -> None:
    database = folder / "x.duckdb"
    run("extract", folder / "raid.txt", "--to", database, "--published", "2024-04-23")
    text = run("query", database).stdout
    assert text.startswith("1 articles: 1 ok; 0 older versions\n1 events: 1 actual\n")
    assert "1  ASSAULT" in text
    assert "1  2024-04" in text
    assert json.loads(run("query", database, "--json").stdout)["types"] == [["ASSAULT", 1]]
    sql = "select '=1+1' as formula, [1, 2] as list, null as nothing, date '2024-04-22' as day, chr(27) || '[31m' as red"
    found = run("query", database, sql)
    assert found.stdout.splitlines()[0].split() == ["formula", "list", "nothing", "day", "red"]
    assert "\x1b" not in found.stdout
    assert "\\u001b[31m" in found.stdout
    rows = list(csv.reader(io.StringIO(run("query", database, sql, "--csv").stdout)))
    assert rows[1] == ["'=1+1", "[1, 2]", "", "2024-04-22", "\x1b[31m"]
    raw = list(csv.reader(io.StringIO(run("query", database, sql, "--csv", "--raw").stdout)))
    assert raw[1][0] == "=1+1"
    row = json.loads(run("query", database, sql, "--json").stdout)
    assert row == {"formula": "=1+1", "list": [1, 2], "nothing": None, "day": "2024-04-22", "red": "\x1b[31m"}
    many = run("query", database, "select n from range(1500) t(n)")
    assert len(many.stdout.splitlines()) == 1001
    assert "the first 1000 rows" in many.stderr


def test_csv_with_and_without_apostrophes(folder: Path) -> None:
    (folder / "odd.jsonl").write_text(json.dumps({"id": "=odd", "text": RAID}) + "\n")
    for options, first in (([], "'=odd"), (["--raw"], "=odd")):
        out = folder / "x.csv"
        assert run("extract", folder / "odd.jsonl", "--to", out, *options).exit_code == 0
        with out.open(newline="") as file:
            assert next(csv.DictReader(file))["doc_id"] == first
        stdout = run("extract", folder / "odd.jsonl", "--as", "events", "--format", "csv", *options).stdout
        assert next(csv.DictReader(io.StringIO(stdout)))["doc_id"] == first


@pytest.mark.parametrize(
    ("version", "before", "after"),
    [
        (1, "2 articles: 1 no_events, 1 ok;", "1 articles: 1 no_events;"),
        (2, "3 articles: 2 ok, 1 no_events;", "2 articles: 1 no_events, 1 ok;"),
    ],
)
def test_migrate_and_purge(version: int, before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "x.duckdb"
    file.write_bytes(gzip.decompress((DATA / f"schema-{version}.duckdb.gz").read_bytes()))
    old = run("query", file)
    assert isinstance(old.exception, SinkError)
    assert "eventwire migrate" in str(old.exception)
    assert f"schema {version} is now schema {VERSION}" in run("migrate", file).stderr
    assert f"schema {VERSION}, nothing to do" in run("migrate", file).stderr
    assert run("query", file).stdout.startswith(f"{before} 1 older versions")
    assert "2 versions of 1 articles removed" in run("purge", file, "--document", "aden").stderr
    assert run("query", file).stdout.startswith(f"{after} 0 older versions")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["extract", "-", "--to", "events"], InputError),
        (["extract", "-", "--to", "no/such/folder/x.duckdb"], SinkError),
        (["extract", "-", "--to", "x.jsonl", "--format", "csv", "-o", "x.csv"], InputError),
        (["query", "nowhere.duckdb"], SinkError),
        (["query", "x.csv"], InputError),
        (["query", "x.duckdb", "select 1", "--csv", "--json"], InputError),
        (["migrate", "nowhere.duckdb"], SinkError),
        (["purge", "nowhere.duckdb", "--document", "a"], SinkError),
        (["query", "postgresql://me:secret@127.0.0.1:1/d"], SinkError),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_used(
    arguments: list[str], error: type[EventwireError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert isinstance(result.exception, error)
    assert "secret" not in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_the_command_loads_no_database_and_no_pipeline_before_it_needs_them() -> None:
    heavy = "{'duckdb', '_duckdb', 'psycopg', 'spacy', 'trafilatura', 'dateparser', 'eventwire.evaluation'}"
    code = f"import sys, eventwire.cli.app, eventwire.cli.extract; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_misspelt_command_is_told_what_it_may_mean() -> None:
    result = run("evalute", "x")
    assert result.exit_code == 2
    assert "No such command 'evalute'" in result.output
    assert "'evaluate'" in result.output
