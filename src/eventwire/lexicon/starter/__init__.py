"""The starting folder of a rule pack; the files beside this one are what is written."""

from __future__ import annotations

from pathlib import Path

from eventwire.errors import InputError


def write_starter(folder: str | Path) -> list[Path]:
    """Write the commented files of a new rule pack and return their paths.

    Raises:
        InputError: where the folder exists and is not empty, or cannot be made.
    """
    target = Path(folder)
    here = Path(__file__).parent
    written = []
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InputError(f"{target}: exists and is not empty, expected a new folder")
        for file in sorted(here.rglob("*")):
            if file.suffix in (".jsonl", ".md"):
                copy = target / file.relative_to(here)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
                written.append(copy)
    except OSError as err:
        raise InputError(f"{target}: cannot be written: {err.strerror}") from err
    return written
