"""Whom a pronoun means, as far as position tells: the nearest fitting actor before it, subjects first."""

from __future__ import annotations

from eventwire.matching.fillers import Fillers
from eventwire.matching.tree import Tree

_PERSON = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_GROUP = frozenset({"they", "them", "their", "themselves"})
_THING = frozenset({"it", "its", "itself"})
PRONOUNS = _PERSON | _GROUP | _THING
_BACK = 3  # sentences
_WINDOW = 200  # tokens


def antecedent(tree: Tree, fillers: Fillers, i: int) -> str | None:
    """The mention that the pronoun at token `i` stands for, or None.

    "He" and "she" take a person; "they" a group, or a plural noun; "it" an actor that is neither. Of the fitting mentions the
    last subject within the sentence or the three before it is taken, else the last of any kind in the sentence before.
    """
    word = tree.lowers[i]
    sentence = tree.sents[i]
    first = max(tree.bounds[max(0, sentence - _BACK)][0], i - _WINDOW)
    fallback: str | None = None
    for j in range(i - 1, first - 1, -1):
        name = fillers.head.get(j)
        if name is None or fillers.rows[name]["label"] != "ACTOR":
            continue
        if not _fits(word, tree, j, fillers.kind(j), bool(fillers.rows[name]["generic"])):
            continue
        if tree.deps[j] in ("nsubj", "nsubjpass") and tree.heads[j] != tree.heads[i]:
            return name
        if fallback is None and tree.sents[j] >= sentence - 1 and tree.heads[j] != tree.heads[i]:
            fallback = name
    return fallback


def _fits(word: str, tree: Tree, j: int, kind: str | None, generic: bool) -> bool:
    plural = tree.tags[j] in ("NNS", "NNPS")
    if word in _PERSON:
        one = generic and tree.tags[j] == "NN" and kind in ("civilians", "armed_group", "police")
        return (kind == "person" or one) and not plural
    if word in _GROUP:
        return plural or kind in ("armed_group", "police", "civilians")
    return kind not in ("person", "civilians", None) and not plural
