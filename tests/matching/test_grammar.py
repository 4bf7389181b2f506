"""Subjects and objects by sense, one construction a row."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire.matching.grammar import Grammar
from eventwire.matching.tree import tree_of

CLASSES = {
    "phrasal": frozenset({"call off"}),
    "charge": frozenset({"accuse"}),
    "partitive": frozenset({"dozens"}),
}
ROWS = {
    "phrasal": ("The junta called off the truce.", "called", {"junta"}, {"truce"}),
    "active": ("Rebels attacked the port.", "attacked", {"Rebels"}, {"port"}),
    "passive": ("The port was attacked by rebels.", "attacked", {"rebels"}, {"port"}),
    "no-agent": ("The port was attacked.", "attacked", set(), {"port"}),
    "relative": ("The rebels who attacked the port fled.", "attacked", {"rebels"}, {"port"}),
    "participle": ("Rebels attacked the port, killing two sailors.", "killing", {"Rebels"}, {"sailors"}),
    "control": ("Rebels tried to attack the port.", "attack", {"Rebels"}, {"port"}),
    "raised": ("The president ordered troops to attack the port.", "attack", {"troops"}, {"port"}),
    "charge": ("He accused rebels of attacking the port.", "attacking", {"rebels"}, {"port"}),
    "partitive": ("Dozens of rebels attacked the port.", "attacked", {"rebels"}, {"port"}),
    "coordinated": ("Rebels and deserters attacked the port.", "attacked", {"Rebels", "deserters"}, {"port"}),
    "shared": ("Rebels attacked the port and killed two sailors.", "killed", {"Rebels"}, {"sailors"}),
}


@pytest.mark.parametrize("name", list(ROWS))
def test_slots_of_verbs(nlp: Language, name: str) -> None:
    text, verb, subjects, objects = ROWS[name]
    tree = tree_of(nlp(text))
    grammar = Grammar(tree, CLASSES)
    i = tree.words.index(verb)
    assert {tree.words[j] for j in grammar.subjects(i)} == subjects
    assert {tree.words[j] for j in grammar.objects(i)} == objects


def test_according_to_is_no_preposition_of_the_verb(nlp: Language) -> None:
    tree = tree_of(nlp("Soldiers looted shops, according to a rights group."))
    found = Grammar(tree, CLASSES).prepositions(tree.words.index("looted"))
    assert "to" not in {word for word, _ in found}


def test_what_stands_behind_including_counts(nlp: Language) -> None:
    tree = tree_of(nlp("Police arrested nine men, including two brothers."))
    grammar = Grammar(tree, CLASSES)
    i = tree.words.index("men")
    assert [tree.words[j] for j in grammar.nouns(i)] == ["men", "brothers"]


@pytest.mark.parametrize(
    ("text", "said_of"),
    [
        ("The police said that the rebels are responsible for the raid.", {"rebels"}),
        ("The junta held the rebels responsible for the raid.", {"rebels"}),
        ("The men responsible for the raid fled.", {"men"}),
        ("The rebels were not responsible for the raid.", set()),
    ],
)
def test_bearers_of_an_adjective(nlp: Language, text: str, said_of: set[str]) -> None:
    tree = tree_of(nlp(text))
    found = Grammar(tree, CLASSES).bearers(tree.words.index("responsible"))
    assert {tree.words[j] for j in found} == said_of
