"""Intervals and paired tests for ratios of sums over articles: the only module that knows numpy.

Precision, recall, F1, accuracies and rates are all a sum over articles divided by another one. Articles, not items, are
drawn with replacement, since the items of one article go right and wrong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

RESAMPLES = 2000
SEED = 20_240_229
LEVEL = 0.95
LEAST_ARTICLES = 8  # with something to count; a handful of articles says nothing about how articles differ
_LEAST_USABLE = 0.8  # share of the resamples in which the figure is defined and varies

Sums = Sequence[float]
Array = np.ndarray[Any, Any]


class Interval(NamedTuple):
    """Bounds of a 95 % interval, in the unit of its figure."""

    low: float
    high: float


class Test(NamedTuple):
    """Of a difference: its 95 % interval, None where there is none, and the two-sided p of a paired permutation test."""

    interval: Interval | None
    p: float


@dataclass(frozen=True)
class Bootstrap:
    """Resamples of a set of articles.

    Attributes:
        articles: how many there are. resamples: how often they are drawn. seed: of the generator; the same seed gives the
            same intervals.
    """

    articles: int
    resamples: int = RESAMPLES
    seed: int = SEED

    @cached_property
    def weights(self) -> Array:
        """How often each article (column) is in each resample (row)."""
        n = self.articles
        return (
            np.random.default_rng(self.seed).multinomial(n, np.full(n, 1 / n), self.resamples).astype(float)
        )

    @cached_property
    def _swaps(self) -> Array:
        """Which articles (column) swap their two systems in each permutation (row)."""
        shape = (self.resamples, self.articles)
        return np.random.default_rng(self.seed + 1).integers(0, 2, shape).astype(float)

    def ratio(self, above: Sums, below: Sums, *, most: float | None = 1.0) -> Interval | None:
        """The interval of `sum(above) / sum(below)`.

        Args:
            above, below: one number for each article. most: the largest possible value, None where there is none; the
                smallest is 0.

        Returns:
            None where fewer than eight articles have something to count, or the ratio is undefined in a fifth of the
            resamples. Where all articles agree on 0 or on `most`, the exact binomial interval with the articles that
            have something to count as trials.

        Source: bootstrap-t (Efron and Tibshirani 1993, chapter 12.5) with the linearized variance of a ratio (Cochran
            1977, chapter 6). `benchmarks/intervals.py` shows why this and not percentiles or BCa.
        """
        x = np.array([above, below], dtype=float).T
        trials = int(np.count_nonzero(x[:, 1]))
        if trials < LEAST_ARTICLES:
            return None
        value = float(x[:, 0].sum() / x[:, 1].sum())
        if value in (0.0, most) and np.array_equal(x[:, 0], value * x[:, 1]):
            miss = ((1 - LEVEL) / 2) ** (1 / trials)
            if value == 0.0:
                return None if most is None else Interval(0.0, most * (1 - miss))
            return Interval(value * miss, value)
        found = self._studentized(x, ((0, 1, 1.0),))
        return None if found is None else Interval(max(0.0, found.low), min(most or np.inf, found.high))

    def difference(self, one: tuple[Sums, Sums], other: tuple[Sums, Sums]) -> Test:
        """Whether the ratio of `one` differs from that of `other` on the same articles.

        Args:
            one, other: above and below, a number for each article.

        Returns:
            The interval of `one - other` (bootstrap-t, as for a ratio, articles drawn in pairs), and the p of swapping the
            two systems article by article (Noreen 1989). p is 1 where a ratio is undefined.
        """
        x = np.array([*one, *other], dtype=float).T
        sums = x.sum(axis=0)
        if not sums[1] or not sums[3]:
            return Test(None, 1.0)
        if np.array_equal(x[:, :2], x[:, 2:]):
            return Test(Interval(0.0, 0.0), 1.0)
        swapped = self._swaps @ (x[:, [2, 3, 0, 1]] - x) + sums
        observed = abs(sums[0] / sums[1] - sums[2] / sums[3])
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn = np.abs(swapped[:, 0] / swapped[:, 1] - swapped[:, 2] / swapped[:, 3])
        extreme = int(np.count_nonzero(np.nan_to_num(drawn, nan=np.inf) >= observed - 1e-12))
        p = (1 + extreme) / (1 + self.resamples)
        trials = np.count_nonzero(x[:, 1] + x[:, 3])
        found = None if trials < LEAST_ARTICLES else self._studentized(x, ((0, 1, 1.0), (2, 3, -1.0)))
        return Test(found, p)

    def _studentized(self, x: Array, terms: tuple[tuple[int, int, float], ...]) -> Interval | None:
        """The bootstrap-t interval of a signed sum of ratios of columns of x (numerator, denominator, sign)."""
        n = len(x)
        products = (x[:, :, None] * x[:, None, :]).reshape(n, -1)
        value, error = _estimate(x.sum(axis=0)[None], products.sum(axis=0)[None], terms, n)
        values, errors = _estimate(self.weights @ x, self.weights @ products, terms, n)
        with np.errstate(divide="ignore", invalid="ignore"):
            t = (values - value) / errors
        t = t[np.isfinite(t)]
        if len(t) < _LEAST_USABLE * self.resamples:
            return None
        low, high = np.quantile(t, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return Interval(float(value[0] - high * error[0]), float(value[0] - low * error[0]))


def _estimate(
    sums: Array, products: Array, terms: tuple[tuple[int, int, float], ...], n: int
) -> tuple[Array, Array]:
    """The figure and its standard error in each row, from the sums of the columns and of their products."""
    value = np.zeros(len(sums))
    slope = np.zeros_like(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        for above, below, sign in terms:
            ratio = sums[:, above] / sums[:, below]
            value += sign * ratio
            slope[:, above] += sign / sums[:, below]
            slope[:, below] -= sign * ratio / sums[:, below]
        squares = products.reshape(len(sums), sums.shape[1], sums.shape[1])
        variance = np.einsum("ri,rij,rj->r", slope, squares, slope) * n / (n - 1)
        # what is left of a variance of zero after rounding is no variance
        variance[variance < 1e-12] = 0
        return value, np.sqrt(variance)
