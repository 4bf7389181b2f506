"""Maximum one-to-one matching between gold items and predicted items."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
P = TypeVar("P")


def match(
    gold: Sequence[G], predicted: Sequence[P], weight: Callable[[G, P], float]
) -> list[tuple[int, int]]:
    """As many pairs as possible, each item in at most one.

    Pairs of weight 0 or less are no candidates. Heavier pairs are taken first, and given up only where that makes one
    more pair possible, so the number of pairs is the maximum and does not depend on the order of the items.

    Args:
        gold, predicted: the two sides. weight: how well a pair fits.

    Returns:
        Pairs of indices, sorted.

    Source: augmenting paths in a bipartite graph (Berge 1957), breadth first from every free gold item.
    """
    candidates: list[list[int]] = []
    ranked: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        row = [(-w, i, j) for j, p in enumerate(predicted) if (w := weight(g, p)) > 0]
        row.sort()
        candidates.append([j for _, _, j in row])
        ranked += row
    partner_of_gold: dict[int, int] = {}
    partner: dict[int, int] = {}
    for _, i, j in sorted(ranked):
        if i not in partner_of_gold and j not in partner:
            partner_of_gold[i] = j
            partner[j] = i
    for i in range(len(gold)):
        if i not in partner_of_gold and candidates[i]:
            _augment(i, candidates, partner_of_gold, partner)
    return sorted(partner_of_gold.items())


def _augment(
    start: int, candidates: list[list[int]], partner_of_gold: dict[int, int], partner: dict[int, int]
) -> None:
    """Find a path from a free gold item to a free predicted item and flip it, if there is one."""
    came_from: dict[int, int] = {}  # predicted -> the gold item it was reached from
    queue = deque([start])
    while queue:
        i = queue.popleft()
        for j in candidates[i]:
            if j in came_from:
                continue
            came_from[j] = i
            if j in partner:
                queue.append(partner[j])
                continue
            end: int | None = j
            while end is not None:
                i = came_from[end]
                partner[end], before = i, partner_of_gold.get(i)
                partner_of_gold[i] = end
                end = before
            return
