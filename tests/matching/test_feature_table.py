"""Features that are looked up at once have the rows that a dictionary gives."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.matching import feature_table
from eventwire.matching.feature_table import UNKNOWN, FeatureTable

INDEX = {f"slot={number} é": row for row, number in enumerate(range(0, 9000, 3))}


@pytest.mark.parametrize("asked", [range(0), range(7), range(9000)])
def test_rows_are_those_of_the_dictionary(asked: range) -> None:
    names = [f"slot={number} é" for number in asked]
    assert FeatureTable(INDEX).rows(names).tolist() == [INDEX.get(name, UNKNOWN) for name in names]


def test_the_answers_stay_the_same_when_the_table_is_made() -> None:
    table = FeatureTable(INDEX)
    names = [f"slot={number} é" for number in range(600)]
    answers = {tuple(table.rows(names).tolist()) for _ in range(8)}  # made when 3,000 were asked for
    assert answers == {tuple(INDEX.get(name, UNKNOWN) for name in names)}


def test_names_that_share_bits_of_their_hash_go_to_further_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [str(number) for number in range(1000)]
    # all in one place of the first level, pairs in one place of the second
    made = np.array([(number % 500) << 7 | 3 for number in range(1000)], dtype=np.int64)
    made[500:] |= 1 << 40
    of = dict(zip(names, made.tolist(), strict=True))
    monkeypatch.setattr(feature_table, "_hashes", lambda asked: np.array([of[n] for n in asked], np.int64))
    table = FeatureTable({name: row for row, name in enumerate(names)})
    assert table.rows(names).tolist() == list(range(1000))


def test_a_model_without_features_knows_none() -> None:
    assert FeatureTable({}).rows(["a"] * 1000).tolist() == [UNKNOWN] * 1000
