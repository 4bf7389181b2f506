"""The count of false events: its baseline, its sample, and the run without the public sets."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from spacy.language import Language

from eventwire import Article

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "false_events.py"


@pytest.fixture(scope="module")
def false_events() -> ModuleType:
    spec = importlib.util.spec_from_file_location("false_events", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["false_events"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_baseline_counts_figures_of_speech(nlp: Language, false_events: ModuleType) -> None:
    tally = false_events.tally(nlp, [Article(id="a", text="The senator attacked the budget plan.")])
    assert (tally.events, tally.baseline, tally.words) == (0, 1, 6)


def test_the_sample_shows_the_trigger_in_its_sentence(nlp: Language, false_events: ModuleType) -> None:
    text = "Rebels shelled the base at Karo. It rained."
    tally = false_events.tally(nlp, [Article(id="a", text=text)])
    shown = false_events.sample(tally.shown, 0)
    assert "Rebels [shelled] the base at Karo." in shown
    assert shown == false_events.sample(tally.shown, 0)


def test_the_line_gives_both_figures(false_events: ModuleType) -> None:
    tally = false_events.Tally(articles=2, words=2000, baseline=40)
    tally.types["ASSAULT"] = 3
    assert (
        tally.line("news") == "news: 2 articles, 2000 words, 3 events, 1.50 per 1,000 words (baseline 20.00)"
    )
