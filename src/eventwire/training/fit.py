"""Fitting a multinomial logistic regression on named features, with scikit-learn, or with SciPy where it begins with the weights of
another one or its examples depend on one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventwire.errors import InputError
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.nearness import NEAR, Nearness, last, vector
from eventwire.matching.word_vectors import WordVectors
from eventwire.training.choice import Objective, solve

LEAST = 2  # times that a feature must occur to count
_SMALL = 0.01  # weights below it in every class are left out of the model
_LENGTH = (
    2.0  # of words' vectors in training, against 1 for a feature: by cross-validation over 1, 2, 3 and 4
)
_RARE = -4.0  # bias, below the least of the prior's, of a class that the prior does not know


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str | None],
    *,
    strength: float,
    settings: Mapping[str, Any],
    prior: Linear | None = None,
    rare: int = LEAST,
    vectors: WordVectors | None = None,
    objective: Objective | None = None,
) -> Linear:
    """A model of the labels.

    Args:
        rows, labels: one per example. strength: inverse of the L2 penalty. settings: stored with the model.
        prior: a model whose weights the penalty pulls toward, instead of 0; what the examples say nothing about stays as
            it is there. rare: times that a feature must occur to count. vectors: of the words in features of the form
            "slot≈word"; without them, or a prior that has them, those count nothing. objective: where examples depend on one another; they may have no label then.

    Raises:
        InputError: without scikit-learn.
    """
    _require()
    if prior is not None and prior.near is not None:
        vectors = prior.near.vectors
    counted = Counter(name for row in rows for name in set(row))
    # A model's file separates names by line breaks, and a word may be one.
    names = sorted(
        name for name, number in counted.items() if number >= rare and "\n" not in name and NEAR not in name
    )
    index = {name: i for i, name in enumerate(names)}
    matrix = _matrix(rows, index)
    slots = () if vectors is None else _slots(rows, prior)
    if vectors is not None and slots:
        matrix = _with_vectors(matrix, rows, slots, vectors)
    if objective is not None:
        classes, weights, bias = _solved(matrix, labels, strength, prior, names, slots, objective)
    elif prior is None:
        classes, weights, bias = _plain(matrix, _all(labels), strength)
    else:
        classes, weights, bias = _from(matrix, _all(labels), strength, prior, names, slots)
    weights, near = weights[: len(names)], weights[len(names) :] * np.float32(_LENGTH)
    if prior is not None:
        untouched = [name for name in prior.index if name not in index]
        names, weights = [*names, *untouched], np.vstack([weights, _aligned(prior, classes, untouched)])
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= _SMALL)
    known = {names[old]: new for new, old in enumerate(kept.tolist())}
    nearness = None
    if vectors is not None and slots:
        nearness = Nearness(vectors, dict(zip(slots, np.split(near, len(slots)), strict=True)))
    return Linear(classes, known, weights[kept].astype(np.float32), bias, dict(settings), nearness)


def _require() -> None:
    try:
        import sklearn  # noqa: F401
    except ImportError as err:
        raise InputError("training needs scikit-learn: pip install 'eventwire[train]'") from err


def _matrix(rows: Sequence[Sequence[str]], index: Mapping[str, int]) -> Any:
    """Rows × features: how often each stands in each, as `Linear.probabilities` counts it."""
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    bounds = [0]
    for row in rows:
        columns += sorted(index[name] for name in row if name in index)
        bounds.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, bounds), shape=(len(rows), len(index)))
    matrix.sum_duplicates()
    return matrix


def _slots(rows: Sequence[Sequence[str]], prior: Linear | None) -> tuple[str, ...]:
    """The slots for words' vectors, in order of their names, with those of a prior."""
    found = {name.partition(NEAR)[0] for row in rows for name in last(row)}
    if prior is not None and prior.near is not None:
        found.update(prior.near.slots)
    return tuple(sorted(found))


def _with_vectors(
    matrix: Any, rows: Sequence[Sequence[str]], slots: Sequence[str], vectors: WordVectors
) -> Any:
    """The matrix with the vectors of each slot beside it."""
    from scipy.sparse import csr_matrix, hstack

    width = vectors.dimensions
    at = {slot: number * width for number, slot in enumerate(slots)}
    known: dict[str, tuple[int, Floats]] = {}
    values: list[Floats] = []
    begins: list[int] = []
    bounds = [0]
    for row in rows:
        for name in last(row):
            if name not in known:
                slot, _, words = name.partition(NEAR)
                known[name] = at[slot], vector(vectors, slot, words) * np.float32(_LENGTH)
            begin, value = known[name]
            values.append(value)
            begins.append(begin)
        bounds.append(len(values) * width)
    columns = (np.array(begins, dtype=np.int32)[:, None] + np.arange(width, dtype=np.int32)).ravel()
    beside = csr_matrix(
        (np.concatenate(values) if values else np.zeros(0, dtype=np.float32), columns, np.array(bounds)),
        shape=(len(rows), len(slots) * width),
    )
    beside.eliminate_zeros()
    return hstack([matrix, beside]).tocsr()


