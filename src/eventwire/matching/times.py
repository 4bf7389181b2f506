"""When an event happened: the date expression of the trigger's clause."""

from __future__ import annotations

from collections.abc import Set

from eventwire.matching.fillers import Fillers
from eventwire.matching.places import STEPS, clause_path
from eventwire.matching.time_order import apart_in_time
from eventwire.matching.tree import Tree

_WINDOW = 150


def nearest_date(tree: Tree, fillers: Fillers, head: int, order: Set[str]) -> str | None:
    """The DATE mention that hangs on the trigger or on a word above it in its clause, nearest by the tree, or None.

    A date above a content clause ("said on Tuesday that …") dates the saying, not what was said. A date behind a clause with "after" or
    "before" is that clause's, whatever the parse says.

    Args:
        head: the trigger's. order: words like "after" and "before".
    """
    first, last = tree.bounds[tree.sents[head]]
    first, last = max(first, head - _WINDOW), min(last, head + _WINDOW)
    path = clause_path(tree, head, stops=("ccomp", "relcl", "acl"))
    own = _of_its_own(tree, path, order)
    best: tuple[int, int, str] | None = None
    for i in range(first, last):
        name = fillers.head.get(i)
        if name is None or name not in fillers.days:
            continue
        distance, j = 0, i
        while j not in path and tree.heads[j] != j and distance < STEPS:
            j = tree.heads[j]
            distance += 1
            if distance > 1 and tree.deps[j] == "prep" and apart_in_time(tree, j, order):
                distance = STEPS  # the date of what is named there: "the raid came after a quiet since the truce of May"
            # a date inside another clause belongs there
            if tree.deps[j] in ("relcl", "advcl", "ccomp") and j not in path:
                distance += 4
        if (
            distance >= STEPS
            or j not in path
            or (j not in own and i < head)
            or _of_a_clause(tree, i, j, path, order)
        ):
            continue
        key = (distance + path[j], abs(i - head), name)
        if best is None or key < best:
            best = key
    return None if best is None else best[2]


def _of_a_clause(tree: Tree, date: int, above: int, path: dict[int, int], order: Set[str]) -> bool:
    """Whether a date that hangs on a word stands behind what came before or after: "occurred after rockets were fired, on the previous day"."""
    return any(
        above < k < date and k not in path and tree.deps[k] == "advcl" and apart_in_time(tree, k, order)
        for k in tree.children[above]
    )


def _of_its_own(tree: Tree, path: dict[int, int], order: Set[str]) -> dict[int, int]:
    """A path without what another event came before or after: "returned on Monday, days after they were seized"."""
    kept: dict[int, int] = {}
    for i, distance in path.items():
        kept[i] = distance
        if tree.deps[i] == "advcl" and apart_in_time(tree, i, order):
            break
    return kept
