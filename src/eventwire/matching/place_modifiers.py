"""Places before an actor's noun: "the Harlow fire department" says where, and who.

A town, county or province that opens an actor's noun phrase is a mention of its own, and the actor's mention begins after it.
Countries belong to their actors ("U.S. troops"), and so does what an armed group, an army or a party is called after.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from eventwire.matching.seeds import Given, Mention, Seed
from eventwire.matching.tree import Tree

MODIFIER = "toponym/modifier"  # rule of the mentions made here
_KINDS = frozenset({"person", "police", "government", "organization", "civilians", "media"})


def part(
    tree: Tree, found: list[Seed], toponyms: Iterable[Given], *, countries: Set[int], known: Set[int]
) -> list[Mention]:
    """Cut the places off the actors that they open.

    Args:
        found: all mentions; the actors' bounds are changed in place.
        toponyms: place names, labelled as `doc.spans["toponyms"]`.
        countries: first tokens of the names of countries. known: tokens of what the lexicon knows as an actor ("SWAT teams", "Brig. Gen.").

    Returns:
        The new PLACE mentions, also for openers that no mention covers.
    """
    over = {i: seed for seed in found for i in range(seed.start, seed.end)}
    places: list[Mention] = []
    for name in toponyms:
        if name.label == "PERSON" or not known.isdisjoint(range(name.start, name.end)):
            continue
        seed = over.get(name.start) or over.get(name.end - 1)
        if seed is None:
            if name.label == "OPENS":
                places.append(_place(name))
            continue
        if name.start in countries or not _separable(tree, seed, name):
            continue
        seed.start = name.end
        places.append(_place(name))
    return places


def _place(name: Given) -> Mention:
    return Mention(name.start, name.end, name.end - 1, "PLACE", "city", rule=MODIFIER)


def _separable(tree: Tree, seed: Seed, name: Given) -> bool:
    if seed.label != "ACTOR" or seed.kind not in _KINDS or (seed.entry or "").startswith("actor/"):
        return False
    after = name.end
    if name.start < seed.start or after >= seed.end or not after <= seed.head < seed.end:
        return False
    first = tree.bounds[tree.sents[seed.start]][0]
    if any(tree.words[i][:1].isupper() and i != first for i in range(seed.start, name.start)):
        return False
    return tree.tags[after] != "POS" and tree.words[after][:1].isalpha()
