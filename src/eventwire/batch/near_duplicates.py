"""Which articles are nearly the same text: the same wire copy at ten publishers, an update with a new toll.

They are linked and never left out: each article is computed for itself. Only `reuse_key` says where a result would be the
same by construction.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from rensa import RMinHash

from eventwire.article import Article
from eventwire.batch.sketches import Sketches
from eventwire.schema import NearDuplicate

SHINGLE = 3  # words that stand together
FEWEST = 10  # words; below, texts are alike by chance
THRESHOLD = 0.6  # share of common shingles from which on two texts are nearly the same
CAPACITY = 50_000  # articles that are remembered, at about 2 KB each in a temporary file

_HASHES = 128  # the standard error of a similarity is at most 0.045
_SEED = 20  # any fixed number; signatures of another one don't compare

_WORD = re.compile(r"\w+")


def signature_of(text: str) -> bytes | None:
    """The signature by which a text is compared: word triples, without case and punctuation, under 128 hashes.

    Returns:
        About 670 bytes, the same on every machine and in every process; None for a text of fewer than 10 words.

    Source:
        Broder, "On the resemblance and containment of documents" (1997); rensa's R-MinHash, algorithm version 2.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST:
        return None
    sketch = RMinHash(_HASHES, _SEED)
    sketch.update([" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)])
    return bytes(sketch.__getstate__())


def reuse_key(article: Article) -> str:
    """A key that two articles share exactly where their results differ by the document's own fields and ids alone: the same
    text, publication date, country of the publisher and given language.
    """
    parts = (article.text_sha256, article.published, article.publisher_country, article.language)
    return hashlib.sha256(
        "\x1f".join("" if part is None else str(part) for part in parts).encode()
    ).hexdigest()


class NearDuplicates:
    """The articles seen so far, the last 25,000 to 50,000 of them unless `capacity` says otherwise.

    An article is linked to the earlier one it is most similar to, of several equally similar to the first: copies of one
    story point at its first version. Which that is depends on the order, so that a run has to keep one.
    """

    def __init__(self, *, threshold: float = THRESHOLD, capacity: int = CAPACITY) -> None:
        """Args:
        threshold: the least similarity, in (0, 1]. capacity: how many articles are remembered at most.
        """
        self._threshold = threshold
        self._half = max(1, capacity // 2)
        self._old = _Generation()
        self._new = _Generation()
        self._number = 0

    def link(self, document_id: str, signature: bytes | None) -> NearDuplicate | None:
        """The earlier article that this one nearly repeats, or None; afterwards it is an earlier one itself.

        Args:
            document_id: its `document.id`. signature: of its text, from `signature_of`.

        Raises:
            ValueError: for a signature of another version.
        """
        if signature is None:
            return None
        sketch = _sketch(signature)
        found = max([*self._old.similar(sketch), *self._new.similar(sketch)], default=None)
        if found is None or found.similarity < 1:
            self._remember(document_id, sketch)
        elif found.number in self._old:
            # What goes on being repeated stays known, under the name of its first version. An equal text that is still new
            # would bring nothing: whatever resembles it resembles the first one as much.
            self._remember(found.name, sketch)
        if found is None or found.similarity < self._threshold:
            return None
        return NearDuplicate(id=found.name, similarity=round(found.similarity, 3))

    def add(self, document_id: str, signature: bytes | None) -> None:
        """Remember an article of an earlier run."""
        if signature is not None:
            self._remember(document_id, _sketch(signature))

    def close(self) -> None:
        """Delete the temporary files."""
        self._old.close()
        self._new.close()

    def __len__(self) -> int:
        """How many articles are remembered."""
        return len(self._old) + len(self._new)

    def _remember(self, document_id: str, sketch: RMinHash) -> None:
        if len(self._new) >= self._half:
            self._old.close()
            self._old, self._new = self._new, _Generation()
        self._new.add(self._number, document_id, sketch)
        self._number += 1


@dataclass(frozen=True, slots=True)
class _Similar:
    """An earlier article; the most similar is the greatest, of several the first."""

    similarity: float
    number: int
    name: str

    def __lt__(self, other: _Similar) -> bool:
        return (self.similarity, -self.number) < (other.similarity, -other.number)


class _Generation:
    """Half of what is remembered; forgotten as a whole."""

    def __init__(self) -> None:
        self._sketches = Sketches()

    def __len__(self) -> int:
        return len(self._sketches)

    def __contains__(self, number: int) -> bool:
        return number in self._sketches

    def add(self, number: int, name: str, sketch: RMinHash) -> None:
        self._sketches.add(number, name, bytes(sketch.__getstate__()), sketch.digest())

    def similar(self, sketch: RMinHash) -> list[_Similar]:
        """Those that share a band."""
        return [
            _Similar(sketch.jaccard(_sketch(signature)), number, name)
            for number, name, signature in self._sketches.alike(sketch.digest())
        ]

    def close(self) -> None:
        self._sketches.close()


def _sketch(signature: bytes) -> RMinHash:
    sketch = RMinHash(_HASHES, _SEED)
    sketch.__setstate__(signature)
    return sketch
