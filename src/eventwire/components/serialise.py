"""The one mixin with which components keep their data files: byte for byte on disk, and as one msgpack in bytes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

import srsly

from eventwire.errors import ModelDataError
from eventwire.resources import model_path


class DataFiles:
    """A component whose knowledge is a set of files under the model directory.

    A subclass names its `folders` (relative to the model directory: all files in a folder, or one file) and implements `compile`, which
    turns `self.files` into whatever it matches with. The files are shared knowledge (several components read the
    gazetteer), so each component keeps its own copy of what it read and writes that back unchanged.

    Attributes:
        files: relative path -> content, sorted by path.
    """

    folders: ClassVar[tuple[str, ...]] = ()
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".json")

    files: dict[str, bytes]

    def compile(self) -> None:
        """Turn `self.files` into the structures used on Docs; raises ModelDataError for a bad line."""
        raise NotImplementedError

    def load_model(self, name: str) -> None:
        """Read the data of an installed model, or of a model directory given by its path."""
        self._read(model_path(name))

    def lay_over(self, files: dict[str, bytes]) -> None:
        """Replace or add files (a rule pack already merged by id) and compile again."""
        mine = {path: data for path, data in files.items() if self.owns(path)}
        if mine:
            self.files = dict(sorted({**self.files, **mine}.items()))
            self.compile()

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the files below `path`, byte for byte as they were read."""
        for relative, data in self.files.items():
            target = Path(path) / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Any:
        """Read the files below `path` that `to_disk` wrote; a folder without them is an error."""
        self._read(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """All files as one msgpack map."""
        return bytes(srsly.msgpack_dumps(self.files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Any:
        """The inverse of `to_bytes`."""
        self.files = dict(sorted(srsly.msgpack_loads(data).items()))
        self.compile()
        return self

    @classmethod
    def owns(cls, path: str) -> bool:
        """Whether this component reads the file."""
        return any(path == folder or path.startswith(f"{folder}/") for folder in cls.folders)

    def _read(self, root: Path) -> None:
        files: dict[str, bytes] = {}
        for folder in self.folders:
            place = root / folder
            for file in [place] if place.is_file() else sorted(place.rglob("*")):
                if file.is_file() and file.suffix in self.suffixes:
                    files[file.relative_to(root).as_posix()] = file.read_bytes()
        if not files:
            raise ModelDataError(f"no data found, expected files in {', '.join(self.folders)}", path=root)
        self.files = dict(sorted(files.items()))
        self.compile()
