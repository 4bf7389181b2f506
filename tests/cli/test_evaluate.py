"""`eventwire evaluate` through the runner: figures on stdout, gates on stderr, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwire.cli import app as application
from eventwire.errors import GoldError, InputError
from eventwire.evaluation.gold import compiled, read_gold

SOURCE = """
=== text
[Rebels|reb: A armed_group SDN] [shelled|@e1] [Kassala|kas: P city SDN] on [Monday|d: D 2020-05-04].
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb target=kas place=kas when=d
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application.app, ["evaluate", *(str(a) for a in arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.gold").write_text("published: 2020-05-05\n" + SOURCE, encoding="utf-8")
    for path, content in compiled(folder / "one.gold").items():
        path.write_bytes(content)
    return folder


@pytest.fixture
def predictions(gold: Path, tmp_path: Path) -> Path:
    """The gold itself, without its date."""
    record = read_gold(gold)[0].record
    kept = tuple(m for m in record.mentions if m.label != "DATE")
    event = record.events[0].model_copy(
        update={"arguments": tuple(a for a in record.events[0].arguments if a.role != "time"), "time": None}
    )
    path = tmp_path / "predictions.jsonl"
    path.write_text(record.model_copy(update={"mentions": kept, "events": (event,)}).to_json() + "\n")
    return path


def test_json(gold: Path, predictions: Path) -> None:
    result = run(gold, predictions, "--json")
    assert result.exit_code == 0
    layers = json.loads(result.stdout)["layers"]
    assert layers["mentions"]["exact"] == {
        "precision": 1.0,
        "recall": 0.6667,
        "f1": 0.8,
        "tp": 2,
        "fp": 0,
        "fn": 1,
        "support": 3,
    }
    assert layers["events"]["exact"]["f1"] == 1.0
    assert layers["events"]["values"]["time"] == {"accuracy": 0.0, "correct": 0, "total": 1}
    assert layers["characterizations"]["exact"]["f1"] is None


def test_table(gold: Path, predictions: Path) -> None:
    result = run(gold, predictions)
    assert result.exit_code == 0
    assert "articles: 1" in result.stdout
    assert "mentions by label" not in result.stdout
    (line,) = (line for line in result.stdout.splitlines() if "date_bounds" in line)
    cells = [cell.strip() for cell in line.split("│")[1:-1]]
    assert cells == ["mentions", "date_bounds", "–", "0.000", "0", "0", "1"]  # the date was not found
    assert "mentions by label" in run(gold, predictions, "--details").stdout


def test_gate(gold: Path, predictions: Path) -> None:
    assert run(gold, predictions, "--fail-under", "mentions=0.8", "--json").exit_code == 0
    result = run(
        gold, predictions, "--fail-under", "mentions=0.9", "--fail-under", "quantities=0.1", "--json"
    )
    assert result.exit_code == 1
    assert json.loads(result.stdout)
    assert "mentions (overlap): F1 0.800 is under 0.9" in result.stderr
    assert "quantities (overlap): F1 – is under 0.1" in result.stderr


def test_gate_on_a_comparison(gold: Path, predictions: Path, tmp_path: Path) -> None:
    """One article proves nothing; that a regression in many does is in tests/evaluation/test_comparison.py."""
    other = tmp_path / "other.jsonl"
    other.write_text(read_gold(gold)[0].record.to_json() + "\n", encoding="utf-8")
    result = run(gold, predictions, "--compare", other, "--fail-worse", "mentions.recall", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)["compare"]["mentions"]["overlap"]["recall"]
    assert (found["this"], found["other"], found["difference"]) == (0.6667, 1.0, -0.3333)
    assert found["p"] == 1.0
    assert "mentions.overlap.recall" in run(gold, predictions, "--compare", other).stdout
    assert isinstance(run(gold, predictions, "--fail-worse", "mentions").exception, InputError)


def test_gate_closes_on_a_worse_system(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(12):
        source = folder / f"a{i:02}.gold"
        source.write_text("published: 2020-05-05\n" + SOURCE, encoding="utf-8")
        for path, content in compiled(source).items():
            path.write_bytes(content)
    records = [g.record for g in read_gold(folder)]
    perfect, worse = tmp_path / "perfect.jsonl", tmp_path / "worse.jsonl"
    perfect.write_text("".join(r.to_json() + "\n" for r in records), encoding="utf-8")
    cut = [
        r.model_copy(update={"mentions": tuple(m for m in r.mentions if m.label != "DATE"), "events": ()})
        for r in records
    ]
    worse.write_text("".join(r.to_json() + "\n" for r in cut), encoding="utf-8")
    result = run(folder, worse, "--compare", perfect, "--fail-worse", "mentions.recall")
    assert result.exit_code == 1
    assert "mentions (overlap): recall 0.667 is worse than 1.000" in result.stderr
    assert run(folder, perfect, "--compare", worse, "--fail-worse", "mentions.recall").exit_code == 0


def test_markdown_and_html(gold: Path, predictions: Path, tmp_path: Path) -> None:
    result = run(gold, predictions, "--markdown", "--html", tmp_path / "errors.html")
    assert result.exit_code == 0
    assert result.stdout.startswith("**articles: 1**")
    assert "| mentions | 1.000 | 0.667 | 0.800 | 0.800 | 2 | 0 | 1 | 3 |" in result.stdout
    assert "Content-Security-Policy" in (tmp_path / "errors.html").read_text(encoding="utf-8")
    assert isinstance(run(gold, predictions, "--markdown", "--json").exception, InputError)
    result = run(gold, predictions, "--html", tmp_path / "nowhere" / "errors.html")
    assert isinstance(result.exception, InputError)
    assert "expected a file in a folder that exists" in str(result.exception)


def test_failed_articles_count_as_missed_and_are_named(gold: Path, tmp_path: Path) -> None:
    record = read_gold(gold)[0].record
    document = record.document.model_copy(update={"status": "failed"})
    path = tmp_path / "failed.jsonl"
    path.write_text(type(record)(document=document).to_json() + "\n", encoding="utf-8")
    plain = json.loads(run(gold, path, "--json").stdout)
    assert plain["unpredicted"] == {"one": "failed"}
    assert plain["layers"]["mentions"]["overlap"]["fn"] == 3
    assert "counted as missed: one (failed)" in run(gold, path).stdout


def test_without_predictions_the_pipeline_runs(gold: Path) -> None:
    layers = json.loads(run(gold, "--json").stdout)["layers"]
    assert layers["mentions"]["overlap"]["support"] == 3
    assert layers["mentions"]["overlap"]["tp"] >= 1


def test_bad_input(gold: Path, predictions: Path, tmp_path: Path) -> None:
    assert isinstance(run(gold, predictions, "--fail-under", "words=1").exception, InputError)
    assert isinstance(run(tmp_path / "nothing").exception, GoldError)
    assert isinstance(run(gold, tmp_path / "nothing.jsonl").exception, GoldError)
