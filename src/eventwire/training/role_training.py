"""Training the role scorer: thresholds by cross-validation, then one model of all articles, and what it gains over the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from eventwire.evaluation.gold import Gold
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.role_scorer import NONE, Thresholds
from eventwire.training.cross_validation import cross_validated
from eventwire.training.figures import Figures
from eventwire.training.filling import Filling
from eventwire.training.fit import fit
from eventwire.training.roles import RoleExamples, role_examples

# Cross-validation over our articles asks for 0.1; 248 articles of genres that training had not seen ask for 0.025 to 0.05.
STRENGTH = 0.04
FOLDS = 5
# Least probabilities that are tried. What the rules filled stays from 0.35 on at most: more gains by cross-validation on our training prose and loses on
# `corpus/dev`, WikiEvents and RAMS, as in other prose syntax is surer of who did it than the scorer is.
_KEEP = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
# What the rules left is filled from 0.6 on at least: lower thresholds gain by cross-validation on our training prose, and lose on
# `corpus/dev`, WikiEvents and RAMS.
_ADD = tuple(round(0.6 + 0.05 * i, 2) for i in range(6))


@dataclass(frozen=True)
class TrainedRoles:
    """A model and what it is worth.

    Attributes:
        model: for `arguments/roles.npz`. rules: figures of the rules alone. scored: of the scorer, by cross-validation over
            articles. examples: number of candidates it was trained on.
    """

    model: Linear
    rules: Figures
    scored: Figures
    examples: int


def train_roles(
    nlp: Language, golds: Iterable[Gold], *, about: Mapping[str, Any] | None = None
) -> TrainedRoles:
    """Fit the role scorer to gold articles.

    Args:
        nlp: a pipeline from `load()`. golds: at least as many articles as there are folds (5). about: stored in the model.
    """
    return fit_roles(role_examples(nlp, golds), about=about)


def fit_roles(
    examples: RoleExamples, *, prior: Linear | None = None, about: Mapping[str, Any] | None = None
) -> TrainedRoles:
    """Fit the role scorer to examples.

    Args:
        prior: a role scorer to start from: its weights, and its thresholds where the examples give no reason for others.
    """
    labels = [e.label for e in examples.rows]
    classes, probabilities = cross_validated(
        [e.features for e in examples.rows],
        labels,
        [e.article for e in examples.rows],
        objective=_filling(examples),
        strength=STRENGTH,
        number=FOLDS,
        prior=prior,
        vectors=examples.vectors,
    )
    thresholds = _thresholds(examples, classes, probabilities, prior)
    settings = {"keep": dict(thresholds.keep), "add": dict(thresholds.add), "about": dict(about or {})}
    return TrainedRoles(
        role_weights(examples, settings, prior=prior),
        _figures(examples, [sorted(e.ruled) for e in examples.rows]),
        _figures(examples, _chosen(examples, classes, probabilities, thresholds)),
        sum(label is not None for label in labels),
    )


def role_weights(
    examples: RoleExamples, settings: Mapping[str, Any], *, prior: Linear | None = None
) -> Linear:
    """A role scorer whose thresholds are settled.

    Args:
        settings: with `keep` and `add`. prior: a role scorer to start from.
    """
    return fit(
        [e.features for e in examples.rows],
        [e.label for e in examples.rows],
        objective=_filling(examples),
        strength=STRENGTH,
        settings=settings,
        prior=prior,
        vectors=examples.vectors,
    )


def _filling(examples: RoleExamples) -> Filling:
    """Who of the candidates fills which roles of its event."""
    roles = [{role for role, key in examples.gold[e.article, e.event] if key == e.key} for e in examples.rows]
    return Filling([(e.article, e.event) for e in examples.rows], [e.key for e in examples.rows], roles, NONE)


def _chosen(
    examples: RoleExamples, classes: tuple[str, ...], probabilities: Floats, thresholds: Thresholds
) -> list[list[str]]:
    return [
        thresholds.chosen(classes, row, e.ruled) for e, row in zip(examples.rows, probabilities, strict=True)
    ]


def _figures(examples: RoleExamples, chosen: list[list[str]]) -> Figures:
    """Of all roles together; an event's triggers count as one."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {key: set() for key in examples.gold}
    for e, roles in zip(examples.rows, chosen, strict=True):
        found[e.article, e.event] |= {(role, e.key) for role in roles}
    return Figures(
        sum(len(keys & examples.gold[event]) for event, keys in found.items()),
        sum(map(len, found.values())),
        sum(map(len, examples.gold.values())),
    )


def _thresholds(
    examples: RoleExamples, classes: tuple[str, ...], probabilities: Floats, prior: Linear | None
) -> Thresholds:
    """The thresholds that make F1 of all roles highest, one after the other, twice; the prior's where others gain nothing."""

    def worth(thresholds: Thresholds) -> float:
        return _figures(examples, _chosen(examples, classes, probabilities, thresholds)).f1 or 0.0

    roles = [c for c in classes if c != NONE]
    best = Thresholds(dict.fromkeys(roles, 0.1), dict.fromkeys(roles, 0.6))
    if prior is not None:
        known = Thresholds.read(prior.settings)
        best = Thresholds({**best.keep, **known.keep}, {**best.add, **known.add})
    for _ in range(2):
        for role in roles:
            own = [best] if prior is not None else []  # first, and so the best of equals
            best = max(
                (*own, *(Thresholds({**best.keep, role: step}, best.add) for step in _KEEP)), key=worth
            )
            own = [best] if prior is not None else []
            best = max((*own, *(Thresholds(best.keep, {**best.add, role: step}) for step in _ADD)), key=worth)
    return best
