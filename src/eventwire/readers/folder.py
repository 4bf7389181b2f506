"""A folder → the files below it that may hold articles, lazily and in order of their names."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from eventwire.readers.tally import Tally

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 20_000  # names of one folder that are sorted in memory; more are sorted in a temporary file

_FILE, _FOLDER, _LINKED_FOLDER, _OTHER = range(4)


@dataclass(frozen=True, slots=True)
class Closed:
    """A folder that cannot be listed, with the reason."""

    path: Path
    reason: str


def files_below(folder: Path, tally: Tally | None = None) -> Iterator[Path | Closed]:
    """The files below a folder: each folder's entries by name, folders entered where they stand.

    Names that begin with a dot are left out. Folders behind a symbolic link are not entered, and what is neither a file nor
    a folder is not opened; `tally` counts both. Memory doesn't grow with the number of entries.

    Returns:
        Paths of files and of links that don't lead to folders, and a Closed for each folder that cannot be listed.
    """
    levels: list[Iterator[Path | Closed]] = [_listed(folder, tally)]
    while levels:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, _Folder):
            levels.append(_listed(entry.path, tally))
        else:
            yield entry


class _Folder(Closed):
    """A folder to enter; never leaves this module."""


def _listed(folder: Path, tally: Tally | None) -> Iterator[Path | Closed]:
    try:
        with os.scandir(folder) as entries:
            found = _in_order((os.fsencode(entry.name), _kind(entry)) for entry in entries)
    except OSError as err:
        yield Closed(folder, f"the folder cannot be listed: {err.strerror}")
        return
    for raw, kind in found:
        path = folder / os.fsdecode(raw)
        if path.name.startswith("."):
            continue
        if kind == _FOLDER:
            yield _Folder(path, "")
        elif kind == _LINKED_FOLDER or (kind == _OTHER and not path.is_symlink()):
            if tally is not None:
                tally.others["linked folders" if kind == _LINKED_FOLDER else "special files"] += 1
        elif kind == _FILE:
            yield path
        else:
            try:
                regular = stat.S_ISREG(path.stat().st_mode)
            except OSError:  # a link that leads nowhere or in a circle: opening it gives the reason
                regular = True
            if regular:
                yield path
            elif tally is not None:
                tally.others["special files"] += 1


def _kind(entry: os.DirEntry[str]) -> int:
    if entry.is_symlink():
        try:
            return _LINKED_FOLDER if entry.is_dir() else _OTHER
        except OSError:
            return _OTHER
    if entry.is_dir(follow_symlinks=False):
        return _FOLDER
    return _FILE if entry.is_file(follow_symlinks=False) else _OTHER


def _in_order(entries: Iterator[tuple[bytes, int]]) -> Iterator[tuple[bytes, int]]:
    """Entries by the bytes of their names."""
    few = list(islice(entries, IN_MEMORY))
    if len(few) < IN_MEMORY:
        return iter(sorted(few))
    import sqlite3  # 10 ms: only a large folder pays for it

    # An empty name is a database in a temporary file that SQLite deletes; its cache is bounded.
    names = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    names.execute("PRAGMA journal_mode = OFF")
    names.execute("CREATE TABLE names (name BLOB PRIMARY KEY, kind INTEGER) WITHOUT ROWID")
    names.execute("BEGIN")
    names.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", few)
    few.clear()
    names.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", entries)
    return _sorted_names(names)


def _sorted_names(names: sqlite3.Connection) -> Iterator[tuple[bytes, int]]:
    with contextlib.closing(names):
        yield from names.execute("SELECT name, kind FROM names ORDER BY name")
