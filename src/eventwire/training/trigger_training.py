"""Training the trigger scorer: its threshold by cross-validation, then one model of all articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from eventwire.evaluation.gold import Gold
from eventwire.matching.linear import Linear
from eventwire.matching.trigger_scorer import EVENT, NONE
from eventwire.training.figures import Figures
from eventwire.training.fit import cross_validated, fit
from eventwire.training.triggers import trigger_examples

STRENGTH = 0.3
FOLDS = 5
_LEAST = (
    0.45,
    0.5,
    0.55,
    0.6,
)  # probabilities that are tried; lower ones cost precision on texts unlike these
# What an admitted word costs, where a right one is worth 1: F1 of all events rises as long as more than half of F1 is right among
# what is added.
_WORTH = 0.4


@dataclass(frozen=True)
class TrainedTriggers:
    """A model and what it is worth.

    Attributes:
        model: for `triggers/admit.npz`. scored: what it admits, by cross-validation over articles. examples: number.
    """

    model: Linear
    scored: Figures
    examples: int


def train_triggers(
    nlp: Language, golds: Iterable[Gold], *, about: Mapping[str, Any] | None = None
) -> TrainedTriggers:
    """Fit the trigger scorer to gold articles.

    Args:
        nlp: a pipeline from `load()`. golds: at least as many articles as there are folds (5). about: stored in the model.
    """
    examples = trigger_examples(nlp, golds)
    rows = [e.features for e in examples]
    labels = [EVENT if e.event else NONE for e in examples]
    classes, told = cross_validated(
        rows, labels, [e.article for e in examples], strength=STRENGTH, number=FOLDS
    )
    event = told[:, classes.index(EVENT)].tolist()

    def admitted(least: float) -> Figures:
        chosen = [e.event for e, p in zip(examples, event, strict=True) if p >= least]
        return Figures(sum(chosen), len(chosen), sum(e.event for e in examples))

    least = max(_LEAST, key=lambda step: (admitted(step).tp - _WORTH * admitted(step).predicted, step))
    model = fit(rows, labels, strength=STRENGTH, settings={"least": least, "about": dict(about or {})})
    return TrainedTriggers(model, admitted(least), len(examples))
