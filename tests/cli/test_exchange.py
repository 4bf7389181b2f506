"""`eventwire export` and `import`: files, streams, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner, Result

from eventwire.cli import app as application
from eventwire.errors import InputError
from eventwire.evaluation import read_gold
from eventwire.exchange import FORMATS
from eventwire.schema import ArticleRecord

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "Two drones hit a fuel depot near Aden on Monday, the army said. 🚀\r\nThree guards were killed.\n"


@pytest.fixture(autouse=True)
def loaded_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventwire.api.load", lambda model, rules: nlp)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application.app, [str(a) for a in arguments])


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_bytes(TEXT.encode())
    (folder / "two.txt").write_text("Rebels shelled Kassala on Monday.")
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_what_goes_out_comes_back(form: str, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    exported = run("export", "--format", form, articles, "-o", out, "--published", "2024-04-23")
    assert exported.exit_code == 0, exported.exception
    assert {Path(line).parent for line in exported.stdout.splitlines()} == {out}
    extracted = run("extract", articles, "--published", "2024-04-23").stdout
    imported = run("import", "--format", form, out)
    assert (imported.exit_code, imported.stderr) == (0, "")
    assert imported.stdout == extracted
    assert all(json.loads(line)["events"] for line in extracted.splitlines())


def test_the_folder_is_named_after_the_tool(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "--format", "label-studio", articles).stdout.split() == [
        str(Path("label-studio", "tasks.json")),
        str(Path("label-studio", "config.xml")),
    ]
    again = run("export", "--format", "label-studio", articles)
    assert isinstance(again.exception, InputError)


def test_gold_goes_out_and_comes_back(tmp_path: Path) -> None:
    out, back = tmp_path / "out", tmp_path / "back"
    assert run("export", "--gold", "--format", "brat", CORPUS / "dev", "-o", out).exit_code == 0
    assert run("import", "--format", "brat", out, "--gold", back).exit_code == 0
    assert [(g.record, g.text) for g in read_gold(back)] == [
        (g.record, g.text) for g in read_gold(CORPUS / "dev")
    ]


def test_text_in_the_record(articles: Path, tmp_path: Path) -> None:
    run("export", "--format", "prodigy", articles, "-o", tmp_path / "out")
    run("import", "--format", "prodigy", tmp_path / "out", "--include-text", "-o", tmp_path / "records.jsonl")
    lines = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    found = [ArticleRecord.model_validate_json(line) for line in lines]
    assert [record.document.text for record in found] == [TEXT, "Rebels shelled Kassala on Monday."]


def test_failed_articles_are_named(articles: Path, tmp_path: Path) -> None:
    (articles / "three.txt").write_bytes(b"\x89PNG\r\n")
    result = run("export", "--format", "prodigy", articles, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "failed: three: " in result.stderr
    assert len((tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_problems_are_named_and_the_rest_comes_through(articles: Path, tmp_path: Path) -> None:
    run("export", "--format", "doccano", articles, "-o", tmp_path / "out")
    file = tmp_path / "out" / "articles.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    result = run("import", "--format", "doccano", file)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{file}:3: error: not JSON")
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--format", "brat", "--graphemes", "x"),
        ("import", "--format", "brat", "--graphemes", "x"),
        ("import", "--format", "brat", "--gold", "g", "--include-text", "x"),
        ("import", "--format", "brat", "x"),
    ],
)
def test_usage(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert isinstance(run(*arguments).exception, InputError)
