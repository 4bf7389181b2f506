"""Linear models: probabilities, what weighed, and a file format that runs no code."""

from __future__ import annotations

import io

import numpy as np
import pytest

from eventwire.errors import ModelDataError
from eventwire.matching import linear
from eventwire.matching.linear import Linear


def model() -> Linear:
    weights = np.array([[2.0, 0.0, -1.0], [0.0, 3.0, 0.0]], dtype=np.float32)
    bias = np.array([0.0, 0.0, 1.0], dtype=np.float32)
    return Linear(("agent", "none", "target"), {"subject": 0, "é 🚀=far": 1}, weights, bias, {"keep": 0.2})


def test_probabilities_sum_to_one_and_follow_the_weights() -> None:
    rows = model().probabilities([["subject", "unheard of"], ["é 🚀=far"], []])
    assert np.allclose(rows.sum(axis=1), 1)
    assert [model().classes[i] for i in rows.argmax(axis=1)] == ["agent", "none", "target"]


def test_reasons_are_the_strongest_features_with_their_sign() -> None:
    row = ["é 🚀=far", "subject", "unheard of"]
    assert [name for name, _ in model().reasons(row, "agent")] == ["subject", "é 🚀=far"]
    assert model().reasons(row, "agent", most=1)[0][1] > 0
    assert dict(model().reasons(row, "target"))["subject"] < 0


def test_bytes_round_trip_and_are_the_same_every_time() -> None:
    data = model().to_bytes()
    assert data == model().to_bytes()
    again = Linear.from_bytes(data, path="roles/weights.npz")
    assert (again.classes, dict(again.index), again.settings) == (
        model().classes,
        dict(model().index),
        {"keep": 0.2},
    )
    assert np.allclose(again.weights, model().weights)


def pickled() -> bytes:
    held = io.BytesIO()
    np.savez(
        held,
        head=np.array([object()], dtype=object),
        features=np.zeros(1),
        weights=np.zeros(1),
        bias=np.zeros(1),
    )
    return held.getvalue()


def misshapen() -> bytes:
    odd = Linear(("a", "b"), {"x": 0}, np.zeros((2, 2), np.float32), np.zeros(2, np.float32), {})
    return odd.to_bytes()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a zip", pickled(), misshapen()])
def test_anything_else_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ModelDataError, match=r"roles/weights\.npz"):
        Linear.from_bytes(data, path="roles/weights.npz")


def test_groups_are_asked_at_once_and_get_what_each_would_alone() -> None:
    weights = np.array([[1.0, -1.0], [0.5, 2.0]], np.float32)
    model = Linear(("a", "b"), {"x": 0, "y": 1}, weights, np.zeros(2, np.float32), {})
    groups = {"one": [["x"], ["x", "y"]], "none": [], "two": [["y"]]}
    told = model.by_group(groups)
    assert list(told) == list(groups)
    for name, rows in groups.items():
        assert np.allclose(told[name], model.probabilities(rows))
        assert told[name].shape == (len(rows), 2)
    assert model.by_group({}) == {}


def test_rows_of_many_features_have_the_probabilities_that_each_has_alone() -> None:
    names = [f"f{number}" for number in range(300)]
    weights = np.random.default_rng(1).normal(size=(300, 3)).astype(np.float32)
    made = Linear(
        ("a", "b", "c"), {name: i for i, name in enumerate(names)}, weights, np.zeros(3, np.float32), {}
    )
    rows = [[], ["strange"], names[:250], [*names[100:300], "strange", names[7], names[7]]]
    together = made.probabilities(rows)
    assert sum(map(len, rows)) >= linear._FEW  # asked for one by one they are few
    assert together == pytest.approx(np.vstack([made.probabilities([row]) for row in rows]), abs=1e-6)
