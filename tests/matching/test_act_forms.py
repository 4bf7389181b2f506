"""How a trigger's words name who does something and whom it is done to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire.matching.act_forms import doer_and_done_to, is_answer, is_other
from eventwire.matching.tree import tree_of


@pytest.mark.parametrize(
    ("text", "verb", "doer", "done_to"),
    [
        ("They shot the guards.", "shot", "pronoun", "the"),
        ("The attackers burned two trucks.", "burned", "the", "number"),
        ("Gunmen killed a farmer.", "killed", "bare", "a"),
        ("Haydar was killed by a sniper.", "killed", "a", "name"),
        ("Rebels entered the town and burned the market.", "burned", "shared", "the"),
        ("A soldier was wounded.", "wounded", "none", "a"),
        ("The attack surprised the town.", "attack", "none", "none"),
    ],
)
def test_who_and_whom(nlp: Language, text: str, verb: str, doer: str, done_to: str) -> None:
    tree = tree_of(nlp(text))
    assert doer_and_done_to(tree, tree.words.index(verb)) == (doer, done_to)


@pytest.mark.parametrize(
    ("text", "verb", "other"),
    [
        ("An aircraft then destroyed the launcher.", "destroyed", True),
        ("An aircraft destroyed the launcher.", "destroyed", False),
        ("Later, gunmen stormed the bank.", "stormed", True),
    ],
)
def test_words_that_say_that_it_came_after(nlp: Language, text: str, verb: str, other: bool) -> None:
    tree = tree_of(nlp(text))
    assert is_other(tree, tree.words.index(verb), frozenset()) is other


@pytest.mark.parametrize(
    ("text", "verb", "answer"),
    [
        ("In response to the fire, an aircraft stepped in, destroying the launcher.", "destroying", True),
        ("The army shelled the village in retaliation.", "shelled", True),
        ("The army shelled the village in the morning.", "shelled", False),
        ("In response to a question, he said that the army had shelled the village.", "shelled", False),
        ("The response in the village surprised the army.", "surprised", False),
    ],
)
def test_words_that_say_that_it_was_an_answer(nlp: Language, text: str, verb: str, answer: bool) -> None:
    tree = tree_of(nlp(text))
    assert is_answer(tree, tree.words.index(verb), frozenset({"response", "retaliation"})) is answer
