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


def test_without_predictions_the_pipeline_runs(gold: Path) -> None:
    layers = json.loads(run(gold, "--json").stdout)["layers"]
    assert layers["mentions"]["overlap"]["support"] == 3
    assert layers["mentions"]["overlap"]["tp"] >= 1


def test_bad_input(gold: Path, predictions: Path, tmp_path: Path) -> None:
    assert isinstance(run(gold, predictions, "--fail-under", "words=1").exception, InputError)
    assert isinstance(run(tmp_path / "nothing").exception, GoldError)
    assert isinstance(run(gold, tmp_path / "nothing.jsonl").exception, GoldError)
