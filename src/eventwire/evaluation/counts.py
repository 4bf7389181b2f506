"""The figures that scores are made of: hits and misses with precision, recall and F1, and accuracies."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Counts:
    """True positives, false positives and false negatives; ratios are None where they are undefined."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def support(self) -> int:
        """Number of gold items."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """Share of the predicted items that are right, in [0, 1]; None where nothing was predicted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of the gold items that were found, in [0, 1]; None where there is no gold."""
        return self.tp / self.support if self.support else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, in [0, 1]; None where there is neither gold nor prediction."""
        whole = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / whole if whole else None

    def merge(self, other: Counts) -> None:
        """Add the counts of further articles."""
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn

    def add(self, gold: int, predicted: int, hits: int) -> None:
        """Count one article: its gold items, predicted items, and how many of them are pairs."""
        self.tp += hits
        self.fp += predicted - hits
        self.fn += gold - hits

    def to_dict(self) -> dict[str, Any]:
        """Plain values; ratios rounded to four places, None where undefined."""
        ratios = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {name: None if value is None else round(value, 4) for name, value in ratios.items()}
        return {**rounded, "tp": self.tp, "fp": self.fp, "fn": self.fn, "support": self.support}


@dataclass
class Pair:
    """Counts under the two notions of a hit: the same span, and an overlapping one."""

    exact: Counts = field(default_factory=Counts)
    overlap: Counts = field(default_factory=Counts)

    def merge(self, other: Pair) -> None:
        """Add the counts of further articles."""
        self.exact.merge(other.exact)
        self.overlap.merge(other.overlap)

    def to_dict(self) -> dict[str, Any]:
        """Plain values under `exact` and `overlap`."""
        return {"exact": self.exact.to_dict(), "overlap": self.overlap.to_dict()}


@dataclass
class Accuracy:
    """How many items have the right value: of the matched ones, and end to end.

    Attributes:
        correct, total: of the matched items that are compared. whole: the hits end to end, at most `correct`.
        gold, predicted: number of items that have the value, matched or not.
    """

    correct: int = 0
    total: int = 0
    whole: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def value(self) -> float | None:
        """In [0, 1]; None where nothing was matched."""
        return self.correct / self.total if self.total else None

    @property
    def end_to_end(self) -> Counts:
        """A hit is an item that was found and has the right value."""
        return Counts(self.whole, self.predicted - self.whole, self.gold - self.whole)

    def merge(self, other: Accuracy) -> None:
        """Add the counts of further articles."""
        for name in ("correct", "total", "whole", "gold", "predicted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def to_dict(self) -> dict[str, Any]:
        """Plain values; the accuracy rounded to four places."""
        value = self.value
        return {
            "accuracy": None if value is None else round(value, 4),
            "correct": self.correct,
            "total": self.total,
        }


@dataclass
class Layer:
    """All figures of one layer of the contract.

    Attributes:
        total: over all items. groups: notion ("label", "type", "role" …) → group → counts.
        values: name of a field → its accuracy. distances: name of a field → kilometres between matched points.
    """

    total: Pair = field(default_factory=Pair)
    groups: dict[str, dict[str, Pair]] = field(default_factory=dict)
    values: dict[str, Accuracy] = field(default_factory=dict)
    distances: dict[str, list[float]] = field(default_factory=dict)

    def pair(self, notion: str, group: str) -> Pair:
        """The counts of a group, new where it was not seen before."""
        return self.groups.setdefault(notion, {}).setdefault(group, Pair())

    def value(self, name: str) -> Accuracy:
        """The accuracy of a field, new where it was not seen before."""
        return self.values.setdefault(name, Accuracy())

    def merge(self, other: Layer) -> None:
        """Add the figures of further articles."""
        self.total.merge(other.total)
        for notion, groups in other.groups.items():
            for name, pair in groups.items():
                self.pair(notion, name).merge(pair)
        for name, accuracy in other.values.items():
            self.value(name).merge(accuracy)
        for name, kilometres in other.distances.items():
            self.distances.setdefault(name, []).extend(kilometres)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, groups and fields sorted by name."""
        return {
            **self.total.to_dict(),
            "groups": {
                notion: {name: pair.to_dict() for name, pair in sorted(groups.items())}
                for notion, groups in sorted(self.groups.items())
            },
            "values": {name: value.to_dict() for name, value in sorted(self.values.items()) if value.total},
            "values_end_to_end": {
                name: value.end_to_end.to_dict() for name, value in sorted(self.values.items())
            },
            "distances": {name: spread(found) for name, found in sorted(self.distances.items())},
        }


def spread(kilometres: list[float]) -> dict[str, Any]:
    """Number, median and 90th percentile of distances, in kilometres to one place."""
    if len(kilometres) < 2:
        median = tail = kilometres[0]
    else:
        tenths = statistics.quantiles(kilometres, n=10, method="inclusive")
        median, tail = tenths[4], tenths[8]
    return {"pairs": len(kilometres), "median_km": round(median, 1), "p90_km": round(tail, 1)}
