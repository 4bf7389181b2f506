"""Fitting a multinomial logistic regression on named features, with scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventwire.errors import InputError
from eventwire.matching.linear import Floats, Linear

_LEAST = 2  # times that a feature must occur to count
_SMALL = 0.01  # weights below it in every class are left out of the model


def fit(
    rows: Sequence[Sequence[str]], labels: Sequence[str], *, strength: float, settings: Mapping[str, Any]
) -> Linear:
    """A model of the labels.

    Args:
        rows, labels: one per example. strength: inverse of the L2 penalty. settings: stored with the model.

    Raises:
        InputError: without scikit-learn.
    """
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError as err:
        raise InputError("training needs scikit-learn: pip install 'eventwire[train]'") from err
    counted = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, number in counted.items() if number >= _LEAST)
    index = {name: i for i, name in enumerate(names)}
    columns: list[int] = []
    bounds = [0]
    for row in rows:
        columns += sorted({index[name] for name in row if name in index})
        bounds.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, bounds), shape=(len(rows), len(names)))
    # One fixed solver from a fixed start: the same examples give the same weights.
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3).fit(matrix, list(labels))
    weights = model.coef_.T.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:  # scikit-learn keeps only the second class's side
        weights = np.hstack([-weights / 2, weights / 2])
        bias = np.array([-bias[0] / 2, bias[0] / 2], dtype=np.float32)
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= _SMALL)
    return Linear(
        tuple(map(str, model.classes_)),
        {names[old]: new for new, old in enumerate(kept.tolist())},
        weights[kept],
        bias,
        dict(settings),
    )


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
) -> tuple[tuple[str, ...], Floats]:
    """Classes and the probabilities of each example, by models that have not seen its group.

    Args:
        labels: None for examples that are only predicted. groups: the article of each example.
    """
    classes = tuple(sorted({label for label in labels if label is not None}))
    fold = folds(groups, number)
    found = np.zeros((len(rows), len(classes)), dtype=np.float32)
    for k in range(number):
        learn = [i for i in range(len(rows)) if fold[i] != k and labels[i] is not None]
        model = fit([rows[i] for i in learn], [str(labels[i]) for i in learn], strength=strength, settings={})
        asked = [i for i in range(len(rows)) if fold[i] == k]
        told = model.probabilities([rows[i] for i in asked])
        for column, name in enumerate(
            model.classes
        ):  # a class that only one fold has is unknown to that fold's model
            found[asked, classes.index(name)] = told[:, column]
    return classes, found
