"""Training the event scorer: which events of the rules to keep, and a confidence that says how often they are right."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from spacy.language import Language

from eventwire.evaluation.gold import Gold
from eventwire.matching.event_scorer import EVENT, NONE, RIGHT, WRONG, in_article
from eventwire.matching.linear import Linear
from eventwire.training.cross_validation import cross_validated
from eventwire.training.events import EventExample, EventExamples, event_examples
from eventwire.training.figures import Figures
from eventwire.training.fit import fit

STRENGTH = 0.03
# Probabilities that are tried. Higher ones gain a thousandth on `corpus/dev` and lose 0.008 on WikiEvents (dev).
_LEAST = tuple(round(0.05 * i, 2) for i in range(11))
# F1 that may be given up for a lower threshold: texts unlike the corpus have lower probabilities, and a high one would lose true events.
_TOLERANCE = 0.003
_ROUNDS = 200


@dataclass(frozen=True)
class TrainedEvents:
    """Two models and what they are worth.

    Attributes:
        accept: for `events/accept.npz`. confidence: for `events/confidence.npz`.
        rules: figures of the rules alone on the held articles. scored: with the scorer there. examples: number.
    """

    accept: Linear
    confidence: Linear
    rules: Figures
    scored: Figures
    examples: int


def train_events(
    nlp: Language, golds: Iterable[Gold], held: Iterable[Gold], *, about: Mapping[str, Any] | None = None
) -> TrainedEvents:
    """Fit the event scorer to gold articles, its threshold and calibration to others.

    Args:
        nlp: a pipeline whose events component has no scorer. golds: what the weights are learned from.
        held: articles that nothing in the pipeline was learned from; on the others its events are better than elsewhere.
        about: stored in the models.
    """
    return fit_events(event_examples(nlp, golds), event_examples(nlp, held), about=about)


def fit_events(
    examples: EventExamples,
    held: EventExamples | None = None,
    *,
    prior: tuple[Linear, Linear] | None = None,
    about: Mapping[str, Any] | None = None,
) -> TrainedEvents:
    """Fit the event scorer to examples.

    Args:
        held: examples for the threshold and the calibration; without them they are chosen by cross-validation over articles.
        prior: models to start from, accept and confidence.
    """
    told: dict[str, Any] = {"about": dict(about or {})}
    rows = [e.features for e in examples.rows]
    labels = (
        [EVENT if e.event else NONE for e in examples.rows],
        [RIGHT if e.right else WRONG for e in examples.rows],
    )
    models = [
        fit(rows, named, strength=STRENGTH, settings=told, prior=start)
        for named, start in zip(labels, prior or (None, None), strict=True)
    ]
    accept, confidence = models
    if held is None:
        others = examples
        groups = [e.article for e in examples.rows]
        weighed = [
            cross_validated(rows, named, groups, strength=STRENGTH, prior=start)
            for named, start in zip(labels, prior or (None, None), strict=True)
        ]
    else:
        others = held
        asked = [e.features for e in held.rows]
        weighed = [(model.classes, model.probabilities(asked)) for model in models]
    alone, right = (
        told_[:, classes.index(name)].tolist()
        for (classes, told_), name in zip(weighed, (EVENT, RIGHT), strict=True)
    )
    event = _in_articles(others.rows, alone)
    worth = {step: _kept(others, event, step).f1 or 0.0 for step in _LEAST}
    least = min(step for step in _LEAST if worth[step] >= max(worth.values()) - _TOLERANCE)
    kept = [i for i, value in enumerate(event) if value >= least]
    slope, offset = _platt([right[i] for i in kept], [others.rows[i].right for i in kept])
    return TrainedEvents(
        replace(accept, settings={**accept.settings, "least": least}),
        replace(confidence, settings={**confidence.settings, "slope": slope, "offset": offset}),
        _kept(others, event, 0.0),
        _kept(others, event, least),
        len(rows),
    )


def _in_articles(rows: Sequence[EventExample], probabilities: Sequence[float]) -> list[float]:
    """As `in_article`, for the events of several articles; those of one stand together."""
    found: list[float] = []
    for _, group in itertools.groupby(
        zip(rows, probabilities, strict=True), key=lambda pair: pair[0].article
    ):
        pairs = list(group)
        found += in_article([p for _, p in pairs], pairs[0][0].sentences)
    return found


def _kept(examples: EventExamples, event: Sequence[float], least: float) -> Figures:
    kept: list[EventExample] = [e for e, p in zip(examples.rows, event, strict=True) if p >= least]
    return Figures(sum(e.event for e in kept), len(kept), sum(examples.gold.values()))


def _platt(probabilities: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and offset of the log-odds that make the probabilities most likely, by Newton's method.

    Source: Platt 1999, with his smoothed targets.
    """
    x = np.array([math.log(p / (1 - p)) for p in np.clip(probabilities, 1e-6, 1 - 1e-6)])
    y = np.array(right, dtype=float)
    hits, misses = y.sum(), len(y) - y.sum()
    target = np.where(y > 0, (hits + 1) / (hits + 2), 1 / (misses + 2))
    design = np.stack([x, np.ones_like(x)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(_ROUNDS):
        told = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (told - target)
        curvature = (design * (told * (1 - told))[:, None]).T @ design + 1e-6 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])
