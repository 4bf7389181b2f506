"""`eventwire train`: a model folder that loads, says what it is, and is refused where gold is not enough."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eventwire
from eventwire.cli.app import app
from eventwire.errors import GoldError, InputError
from eventwire.evaluation.gold import Gold, read_gold
from eventwire.language import versions_of
from eventwire.training.domain import read_all, train

DEV = Path(__file__).parents[2] / "corpus" / "dev"
TEXT = "Gunmen shot dead two police officers at a checkpoint near Kirkuk on Monday."


@pytest.fixture(scope="module")
def golds() -> list[Gold]:
    return sorted(read_gold(DEV), key=lambda gold: len(gold.text))[:10]


@pytest.fixture(scope="module")
def model(golds: list[Gold], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A trained model, and what the command said."""
    folder = tmp_path_factory.mktemp("train")
    for gold in golds:
        shutil.copy(gold.path, folder / gold.path.name)
        shutil.copy(gold.path.with_suffix(".txt"), folder / gold.path.with_suffix(".txt").name)
    out = folder / "model"
    found = CliRunner().invoke(
        app, ["train", str(folder), "-o", str(out), "--folds", "2", "--part", "identity"]
    )
    assert found.exit_code == 0, found.output
    return out, found.stdout


def test_it_shows_the_gain_and_writes_a_datasheet(model: tuple[Path, str]) -> None:
    folder, said = model
    assert "by cross-validation over 10 articles" in said
    assert "| events |" in said
    sheet = json.loads((folder / "datasheet.json").read_text(encoding="utf-8"))
    assert sheet["counts"]["articles"] == 10
    assert sheet["settings"] == {"seed": 0, "folds": 2, "parts": ["identity"], "shipped": True}
    assert set(sheet["files"]) == {"events/identity.npz"}
    assert sheet["versions"]["libraries"]["numpy"]
    (scores,) = sheet["scores"].values()
    assert set(scores["events"]) == {"before", "after", "difference", "interval", "p"}
    assert "--part identity" in (folder / "README.md").read_text(encoding="utf-8")


def test_the_model_loads_and_is_named_in_versions(
    model: tuple[Path, str], nlp: eventwire.language.Language, caplog: pytest.LogCaptureFixture
) -> None:
    folder, _ = model
    with caplog.at_level(logging.WARNING, logger="eventwire"):
        trained = eventwire.load(folder)
    assert caplog.records == []
    own, shipped = versions_of(trained), versions_of(nlp)
    assert own.rules != shipped.rules
    assert own.model.startswith(f"{shipped.model}+trained-")
    assert eventwire.extract(TEXT, nlp=trained).document.versions == own


def test_weights_for_other_rules_are_named(
    model: tuple[Path, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = tmp_path / "other"
    shutil.copytree(model[0], other)
    meta = json.loads((other / "meta.json").read_text(encoding="utf-8"))
    (other / "meta.json").write_text(json.dumps({**meta, "over_rules": "older"}), encoding="utf-8")
    with caplog.at_level(logging.WARNING, logger="eventwire"):
        eventwire.load(other)
    assert "trained with the rules older" in caplog.text


def test_gold_that_is_not_enough_is_refused(golds: list[Gold]) -> None:
    with pytest.raises(InputError, match="found 3 articles, expected at least 10"):
        train(golds[:3])
    with pytest.raises(InputError, match=r"folds: found 11, expected 2 to 10"):
        train(golds, folds=11)
    with pytest.raises(InputError, match="among the gold too"):
        train(golds, dev=golds[:1])
    with pytest.raises(GoldError, match="second gold file for article"):
        read_all([golds[0].path, golds[0].path.parent])


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    found = CliRunner().invoke(app, ["train", str(DEV), "-o", str(tmp_path)])
    assert isinstance(found.exception, InputError)
    assert "expected a new or empty folder" in str(found.exception)
