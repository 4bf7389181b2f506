"""Training event identity: examples from gold acts, figures, and a model whose word merging follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from eventwire.errors import InputError
from eventwire.evaluation.gold import read_gold
from eventwire.matching.acts import Act
from eventwire.matching.identity import OTHER, SAME
from eventwire.training.identity import Told, b_cubed, fit_identity, identity_examples, train_identity

DEV = Path(__file__).parents[2] / "corpus" / "dev"


def _act(name: str) -> Act:
    found = object.__new__(Act)
    found.id = name
    return found


def test_b_cubed_counts_acts_of_gold_events_only() -> None:
    acts = [_act(name) for name in ("t1", "t2", "t3", "t4")]
    told = Told("a", acts, {"t1": "e1", "t2": "e1", "t3": "e2"}, found=True)
    whole = b_cubed([(told, [acts[:2], acts[2:]])])
    assert (whole.precision, whole.recall) == (1.0, 1.0)
    apart = b_cubed([(told, [[a] for a in acts])])
    assert apart.precision == 1.0
    assert apart.recall == pytest.approx(2 / 3)
    joined = b_cubed([(told, [acts])])
    assert joined.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert joined.recall == 1.0


def test_it_learns_which_acts_are_one_event(nlp: Language) -> None:
    golds = sorted(read_gold(DEV), key=lambda gold: len(gold.text))[:6]
    examples = identity_examples(nlp, golds)
    labels = [label for pairs in examples.pairs for *_, label in pairs]
    assert {SAME, OTHER} == set(labels)
    assert sum(one.found for one in examples.told) == len(golds)
    model = fit_identity(examples, about={"articles": 6})
    assert model.settings["about"] == {"articles": 6}
    rows = [row for pairs in examples.pairs for _, row, _ in pairs]
    guessed = model.probabilities(rows)[:, model.classes.index(SAME)] > 0.5
    right = sum(g == (label == SAME) for g, label in zip(guessed.tolist(), labels, strict=True))
    assert right / len(labels) > max(labels.count(SAME), labels.count(OTHER)) / len(labels)
    one = golds[0].article.id
    assert {told.article for told in examples.of({one}).told} == {one}


def test_too_few_articles_are_refused(nlp: Language) -> None:
    with pytest.raises(InputError, match="found 2 articles, expected at least 5"):
        train_identity(nlp, sorted(read_gold(DEV), key=lambda gold: len(gold.text))[:2])
