"""gzip and zstd → the bytes inside, as a stream that stops at a bomb."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable
from typing import BinaryIO

from eventwire.readers.source import HEAD, Unreadable

HIGHEST_RATIO = 200  # bytes that one packed byte may become; news text reaches 3 to 10
ALWAYS = 10_000_000  # bytes that may come out whatever the ratio: short runs of equal bytes pack very well

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))


def packing_of(head: bytes) -> str | None:
    """`gzip`, `zstd` or None, by the first bytes."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def unpacked(stream: BinaryIO, packing: str) -> BinaryIO:
    """The bytes inside a gzip or zstd stream.

    Reading raises Unreadable (code `packed`) where the data is damaged or ends too early, or when it grows to more than 200
    times its size, past 10 million bytes.
    """
    counted = _Counted(stream)
    packed = io.BufferedReader(counted, HEAD)
    opened, errors = _gzip(packed) if packing == "gzip" else _zstd(packed)
    return guarded(opened, lambda: counted.count, errors, what=packing)


def guarded(
    stream: BinaryIO,
    taken: Callable[[], int],
    errors: tuple[type[Exception], ...],
    *,
    what: str,
    code: str = "packed",
    always: int = ALWAYS,
) -> BinaryIO:
    """A stream of unpacked bytes that raises Unreadable for damage, and once too much came out.

    Args:
        stream: the unpacked bytes. taken: how many packed bytes went in so far. errors: what damage raises.
        what: the packing, for messages. code: of the Unreadable. always: bytes that may come out whatever the ratio.
    """
    return io.BufferedReader(_Guarded(stream, taken, errors, what, code, always), HEAD)


def _gzip(stream: BinaryIO) -> tuple[BinaryIO, tuple[type[Exception], ...]]:
    return gzip.GzipFile(fileobj=stream, mode="rb"), (gzip.BadGzipFile, EOFError, zlib.error)  # type: ignore[return-value]  # a BinaryIO but for its class


def _zstd(stream: BinaryIO) -> tuple[BinaryIO, tuple[type[Exception], ...]]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd  # 16 ms: only zstd pays for it
    return zstd.ZstdFile(stream, "rb"), (zstd.ZstdError, EOFError)  # type: ignore[return-value]  # likewise


class _Counted(io.RawIOBase):
    """Counts the bytes that were taken from a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        piece = self._stream.read(len(buffer))
        self.count += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


class _Guarded(io.RawIOBase):
    def __init__(
        self,
        stream: BinaryIO,
        taken: Callable[[], int],
        errors: tuple[type[Exception], ...],
        what: str,
        code: str,
        always: int,
    ) -> None:
        self._stream = stream
        self._taken = taken
        self._errors = errors
        self._what = what
        self._code = code
        self._always = always
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        try:
            piece = self._stream.read(len(buffer))
        except self._errors as err:
            message = (
                f"the {self._what} data breaks off or is damaged after {self._out:,} bytes of content: {err}"
            )
            raise Unreadable(message, code=self._code) from err
        self._out += len(piece)
        if self._out > max(self._always, HIGHEST_RATIO * self._taken()):
            message = (
                f"found {self._out:,} bytes in {self._taken():,} of {self._what}, expected at most "
                f"{HIGHEST_RATIO} times as many; not unpacked any further"
            )
            raise Unreadable(message, code=self._code)
        buffer[: len(piece)] = piece
        return len(piece)
