"""Training the time scorer: what its examples say, and that it learns."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import eventwire
from eventwire.components.times import times_of
from eventwire.evaluation.gold import Gold, read_gold
from eventwire.matching.time_scorer import DATE, NONE, TimeScorer
from eventwire.training.times import LEAST, TimeExamples, time_examples, train_times

DEV = Path(__file__).parents[2] / "corpus" / "dev"


@pytest.fixture(scope="module")
def plain() -> Language:
    return eventwire.load(config={"components.eventwire_events.identity": False})


@pytest.fixture(scope="module")
def golds() -> list[Gold]:
    return read_gold(DEV)[:8]


@pytest.fixture(scope="module")
def examples(plain: Language, golds: list[Gold]) -> TimeExamples:
    return time_examples(plain, golds, times_of(plain))


def test_examples_are_dates_near_gold_triggers(examples: TimeExamples, golds: list[Gold]) -> None:
    assert len(examples.gold) == sum(len(gold.record.events) for gold in golds)
    assert {row.label for row in examples.rows} >= {DATE, NONE}
    for row in examples.rows:
        right = row.when is not None and row.when == examples.gold[row.article, row.event]
        assert right == row.right == (row.label == DATE)


def test_it_learns(plain: Language, golds: list[Gold]) -> None:
    trained = train_times(plain, golds, times_of(plain), about={"articles": len(golds)})
    assert trained.scored > trained.none
    assert TimeScorer(trained.model).least == LEAST
