"""Does `confidence` say how often an event is right?

A predicted event is right where it is a pair with a gold event (same type, triggers or further mentions overlap, one to
one), and its agents and its targets are those of the gold event: as many, and each at any mention of the gold argument's
entity. An event with no agent is right there only if the gold event has none. A victim is no target.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, best, bounds
from eventwire.schema import ArticleRecord, Event

BINS = 10
_ROLES = ("agent", "target")
_DRAWS = 200


class Judgement(NamedTuple):
    """A predicted event: its confidence in [0, 1], and whether it is right."""

    confidence: float
    right: bool


class Bin(NamedTuple):
    """Predicted events of similar confidence.

    Attributes:
        low, high: bounds of the confidence, half-open (the last one includes 1). events: how many. confidence: their mean.
        right: share of them that are right.
    """

    low: float
    high: float
    events: int
    confidence: float
    right: float


@dataclass
class Calibration:
    """Predicted events with their confidence and what became of them."""

    judgements: list[Judgement]

    @cached_property
    def bins(self) -> list[Bin]:
        """The reliability table: ten bins of equal width, empty ones left out."""
        rows: dict[int, list[Judgement]] = {}
        for j in self.judgements:
            rows.setdefault(_bin(j.confidence), []).append(j)
        return [
            Bin(
                i / BINS,
                (i + 1) / BINS,
                len(row),
                sum(j.confidence for j in row) / len(row),
                sum(j.right for j in row) / len(row),
            )
            for i, row in sorted(rows.items())
        ]

    @property
    def right(self) -> float | None:
        """Share of all predicted events that are right."""
        return _mean(float(j.right) for j in self.judgements)

    @property
    def confidence(self) -> float | None:
        """Mean confidence."""
        return _mean(j.confidence for j in self.judgements)

    @property
    def error(self) -> float | None:
        """Expected calibration error: |share right - mean confidence| of the bins, weighted by their events; in [0, 1].

        Source: Naeini, Cooper and Hauskrecht 2015.
        """
        return _error(self.judgements)

    @property
    def brier(self) -> float | None:
        """Mean squared difference of confidence and outcome, in [0, 1]; 0 is best."""
        return _mean((j.confidence - j.right) ** 2 for j in self.judgements)

    @cached_property
    def floor(self) -> float | None:
        """The calibration error that a perfectly calibrated confidence would show by chance on as many events.

        The error of few events is never 0, however good the confidence: outcomes are drawn 200 times from the
        confidences themselves, with a fixed seed, and the mean of their errors is taken.
        """
        if not self.judgements:
            return None
        dice = random.Random(1)
        drawn = [
            _error([Judgement(j.confidence, dice.random() < j.confidence) for j in self.judgements]) or 0.0
            for _ in range(_DRAWS)
        ]
        return sum(drawn) / len(drawn)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, rounded to four places; None without predicted events."""
        return {
            "right": "paired with a gold event of the same type, with its agents and targets",
            "events": len(self.judgements),
            "expected_calibration_error": _rounded(self.error),
            "error_if_calibrated": _rounded(self.floor),
            "brier": _rounded(self.brier),
            "mean_confidence": _rounded(self.confidence),
            "share_right": _rounded(self.right),
            "bins": [
                {
                    "low": b.low,
                    "high": b.high,
                    "events": b.events,
                    "mean_confidence": _rounded(b.confidence),
                    "share_right": _rounded(b.right),
                }
                for b in self.bins
            ],
        }


def _bin(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _error(judgements: list[Judgement]) -> float | None:
    if not judgements:
        return None
    gaps = [0.0] * BINS
    for confidence, right in judgements:
        gaps[_bin(confidence)] += right - confidence
    return sum(map(abs, gaps)) / len(judgements)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def judge(gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]) -> list[Judgement]:
    """The predicted events of an article, in its order; `pairs` are the matched events."""
    at: dict[str, list[Bounds]] = {}
    for m in gold.mentions:
        at.setdefault(m.entity, []).append(bounds(m))
    twin = {p.id: g for g, p in pairs}
    return [
        Judgement(
            p.confidence, p.id in twin and all(_filled_alike(twin[p.id], p, role, at) for role in _ROLES)
        )
        for p in predicted.events
    ]


def _filled_alike(g: Event, p: Event, role: str, at: dict[str, list[Bounds]]) -> bool:
    wanted = [[bounds(a), *at.get(a.entity or "", ())] for a in g.arguments if a.role == role]
    found = [bounds(a) for a in p.arguments if a.role == role]
    return len(wanted) == len(found) == len(match(wanted, found, lambda w, f: best(w, [f])))
