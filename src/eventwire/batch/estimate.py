"""How many articles there will be, before all are read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eventwire.readers.folder import files_below
from eventwire.readers.formats import KNOWN


def count_files(paths: Iterable[str | Path]) -> int | None:
    """How many files of known suffixes there are; None with standard input. Memory stays the same for any number."""
    count = 0
    for path in paths:
        if str(path) == "-":
            return None
        place = Path(path)
        if place.is_dir():
            found = files_below(place)
            count += sum(1 for file in found if isinstance(file, Path) and file.suffix.lower() in KNOWN)
        else:
            count += 1
    return count


def expected(files: int | None, *, read: int, files_read: int) -> int | None:
    """How many articles there will be, as far as the files that were read stand for the others.

    Returns:
        None where nothing stands for them: at the beginning, for standard input, and in the last file, which may be the only one.
    """
    if files is None or files_read < 2 or files_read >= files:
        return None
    # The last one that was begun may have more.
    return max(read, round(read * files / files_read))
