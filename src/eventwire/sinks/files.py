"""A file as a sink: it is written beside its place, and takes it when the run has come to its end."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from eventwire.errors import SinkError
from eventwire.sinks.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator


class FileSink:
    """A text file that takes the articles of a run; a run that fails leaves an older file as it was."""

    def __init__(
        self,
        path: Path,
        pieces: Callable[[Entry], Iterable[str]],
        *,
        head: str = "",
        between: str = "",
        foot: str = "",
    ) -> None:
        """Begin the file.

        Args:
            path: its place. pieces: what an article adds to it.
            head, between, foot: what stands before, between and after the pieces of all articles.

        Raises:
            SinkError: where it cannot be written.
        """
        self.name = str(path)
        self._path = path
        # A name with a dot is no article to a reader that walks the folder.
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._pieces = pieces
        self._between, self._foot = between, foot
        self._begun = False
        with self._naming():
            self._file = self._part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
            self._file.write(head)

    def done(self, work_keys: Collection[str]) -> set[str]:
        """Nothing: a file is written anew by every run."""
        return set()

    def write(self, entries: Iterable[Entry]) -> None:
        """Add some articles."""
        self.write_pieces(map(self._pieces, entries))

    def write_pieces(self, articles: Iterable[Iterable[str]]) -> None:
        """Like `write`, of the pieces that the articles add."""
        with self._naming():
            for pieces in articles:
                for piece in pieces:
                    self._file.write(self._between + piece if self._begun else piece)
                    self._begun = True
            self._file.flush()

    def close(self, *, complete: bool = True) -> None:
        """Put the file in its place, or where the run is not complete, remove what was written."""
        if not complete:
            self._abandon()
            return
        with self._naming():
            self._file.write(self._foot)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._part, self._path)

    def _abandon(self) -> None:
        with suppress(OSError):  # the disk is still full; the file goes anyway
            self._file.close()
        self._part.unlink(missing_ok=True)

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except OSError as err:
            if hasattr(self, "_file"):
                self._abandon()
            raise SinkError(f"{self.name}: cannot be written: {err.strerror}", target=self.name) from err
