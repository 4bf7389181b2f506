"""Signatures of texts by number, and those that may be alike; they wait in a temporary file, so that memory stays the same."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterator, Sequence

# A band of equal values makes two signatures candidates (locality-sensitive hashing).
BANDS = (
    32  # of four hashes of 128: a similarity of 0.6 is found with a probability of 0.99, one of 0.7 always
)
MOST = 500  # candidates of one signature
_CACHE = 2_000  # KB that SQLite keeps in memory

_VALUES = 4
_BAND = struct.Struct(f"<{_VALUES}Q")


class Sketches:
    """Numbers with a name and a signature each."""

    def __init__(self) -> None:
        # An empty name is a database in a temporary file that SQLite deletes; its cache is bounded.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            f"PRAGMA cache_size = -{_CACHE}",
            "CREATE TABLE sketches (number INTEGER PRIMARY KEY, name TEXT, signature BLOB)",
            "CREATE TABLE bands (hash INTEGER, number INTEGER, PRIMARY KEY (hash, number)) WITHOUT ROWID",
            "BEGIN",
        ):
            self._file.execute(statement)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, number: int) -> bool:
        found = self._file.execute("SELECT 1 FROM sketches WHERE number = ?", (number,))
        return found.fetchone() is not None

    def add(self, number: int, name: str, signature: bytes, values: Sequence[int]) -> None:
        """Keep a signature.

        Args:
            values: its 128 hashes.
        """
        data = name.encode("utf-8", "surrogatepass")
        self._file.execute("INSERT INTO sketches VALUES (?, ?, ?)", (number, data, signature))
        self._file.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, number) for band in bands(values))
        )
        self._count += 1

    def alike(self, values: Sequence[int]) -> Iterator[tuple[int, str, bytes]]:
        """Number, name and signature of those that share a band with 128 hashes, the first 500 of them."""
        marks = ", ".join("?" * BANDS)
        found = self._file.execute(
            "SELECT number, name, signature FROM sketches WHERE number IN "
            f"(SELECT number FROM bands WHERE hash IN ({marks})) ORDER BY number LIMIT {MOST}",
            bands(values),
        )
        for number, name, signature in found.fetchall():
            yield number, name.decode("utf-8", "surrogatepass"), signature

    def close(self) -> None:
        """Delete the temporary file."""
        self._file.close()


def bands(values: Sequence[int]) -> list[int]:
    """A number for each band of 128 hashes, the same for equal values in the same band."""
    found = []
    for at in range(BANDS):
        data = _BAND.pack(*values[_VALUES * at : _VALUES * (at + 1)])
        digest = hashlib.blake2b(data, digest_size=8, salt=bytes((at,))).digest()
        found.append(int.from_bytes(digest, "big", signed=True))
    return found
