"""Predictions of models that have not seen what they predict."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eventwire.matching.linear import Floats, Linear
from eventwire.matching.word_vectors import WordVectors
from eventwire.training.choice import Objective
from eventwire.training.fit import LEAST, fit


def folds(groups: Sequence[str], number: int) -> NDArray[np.int64]:
    """The fold of each example: whole groups, dealt out in the order of their names."""
    order = {name: i % number for i, name in enumerate(sorted(set(groups)))}
    return np.array([order[name] for name in groups])


def cross_validated(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str | None],
    groups: Sequence[str],
    *,
    strength: float,
    number: int = 5,
    prior: Linear | None = None,
    rare: int = LEAST,
    vectors: WordVectors | None = None,
    objective: Objective | None = None,
) -> tuple[tuple[str, ...], Floats]:
    """Classes and the probabilities of each example, by models that have not seen its group.

    Args:
        labels: None for examples that are only predicted, or where there is an objective. groups: the article of each example.
            prior, rare, vectors, objective: as for `fit`.
    """
    classes = tuple(
        sorted({*(label for label in labels if label is not None), *(prior.classes if prior else ())})
    )
    fold = folds(groups, number)
    found = np.zeros((len(rows), len(classes)), dtype=np.float32)
    for k in range(number):
        learn = [
            i for i in range(len(rows)) if fold[i] != k and (labels[i] is not None or objective is not None)
        ]
        model = fit(
            [rows[i] for i in learn],
            [labels[i] for i in learn],
            strength=strength,
            settings={},
            prior=prior,
            rare=rare,
            vectors=vectors,
            objective=None if objective is None else objective.only(learn),
        )
        asked = [i for i in range(len(rows)) if fold[i] == k]
        told = model.probabilities([rows[i] for i in asked])
        for column, name in enumerate(
            model.classes
        ):  # a class that only one fold has is unknown to that fold's model
            found[asked, classes.index(name)] = told[:, column]
    return classes, found
