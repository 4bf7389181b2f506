"""The measures component: which figures an event gets, and that it can be left out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from spacy.language import Language

import eventwire
from eventwire.components.events import Events
from eventwire.components.measures import EventMeasures, measures_of
from eventwire.errors import InputError
from eventwire.explanation import explain
from eventwire.matching.event_figures import RULE, attach_quantities
from eventwire.matching.event_tables import Tables
from eventwire.matching.linear import Linear
from eventwire.matching.measure_scorer import NONE, MeasureScorer
from eventwire.matching.tree import tree_of

TEXT = "Rebels shelled the army base at Karo on Monday. Twelve never came home."
RULED = "Rebels shelled the army base at Karo on Monday, killing 12 soldiers."


def scorer(weights: dict[str, float], *, least: float = 0.5) -> MeasureScorer:
    """Weighs the measure `killed` by these features alone."""
    index = {name: i for i, name in enumerate(weights)}
    columns = np.array([[w, -w] for w in weights.values()], np.float32).reshape(-1, 2)
    model = Linear(
        ("killed", NONE), index, columns, np.array([-1.0, 1.0], np.float32), {"least": least, "keep": least}
    )
    return MeasureScorer(model)


@pytest.fixture
def measures(nlp: Language) -> Iterator[EventMeasures]:
    component = measures_of(nlp)
    before = component.scorer
    yield component
    component.scorer = before


def attack(nlp: Language, text: str) -> eventwire.Event:
    record = eventwire.extract(text, published="2024-04-23", nlp=nlp)
    return next(event for event in record.events if event.type == "ASSAULT")


def figures(event: eventwire.Event) -> list[tuple[str, str]]:
    return [(q.measure, q.text) for q in event.quantities]


def test_a_quantity_of_another_sentence_is_a_figure(nlp: Language, measures: EventMeasures) -> None:
    measures.scorer = scorer({"d=1": 2.0})
    event = attack(nlp, TEXT)
    assert figures(event) == [("killed", "Twelve")]
    assert RULE in {origin.rule for origin in event.provenance["quantities"]}


def test_what_the_rules_say_keeps_their_rule(nlp: Language, measures: EventMeasures) -> None:
    measures.scorer = scorer({"d=0": 2.0})
    event = attack(nlp, RULED)
    assert figures(event) == [("killed", "12")]
    assert {origin.rule for origin in event.provenance["quantities"]} == {"measure/killed-object"}


def test_an_improbable_figure_is_none(nlp: Language, measures: EventMeasures) -> None:
    measures.scorer = scorer({"d=0": 2.0}, least=0.99)
    assert figures(attack(nlp, RULED)) == []


def test_a_quantity_is_the_figure_of_one_event(nlp: Language, measures: EventMeasures) -> None:
    measures.scorer = scorer({"d=1": 2.0, "d=2": 1.5})
    text = "Police shelled Avo on Friday. Rebels shelled the army base at Karo on Monday. Twelve never came home."
    record = eventwire.extract(text, published="2024-04-23", nlp=nlp)
    assert [figures(event) for event in record.events] == [[], [("killed", "Twelve")]]


def test_without_it_the_rules_decide() -> None:
    plain = eventwire.load(exclude=["eventwire_measures"])
    assert figures(attack(plain, RULED)) == [("killed", "12")]
    assert figures(attack(plain, TEXT)) == []
    with pytest.raises(InputError, match="eventwire_measures"):
        measures_of(plain)


def test_a_trigger_of_no_event_has_no_figures(nlp: Language, measures: EventMeasures) -> None:
    events = nlp.get_pipe("eventwire_events")
    assert isinstance(events, Events)
    doc = nlp(RULED)
    tables = Tables.of(doc)
    groups = [[act] for act in events.acts(doc)[:1]]
    strange = {"quantity": "q1", "measure": "killed", "p": 0.9}
    tables.measures = {"t99": [strange]}
    assert attach_quantities(tree_of(doc), groups, tables) == [[]]
    tables.measures = {groups[0][0].id: [strange]}
    assert [[row["measure"] for row in rows] for rows in attach_quantities(tree_of(doc), groups, tables)] == [
        ["killed"]
    ]


def test_explain_says_what_weighed(nlp: Language, measures: EventMeasures) -> None:
    measures.scorer = scorer({"d=1": 2.0})
    found = explain(TEXT, nlp, published="2024-04-23")
    event = next(e for e in found.record.events if e.type == "ASSAULT")
    reasons = [r for r in found.reasons[event.id] if r.field == "quantities"]
    assert any(("d=1", 2.0) in r.because for r in reasons)
