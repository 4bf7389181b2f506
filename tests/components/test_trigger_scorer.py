"""The second look at trigger words that conditions turned down."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from spacy.language import Language

from eventwire.components.triggers import Triggers
from eventwire.matching.linear import Linear
from eventwire.matching.trigger_candidates import Kin
from eventwire.matching.trigger_scorer import ADMITTED, NONE, VETOED, TriggerScorer, evidence, weighed

# The warning threatens nothing that the rules know.
WAR = "Rebels shelled the army base at Karo. Two soldiers died. Troops shot a gunman. The colonel warned."
QUIET = "The night was cold. The road was dark. The river was high. The fields were white."
UNLISTED = "harassed"
STRANGE, STRANGE_LEMMA = "painted", "paint"  # no word of its cluster names an event


def scorer(*, event: float = 0.88, least: float = 1.0, **own: float) -> TriggerScorer:
    """Takes every word for a threat with one probability; by default it admits nothing."""
    bias = np.array([math.log(event / (1 - event)), 0.0], np.float32)
    settings = {
        "least": least,
        "unlisted": least,
        "eventful": 0.8,
        **{name.replace("_", " "): p for name, p in own.items()},
    }
    return TriggerScorer(Linear(("THREATEN", NONE), {}, np.zeros((0, 2), np.float32), bias, settings))


@pytest.fixture
def triggers(nlp: Language) -> Iterator[Triggers]:
    component = nlp.get_pipe("eventwire_triggers")
    assert isinstance(component, Triggers)
    before = component.scorer, component.kin
    yield component
    component.scorer, component.kin = before


def found(nlp: Language, text: str) -> set[tuple[str, str]]:
    doc = nlp(text)
    return {(doc[row["head"]].text, row["rule"]) for row in doc._.triggers.values()}


def test_a_word_that_conditions_turned_down_is_admitted(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = None
    assert "warned" not in {word for word, _ in found(nlp, WAR)}
    triggers.scorer = scorer(least=0.5)
    assert ("warned", ADMITTED) in found(nlp, WAR)


def test_what_is_less_probable_stays_turned_down(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(least=0.95)
    assert ADMITTED not in {rule for _, rule in found(nlp, WAR)}


@pytest.mark.parametrize(
    ("own", "admitted"),
    [({"least_THREATEN": 0.95}, False), ({"least_ASSAULT": 0.95}, True), ({"unlisted_THREATEN": 0.95}, True)],
)
def test_a_type_can_have_a_threshold_of_its_own(
    own: dict[str, float], admitted: bool, nlp: Language, triggers: Triggers
) -> None:
    triggers.scorer = scorer(least=0.5, **own)
    assert (("warned", ADMITTED) in found(nlp, WAR)) is admitted


def test_in_an_article_that_tells_of_little_a_word_needs_more_evidence(
    nlp: Language, triggers: Triggers
) -> None:
    triggers.scorer = scorer(least=0.5)
    assert ADMITTED not in {rule for _, rule in found(nlp, " ".join([WAR, *[QUIET] * 4]))}


def test_a_scorer_may_take_every_article_as_it_is(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(least=0.5, eventful=0.0)
    assert ADMITTED in {rule for _, rule in found(nlp, " ".join([WAR, *[QUIET] * 4]))}


def test_a_single_sentence_is_left_to_the_rules(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(least=0.5)
    assert ADMITTED not in {
        rule for _, rule in found(nlp, "Rebels shelled the army base and the colonel warned.")
    }


def test_idioms_stay_turned_down(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(least=0.5)
    text = f"{WAR} The two sides will strike a balance."
    assert "strike" not in {word for word, _ in found(nlp, text)}


def test_a_word_that_no_rule_lists_is_admitted_by_the_company_it_keeps(
    nlp: Language, triggers: Triggers
) -> None:
    text = f"{WAR} Gunmen {UNLISTED} the governor."
    triggers.scorer = None
    assert UNLISTED not in {word for word, _ in found(nlp, text)}
    triggers.scorer = scorer(least=0.5)
    assert (UNLISTED, ADMITTED) in found(nlp, text)
    triggers.scorer = scorer(least=0.5, unlisted=0.95)
    assert UNLISTED not in {word for word, _ in found(nlp, text)}


def test_a_word_of_a_strange_cluster_is_asked_about_if_it_was_learned(
    nlp: Language, triggers: Triggers
) -> None:
    text = f"{WAR} Gunmen {STRANGE} the governor."
    triggers.scorer, kin = scorer(least=0.5), triggers.kin
    triggers.kin = Kin(triggers.rules, kin.clusters)
    assert STRANGE not in {word for word, _ in found(nlp, text)}
    triggers.kin = Kin(triggers.rules, kin.clusters, {"verb": [STRANGE_LEMMA]})
    assert (STRANGE, ADMITTED) in found(nlp, text)


def test_a_word_that_hardly_ever_named_an_event_in_training_is_not_asked_about(
    nlp: Language, triggers: Triggers
) -> None:
    text = f"{WAR} Gunmen {UNLISTED} the governor."
    triggers.scorer, kin = scorer(least=0.5), triggers.kin
    triggers.kin = Kin(triggers.rules, kin.clusters, passed={"verb": ["harass"], "noun": []})
    assert UNLISTED not in {word for word, _ in found(nlp, text)}
    triggers.kin = Kin(triggers.rules, kin.clusters, passed={"verb": [], "noun": ["harass"]})
    assert (UNLISTED, ADMITTED) in found(nlp, text)


def test_a_trigger_of_the_rules_can_be_of_another_type(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(least=0.9)
    assert "THREATEN" not in {row["type"] for row in nlp(WAR)._.triggers.values()}
    triggers.scorer = scorer(least=0.8)
    (row,) = (r for r in nlp(WAR)._.triggers.values() if r["rule"] == ADMITTED and r["head"] == 1)
    assert (row["type"], row["modes"], row["frame"]) == ("THREATEN", [], None)


def test_an_improbable_trigger_of_the_rules_is_turned_down(nlp: Language, triggers: Triggers) -> None:
    text = f"{WAR} {QUIET}"
    triggers.scorer = None
    assert "shelled" in {word for word, _ in found(nlp, text)}
    triggers.scorer = scorer(event=0.2, least=0.3)
    doc = nlp(text)
    assert not doc._.triggers
    told = {(doc[row["tokens"][0]].text, row["rule"], row["why"]) for row in doc._.rejected}
    assert ("shelled", ADMITTED, VETOED) in told


def test_a_short_text_keeps_what_the_rules_found(nlp: Language, triggers: Triggers) -> None:
    triggers.scorer = scorer(event=0.2, least=0.3)
    assert "shelled" in {word for word, _ in found(nlp, WAR)}


def test_what_the_scorer_changed_has_its_reasons(nlp: Language, triggers: Triggers) -> None:
    weights = np.array([[3.0, 0.0]], np.float32)
    model = Linear(
        ("THREATEN", NONE),
        {"warn": 0},
        weights,
        np.zeros(2, np.float32),
        {"least": 0.5, "unlisted": 1.0, "eventful": 0.8},
    )
    triggers.scorer = TriggerScorer(model)
    doc = nlp(WAR)
    start = WAR.index("warned")
    assert triggers.because(doc)[start, start + len("warned"), "type"] == [("warn", 1.5)]


@pytest.mark.parametrize(
    ("events", "sentences", "eventful", "expected"),
    [
        *[
            (8, 10, 0.8, 1.0),
            (30, 10, 0.8, 1.0),
            (4, 10, 0.8, 0.25),
            (2, 10, 0.8, 0.0977),
            (0, 10, 0.8, 0.0977),
        ],
        *[(0, 10, 0.0, 1.0), (2, 10, 0.1, 1.0), (0, 10, 0.1, 1.0)],
    ],
)
def test_evidence_falls_with_the_square_of_the_events_that_are_missing(
    events: int, sentences: int, eventful: float, expected: float
) -> None:
    assert evidence([0.0] * events + [1.0] * 20, sentences, eventful=eventful) == pytest.approx(
        expected, abs=1e-4
    )


@pytest.mark.parametrize(
    ("p", "factor", "expected"), [(0.5, 0.25, 0.2), (0.9, 1.0, 0.9), (1.0, 0.1, 1.0), (0.0, 0.1, 0.0)]
)
def test_the_odds_of_a_probability_are_multiplied(p: float, factor: float, expected: float) -> None:
    assert weighed(p, factor) == pytest.approx(expected)


MATCH = (
    "The visitors attacked from the first minute. Their striker fired twice at the goalkeeper, who repelled both balls. After half-time "
    "the winger blasted a corner over the bar. The captain was ambushed by two defenders near the flag and lost the ball. His coach "
    "exploded on the bench and was shown a yellow card. In the last ten minutes the home side bombarded the goal. A header hit the post. "
    "The substitute shot from thirty yards and scored the winner. Supporters invaded the pitch and sang until the referee sent them back "
    "to the stands. The club is now second in the league table."
)
RAID = (
    "The fighters attacked from the first minute. Their gunner fired twice at the sentry, who was killed. After dark "
    "the rebels blasted a hole in the wall of the barracks. The captain was ambushed by two gunmen near the gate and lost a leg. A mine "
    "exploded on the road and wounded three soldiers. In the last ten minutes the army bombarded the village. A shell hit the school. "
    "The sniper shot a guard from thirty yards and fled. Troops invaded the village and held it until the governor sent them back "
    "to the camp. The district is now the second under curfew in the province."
)


def test_words_of_war_in_a_match_are_no_events_and_the_same_words_in_a_raid_are(nlp: Language) -> None:
    assert not nlp(MATCH)._.events
    assert len(nlp(RAID)._.events) >= 6
