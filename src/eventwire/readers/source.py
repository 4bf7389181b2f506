"""Where the bytes of articles stand: a file, a member of an archive, or standard input."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

HEAD = 65_536  # bytes by which a format is recognized
LARGEST = 80_000_000  # bytes of one article: the longest that is computed, in the widest encoding


class Unreadable(Exception):
    """Bytes that give no article, or not the rest of them; the message says what was found and what was expected.

    Attributes:
        code: as in `ArticleError`. status: `failed` or `skipped`. article_id: the id that the article brings itself.
    """

    def __init__(
        self, message: str, *, code: str, status: str = "failed", article_id: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.article_id = article_id


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds one article or several.

    Attributes:
        inside: its path inside what the user named, as Unicode text. path: the path from where the user stands, likewise.
        open: opens its bytes; may raise OSError.
        named: whether the user named it, rather than a folder or archive that holds it.
        file: the file, where it is one by itself. member: whether it stands inside an archive.
    """

    inside: str
    path: str
    open: Callable[[], BinaryIO]
    named: bool = False
    file: Path | None = None
    member: bool = False

    @property
    def suffix(self) -> str:
        """The suffix in lower case, with its dot; "" without one."""
        return PurePosixPath(self.inside).suffix.lower()


class Rejoined(io.RawIOBase):
    """A stream whose first bytes were looked at, from its beginning again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]  # typeshed's WriteableBuffer is no public name
        if self._head:
            piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            piece = self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """`Rejoined` with a buffer, as the other readers want it."""
    return io.BufferedReader(Rejoined(head, rest), HEAD)


def read_whole(stream: BinaryIO, *, largest: int = LARGEST) -> bytes:
    """All bytes of a stream.

    Raises:
        Unreadable: code `too-long`, after `largest` bytes; no more than that is ever in memory.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(HEAD):  # a read of `largest` would set so much memory aside at once
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            message = f"found more than {largest:,} bytes, expected at most that many in one article"
            raise Unreadable(message, code="too-long")
    return b"".join(pieces)


def lines_of(stream: BinaryIO, *, largest: int = LARGEST) -> Iterator[bytes]:
    """The lines of a stream, each with its end.

    Raises:
        Unreadable: code `too-long`, for a line of more than `largest` bytes; where the next one begins cannot be known.
    """
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        if len(line) > largest:
            message = f"line {number} has more than {largest:,} bytes, expected at most that many; not read from here"
            raise Unreadable(message, code="too-long")
        yield line
