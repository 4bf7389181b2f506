"""Every data file that is shipped has its entry in THIRD_PARTY.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventwire.resources import model_path

ROOT = Path(__file__).parent.parent
NOTICE = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
FILES = sorted(f.relative_to(ROOT).as_posix() for f in (ROOT / "models").rglob("*") if f.is_file())


def named() -> set[str]:
    """The files and folders (with a slash at the end) in the first column of the tables."""
    found: set[str] = set()
    for cell in re.findall(r"^\|([^|]*)\|", NOTICE, flags=re.MULTILINE):
        paths = re.findall(r"`([^`]+)`", cell)
        # Later names in a cell are beside the first: `models/a/b.jsonl`, `c.jsonl`, or `models/a/b/`, `c/`.
        beside = paths[0].rstrip("/").rsplit("/", 1)[0] + "/" if paths and "/" in paths[0] else ""
        found.update(path if path.startswith(beside) else beside + path for path in paths)
    return found


@pytest.mark.parametrize("file", FILES)
def test_every_data_file_has_an_entry(file: str) -> None:
    parents = {f"{parent.as_posix()}/" for parent in Path(file).parents}
    assert named() & {file, *parents}


def test_every_entry_names_something_that_is_there() -> None:
    assert [
        path for path in sorted(named()) if path.startswith("models/") and not (ROOT / path).exists()
    ] == []


def test_the_trained_base_is_named() -> None:
    config = (model_path() / "config.cfg").read_text(encoding="utf-8")
    base = re.search(r'^base = "(\w+)"', config, flags=re.MULTILINE)
    assert base is not None
    assert base[1].replace("_", "-") in NOTICE
