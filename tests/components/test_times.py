"""The times component: which date an event gets, from which sentence, and that it can be left out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from spacy.language import Language

import eventwire
from eventwire.components.times import Times, times_of
from eventwire.errors import InputError
from eventwire.explanation import explain
from eventwire.matching.linear import Linear
from eventwire.matching.time_scorer import DATE, NONE, TimeScorer

NEAR = "Rebels shelled the army base at Karo on Monday. Two soldiers died."
FAR = "The minister spoke on Friday. Rebels shelled the army base at Karo."
RULE = "model/times"


def scorer(weights: dict[str, float], *, least: float = 0.5) -> TimeScorer:
    """Weighs dates by these features alone."""
    index = {name: i for i, name in enumerate(weights)}
    columns = np.array([[w, -w] for w in weights.values()], np.float32).reshape(-1, 2)
    model = Linear((DATE, NONE), index, columns, np.array([-1.0, 1.0], np.float32), {"least": least})
    return TimeScorer(model)


@pytest.fixture
def times(nlp: Language) -> Iterator[Times]:
    component = times_of(nlp)
    before = component.scorer
    yield component
    component.scorer = before


def attack(nlp: Language, text: str) -> eventwire.Event:
    record = eventwire.extract(text, published="2024-04-23", nlp=nlp)
    return next(event for event in record.events if event.type == "ASSAULT")


def test_a_date_of_the_sentence_is_the_time_and_an_argument(nlp: Language, times: Times) -> None:
    times.scorer = scorer({"d=0": 2.0})
    event = attack(nlp, NEAR)
    assert event.time is not None
    assert (str(event.time.start), event.time.basis) == ("2024-04-22", "text")
    assert [a.text for a in event.arguments if a.role == "time"] == ["Monday"]
    assert RULE in {origin.rule for origin in event.provenance["time"]}


def test_a_date_of_another_sentence_is_the_time_and_no_argument(nlp: Language, times: Times) -> None:
    times.scorer = scorer({"d=-1": 2.0})
    event = attack(nlp, FAR)
    assert event.time is not None
    assert (str(event.time.start), event.time.basis) == ("2024-04-19", "anchored")
    assert not [a for a in event.arguments if a.role == "time"]


def test_an_improbable_date_is_none(nlp: Language, times: Times) -> None:
    times.scorer = scorer({"d=0": 2.0}, least=0.99)
    event = attack(nlp, NEAR)
    assert event.time is None
    assert not [a for a in event.arguments if a.role == "time"]


def test_the_most_probable_date_counts(nlp: Language, times: Times) -> None:
    times.scorer = scorer({"d=-1": 2.0, "d=0": 1.5})
    text = "The siege began on Friday. Rebels shelled the army base at Karo on Monday."
    event = attack(nlp, text)
    assert event.time is not None
    assert str(event.time.start) == "2024-04-19"


def test_without_it_the_rules_decide() -> None:
    plain = eventwire.load(exclude=["eventwire_times"])
    event = attack(plain, NEAR)
    assert event.time is not None
    assert str(event.time.start) == "2024-04-22"
    assert RULE not in event.rules
    with pytest.raises(InputError, match="eventwire_times"):
        times_of(plain)


def test_explain_says_what_weighed(nlp: Language, times: Times) -> None:
    times.scorer = scorer({"d=0": 2.0})
    found = explain(NEAR, nlp, published="2024-04-23")
    event = next(e for e in found.record.events if e.type == "ASSAULT")
    reasons = [r for r in found.reasons[event.id] if r.field == "time"]
    assert any(("d=0", 2.0) in r.because for r in reasons)
