"""Acts that a scorer joins: with weights made for the test, so that each case shows one mechanism."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.lexicon.events import EventAnaphor
from eventwire.matching.acts import Act
from eventwire.matching.identity import OTHER, RULED, SAME
from eventwire.matching.linear import Linear
from eventwire.matching.merging import Merger
from eventwire.matching.scored_merging import ScoredMerger

RULES = Merger([EventAnaphor(id="event-anaphor/a", source="own", nouns=("attack",), types=("ASSAULT",))])


def act(number: int, type_: str = "ASSAULT", **more: object) -> Act:
    return Act(
        id=f"t{number}", type=type_, modes=frozenset(), modality="actual", negated=False, sentence=number,
        head=number * 10, lemma="strike", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def merger(
    weights: dict[str, float], *, keep: float = 0.5, add: float = 0.5, bias: float = -2.0
) -> ScoredMerger:
    same = np.array([[w, -w] for w in weights.values()], dtype=np.float32).reshape(-1, 2)
    return ScoredMerger(
        RULES,
        Linear(
            (SAME, OTHER),
            {name: i for i, name in enumerate(weights)},
            same,
            np.array([bias, -bias], dtype=np.float32),
            {"keep": keep, "add": add},
        ),
    )


def sizes(merged: list[list[Act]]) -> list[int]:
    return [len(group) for group in merged]


def test_without_evidence_each_act_is_an_event() -> None:
    assert sizes(merger({}).merge([act(0), act(1)])) == [1, 1]


def test_evidence_joins() -> None:
    assert sizes(merger({"distance:1": 4.0}).merge([act(0), act(1), act(9)])) == [2, 1]


def test_the_rules_word_needs_less() -> None:
    acts = [act(0), act(1, noun=True, form="the", refers="attack")]
    low = {RULED: 1.5}  # 0.27 with the bias
    assert sizes(merger(low, keep=0.2, add=0.6).merge(acts)) == [2]
    assert sizes(merger(low, keep=0.4, add=0.6).merge(acts)) == [1, 1]


@pytest.mark.parametrize(("linked", "expected"), [(frozenset(), [1, 1]), (frozenset({"t0"}), [2])])
def test_other_types_are_one_event_by_syntax_only(linked: frozenset[str], expected: list[int]) -> None:
    certain = merger({}, bias=5.0)
    assert sizes(certain.merge([act(0, "PROTEST"), act(1, linked=linked)])) == expected


def test_what_nobody_suffered_is_no_event() -> None:
    act_ = Act(
        id="t0", type="ASSAULT", modes=frozenset(), modality="actual", negated=True, sentence=0, head=1,
        lemma="hurt", consequence=True,
    )  # fmt: skip
    assert merger({}).merge([act_]) == []


def test_many_acts_are_told_from_one() -> None:
    one = {"form": "the", "noun": True}
    weights = {"number:one/many": -6.0, "distance:1": 4.0}
    assert sizes(merger(weights).merge([act(0, plural=True, **one), act(1, **one)])) == [1, 1]
    assert sizes(merger(weights).merge([act(0, **one), act(1, **one)])) == [2]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"plural": True, "since": True, "start": "2023-10-11"}, [1, 1]),
        ({"plural": True, "since": True}, [1, 1]),
        ({"plural": False, "since": True, "start": "2023-10-11"}, [2]),
        ({"plural": True, "start": "2023-10-11", "end": "2023-10-11"}, [2]),
        ({"plural": True}, [2]),
    ],
    ids=["many since", "many since who knows when", "one since", "many on a day", "no date"],
)
def test_what_many_did_since_a_day_is_not_what_happened_on_one(
    more: dict[str, object], expected: list[int]
) -> None:
    certain = merger({}, bias=5.0)
    acts = [
        act(0, start="2024-04-22", end="2024-04-22"),
        act(1, noun=True, form="the", refers="attack", **more),
    ]
    assert sizes(certain.merge(acts)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [({"noun": True, "form": "bare"}, [1, 1]), ({"noun": True, "since": True}, [2]), ({}, [2])],
    ids=["a noun", "since too", "a verb"],
)
def test_what_happened_is_not_what_many_did_since_a_day(more: dict[str, object], expected: list[int]) -> None:
    acts = [act(0, noun=True, plural=True, since=True), act(1, **more)]
    assert sizes(merger({}, bias=5.0).merge(acts)) == expected


def test_of_two_events_that_it_may_be_the_incident_is_the_one_told_of_last() -> None:
    told = [act(0), act(1), act(2, noun=True, form="the", refers="attack")]
    assert sizes(merger({"shape:the": 4.0}).merge(told)) == [1, 2]
    assert sizes(merger({"shape:the": 2.0, "place:first": 1.0}).merge(told)) == [2, 1]
    told[2].plural = True  # "the attacks" are not the last one, but those that fit best
    assert sizes(merger({"shape:the plural": 4.0, "place:first": 0.01}).merge(told)) == [2, 1]


@pytest.mark.parametrize(
    ("answers", "agent", "expected"),
    [(True, "a2", [1, 1]), (False, "a2", [2]), (True, "a1", [2]), (True, None, [2])],
    ids=["others answer", "no answer", "the same answer", "nobody is named"],
)
def test_what_others_did_in_answer_is_another_event(
    answers: bool, agent: str | None, expected: list[int]
) -> None:
    parties = {"agent": frozenset({agent})} if agent else {}
    acts = [act(0, parties={"agent": frozenset({"a1"})}), act(1, answers=answers, parties=parties)]
    assert sizes(merger({}, bias=5.0).merge(acts)) == expected
