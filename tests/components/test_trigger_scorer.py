"""The second look at trigger words that conditions turned down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from spacy.language import Language

from eventwire.components.triggers import Triggers
from eventwire.matching.linear import Linear
from eventwire.matching.trigger_scorer import ADMITTED, EVENT, NONE, TriggerScorer

# The warning threatens nothing that the rules know.
WAR = "Rebels shelled the army base at Karo. Two soldiers died. Troops shot a gunman. The colonel warned."
CALM = "The baker warned. The shop sells bread, rolls and cakes, and the mayor likes them all very much, people say."


def scorer(least: float) -> TriggerScorer:
    """Takes every word for an event with a probability of about 0.88."""
    model = Linear(
        (EVENT, NONE), {}, np.zeros((0, 2), np.float32), np.array([2.0, 0.0], np.float32), {"least": least}
    )
    return TriggerScorer(model)


@pytest.fixture
def triggers(nlp: Language) -> Iterator[Triggers]:
    component = nlp.get_pipe("eventwire_triggers")
    assert isinstance(component, Triggers)
    before = component.scorer
    yield component
    component.scorer = before


def found(nlp: Language, text: str) -> set[tuple[str, str]]:
    doc = nlp(text)
    return {(doc[row["head"]].text, row["rule"]) for row in doc._.triggers.values()}


def test_a_word_that_conditions_turned_down_is_admitted(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = None
    assert "warned" not in {word for word, _ in found(nlp, WAR)}
    triggers.scorer = scorer(0.5)
    assert ("warned", ADMITTED) in found(nlp, WAR)


def test_what_is_less_probable_stays_turned_down(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(0.95)
    assert ADMITTED not in {rule for _, rule in found(nlp, WAR)}


def test_an_article_without_conflict_is_left_to_the_rules(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(0.5)
    assert not found(nlp, CALM)


def test_a_single_sentence_is_left_to_the_rules(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(0.5)
    assert ADMITTED not in {
        rule for _, rule in found(nlp, "Rebels shelled the army base and the colonel warned.")
    }


def test_idioms_stay_turned_down(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(0.5)
    text = f"{WAR} The two sides will strike a balance."
    assert "strike" not in {word for word, _ in found(nlp, text)}
