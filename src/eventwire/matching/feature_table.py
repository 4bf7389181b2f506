"""Which row of a model's weights a feature has, looked up for thousands of features at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
_ROOM = 3  # places for each name
_BITS = 7  # of the hash that are passed over from one level to the next

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Level:
    """Names by some bits of their hash; of those that share these all but one go to the next level."""

    shift: int
    hashes: NDArray[np.int64]
    rows: Rows

    def places(self, hashes: NDArray[np.int64]) -> NDArray[np.int64]:
        return (hashes >> self.shift) & (len(self.hashes) - 1)


class FeatureTable:
    """The rows of named features, many at a time.

    A dictionary of a hundred thousand names is larger than a processor's cache and waits for memory four times at each name; here a name is
    known by the 64 bits of its hash, and numpy asks for many at once, in half the time. That a name is taken for another of the same
    hash happens once in 10^14 names that the model does not know. Making it costs what it saves in some 25 articles, so the dictionary
    answers until as many names were asked for as there are.

    Args:
        index: name → row.
    """

    def __init__(self, index: Mapping[str, int]) -> None:
        self._index = index
        self._asked = 0
        self._levels: list[_Level] | None = None

    def rows(self, names: Sequence[str]) -> Rows:
        """The row of each name, or -1."""
        self._asked += len(names)
        if self._asked < len(self._index):
            return np.fromiter(map(self._index.get, names, repeat(UNKNOWN)), np.int32, len(names))
        if self._levels is None:
            self._levels = _levels(self._index)
        found = np.full(len(names), UNKNOWN, np.int32)
        hashes = _hashes(names)
        left = np.arange(len(names))
        for level in self._levels:
            places = level.places(hashes)
            here = level.hashes[places] == hashes
            found[left[here]] = level.rows[places[here]]
            left, hashes = left[~here], hashes[~here]
        return found


def _levels(index: Mapping[str, int]) -> list[_Level]:
    made: list[_Level] = []
    hashes = _hashes(list(index))
    rows = np.fromiter(index.values(), np.int32, len(index))
    while len(hashes):
        size = 1 << (_ROOM * len(hashes) - 1).bit_length()
        shift = min(_BITS * len(made), 63 - _BITS)
        level = _Level(shift, np.zeros(size, np.int64), np.full(size, UNKNOWN, np.int32))
        places, first = np.unique(level.places(hashes), return_index=True)
        level.hashes[places], level.rows[places] = hashes[first], rows[first]
        made.append(level)
        hashes, rows = np.delete(hashes, first), np.delete(rows, first)
    return made


def _hashes(names: Sequence[str]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, names), np.int64, len(names))
