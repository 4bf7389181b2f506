"""A folder → the files below it that may hold articles, lazily and in order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path) -> Iterator[Path]:
    """The files below a folder: each folder's entries by name, folders entered where they stand.

    Names that begin with a dot are left out, and folders behind a symbolic link are not entered.
    """
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if name.startswith("."):
            continue
        path = folder / name
        if is_folder:
            yield from files_below(path)
        elif path.is_file():
            yield path
