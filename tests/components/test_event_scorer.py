"""The event scorer: what it drops is listed, its confidence is a probability, and it can be left out."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventwire
from eventwire import layers
from eventwire.explanation import explain
from eventwire.matching.event_scorer import RULE, SENTENCES, calibrated, in_article

NEWS = (
    "Gunmen shot dead two police officers at a checkpoint near Kirkuk on Monday. The army blamed insurgents."
)


def test_calibration_moves_log_odds() -> None:
    assert calibrated(0.7, 1.0, 0.0) == pytest.approx(0.7)
    assert calibrated(0.7, 2.0, 0.0) > 0.7
    assert calibrated(0.7, 1.0, -1.0) < 0.7
    assert 0 < calibrated(0.0, 1.0, 0.0) < calibrated(1.0, 1.0, 0.0) < 1


def test_events_are_judged_in_the_light_of_their_article() -> None:
    alone = in_article([0.5], SENTENCES)[0]
    assert alone == pytest.approx(0.5)
    assert in_article([0.5, 0.9, 0.9], SENTENCES)[0] > alone > in_article([0.5, 0.1, 0.1], SENTENCES)[0]
    assert in_article([0.01, 0.02], SENTENCES - 1) == [1.0, 1.0]


def test_confidence_is_the_scorers(nlp: Language) -> None:
    record = eventwire.extract(NEWS, published="2024-04-23", nlp=nlp)
    assert record.events
    for event in record.events:
        assert 0 < event.confidence < 1
        assert [o.rule for o in event.provenance["confidence"]] == [RULE]


def test_without_it_every_event_of_the_rules_stays() -> None:
    plain = eventwire.load(config={"components.eventwire_events.scorer": False})
    doc = plain(NEWS)
    assert layers.rows(doc, "dropped") == []
    assert all(e["provenance"]["confidence"][0]["rule"].startswith("confidence/") for e in doc._.events)


def test_what_is_dropped_is_told(nlp: Language) -> None:
    component = nlp.get_pipe("eventwire_events")
    scorer = component._scorer
    doc = nlp.make_doc(NEWS)
    for name, pipe in nlp.pipeline:
        if name == "eventwire_events":
            break
        doc = pipe(doc)
    least, scorer.least = scorer.least, 1.1
    try:
        doc = component(doc)
    finally:
        scorer.least = least
    assert doc._.events == []
    assert {doc[slice(*row["tokens"])].text for row in doc._.dropped} >= {"shot dead"}
    assert {row["rule"] for row in doc._.dropped} == {RULE}


def test_explain_shows_what_weighed_for_the_confidence(nlp: Language) -> None:
    found = explain(NEWS, nlp, published="2024-04-23")
    for event in found.record.events:
        (confidence,) = [r for r in found.reasons[event.id] if r.field == "confidence"]
        assert confidence.because
        assert all(isinstance(weight, float) for _, weight in confidence.because)


def test_explain_shows_what_weighed_against_what_was_dropped(nlp: Language) -> None:
    scorer = nlp.get_pipe("eventwire_events")._scorer
    least, scorer.least = scorer.least, 1.1
    try:
        found = explain(NEWS, nlp, published="2024-04-23")
    finally:
        scorer.least = least
    assert found.record.events == ()
    dropped = [r for r in found.rejected if r.rule == RULE]
    assert dropped
    assert all(r.because for r in dropped)
