"""How known the best place of a name is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from eventwire.lexicon.place_rules import ScanWeights
from eventwire.lexicon.places import PlaceIndex
from eventwire.text.folding import fold

_KEPT = 100_000  # keys whose size is remembered


class KnownSizes:
    """Sizes of names, remembered.

    Args:
        index: the place index. weights: `places/scan.json`.
        lines: gazetteer lines of countries and regions as plain objects, where names of the lexicon count as well.
    """

    def __init__(
        self, index: PlaceIndex, weights: ScanWeights, lines: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        self._index = index
        self._weights = weights
        self.lexicon = {
            fold(form): weights.country if line["kind"] == "country" else weights.region
            for line in lines
            if not line.get("disabled")
            for form in line["forms"]
        }
        self._known: dict[str, float | None] = {}

    def of(self, keys: list[str]) -> list[float | None]:
        """The size of each folded name: log10 of the population, with the bonus of divisions; None where nobody knows it."""
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            if len(self._known) > _KEPT:
                self._known.clear()
                new = list(dict.fromkeys(keys))
            for key, rows in zip(new, self._index.rows_of(new), strict=True):
                sizes = [size for size in (self._size(rows), self.lexicon.get(key)) if size is not None]
                self._known[key] = max(sizes, default=None)
        return [self._known[key] for key in keys]

    def _size(self, rows: list[tuple[int, bool]]) -> float | None:
        if not rows:
            return None
        weights = self._weights
        return max(
            math.log10(fact[6] + 1)
            + (weights.division if fact[0] == "ADM1" else 0.0)
            + (0.0 if own else weights.other)
            for (_, own), fact in zip(rows, self._index.facts([row for row, _ in rows]), strict=True)
        )
