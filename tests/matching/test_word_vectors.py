"""Word vectors: sums, the file, and what the shipped ones know."""

from __future__ import annotations

import numpy as np
import pytest

from eventwire.errors import ModelDataError
from eventwire.matching.word_vectors import VECTORS, WordVectors, vectors_from_bytes
from eventwire.resources import DEFAULT_MODEL, model_path

SMALL = WordVectors({"raid": 0, "fire": 1}, np.array([[2, 0], [0, 4]], dtype=np.int8), 0.5)


def test_sum_adds_known_words_and_last_parts() -> None:
    assert SMALL.sum(["raid", "fire"]).tolist() == [1.0, 2.0]
    assert SMALL.sum(["counter-fire"]).tolist() == [0.0, 2.0]
    assert SMALL.sum(["unheard-of", ""]).tolist() == [0.0, 0.0]


def test_file_is_read_as_written() -> None:
    again = vectors_from_bytes(SMALL.to_bytes(), path="x")
    assert (dict(again.index), again.rows.tolist(), again.step) == (
        dict(SMALL.index),
        SMALL.rows.tolist(),
        SMALL.step,
    )


def short() -> bytes:
    return WordVectors({"a": 0, "b": 1}, np.zeros((1, 2), dtype=np.int8), 1.0).to_bytes()


@pytest.mark.parametrize("data", [b"", b"PK", short()])
def test_bad_file_is_named(data: bytes) -> None:
    with pytest.raises(ModelDataError, match=r"here\.npz"):
        vectors_from_bytes(data, path="here.npz")


def test_shipped_vectors_have_length_one_and_know_like_words() -> None:
    shipped = vectors_from_bytes((model_path(DEFAULT_MODEL) / VECTORS).read_bytes(), path=VECTORS)
    soldiers, troops, choir = (shipped.sum([word]) for word in ("soldiers", "troops", "choir"))
    assert np.linalg.norm(soldiers) == pytest.approx(1.0, abs=0.02)
    assert soldiers @ troops > 0.6 > 0.3 > soldiers @ choir
