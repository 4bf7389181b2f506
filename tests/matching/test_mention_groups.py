"""Mentions that share their kind, and numbers that the scorer keeps or takes back."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventwire.matching.mention_candidates import Candidate
from eventwire.matching.mention_groups import of_one_kind
from eventwire.matching.mention_scorer import Thresholds, chosen
from eventwire.matching.seeds import Mention, Seed
from eventwire.matching.tree import Tree, tree_of
from eventwire.training.mentions import Marked, truths

THRESHOLDS = Thresholds({"ACTOR": 0.4, "PLACE": 0.4, "WEAPON": 0.4}, drop=0.7, flip=0.6, kind=0.4, sure=0.8)


@pytest.fixture(scope="module")
def tree() -> Tree:
    """Velmora, a ferry firm, sued two firms; "Velmora lost", clerks said."""
    words = ["Velmora", ",", "a", "firm", ",", "sued", "two", "firms", ";", "Velmora", "lost", "."]
    heads = [5, 0, 3, 0, 0, 5, 7, 5, 5, 10, 5, 5]
    deps = ["nsubj", "punct", "det", "appos", "punct", "ROOT", "nummod", "dobj", "punct", "nsubj", "conj", "punct"]  # fmt: skip
    tags = ["NNP", ",", "DT", "NN", ",", "VBD", "CD", "NNS", ":", "NNP", "VBD", "."]
    return tree_of(Doc(Vocab(), words=words, heads=heads, deps=deps, tags=tags))


def actor(i: int, *, generic: bool = False) -> Seed:
    return Seed(i, i + 1, i, "ACTOR", "person", generic=generic, rule="ner/PERSON")


def test_one_name_and_its_apposition_share_their_kind(tree: Tree) -> None:
    mentions = [actor(0), actor(3, generic=True), actor(7, generic=True), actor(9)]
    assert of_one_kind(tree, mentions) == [[0, 1, 3], [2]]


def test_another_label_shares_nothing(tree: Tree) -> None:
    place = Seed(9, 10, 9, "PLACE", "city")
    assert of_one_kind(tree, [actor(0), place]) == [[0], [1]]


@pytest.mark.parametrize(("none", "label"), [(0.9, "NONE"), (0.5, "QUANTITY")])
def test_a_number_is_kept_or_taken_back_but_never_renamed(none: float, label: str) -> None:
    row = Candidate(6, 7, 6, Mention(6, 7, 6, "QUANTITY", rule="quantity"))
    weighed = [[1 - none, none, 0.0, 0.0, 0.0]]
    assert chosen(THRESHOLDS, ("ACTOR", "NONE", "PLACE", "QUANTITY", "WEAPON"), [row], weighed) == [label]


def test_a_number_inside_of_an_actor_is_no_actor(tree: Tree) -> None:
    rows = [Candidate(6, 7, 6, Mention(6, 7, 6, "QUANTITY")), Candidate(7, 8, 7, actor(7, generic=True))]
    both = (tree.starts[6], tree.ends[7])
    labels, kinds = truths(tree, rows, [Marked(*both, "ACTOR", "organization")])
    assert (labels, kinds) == (["NONE", "ACTOR"], [None, "ACTOR/organization"])
    labels, _ = truths(tree, rows, [Marked(tree.starts[6], tree.ends[6], "QUANTITY")])
    assert labels == ["QUANTITY", "NONE"]
