"""What a number counts: its noun, and what sort of thing that is."""

from __future__ import annotations

from collections.abc import Mapping, Set

from eventwire.matching.tree import Tree

_FORCES = frozenset({"military", "armed_group", "police"})
_MUNITIONS = frozenset({"drone", "rocket", "missile", "mortar", "artillery", "bomb", "ied", "mine"})


def counted_by(tree: Tree, start: int, end: int, number: int) -> int | None:
    """The head of what the number counts: its noun, or that after "of"; None where it stands alone."""
    bound = tree.bounds[tree.sents[start]][1]
    if end < bound and tree.lowers[end] == "of":
        for j in range(end + 1, min(bound, end + 8)):
            if tree.pos[j] in ("NOUN", "PROPN") or (tree.tags[j] in ("JJ", "VBN") and _heads(tree, j)):
                return _phrase_head(tree, j, bound)
            if tree.pos[j] not in ("DET", "ADJ", "ADV", "PRON", "NUM", "VERB", "PUNCT"):
                return None
        return None
    for j in (number, start):
        h = tree.heads[j]
        seen = 0
        while seen < 4 and start <= h < end and tree.heads[h] != h:
            h, seen = tree.heads[h], seen + 1
        if h >= end and h < bound and tree.pos[h] in ("NOUN", "PROPN") and h - end < 10:
            return h
    first = end
    if first < bound and tree.pos[first] in ("NOUN", "PROPN"):
        return _phrase_head(tree, first, bound)
    if (
        first + 1 < bound
        and tree.pos[first] == "ADJ"
        and tree.tags[first] != "VBN"
        and tree.pos[first + 1] in ("NOUN", "PROPN")
    ):
        return _phrase_head(tree, first + 1, bound)
    return None


def kind_of(
    tree: Tree, counted: int | None, labels: Mapping[int, tuple[str, str | None]], forces: Set[str]
) -> str:
    """What sort of thing is counted, as `MeasureRule.counts` names it.

    Args:
        labels: label and kind of the known name or noun that each token belongs to. forces: lemmas of people who are sent.
    """
    if counted is None:
        return "bare"
    label, kind = labels.get(counted, ("", None))
    if (label == "ACTOR" and kind in _FORCES) or (label != "WEAPON" and tree.lemmas[counted] in forces):
        return "forces"
    if label == "ACTOR":
        return "people"
    if label == "WEAPON":
        return "munition" if kind in _MUNITIONS else "platform"
    if label == "PLACE":
        return "place"
    if tree.lemmas[counted] in ("other", "one", "dead", "wounded"):
        return "people"
    return "thing"


def _heads(tree: Tree, i: int) -> bool:
    """Whether an adjective or participle is itself the noun ("three of the dead")."""
    return tree.deps[i] in ("pobj", "dobj", "nsubj", "nsubjpass")


def _phrase_head(tree: Tree, i: int, bound: int) -> int:
    """The last noun of the run that begins at `i`."""
    while i + 1 < bound and tree.pos[i + 1] in ("NOUN", "PROPN") and tree.heads[i] > i:
        i += 1
    return i
