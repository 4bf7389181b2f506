"""Adding one article's items to the counts of a layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from eventwire.evaluation.align import match
from eventwire.evaluation.counts import Layer

Weight = Callable[[Any, Any], float]


def count(
    layer: Layer, gold: Sequence[Any], predicted: Sequence[Any], exact: Weight, overlap: Weight
) -> list[tuple[int, int]]:
    """Add an article's items to the layer's totals; the overlapping pairs."""
    pairs = match(gold, predicted, overlap)
    layer.total.overlap.add(len(gold), len(predicted), len(pairs))
    layer.total.exact.add(len(gold), len(predicted), len(match(gold, predicted, exact)))
    return pairs


def group(
    layer: Layer,
    notion: str,
    gold: Sequence[Any],
    predicted: Sequence[Any],
    name: Callable[[Any], str | None],
    exact: Weight,
    overlap: Weight,
) -> None:
    """Add an article's items to the counts of their groups; an item with no group is in none."""
    sides: dict[str, tuple[list[Any], list[Any]]] = {}
    for side, items in enumerate((gold, predicted)):
        for item in items:
            named = name(item)
            if named is not None:
                sides.setdefault(named, ([], []))[side].append(item)
    for named, (g, p) in sides.items():
        pair = layer.pair(notion, named)
        pair.exact.add(len(g), len(p), len(match(g, p, exact)))
        pair.overlap.add(len(g), len(p), len(match(g, p, overlap)))
