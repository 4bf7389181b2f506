"""The index of the world's populated places and administrative divisions: names to rows, read from one file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from eventwire.errors import ModelDataError
from eventwire.text.folding import fold_word, join, split, without_article

MAGIC = b"EWPLACES1\n"
# How a key stands to its row.
OWN, OTHER = 0, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        geonames_id: id in GeoNames, None for places that it does not have.
        name: canonical name. kind: the contract's place kind. feature: GeoNames feature code ("PPLA", "ADM1"), or "".
        country: ISO 3166-1 alpha-3. admin1, admin2: names of the divisions it lies in, where known.
        latitude, longitude: degrees, None where unknown. population: 0 where unknown; that of a division is the
            sum over its places in the index.
        precision: the contract's place precision. own: whether it was found by its own name rather than by an
            alternate one. entry: id of the lexicon line it comes from, or None. subtype: of a facility.
    """

    geonames_id: int | None
    name: str
    kind: str
    feature: str
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    population: int
    precision: str | None
    own: bool = True
    entry: str | None = None
    subtype: str | None = None


Facts = tuple[str, str, int | None, int | None, float, float, int]


def key_hash(key: str) -> int:
    """A folded key as an unsigned number of 40 bits."""
    return int.from_bytes(blake2b(key.encode(), digest_size=5).digest(), "big")


class PlaceIndex:
    """The places of `places.bin`, which `scripts/build_places.py` writes and `scripts/place_file.py` describes.

    The arrays are views of the file's bytes: opening costs a few milliseconds and no copy. It is never changed.

    Args:
        data: the file's content. path: where it is from, for errors.

    Raises:
        ModelDataError: where the data is no such file or is cut off.
    """

    def __init__(self, data: bytes, path: Path | str = "places.bin") -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ModelDataError("no place index: expected it to begin with EWPLACES1", path=path)
        head_end = len(MAGIC) + 8 + int(data[len(MAGIC) : len(MAGIC) + 8] or b"0")
        try:
            head: dict[str, Any] = json.loads(data[len(MAGIC) + 8 : head_end])
            arrays = {
                name: np.frombuffer(
                    data, dtype=spec["type"], count=spec["count"], offset=head_end + spec["offset"]
                )
                for name, spec in head["arrays"].items()
            }
        except (ValueError, KeyError) as err:
            raise ModelDataError(f"place index is damaged: {err}", path=path) from err
        self.sources: list[str] = head["sources"]
        self._features: list[str] = head["features"]
        self._countries: list[str] = head["countries"]
        self._high, self._low = arrays["key_high"], arrays["key_low"]
        self._rows = arrays["key_row"]
        self._id, self._population = arrays["id"], arrays["population"]
        self._latitude, self._longitude = arrays["latitude"], arrays["longitude"]
        self._feature, self._country = arrays["feature"], arrays["country"]
        self._admin1, self._admin2 = arrays["admin1"], arrays["admin2"]
        self._name_at, self._names = arrays["name_at"], arrays["names"]
        self.divisions = int(head["divisions"])

    def __len__(self) -> int:
        return len(self._id)

    def rows(self, key: str) -> list[tuple[int, bool]]:
        """Rows under a folded key, as `(row, found by its own name)`; the most populous first.

        Args:
            key: from `eventwire.text.folding.fold`.
        """
        return self.rows_of([key])[0]

    def rows_of(self, keys: list[str]) -> list[list[tuple[int, bool]]]:
        """`rows` for many keys at once, which costs one search."""
        if not keys:
            return []
        hashes = np.array([key_hash(key) for key in keys], dtype=np.uint64)
        high, low = (hashes >> np.uint64(8)).astype(np.uint32), (hashes & np.uint64(255)).astype(np.uint8)
        first = np.searchsorted(self._high, high, side="left").tolist()
        last = np.searchsorted(self._high, high, side="right").tolist()
        found: list[list[tuple[int, bool]]] = []
        for i, (a, b) in enumerate(zip(first, last, strict=True)):
            hits: list[tuple[int, bool]] = []
            if a < b and keys[i]:
                for posting in self._rows[a:b][self._low[a:b] == low[i]].tolist():
                    hits.append((posting >> 1, not posting & 1))
            found.append(hits)
        return found

    def name(self, row: int) -> str:
        """The canonical name of a row."""
        return bytes(self._names[self._name_at[row] : self._name_at[row + 1]]).decode()

    def candidate(self, row: int, own: bool = True) -> Candidate:
        """A row as a Candidate."""
        feature = self._features[self._feature[row]]
        admin1, admin2 = int(self._admin1[row]), int(self._admin2[row])
        return Candidate(
            geonames_id=int(self._id[row]),
            name=self.name(row),
            kind="region" if feature.startswith("ADM") else "city",
            feature=feature,
            country=self._countries[self._country[row]],
            admin1=self.name(admin1 - 1) if admin1 else None,
            admin2=self.name(admin2 - 1) if admin2 else None,
            latitude=round(int(self._latitude[row]) / 1e5, 5),
            longitude=round(int(self._longitude[row]) / 1e5, 5),
            population=int(self._population[row]),
            precision={"ADM1": "admin1", "ADM2": "admin2"}.get(feature, "populated_place"),
            own=own,
        )

    def facts(self, rows: list[int]) -> list[Facts]:
        """What is known of rows, all at once.

        Returns:
            For each row: feature code, country, first-level division and second-level division (their rows, or None; a division
            is its own), latitude, longitude, population.
        """
        at = np.array(rows, dtype=np.int64)
        columns = [
            column[at].tolist()
            for column in (
                self._feature,
                self._country,
                self._admin1,
                self._admin2,
                self._latitude,
                self._longitude,
                self._population,
            )
        ]
        found: list[Facts] = []
        for row, feature, country, admin1, admin2, latitude, longitude, population in zip(
            rows, *columns, strict=True
        ):
            code = self._features[feature]
            first = row if code == "ADM1" else (admin1 - 1 if admin1 else None)
            second = row if code == "ADM2" else (admin2 - 1 if admin2 else None)
            country = self._countries[country]
            found.append((code, country, first, second, latitude / 1e5, longitude / 1e5, population))
        return found

    def row_of(self, geonames_id: int) -> int | None:
        """The row of a GeoNames id, or None."""
        hits = np.flatnonzero(self._id == geonames_id)
        return int(hits[0]) if len(hits) else None

    def lookup(self, name: str) -> list[Candidate]:
        """The places that a name may mean, the most populous first.

        An Arabic article is optional: a name that is not found with it (without it) is looked for without it (with it).

        Args:
            name: as printed.

        Returns:
            Candidates, at most one per place.
        """
        words = [folded for word in split(name) if (folded := fold_word(word))]
        return [self.candidate(row, own) for row, own in self.find(words)]

    def find(self, words: list[str]) -> list[tuple[int, bool]]:
        """`rows` for folded words, with the Arabic article optional."""
        if not words:
            return []
        bare = without_article(words)
        keys = [join(words)] + ([join(bare)] if bare is not words else ["al" + join(words)])
        for hits in self.rows_of(keys):
            if hits:
                return hits
        return []
