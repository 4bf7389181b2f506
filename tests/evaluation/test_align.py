"""One-to-one matching: the maximum number of pairs, the better ones first."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from eventwire.evaluation.align import match

Weights = list[list[int]]


def matched(weights: Weights) -> list[tuple[int, int]]:
    columns = len(weights[0]) if weights else 0
    return match(range(len(weights)), range(columns), lambda i, j: weights[i][j])


def test_nothing_to_match() -> None:
    assert matched([]) == []
    assert matched([[0, 0], [0, 0]]) == []


def test_heavier_pair_wins() -> None:
    assert matched([[1, 2]]) == [(0, 1)]
    assert matched([[1], [2]]) == [(1, 0)]


def test_heavier_pair_gives_way_to_one_more_pair() -> None:
    assert matched([[9, 1], [8, 0]]) == [(0, 1), (1, 0)]


def test_chain_of_swaps() -> None:
    weights = [[5, 1, 0], [0, 5, 1], [4, 0, 0]]
    assert matched(weights) == [(0, 1), (1, 2), (2, 0)]


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=4))
def test_number_of_pairs_is_the_maximum(weights: Weights) -> None:
    rows = len(weights)
    padded = [*weights, *[[0] * 4] * (4 - rows)]
    most = max(
        sum(padded[i][j] > 0 for i, j in enumerate(order)) for order in itertools.permutations(range(4))
    )
    pairs = matched(weights)
    assert len(pairs) == most
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(weights[i][j] > 0 for i, j in pairs)
