"""The commands through the runner: stdout, stderr and exit code apart."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwire.cli import app as application
from eventwire.cli.console import visible
from eventwire.errors import EventwireError
from eventwire.schema import ArticleRecord

ARTICLE = "Two drones hit a fuel depot near the port on Monday. The army said that nobody was hurt."


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(application.app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.txt").write_text(ARTICLE)
    (place / "feed.jsonl").write_text('{"id": "b", "text": "The mayor spoke."}\n{"id": "c"}\n')
    (place / "picture.png").write_bytes(b"\x89PNG")
    return place


def test_one_record_per_article_and_exit_1_for_a_failed_one(folder: Path) -> None:
    result = run("extract", folder, "--published", "2024-04-23")
    assert result.exit_code == 1
    records = [ArticleRecord.model_validate_json(line) for line in result.stdout.splitlines()]
    assert [(r.document.id, r.document.status) for r in records][-1] == ("c", "failed")
    assert [r.document.id for r in records] == ["a", "b", "c"]
    assert records[2].document.issues[0].code == "no-text"
    assert records[0].document.published_source == "option"
    assert "failed: c: no-text" in result.stderr
    assert "1 .png" in result.stderr


def test_output_goes_to_a_file_which_is_no_input_next_time(folder: Path) -> None:
    (folder / "feed.jsonl").unlink()
    for _ in range(2):
        result = run("extract", folder, "--output", folder / "out.jsonl", "--include-text")
        assert (result.exit_code, result.stdout) == (0, "")
        (record,) = (folder / "out.jsonl").read_text().splitlines()
        assert json.loads(record)["document"]["text"] == ARTICLE


def test_events_as_csv(folder: Path) -> None:
    (folder / "feed.jsonl").unlink()
    result = run("extract", folder, "--as", "events", "--format", "csv")
    assert result.exit_code == 0
    assert next(csv.reader(io.StringIO(result.stdout)))[0] == "event_id"


def test_every_format_of_a_folder(tmp_path: Path) -> None:
    page = (
        f"<html><head><title>Depot hit</title></head><body><article><p>{ARTICLE}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.csv").write_text(f'words,day\n"{ARTICLE}",2024-04-23\n')
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(ARTICLE.encode())[:-9])
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("f.md", ARTICLE)
    result = run("extract", tmp_path, "--map", "text=words,published=day", "--published", "2024-05-01")
    records = [ArticleRecord.model_validate_json(line) for line in result.stdout.splitlines()]
    found = [
        (r.document.id, r.document.published, r.document.published_source, len(r.events)) for r in records
    ]
    events = len(records[1].events)
    assert events > 0
    assert found == [
        ("a", "2024-05-01", "option", events),
        ("b:2", "2024-04-23", "metadata", events),
        ("c", "2024-05-01", "option", events),
        ("d", None, "none", 0),
        ("e.zip/f", "2024-05-01", "option", events),
    ]
    assert result.exit_code == 1
    assert "failed: d" in result.stderr
    assert {r.document.near_duplicate_of for r in records} == {None}


def test_standard_input() -> None:
    result = run("extract", "-", stdin=ARTICLE.encode())
    assert json.loads(result.stdout)["document"]["id"] == "stdin"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "nowhere.txt"],
        ["extract", "-", "--published", "23 April"],
        ["extract", "-", "--map", "body=text"],
        ["explain", "-", "--map", "text"],
        ["extract", "-", "--rules", "nowhere"],
        ["extract", "-", "--model", "no_such_model"],
        ["extract", "-", "--format", "csv"],
        ["extract", "-", "--output", "no/such/folder/out.jsonl"],
        ["check", "nowhere"],
        ["explain", "nowhere"],
        ["init-rules", "."],
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_exit_2(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(*arguments)
    # The runner meets the error itself; main() is what turns it into exit 2.
    assert isinstance(result.exception, EventwireError)
    monkeypatch.setattr(application, "app", lambda: (_ for _ in ()).throw(result.exception))
    with pytest.raises(SystemExit) as caught:
        application.main()
    assert caught.value.code == 2


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "-", "--as", "csv"], ["no-such-command"]])
def test_usage_errors_are_exit_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_version_and_schema() -> None:
    assert run("--version").stdout.startswith("eventwire ")
    assert json.loads(run("schema").stdout)["title"] == "ArticleRecord"
    assert json.loads(run("schema", "--as", "events").stdout)["columns"][0]["name"] == "event_id"


def test_explain_as_text_and_json(folder: Path) -> None:
    result = run("explain", folder / "a.txt", "--published", "2024-04-23")
    assert result.exit_code == 0
    assert result.stdout.startswith("a  published 2024-04-23 (option)")
    found = json.loads(run("explain", folder / "a.txt", "--json").stdout)
    assert set(found) == {"document", "events", "rejected", "revised", "stances"}


def test_a_new_rule_pack_is_valid_and_works(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    assert run("init-rules", pack).exit_code == 0
    result = run("check", pack)
    assert (result.exit_code, result.stdout) == (0, "")
    out = run(
        "extract", "-", "--rules", pack, stdin=b"The Northern Shield Brigade fired at the bridge."
    ).stdout
    assert "my-actor/northern-shield-brigade" in out


def test_check_names_file_line_and_rule(tmp_path: Path) -> None:
    file = tmp_path / "gazetteer" / "mine.jsonl"
    file.parent.mkdir()
    file.write_text(
        '// a comment\n{"id": "x/one", "label": "WEAPON", "kind": "spear", "name": "n", "forms": ["n"], "source": "own"}\n{bad\n'
    )
    result = run("check", tmp_path)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{file}:2: error: x/one: kind")
    assert second.startswith(f"{file}:3: error: column 2")


def test_a_broken_pipe_is_quiet(folder: Path) -> None:
    command = f"{sys.executable} -m eventwire schema | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_control_and_bidi_characters_are_made_visible() -> None:
    assert visible("a\x1b[31m\u202eb\x9b\tc\n") == "a\\u001b[31m\\u202eb\\u009b\tc\n"
