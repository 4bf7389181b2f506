"""Whether a draft is an event, and how far it can be trusted, as two linear models see it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eventwire.matching.event_draft import Draft
from eventwire.matching.event_features import EventFeatures
from eventwire.matching.linear import Linear

EVENT, NONE = "event", "none"
RIGHT, WRONG = "right", "wrong"
RULE = "model/events"


@dataclass(frozen=True)
class Judged:
    """A draft with the probability in [0, 1] that it is an event at all, and that it is right with agent and target."""

    draft: Draft
    event: float
    right: float


class EventScorer:
    """Judges the drafts of an article.

    Args:
        accept: classes `event` and `none`; `settings["least"]` is the probability below which a draft is dropped.
        confidence: classes `right` and `wrong`; `settings` has `slope` and `offset`, which calibrate its log-odds.
    """

    def __init__(self, accept: Linear, confidence: Linear) -> None:
        self.accept = accept
        self.confidence = confidence
        self.least = float(accept.settings["least"])
        self._slope = float(confidence.settings["slope"])
        self._offset = float(confidence.settings["offset"])

    def judge(self, features: EventFeatures, drafts: Sequence[Draft]) -> list[Judged]:
        """Every draft with its probabilities."""
        rows = [features.of(draft) for draft in drafts]
        if not rows:
            return []
        event = self.accept.probabilities(rows)[:, self.accept.classes.index(EVENT)]
        right = self.confidence.probabilities(rows)[:, self.confidence.classes.index(RIGHT)]
        return [
            Judged(draft, float(a), calibrated(float(b), self._slope, self._offset))
            for draft, a, b in zip(drafts, event, right, strict=True)
        ]


def calibrated(p: float, slope: float, offset: float) -> float:
    """A probability whose log-odds are stretched and moved (Platt scaling)."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + offset)))
