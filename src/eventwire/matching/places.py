"""Where an event happened, when the trigger's own words do not say: the place phrase of its clause or sentence."""

from __future__ import annotations

from eventwire.matching.fillers import Fillers
from eventwire.matching.tree import Tree

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "within",
        "throughout",
        "along",
        "off",
        "on",
        "over",
    }
)

# Sentences of real articles are shorter and flatter; the bounds keep a text without sentence ends linear.
_WINDOW = 150
STEPS = 40


def above(tree: Tree, i: int) -> list[int]:
    """The heads above a token, nearest first, at most `STEPS` of them."""
    found: list[int] = []
    while tree.heads[i] != i and len(found) < STEPS:
        i = tree.heads[i]
        found.append(i)
    return found


def nearest_places(
    tree: Tree,
    fillers: Fillers,
    head: int,
    *,
    taken: set[tuple[int, ...]],
    seats: frozenset[str] = frozenset(),
    others: frozenset[int] = frozenset(),
) -> list[str]:
    """The PLACE mention of the sentence's locative phrase that is nearest to the trigger in the tree, with those coordinated with it.

    Args:
        head: the trigger's head token. taken: token bounds of mentions that fill other roles.
        seats: verbs that say where somebody is ("forces stationed in …"); their place is the event's.
        others: head tokens of the other triggers; a place below one of them is that one's.
    """
    first, last = tree.bounds[tree.sents[head]]
    first, last = max(first, head - _WINDOW), min(last, head + _WINDOW)
    path = clause_path(tree, head)
    best: tuple[int, int, str] | None = None
    for i in range(first, last):
        name = fillers.head.get(i)
        if name is None:
            continue
        row = fillers.rows[name]
        if row["label"] != "PLACE" or tuple(row["tokens"]) in taken:
            continue
        if not _locative(tree, i):
            continue
        steps = _steps(tree, i, path, seats, others)
        if steps is None:
            continue
        key = (steps, abs(i - head), name)
        if best is None or key < best:
            best = key
    if best is None:
        return []
    names = [best[2]]
    for j in tree.conjuncts(fillers.rows[best[2]]["head"])[1:]:
        other = fillers.head.get(j)
        if other is not None and fillers.rows[other]["label"] == "PLACE":
            names.append(other)
    return names


def clause_path(tree: Tree, head: int, *, stops: tuple[str, ...] = ("ccomp",)) -> dict[int, int]:
    """The trigger and the heads above it, with their distances, up to a clause that hangs by one of `stops`."""
    path = {head: 0}
    below = head
    for n, j in enumerate(above(tree, head), 1):
        if tree.deps[below] in stops and not _purpose(tree, below):
            break
        path[j] = n
        below = j
    return path


def _purpose(tree: Tree, i: int) -> bool:
    """Whether a clause is the infinitive of a noun ("attempts to strike"), which happens when its governor does."""
    return tree.deps[i] == "acl" and any(
        tree.tags[j] == "TO" and tree.deps[j] == "aux" for j in tree.children[i]
    )


def _steps(
    tree: Tree, i: int, path: dict[int, int], seats: frozenset[str], others: frozenset[int]
) -> int | None:
    """How far a place is from the trigger, or None where it belongs to another clause or to somebody further up.

    "Sources in Ankara said …" and "the director, who is based in London" tell nothing about the event.
    """
    steps, j, nouns = 0, i, 0
    while j not in path:
        if tree.heads[j] == j or steps >= STEPS:
            return None
        j = tree.heads[j]
        steps += 1
        if j not in path:
            if j in others:
                return None
            if tree.pos[j] in ("VERB", "AUX") and (tree.deps[j] != "acl" or tree.lemmas[j] not in seats):
                return None
            nouns += tree.pos[j] in ("NOUN", "PROPN")
    return steps + path[j] if nouns <= (2 if path[j] == 0 else 1) else None


def _locative(tree: Tree, i: int) -> bool:
    """Whether a noun stands in a phrase of place: "in", "near", …, also as a member or apposition in one."""
    j = i
    for _ in range(6):
        dep = tree.deps[j]
        if dep == "pobj":
            return tree.lowers[tree.heads[j]] in _LOCATIVE
        if dep == "npadvmod":
            return True
        if dep not in ("appos", "conj", "compound", "nmod") or tree.heads[j] == j:
            return False
        j = tree.heads[j]
    return False
