"""Clauses and phrases that name what another event came before or after."""

from __future__ import annotations

from collections.abc import Set

from eventwire.matching.tree import Tree


def apart_in_time(tree: Tree, i: int, order: Set[str]) -> bool:
    """Whether token `i` heads what another event came before or after: "after rockets were fired", "before the raid".

    Args:
        order: conjunctions and prepositions that say so (`class/time-order`).
    """
    mark = tree.child(i, "mark") if tree.deps[i] == "advcl" else None
    word = tree.lowers[i] if tree.deps[i] == "prep" else "" if mark is None else tree.lowers[mark]
    return word in order
