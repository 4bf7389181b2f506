"""What words weigh by where their vectors lie, so that a linear model knows a word by the words near it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from eventwire.matching.word_vectors import WordVectors

Floats = NDArray[np.float32]
NEAR = "≈"
TOPIC = "~"  # before the name of a slot whose words are weighed together
_KEPT = 10_000  # features whose weights are remembered; news repeats its words


def near(slot: str, *words: str) -> str:
    """The feature that words stand in a slot, which weighs by the sum of their vectors."""
    return f"{slot}{NEAR}{' '.join(words).lower()}"


def topic(slot: str, words: Iterable[str]) -> str:
    """The feature that many words together are about something, which weighs by the direction of the sum of their vectors."""
    return f"{TOPIC}{slot}{NEAR}{' '.join(words).lower()}"


def shown(name: str) -> str:
    """A feature as it is told to people: of a topic only its slot."""
    return name.partition(NEAR)[0] if name.startswith(TOPIC) else name


def vector(vectors: WordVectors, slot: str, words: str) -> Floats:
    """What the words of a feature come to: the sum of their vectors, of length 1 at most where they are a topic.

    Args:
        slot, words: what stands before and after the sign in the feature.
    """
    total = vectors.sum(words.split(" "))
    if not slot.startswith(TOPIC):
        return total
    return total / np.float32(max(1.0, float(np.linalg.norm(total))))


@dataclass(frozen=True, eq=False)
class Nearness:
    """Weights of words' vectors.

    Attributes:
        vectors: of words. slots: name of a slot → dimensions × classes.
    """

    vectors: WordVectors
    slots: Mapping[str, Floats]
    _known: dict[str, Floats] = field(default_factory=dict, repr=False)

    def weights(self, name: str) -> Floats | None:
        """The weights of a feature for each class; None for a slot that the model does not know."""
        found = self._known.get(name)
        if found is None:
            slot, _, words = name.partition(NEAR)
            if slot not in self.slots:
                return None
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[name] = vector(self.vectors, slot, words) @ self.slots[slot]
        return found

    def scores(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Rows × classes: what the features of each row weigh together.

        Args:
            rows: features, those of the form "slot≈word" last.
        """
        classes = next(iter(self.slots.values())).shape[1]
        total = np.zeros((len(rows), classes), dtype=np.float32)
        filled: list[int] = []  # rows with a known feature, and where theirs begin in `held`
        begins: list[int] = []
        held: list[Floats] = []
        for number, row in enumerate(rows):
            begin = len(held)
            held += [w for w in map(self.weights, last(row)) if w is not None]
            if len(held) > begin:
                filled.append(number)
                begins.append(begin)
        if held:
            total[filled] = np.add.reduceat(np.array(held), begins, axis=0)
        return total


def last(row: Sequence[str]) -> Iterable[str]:
    """The features at the end of a row that words' vectors weigh, from the last one backwards."""
    for name in reversed(row):
        if NEAR not in name:
            return
        yield name
