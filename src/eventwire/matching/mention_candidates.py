"""What the mention scorer decides about: the mentions that the rules found, and the noun phrases that they passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventwire.matching.noun_phrase import start_of, top
from eventwire.matching.seeds import Given, Mention, Seed, Taken
from eventwire.matching.tree import Tree

SCORED = ("ACTOR", "PLACE", "WEAPON")
QUANTITY = "QUANTITY"  # numbers are only kept or taken back, never found
_NOUNS = frozenset({"NOUN", "PROPN"})
_NOT_WORDS = frozenset({"$", "%", "#", "€", "£"})


@dataclass(slots=True)
class Candidate:
    """A noun phrase that may be a mention.

    Attributes:
        start, end: half-open tokens. head: its noun. seed: what the rules made of it; None where they found nothing.
        recognized: the trained recognizer's label of its head, or "". inside: labels of the mentions that it would take in.
    """

    start: int
    end: int
    head: int
    seed: Mention | None = None
    recognized: str = ""
    inside: tuple[str, ...] = ()


def candidates(tree: Tree, found: Iterable[Mention], recognized: Iterable[Given]) -> list[Candidate]:
    """All candidates of an article in text order, those of the rules included.

    Args:
        found: the mentions of the rules, dates and quantities too. recognized: the recognizer's entities.
    """
    named = {i: given.label for given in recognized for i in range(given.start, given.end)}
    values, at = Taken(len(tree)), {}
    for mention in found:
        if mention.label not in SCORED:
            values.put(mention)
        at.update(dict.fromkeys(range(mention.start, mention.end), mention))
    own = {id(m): m for m in at.values() if m.label in (*SCORED, QUANTITY)}
    rows = [Candidate(m.start, m.end, m.head, m, named.get(m.head, "")) for m in own.values()]
    rows += [
        Candidate(*_phrase(tree, i, values, at), recognized=named.get(i, ""))
        for i in range(len(tree))
        if i not in at and _may_head(tree, i)
    ]
    for row in rows:
        if row.seed is None:
            inside = {id(at[i]): at[i] for i in range(row.start, row.end) if i in at}
            row.inside = tuple(m.label for m in inside.values())
    return sorted(rows, key=lambda row: (row.start, row.end))


def _may_head(tree: Tree, i: int) -> bool:
    if tree.pos[i] not in _NOUNS or tree.lowers[i] in _NOT_WORDS or not tree.words[i][:1].isalnum():
        return False
    if tree.tags[i] == "POS" or len(tree.words[i]) < 2:
        return False
    after = i + 1
    # not the first half of a compound
    return not (after < len(tree) and tree.words[after] == "-" and not tree.spaces[i])


def _phrase(tree: Tree, i: int, values: Taken, at: dict[int, Mention]) -> tuple[int, int, int]:
    """Start, end and head of the phrase of an unclaimed noun, which may take in mentions that only modify it."""
    start = start_of(tree, i, i, values.stop(i), compound=top(tree, i) != i)
    while start < i and start in at and start - 1 in at and at[start] is at[start - 1]:
        start += 1
    return start, i + 1, i


def claimed(seed: Mention) -> bool:
    """Whether a name of the lexicon stands there, on whose label the scorer has little to say."""
    return isinstance(seed, Seed) and seed.known and not seed.generic and not seed.state
