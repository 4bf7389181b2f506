"""Training the trigger scorer: its thresholds by cross-validation, then one model of all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from eventwire.evaluation.gold import Gold
from eventwire.matching.linear import Linear
from eventwire.matching.trigger_scorer import NONE
from eventwire.training.figures import Figures
from eventwire.training.fit import cross_validated, fit
from eventwire.training.triggers import TriggerExample, trigger_examples

STRENGTH = 0.2
FOLDS = 4
_STEPS = tuple(round(0.05 * i, 2) for i in range(1, 20))  # probabilities that are tried
# What a word that is taken for an event costs, where a right one is worth 1. F1 of all events rises as long as more than half of F1
# is right among what is added; in articles that are not about conflict a wrong event is worse than a missed one.
_COST = {"conflict": 0.45, "calm": 0.6}
_STATES = {"down": "down", "unlisted": "unlisted", "veto": "found"}


@dataclass(frozen=True)
class TrainedTriggers:
    """A model and what it is worth.

    Attributes:
        model: for `triggers/admit.npz`. rules, scored: triggers of the rules alone and with the scorer, by cross-validation over
            articles, counted over the candidates. examples: number.
    """

    model: Linear
    rules: Figures
    scored: Figures
    examples: int


@dataclass(frozen=True)
class _Told:
    """An example with the best type other than none, its probability and that of any event."""

    row: TriggerExample
    type: str
    p: float
    event: float

    def taken(self, least: Mapping[str, float]) -> str | None:
        """The type it is taken for, with the thresholds of its article's mood."""
        if self.row.state == "found":
            return self.row.type if self.event >= least["veto"] else None
        return self.type if self.p >= least[self.row.state] else None


def train_triggers(
    nlp: Language, golds: Iterable[Gold], *, about: Mapping[str, Any] | None = None
) -> TrainedTriggers:
    """Fit the trigger scorer to gold articles.

    Args:
        nlp: a pipeline from `load()`. golds: at least as many articles as there are folds (4). about: stored in the model.
    """
    return fit_triggers(trigger_examples(nlp, golds), about=about)


def fit_triggers(
    examples: Sequence[TriggerExample], *, about: Mapping[str, Any] | None = None
) -> TrainedTriggers:
    """Fit the trigger scorer to examples.

    Args:
        about: stored in the model.
    """
    rows, labels = [e.features for e in examples], [e.label for e in examples]
    classes, told = cross_validated(
        rows, labels, [e.article for e in examples], strength=STRENGTH, number=FOLDS
    )
    none = classes.index(NONE)
    weighed = []
    for example, p in zip(examples, told.tolist(), strict=True):
        best = max((k for k in range(len(p)) if k != none), key=p.__getitem__)
        weighed.append(_Told(example, classes[best], p[best], 1 - p[none]))
    thresholds = {
        mood: {
            name: _best([t for t in weighed if t.row.mood == mood and t.row.state == state], name, cost)
            for name, state in _STATES.items()
        }
        for mood, cost in _COST.items()
    }
    model = fit(rows, labels, strength=STRENGTH, settings={**thresholds, "about": dict(about or {})})
    return TrainedTriggers(
        model,
        _figures(weighed, lambda t: t.row.type if t.row.state == "found" else None),
        _figures(weighed, lambda t: t.taken(thresholds[t.row.mood])),
        len(examples),
    )


def _best(weighed: Sequence[_Told], name: str, cost: float) -> float:
    """The threshold that is worth most; of equal ones the lowest veto, or the highest of the others."""

    def worth(step: float) -> tuple[float, float]:
        told = _figures(weighed, lambda t: t.taken({name: step}))
        return told.tp - cost * told.predicted, -step if name == "veto" else step

    return max(_STEPS, key=worth)


def _figures(weighed: Sequence[_Told], choose: Callable[[_Told], str | None]) -> Figures:
    chosen = [(t.row.label, choose(t)) for t in weighed]
    return Figures(
        sum(label == kind for label, kind in chosen if kind is not None),
        sum(kind is not None for _, kind in chosen),
        sum(label != NONE for label, _ in chosen),
    )
