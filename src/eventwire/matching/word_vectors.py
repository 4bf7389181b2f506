"""Words as points: vectors that lie near each other where words keep like company, for what a cluster's bounds cut apart."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from eventwire.errors import ModelDataError

VECTORS = "words/vectors.npz"


@dataclass(frozen=True, eq=False)
class WordVectors:
    """Vectors of length 1 for some 50,000 lower-case English words.

    Attributes:
        index: word → row of `rows`. rows: words × dimensions, eight bits each. step: what one unit of `rows` stands for.
    """

    index: Mapping[str, int]
    rows: NDArray[np.int8]
    step: float

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self.rows.shape[1])

    def sum(self, words: Iterable[str]) -> NDArray[np.float32]:
        """The sum of the vectors of words; unknown ones add nothing, of a compound with hyphens its last part counts.

        Args:
            words: in lower case.
        """
        index, known = self.index, []
        for word in words:
            found = index.get(word)
            if found is None and "-" in word:
                found = index.get(word.rsplit("-", 1)[1])
            if found is not None:
                known.append(found)
        total: NDArray[np.float32] = self.rows[known].astype(np.float32).sum(axis=0) * np.float32(self.step)
        return total

    def to_bytes(self) -> bytes:
        """An npz archive without pickles, not compressed (it would shrink by a fifth): words, their rows, and the step."""
        out = io.BytesIO()
        np.savez(
            out,
            words=np.frombuffer("\n".join(self.index).encode(), dtype=np.uint8),
            rows=self.rows,
            step=np.array(self.step, dtype=np.float32),
        )
        return out.getvalue()


@lru_cache(maxsize=4)
def vectors_from_bytes(data: bytes, *, path: str) -> WordVectors:
    """The inverse of `WordVectors.to_bytes`; components that read the same file share the answer.

    Raises:
        ModelDataError: for anything else, naming `path`.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as parts:
            words = parts["words"].tobytes().decode().split("\n")
            rows, step = parts["rows"], float(parts["step"])
        if rows.dtype != np.int8 or rows.ndim != 2 or len(rows) != len(words):
            raise ValueError(f"{rows.dtype} of shape {rows.shape} for {len(words)} words")
    except Exception as err:
        raise ModelDataError(f"is no file of word vectors: {err!r}", path=path) from err
    return WordVectors(dict(zip(words, range(len(words)), strict=True)), rows, step)
