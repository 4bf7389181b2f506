"""Which ids are taken, and by what; memory stays the same for any number of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 4_000  # ids, some 1 MB

_FILE = "\0"  # before the names of files, which are no ids of articles yet

PACKED = frozenset((".gz", ".gzip", ".zst", ".zstd"))  # suffixes that say only how a file is packed


def stem_of(name: str) -> str:
    """A path without its suffix, and without that of the packing: `wire/a.txt.gz` → `wire/a`."""
    path = PurePosixPath(name)
    if path.suffix.lower() in PACKED:
        path = path.with_suffix("")
    return str(path.with_suffix(""))


class Ids:
    """The ids of one run, each with the path that it came from."""

    def __init__(self, in_memory: int | None = None) -> None:
        """Args:
        in_memory: how many ids are kept in memory, `IN_MEMORY` by default; more go to a temporary file.
        """
        self._most = IN_MEMORY if in_memory is None else in_memory
        self._few: dict[str, str] = {}
        self._many: sqlite3.Connection | None = None

    def take(self, name: str, path: str) -> str | None:
        """Take an id: None where it was free, else the path that has it."""
        if self._many is None:
            if name in self._few:
                return self._few[name]
            self._few[name] = path
            if len(self._few) > self._most:
                self._move_out(self._few.items())
                self._few = {}
            return None
        row = self._many.execute("SELECT path FROM taken WHERE id = ?", (_key(name),)).fetchone()
        if row is not None:
            return str(row[0].decode("utf-8", "surrogatepass"))
        self._many.execute("INSERT INTO taken VALUES (?, ?)", (_key(name), _key(path)))
        return None

    def name_file(self, inside: str, path: str) -> str:
        """The id of a file's article, or the beginning of its articles' ids; the same for the same file again.

        It is the path inside the folder without suffix. Where another file has that, one that differs by its suffix only
        keeps the suffix, and one from another folder goes by its whole path.

        Args:
            inside: the path inside what was named, suffixes included. path: the path from where the user stands.
        """
        stem = stem_of(inside)
        other = self.take(_FILE + stem, path)
        if other in (None, path):
            return stem
        choices = (inside, path) if stem_of(str(other)) == stem_of(path) else (stem_of(path), path)
        free = (name for name in choices if self.take(_FILE + name, path) in (None, path))
        return next(free, path)

    def close(self) -> None:
        """Delete the temporary file, where there is one."""
        if self._many is not None:
            self._many.close()

    def _move_out(self, items: Iterable[tuple[str, str]]) -> None:
        import sqlite3  # 10 ms: only a large run pays for it

        # An empty name is a database in a temporary file that SQLite deletes; its cache is bounded.
        self._many = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._many.execute("PRAGMA journal_mode = OFF")
        self._many.execute("PRAGMA synchronous = OFF")
        self._many.execute("CREATE TABLE taken (id BLOB PRIMARY KEY, path BLOB) WITHOUT ROWID")
        self._many.execute("BEGIN")
        pairs = ((_key(name), _key(path)) for name, path in items)
        self._many.executemany("INSERT INTO taken VALUES (?, ?)", pairs)


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
