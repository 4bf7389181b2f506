"""Every figure of a set of layers as a ratio of two sums, under a name: what intervals and comparisons are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eventwire.evaluation.counts import Counts, Layer, Pair

Path = tuple[str, ...]  # layer, then as in the JSON: ("events", "groups", "type", "ASSAULT", "overlap", "f1")
FIGURES = ("precision", "recall", "f1")


class Ratio(NamedTuple):
    """A figure: its value is above / below, undefined where below is 0."""

    above: float
    below: float


def ratios(layers: Mapping[str, Layer]) -> Iterator[tuple[Path, Ratio]]:
    """All figures: of the totals, of every group, and of the values, matched and end to end."""
    for name, layer in layers.items():
        yield from _pair((name,), layer.total)
        for notion, groups in layer.groups.items():
            for group, pair in groups.items():
                yield from _pair((name, "groups", notion, group), pair)
        for field, accuracy in layer.values.items():
            yield (name, "values", field), Ratio(accuracy.correct, accuracy.total)
            yield from _counts((name, "values_end_to_end", field), accuracy.end_to_end)


def _pair(path: Path, pair: Pair) -> Iterator[tuple[Path, Ratio]]:
    yield from _counts((*path, "exact"), pair.exact)
    yield from _counts((*path, "overlap"), pair.overlap)


def _counts(path: Path, counts: Counts) -> Iterator[tuple[Path, Ratio]]:
    yield (*path, "precision"), Ratio(counts.tp, counts.tp + counts.fp)
    yield (*path, "recall"), Ratio(counts.tp, counts.support)
    yield (*path, "f1"), Ratio(2 * counts.tp, 2 * counts.tp + counts.fp + counts.fn)
