"""Fitting a choice: alternatives are weighed against one another and against nothing."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.matching.linear import Linear
from eventwire.training.choice import Choice
from eventwire.training.cross_validation import cross_validated
from eventwire.training.fit import fit

# A far date is right where no near one is, and wrong beside one; a strange one never is.
DECISIONS = [[("near", "yes"), ("far", "no")], [("far", "yes"), ("strange", "no")], [("strange", "no")]] * 20


def spread(decisions: list[list[tuple[str, str]]]) -> tuple[list[list[str]], list[str], Choice]:
    flat = [(number, name, label) for number, options in enumerate(decisions) for name, label in options]
    return [[name] for _, name, _ in flat], [label for *_, label in flat], Choice([n for n, *_ in flat], "no")


def told(model: Linear, name: str) -> float:
    return float(model.probabilities([[name]])[0, model.classes.index("yes")])


def test_what_loses_against_a_better_one_is_still_right_alone() -> None:
    rows, labels, choice = spread(DECISIONS)
    model = fit(rows, labels, strength=100.0, settings={"least": 0.5}, objective=choice)
    assert told(model, "near") > told(model, "far") > 0.9
    assert told(model, "strange") < 0.5
    apart = fit(rows, labels, strength=100.0, settings={})
    assert told(apart, "far") == pytest.approx(0.5, abs=0.05)
    assert model.settings == {"least": 0.5}


def test_where_nothing_is_right_all_lose_against_nothing() -> None:
    rows, labels, choice = spread([[("near", "yes")], [("far", "no"), ("far", "no")]] * 10)
    model = fit(rows, labels, strength=100.0, settings={}, objective=choice)
    assert told(model, "near") > 0.9
    assert told(model, "far") < 0.1


def test_of_several_right_ones_any_will_do() -> None:
    rows, labels, choice = spread([[("plain", "yes"), ("odd", "yes")]] * 10 + [[("odd", "no")]] * 10)
    model = fit(rows, labels, strength=100.0, settings={}, objective=choice)
    assert told(model, "plain") > 0.9
    assert told(model, "odd") < 0.2


def test_labels_are_alternatives_too() -> None:
    rows, labels, choice = spread([[("dead", "killed"), ("hurt", "no")], [("hurt", "injured")]] * 20)
    model = fit(rows, labels, strength=100.0, settings={}, objective=choice)
    assert model.classes == ("injured", "killed", "no")
    assert model.probabilities([["dead"]])[0].argmax() == 1
    assert model.probabilities([["hurt"]])[0].argmax() == 0


def test_at_the_optimum_what_is_told_and_what_is_right_weigh_the_same() -> None:
    rows, labels, choice = spread(
        [[("a", "yes"), ("b", "no")], [("a", "no"), ("b", "yes")], [("b", "no")]] * 5
    )
    model = fit(rows, labels, strength=1e6, settings={}, objective=choice)
    score = {name: np.log(told(model, name) / (1 - told(model, name))) for name in "ab"}
    weight = {name: float(np.exp(score[name])) for name in "ab"}
    expected = 10 * weight["b"] / (1 + weight["a"] + weight["b"]) + 5 * weight["b"] / (1 + weight["b"])
    assert expected == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("strength", [0.001, 10.0])
def test_it_begins_with_a_prior(strength: float) -> None:
    prior = Linear(
        ("no", "yes"),
        {"near": 0, "unseen": 1},
        np.array([[1.0, -1.0], [-2.0, 2.0]], np.float32),
        np.array([0.5, -0.5], np.float32),
        {},
    )
    rows, labels, choice = spread(DECISIONS)
    model = fit(rows, labels, strength=strength, settings={}, objective=choice, prior=prior)
    near = model.weights[model.index["near"]]
    assert bool(near[1] > near[0]) is (strength > 1)
    unseen = model.weights[model.index["unseen"]]
    assert unseen[1] - unseen[0] == pytest.approx(4.0)


def test_folds_keep_their_choices() -> None:
    rows, labels, choice = spread(DECISIONS)
    articles = [f"a{int(number) // 3 % 4}" for number in choice.of]
    classes, found = cross_validated(rows, labels, articles, strength=100.0, number=2, objective=choice)
    p = found[:, classes.index("yes")]
    assert p[0] > p[1] > 0.9


def test_the_same_examples_give_the_same_bytes() -> None:
    rows, labels, choice = spread(DECISIONS)
    once, twice = (
        fit(rows, labels, strength=0.3, settings={}, objective=choice).to_bytes() for _ in range(2)
    )
    assert once == twice
