"""Models of different outcomes as one, so that a component reads one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from eventwire.matching.linear import Floats, Linear
from eventwire.matching.nearness import Nearness


def side_by_side(models: Sequence[Linear], *, settings: Mapping[str, Any]) -> Linear:
    """One model with the classes of all: among those of one of the models its probabilities stand to each other as there.

    Args:
        models: with classes that differ.
    """
    index = {name: i for i, name in enumerate(sorted(set().union(*(model.index for model in models))))}
    weights = np.zeros((len(index), sum(len(model.classes) for model in models)), dtype=np.float32)
    at = 0
    for model in models:
        end = at + len(model.classes)
        rows = [index[name] for name in model.index]
        weights[rows, at:end] = model.weights[list(model.index.values())]
        at = end
    return Linear(
        tuple(name for model in models for name in model.classes),
        index,
        weights,
        np.concatenate([model.bias for model in models]),
        dict(settings),
        _nearness_of(models),
    )


def _nearness_of(models: Sequence[Linear]) -> Nearness | None:
    """The slots of all models, each with the classes of all."""
    held = [model.near for model in models if model.near is not None]
    if not held:
        return None
    vectors = held[0].vectors
    width = sum(len(model.classes) for model in models)
    slots: dict[str, Floats] = {}
    at = 0
    for model in models:
        end = at + len(model.classes)
        for slot, weights in (model.near.slots if model.near is not None else {}).items():
            slots.setdefault(slot, np.zeros((vectors.dimensions, width), dtype=np.float32))[:, at:end] = (
                weights
            )
        at = end
    return Nearness(vectors, slots)