def _plain(matrix: Any, labels: Sequence[str], strength: float) -> tuple[tuple[str, ...], Floats, Floats]:
    """Classes, weights and bias of a fit from 0."""
    from sklearn.linear_model import LogisticRegression

    # One fixed solver from a fixed start: the same examples give the same weights.
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3).fit(matrix, list(labels))
    weights = model.coef_.T.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:  # scikit-learn keeps only the second class's side
        weights = np.hstack([-weights / 2, weights / 2])
        bias = np.array([-bias[0] / 2, bias[0] / 2], dtype=np.float32)
    return tuple(map(str, model.classes_)), weights, bias


def _all(labels: Sequence[str | None]) -> list[str]:
    """The labels, all of which must be there."""
    if None in labels:
        raise ValueError(
            "found an example without a label, expected one for each where they don't depend on one another"
        )
    return [str(label) for label in labels]


def _solved(
    matrix: Any,
    labels: Sequence[str | None],
    strength: float,
    prior: Linear | None,
    names: Sequence[str],
    slots: Sequence[str],
    objective: Objective,
) -> tuple[tuple[str, ...], Floats, Floats]:
    """Classes, weights and bias of examples that depend on one another, from 0 or from a prior."""
    known = {label for label in labels if label is not None}
    classes = tuple(sorted({*known, objective.nothing, *(prior.classes if prior else ())}))
    start, bias = np.zeros((matrix.shape[1], len(classes))), np.zeros(len(classes))
    if prior is not None:
        start = np.vstack([_aligned(prior, classes, names), *_blocks(prior, classes, slots)])
        bias = _bias(prior, classes)
    weights, bias = solve(matrix, labels, objective, classes, (start, bias), strength)
    return classes, weights.astype(np.float32), bias.astype(np.float32)


def _from(
    matrix: Any,
    labels: Sequence[str],
    strength: float,
    prior: Linear,
    names: Sequence[str],
    slots: Sequence[str],
) -> tuple[tuple[str, ...], Floats, Floats]:
    """Classes, weights and bias nearest to a prior's that explain the labels: the maximum a posteriori of normal priors.

    Source: Chelba and Acero 2006, "Adaptation of maximum entropy capitalizer", with one variance for all weights.
    """
    from scipy.optimize import minimize

    classes = tuple(sorted({*labels, *prior.classes}))
    start = np.vstack([_aligned(prior, classes, names), *_blocks(prior, classes, slots)])
    bias = _bias(prior, classes)
    column = {name: i for i, name in enumerate(classes)}
    truth = np.zeros((len(labels), len(classes)))
    truth[np.arange(len(labels)), [column[label] for label in labels]] = 1.0
    shape, given = start.shape, matrix @ start
    size, number = start.size, len(labels)

    def loss(x: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        moved, own = x[:size].reshape(shape), x[size:]
        scores = given + matrix @ moved + own
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        told = np.exp(scores - total)
        value = -float((truth * (scores - total)).sum()) + float((moved**2).sum()) / (2 * strength)
        apart = told - truth
        slope = matrix.T @ apart + moved / strength
        return value / number, np.concatenate([slope.ravel(), apart.sum(axis=0)]) / number

    # One fixed solver from a fixed start, as above, with scikit-learn's own scale and stopping rule.
    first = np.concatenate([np.zeros(size), bias])
    found = minimize(
        loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 200, "gtol": 1e-3, "maxcor": 5}
    )
    weights = start + found.x[:size].reshape(shape)
    return classes, weights.astype(np.float32), found.x[size:].astype(np.float32)


def _aligned(prior: Linear, classes: Sequence[str], names: Iterable[str]) -> NDArray[np.float64]:
    """The prior's weights of these features, a column for each of these classes."""
    at = [prior.classes.index(name) if name in prior.classes else -1 for name in classes]
    rows = [prior.weights[prior.index[name]] if name in prior.index else None for name in names]
    weights = np.zeros((len(rows), len(classes)))
    for number, row in enumerate(rows):
        if row is not None:
            weights[number] = [row[k] if k >= 0 else 0.0 for k in at]
    return weights


def _bias(prior: Linear, classes: Sequence[str]) -> NDArray[np.float64]:
    """The prior's bias for each of these classes."""
    low = float(prior.bias.min()) + _RARE
    of = dict(zip(prior.classes, prior.bias.tolist(), strict=True))
    return np.array([of.get(name, low) for name in classes])


def _blocks(prior: Linear, classes: Sequence[str], slots: Sequence[str]) -> list[NDArray[np.float64]]:
    """The prior's weights of words' vectors of the length in training, for each of these slots and classes."""
    if prior.near is None:
        return []
    at = [classes.index(name) for name in prior.classes]
    made = []
    for slot in slots:
        block = np.zeros((prior.near.vectors.dimensions, len(classes)))
        if slot in prior.near.slots:
            block[:, at] = prior.near.slots[slot] / _LENGTH
        made.append(block)
    return made
