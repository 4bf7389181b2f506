"""Fitting from a model's weights: what the examples are silent about stays, what they contradict moves."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.matching.linear import Linear
from eventwire.training.fit import fit

PRIOR = Linear(
    ("agent", "none"),
    {"word=army": 0, "word=tree": 1, "never seen": 2},
    np.array([[1.0, -1.0], [-1.0, 1.0], [0.5, -0.5]], dtype=np.float32),
    np.array([0.0, 0.0], dtype=np.float32),
    {},
)


def weight(model: Linear, feature: str, outcome: str) -> float:
    return float(model.weights[model.index[feature], model.classes.index(outcome)])


def test_examples_that_agree_leave_the_prior_as_it_is() -> None:
    rows = [["word=army"]] * 3 + [["word=tree"]] * 3
    labels = ["agent"] * 3 + ["none"] * 3
    model = fit(rows, labels, strength=0.001, settings={"keep": 1}, prior=PRIOR)
    assert weight(model, "word=army", "agent") == pytest.approx(1.0, abs=0.05)
    assert weight(model, "never seen", "agent") == pytest.approx(0.5)
    assert model.settings == {"keep": 1}


def test_examples_that_disagree_move_it() -> None:
    rows = [["word=tree"]] * 40 + [["word=army"]] * 40
    labels = ["agent"] * 40 + ["none"] * 40
    model = fit(rows, labels, strength=1.0, settings={}, prior=PRIOR)
    assert model.probabilities([["word=tree"]])[0, 0] > 0.7
    assert model.probabilities([["never seen"]])[0, 0] > model.probabilities([[]])[0, 0]


def test_a_class_that_the_prior_lacks_can_be_learned() -> None:
    rows = [["word=rifle"]] * 30 + [["word=army"]] * 30
    model = fit(rows, ["weapon"] * 30 + ["agent"] * 30, strength=1.0, settings={}, prior=PRIOR)
    assert model.classes == ("agent", "none", "weapon")
    assert model.probabilities([["word=rifle"]])[0].argmax() == 2


def test_a_word_that_is_a_line_break_is_no_feature() -> None:
    model = fit(
        [["after=\n", "word=army"]] * 4 + [["word=tree"]] * 4,
        ["a"] * 4 + ["b"] * 4,
        strength=1.0,
        settings={},
    )
    assert set(Linear.from_bytes(model.to_bytes(), path="x").index) == {"word=army", "word=tree"}


def test_the_same_examples_give_the_same_bytes() -> None:
    rows, labels = [["word=army"], ["word=tree"]] * 10, ["none", "agent"] * 10
    once, twice = (fit(rows, labels, strength=0.3, settings={}, prior=PRIOR).to_bytes() for _ in range(2))
    assert once == twice


def test_a_feature_that_stands_twice_counts_twice_in_the_fit_as_in_the_model() -> None:
    rows = [["x", "x"]] * 3 + [["x"]] * 3 + [["y"]] * 4
    wanted = np.array([1, 1, 0, 1, 0, 0, 0, 0, 0, 1], dtype=float)
    labels = ["yes" if w else "no" for w in wanted]
    model = fit(rows, labels, strength=1e4, settings={})
    told = model.probabilities(rows)[:, model.classes.index("yes")]
    # at the optimum, what is told and what is wanted weigh the same for each feature, counted as the model counts
    counts = np.array([row.count("x") for row in rows])
    assert float(counts @ (told - wanted)) == pytest.approx(0.0, abs=0.02)
