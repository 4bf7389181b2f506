"""Descriptions lean toward the kinds of people that an article has."""

from __future__ import annotations

from eventwire.matching.article_kinds import leaning
from eventwire.matching.seeds import Mention

CLASSES = (
    "ACTOR/armed_group",
    "ACTOR/military",
    "ACTOR/person",
    "ACTOR/police",
    "ACTOR/civilians",
    "PLACE/city",
)
POLICE = [0.02, 0.02, 0.02, 0.9, 0.02, 0.02]
UNSURE = [0.3, 0.36, 0.0, 0.34, 0.0, 0.0]


def mention(at: int, label: str = "ACTOR", *, generic: bool = True) -> Mention:
    return Mention(at, at + 1, at, label, generic=generic)


def best(row: list[float]) -> str:
    return CLASSES[row.index(max(row))]


def test_a_description_leans_and_a_name_does_not() -> None:
    mentions = [mention(0, generic=False), mention(2), mention(4), mention(6, generic=False)]
    rows = leaning(mentions, [POLICE, POLICE, UNSURE, UNSURE], CLASSES)
    assert best(rows[2]) == "ACTOR/police"
    assert rows[0] == POLICE
    assert rows[3] == UNSURE


def test_nothing_to_lean_to() -> None:
    assert leaning([mention(0), mention(3, "PLACE")], [UNSURE, POLICE], CLASSES) == [UNSURE, POLICE]
    assert leaning([], [], CLASSES) == []
