"""Whether a draft is an event, and how far it can be trusted, as two linear models see it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.matching.event_draft import Draft
from eventwire.matching.event_features import EventFeatures
from eventwire.matching.linear import Linear

EVENT, NONE = "event", "none"
RIGHT, WRONG = "right", "wrong"
RULE = "model/events"


# An article of fewer sentences says too little about itself: nothing of it is dropped.
SENTENCES = 8
# How much more the mean of an article's events weighs than the event itself: where most are figures of speech, so are the others.
ARTICLE = 4.0


@dataclass(frozen=True)
class Judged:
    """A draft with the probability in [0, 1] that it is an event at all, and that it is right with agent and target.

    Attributes:
        event: from the event itself and, more, from all events of its article.
    """

    draft: Draft
    event: float
    right: float


class EventScorer:
    """Judges the drafts of an article.

    Args:
        accept: classes `event` and `none`; `settings["least"]` is the probability below which a draft is dropped. Where it is 0 none
            is, and the model is not asked: every draft has probability 1.
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
        event = [1.0] * len(rows)
        if self.least > 0:
            told = self.accept.probabilities(rows)[:, self.accept.classes.index(EVENT)]
            event = in_article(told.tolist(), features.sentences)
        right = self.confidence.probabilities(rows)[:, self.confidence.classes.index(RIGHT)]
        return [
            Judged(draft, a, calibrated(float(b), self._slope, self._offset))
            for draft, a, b in zip(drafts, event, right, strict=True)
        ]

    def reasons(self, features: EventFeatures, draft: Draft, *, dropped: bool) -> list[tuple[str, float]]:
        """What weighed most for and against a draft: that it is an event where it was dropped, else that it is right."""
        row = features.of(draft)
        return self.accept.reasons(row, EVENT) if dropped else self.confidence.reasons(row, RIGHT)


def by_hand(weights: Mapping[str, Any], draft: Draft) -> float:
    """Confidence without a scorer: a logistic function of what is known about the event, in [0, 1].

    Args:
        weights: of `events/confidence.json`.
    """
    roles = {a["role"] for a in draft.arguments}
    score = weights["bias"] + weights["types"].get(draft.type, 0.0)
    for name, holds in (
        ("agent", "agent" in roles),
        ("acted_upon", bool(roles & {"target", "victim", "recipient"})),
        ("weapon", "weapon" in roles),
        ("time", draft.time is not None),
        ("location", draft.location is not None),
        ("several_mentions", len(draft.acts) > 1),
        ("consequence_only", all(act.consequence for act in draft.acts)),
        ("not_actual", draft.modality != "actual"),
    ):
        score += weights[name] if holds else 0.0
    return round(1 / (1 + math.exp(-score)), 3)


def in_article(probabilities: Sequence[float], sentences: int) -> list[float]:
    """Probabilities of one article's events in the light of each other; 1 where the article is too short to judge by.

    Args:
        probabilities: of each event by itself. sentences: of the article.
    """
    if sentences < SENTENCES:
        return [1.0] * len(probabilities)
    odds = [_log_odds(p) for p in probabilities]
    mean = sum(odds) / len(odds)
    return [_probability((own + ARTICLE * mean) / (1 + ARTICLE)) for own in odds]


def calibrated(p: float, slope: float, offset: float) -> float:
    """A probability whose log-odds are stretched and moved (Platt scaling)."""
    return _probability(slope * _log_odds(p) + offset)


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
