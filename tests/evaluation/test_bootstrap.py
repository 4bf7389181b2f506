"""Intervals and paired tests of ratios, where they are undefined, and where they can be counted by hand."""

from __future__ import annotations

import itertools
import math
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.evaluation.bootstrap import LEAST_ARTICLES, Bootstrap, Interval

COUNTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=30)


@given(COUNTS)
def test_interval_is_in_range_and_around_the_figure(counts: list[tuple[int, int]]) -> None:
    hits, others = [float(h) for h, _ in counts], [float(o) for _, o in counts]
    below = [h + o for h, o in zip(hits, others, strict=True)]
    found = Bootstrap(len(counts), 200).ratio(hits, below)
    if sum(b > 0 for b in below) < LEAST_ARTICLES:
        assert found is None
    elif found is not None:
        assert 0 <= found.low <= found.high <= 1
        assert found.low <= sum(hits) / sum(below) + 1e-9


def test_same_seed_same_interval() -> None:
    hits, below = [3.0, 4, 2, 5, 1, 4, 3, 3, 2], [5.0, 5, 4, 6, 4, 4, 5, 3, 3]
    assert Bootstrap(9).ratio(hits, below) == Bootstrap(9).ratio(hits, below)
    assert Bootstrap(9).ratio(hits, below) != Bootstrap(9, seed=1).ratio(hits, below)


def test_like_students_interval_of_a_mean() -> None:
    """With one item an article the ratio is a mean; the interval of many articles nears the normal one."""
    values = [((i * 37) % 101) / 100 for i in range(101)]
    found = Bootstrap(101, 20_000).ratio(values, [1.0] * 101)
    assert found is not None
    reach = 1.984 * stdev(values) / math.sqrt(101)  # t with 100 degrees of freedom
    assert found.low == pytest.approx(sum(values) / 101 - reach, abs=0.004)
    assert found.high == pytest.approx(sum(values) / 101 + reach, abs=0.004)


def test_all_right_and_all_wrong_get_exact_bounds() -> None:
    ten = [2.0] * 10
    assert Bootstrap(10).ratio(ten, ten) == Interval(pytest.approx(0.025**0.1), 1.0)
    assert Bootstrap(10).ratio([0.0] * 10, ten) == Interval(0.0, pytest.approx(1 - 0.025**0.1))
    assert Bootstrap(10).ratio([0.0] * 10, ten, most=None) is None


def test_too_few_articles_have_no_interval() -> None:
    assert Bootstrap(30).ratio([1.0] * 7 + [0.0] * 23, [2.0] * 7 + [0.0] * 23) is None
    assert Bootstrap(1).ratio([1.0], [2.0]) is None


def test_same_system_does_not_differ() -> None:
    one = [1.0, 2, 3, 0, 2, 1, 1, 2], [2.0, 3, 3, 1, 2, 2, 1, 4]
    assert Bootstrap(8).difference(one, one) == (Interval(0.0, 0.0), 1.0)


def test_undefined_figure_proves_nothing() -> None:
    assert Bootstrap(8).difference(([1.0] * 8, [2.0] * 8), ([0.0] * 8, [0.0] * 8)) == (None, 1.0)


def test_p_is_that_of_all_permutations() -> None:
    """Four articles have sixteen ways of swapping the two systems; all of them are counted here."""
    one, other, gold = [5.0, 4, 6, 5], [3.0, 4, 4, 2], [8.0, 8, 8, 8]
    found = Bootstrap(4, 20_000).difference((one, gold), (other, gold))
    observed = abs(sum(one) - sum(other))
    apart = [a - b for a, b in zip(one, other, strict=True)]
    swaps = [
        abs(sum(s * d for s, d in zip(signs, apart, strict=True)))
        for signs in itertools.product((1, -1), repeat=4)
    ]
    exact = sum(s >= observed for s in swaps) / 16
    assert found.p == pytest.approx(exact, abs=0.01)
    assert found.interval is None  # too few articles


def test_direction_of_a_difference() -> None:
    gold = [10.0] * 20
    better, worse = [9.0, 8] * 10, [7.0, 7, 8, 6] * 5
    up = Bootstrap(20).difference((better, gold), (worse, gold))
    down = Bootstrap(20).difference((worse, gold), (better, gold))
    assert up.interval is not None
    assert down.interval is not None
    assert up.interval.low > 0 > down.interval.high
    assert up.p == down.p < 0.01
    assert up.interval.low == pytest.approx(-down.interval.high)
