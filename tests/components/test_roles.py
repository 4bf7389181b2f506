"""The role scorer: what it may do with the rules' arguments, and that it can be left out."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

import eventwire
from eventwire.explanation import explain
from eventwire.matching.role_scorer import RULE, Thresholds

TEXT = (
    "Gunmen on motorcycles opened fire on a police checkpoint near Kirkuk on Monday, killing three officers."
)


@pytest.mark.parametrize(
    ("row", "ruled", "roles"),
    [
        ((0.6, 0.3, 0.1), set(), ["agent"]),
        ((0.4, 0.5, 0.1), set(), []),
        ((0.1, 0.8, 0.1), {"target"}, []),
        ((0.1, 0.7, 0.2), {"target"}, ["target"]),
        ((0.7, 0.1, 0.2), {"target"}, ["target"]),
        ((0.7, 0.1, 0.2), {"agent", "target"}, ["agent", "target"]),
    ],
)
def test_thresholds(row: tuple[float, ...], ruled: set[str], roles: list[str]) -> None:
    thresholds = Thresholds(keep={"agent": 0.15, "target": 0.15}, add={"agent": 0.5, "target": 0.5})
    chosen = thresholds.chosen(("agent", "none", "target"), np.array(row, dtype=np.float32), frozenset(ruled))
    assert chosen == roles


def test_each_role_has_a_least_of_its_own_or_all_the_same() -> None:
    add = {"agent": 0.6, "target": 0.7}
    assert Thresholds.read({"keep": {"agent": 0.1, "target": 0.2}, "add": add}).keep == {
        "agent": 0.1,
        "target": 0.2,
    }
    assert Thresholds.read({"keep": 0.3, "add": add}).keep == {"agent": 0.3, "target": 0.3}
    row = np.array((0.12, 0.76, 0.12), dtype=np.float32)
    own = Thresholds(keep={"agent": 0.1, "target": 0.2}, add=add)
    assert own.chosen(("agent", "none", "target"), row, frozenset({"agent"})) == ["agent"]
    assert own.chosen(("agent", "none", "target"), row, frozenset({"target"})) == []


def test_arguments_say_whether_a_rule_or_the_scorer_filled_them(nlp: Language) -> None:
    record = eventwire.extract(TEXT, published="2024-04-23", nlp=nlp)
    event = record.events[0]
    assert {a.role for a in event.arguments} >= {"agent", "target", "victim"}
    for field, origins in event.provenance.items():
        if field.startswith("arguments."):
            assert all((o.rule == RULE) == (o.basis == "model") for o in origins)


def test_explain_shows_what_weighed(nlp: Language) -> None:
    found = explain(TEXT, nlp, published="2024-04-23")
    event = found.record.events[0]
    agents = [r for r in found.reasons[event.id] if r.field == "agent"]
    assert agents
    assert agents[0].because
    assert all(isinstance(weight, float) for _, weight in agents[0].because)


def test_without_the_scorer_the_rules_decide() -> None:
    plain = eventwire.load(exclude=["eventwire_roles"])
    record = eventwire.extract(TEXT, published="2024-04-23", nlp=plain)
    assert {a.role for a in record.events[0].arguments} >= {"agent", "target"}
    assert all(RULE not in event.rules for event in record.events)
