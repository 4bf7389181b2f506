"""Fitting who fills a role: candidates by themselves, and against those who don't."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.training.cross_validation import cross_validated
from eventwire.training.filling import Filling
from eventwire.training.fit import fit

REAL = ("agent", "victim")


def one_event() -> tuple[list[str | None], Filling]:
    """Rebels, told twice, and an army that shares their part; a victim, and a bystander."""
    labels: list[str | None] = ["agent", None, "agent", "victim", "none"]
    roles = [{"agent"}, {"agent"}, {"agent"}, {"victim"}, set[str]()]
    return labels, Filling(["e"] * 5, ["rebels", "rebels", "army", "man", "town"], roles, "none")


def test_the_derivative_is_that_of_the_loss() -> None:
    labels, filling = one_event()
    more, quiet = [*labels, "none", "victim", "none"], [set[str](), {"victim"}, set[str]()]
    filling = Filling(
        [*filling.events, "f", "g", "g"], [*filling.who, "x", "y", "z"], [*filling.roles, *quiet], "none"
    )
    loss = filling.loss(more, REAL)
    scores = np.random.default_rng(0).normal(size=(8, 2))
    _, slope = loss(scores)
    for i in range(8):
        for k in range(2):
            step = np.zeros_like(scores)
            step[i, k] = 1e-6
            measured = (loss(scores + step)[0] - loss(scores - step)[0]) / 2e-6
            assert slope[i, k] == pytest.approx(measured, abs=1e-4)


def test_the_loss_is_that_of_all_who_fill_it_against_all_who_do_not() -> None:
    labels, filling = one_event()
    scores = np.array([[2.0, 0.0], [1.0, 0.0], [0.5, 0.0], [0.0, 3.0], [-1.0, -2.0]])
    e = np.exp(scores)
    alone = sum(
        np.log(1 + e[i].sum()) - (scores[i, REAL.index(label)] if label in REAL else 0.0)
        for i, label in enumerate(labels)
        if label is not None
    )
    others = 1 + e[3, 0] + e[4, 0]
    agents = sum(np.log((own + others) / own) for own in (e[0, 0] + e[1, 0], e[2, 0]))
    victims = np.log((1 + e[:, 1].sum()) / e[3, 1])
    assert filling.loss(labels, REAL)(scores)[0] == pytest.approx(float(alone + agents + victims))


def test_scores_of_any_size_stay_finite() -> None:
    labels, filling = one_event()
    value, slope = filling.loss(labels, REAL)(np.array([[900.0, -900.0]] * 5))
    assert np.isfinite(value)
    assert np.isfinite(slope).all()


def test_who_is_best_of_an_event_is_learned() -> None:
    """A far one fills the role where no near one does."""
    rows, labels, events, who, roles = [], [], [], [], []
    for number in range(40):
        for name in ("near", "far") if number % 2 else ("far", "strange"):
            right = name == ("near" if number % 2 else "far")
            rows.append([name])
            labels.append("agent" if right else "none")
            events.append(number)
            who.append(name)
            roles.append({"agent"} if right else set[str]())
    filling = Filling(events, who, roles, "none")
    model = fit(rows, labels, strength=100.0, settings={"add": 1}, objective=filling)
    near, far, strange = model.probabilities([["near"], ["far"], ["strange"]])[
        :, model.classes.index("agent")
    ]
    assert near > far > 0.55 > strange
    plain = fit(rows, labels, strength=100.0, settings={})
    assert plain.probabilities([["far"]])[0, 0] == pytest.approx(0.5, abs=0.05)
    articles = [f"a{number // 2 % 4}" for number in events]
    classes, found = cross_validated(rows, labels, articles, strength=100.0, number=2, objective=filling)
    assert found[0, classes.index("agent")] > 0.55


def test_examples_without_a_label_need_something_to_depend_on() -> None:
    with pytest.raises(ValueError, match="found an example without a label"):
        fit([["a"], ["b"]], ["x", None], strength=1.0, settings={})
