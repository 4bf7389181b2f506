"""Fitting a choice: of all that could be meant, one thing or nothing is right, and each is weighed against the others."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
_LEAST = -700.0  # exp of less is 0
Loss = Callable[[Doubles], tuple[float, Doubles]]
"""Scores, examples × classes without nothing, which has the score 0 → loss, and its derivative by each score."""


class Objective(Protocol):
    """What a fit makes most probable, where examples depend on one another.

    Attributes:
        nothing: the label of an example that is not right.
    """

    @property
    def nothing(self) -> str: ...

    def only(self, rows: Sequence[int]) -> Objective:
        """That of some examples."""
        ...

    def loss(self, labels: Sequence[str | None], real: Sequence[str]) -> Loss:
        """How far scores are from the labels.

        Args:
            real: the classes without nothing.
        """
        ...


@dataclass(frozen=True)
class Choice:
    """Which examples are alternatives of one another.

    A decision's probability that an example is right with a label is exp(score) over 1 and the sum of exp(score) of all its examples and labels.
    Asked for one example alone, a `Linear` with these weights tells how it weighs against nothing.

    Attributes:
        of: for each example what is decided ("which event does this act belong to"). At most one thing is right of all examples of a
            decision and all labels; where several examples are right, any of them will do. nothing: the label of an example that is not right.

    Source: McFadden 1974, "Conditional logit analysis of qualitative choice behavior"; with several right ones as in Durrett and Klein 2013,
    "Easy victories and uphill battles in coreference resolution".
    """

    of: Sequence[Hashable]
    nothing: str

    def only(self, rows: Sequence[int]) -> Choice:
        """The choice of some examples."""
        return Choice([self.of[i] for i in rows], self.nothing)

    def loss(self, labels: Sequence[str | None], real: Sequence[str]) -> Loss:
        """The sum of the negative logarithms of what is right."""
        order, group, first = grouped(self.of)
        right = np.array([[labels[i] == name for name in real] for i in order.tolist()], dtype=float)
        answered = np.add.reduceat(right.sum(axis=1), first) > 0

        def loss(scores: Doubles) -> tuple[float, Doubles]:
            own = scores[order]
            most = np.maximum(np.maximum.reduceat(own.max(axis=1), first), 0.0)
            weighed = exponential(own - most[group][:, None])
            nothing = exponential(-most)
            whole = nothing + np.add.reduceat(weighed.sum(axis=1), first)
            hit = weighed * right
            hits = np.where(answered, np.add.reduceat(hit.sum(axis=1), first), nothing)
            apart = np.empty_like(scores)
            apart[order] = weighed / whole[group][:, None] - hit / hits[group][:, None]
            return float(np.log(whole / hits).sum()), apart

        return loss


def exponential(scores: Doubles) -> Doubles:
    """exp, never 0, so that what is all but impossible has a logarithm."""
    found: Doubles = np.exp(np.maximum(scores, _LEAST))
    return found


def grouped(names: Sequence[Hashable]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Examples in the order of their groups: their indices, the number of the group of each, and where each group begins."""
    numbers: dict[Hashable, int] = {}
    group = np.array([numbers.setdefault(name, len(numbers)) for name in names])
    order = np.argsort(group, kind="stable")
    return order, group[order], np.flatnonzero(np.diff(group[order], prepend=-1))


def solve(
    matrix: Any,
    labels: Sequence[str | None],
    objective: Objective,
    classes: Sequence[str],
    start: tuple[Doubles, Doubles],
    strength: float,
) -> tuple[Doubles, Doubles]:
    """Weights (features × classes) and biases, nearest to those to start from, that explain the labels best.

    Args:
        matrix: examples × features. start: weights, features × classes, and biases. strength: inverse of the L2 penalty on what weights change by.
    """
    from scipy.optimize import minimize

    none = classes.index(objective.nothing)
    real = [k for k in range(len(classes)) if k != none]
    begin, low = (part[..., real] - part[..., [none]] for part in start)
    given, transposed = matrix @ begin, matrix.T.tocsr()
    shape, size, number = begin.shape, begin.size, len(labels)
    told = objective.loss(labels, [classes[k] for k in real])

    def loss(x: Doubles) -> tuple[float, Doubles]:
        moved = x[:size].reshape(shape)
        value, apart = told(given + matrix @ moved + x[size:])
        value += float((moved**2).sum()) / (2 * strength)
        slope = transposed @ apart + moved / strength
        return value / number, np.concatenate([slope.ravel(), apart.sum(axis=0)]) / number

    # One fixed solver from a fixed start. It stops early, which is as good as a higher penalty: going on gains nothing by cross-validation.
    found = minimize(
        loss,
        np.concatenate([np.zeros(size), low]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 120, "gtol": 1e-4, "maxcor": 5},
    )
    weights, bias = (np.zeros_like(part) for part in start)
    weights[:, real] = begin + found.x[:size].reshape(shape)
    bias[real] = found.x[size:]
    return weights, bias
