"""Models of different classes in one."""

from __future__ import annotations

import numpy as np

from eventwire.matching.linear import Linear
from eventwire.training.side_by_side import side_by_side


def test_classes_of_one_model_stand_to_each_other_as_before() -> None:
    first = Linear(
        ("A/x", "A/y"), {"p": 0, "q": 1}, np.array([[1, -1], [0, 2]], np.float32), np.zeros(2, np.float32), {}
    )
    second = Linear(("B/z", "B/w"), {"q": 0}, np.array([[3, 1]], np.float32), np.ones(2, np.float32), {})
    both = side_by_side([first, second], settings={"about": 1})
    assert (both.classes, both.settings) == (("A/x", "A/y", "B/z", "B/w"), {"about": 1})
    row = [["p", "q"]]
    joint = both.probabilities(row)[0]
    for model, at in ((first, 0), (second, 2)):
        part = joint[at : at + 2] / joint[at : at + 2].sum()
        assert np.allclose(part, model.probabilities(row)[0], atol=1e-6)
