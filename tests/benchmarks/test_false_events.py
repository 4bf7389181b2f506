"""The count of false events: its baseline, its sample, and the run without the public sets."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest
from spacy.language import Language

from eventwire import Article


@pytest.fixture(scope="module")
def false_events(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("false_events")


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
