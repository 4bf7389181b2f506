"""Words by the company they keep: clusters of word vectors, by which a linear model knows a word that its training never had."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from eventwire.errors import ModelDataError

CLUSTERS = "words/clusters.npz"


@dataclass(frozen=True)
class WordClusters:
    """Two partitions of some 50,000 lower-case English words.

    Attributes:
        fine: word → number of its cluster of some 50 words. coarse: number of the fine cluster → number of the coarse one
            that holds it.
    """

    fine: Mapping[str, int]
    coarse: tuple[int, ...]
    _names: tuple[tuple[str, str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = tuple((f"f{fine}", f"c{coarse}") for fine, coarse in enumerate(self.coarse))
        object.__setattr__(self, "_names", names)

    def of(self, lemma: str, word: str = "") -> tuple[str, str]:
        """The names of a word's fine and coarse cluster ("f17", "c3"); empty where it is in none.

        Args:
            lemma: looked up first, in lower case; of a compound with hyphens its last part where the whole is unknown.
            word: the form in the text, looked up where the lemma is unknown.
        """
        fine = self.fine
        found = fine.get(lemma.lower())
        if found is None and word:
            found = fine.get(word.lower())
        if found is None and "-" in lemma:
            found = fine.get(lemma.lower().rsplit("-", 1)[1])
        return ("", "") if found is None else self._names[found]

    def to_bytes(self) -> bytes:
        """An npz archive without pickles: words, their fine clusters, and the coarse cluster of each fine one."""
        out = io.BytesIO()
        words = sorted(self.fine)
        np.savez_compressed(
            out,
            words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
            fine=np.array([self.fine[word] for word in words], dtype=np.uint16),
            coarse=np.array(self.coarse, dtype=np.uint16),
        )
        return out.getvalue()


@lru_cache(maxsize=4)
def clusters_from_bytes(data: bytes, *, path: str) -> WordClusters:
    """The inverse of `WordClusters.to_bytes`; components that read the same file share the answer.

    Raises:
        ModelDataError: for anything else, naming `path`.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as parts:
            words = parts["words"].tobytes().decode().split("\n")
            fine, coarse = parts["fine"].tolist(), tuple(parts["coarse"].tolist())
        found = dict(zip(words, fine, strict=True))
        if max(fine) >= len(coarse):
            raise ValueError(f"cluster {max(fine)} of {len(coarse)}")
    except Exception as err:
        raise ModelDataError(f"is no file of word clusters: {err!r}", path=path) from err
    return WordClusters(found, coarse)
