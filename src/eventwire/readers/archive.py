"""A zip archive → its members as sources, one after another; nothing is ever written to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from eventwire.readers.packed import HIGHEST_RATIO, guarded
from eventwire.readers.source import Source, Unreadable

MOST_MEMBERS = 100_000
MOST_BYTES = 10_000_000_000  # that all members together may have unpacked
ALWAYS = 100_000_000  # bytes that may come out of an archive whatever its size
DIRECTORY = 16_000_000  # bytes of the archive's list of members

_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def is_archive(head: bytes) -> bool:
    """Whether these first bytes begin a zip archive; an empty one counts."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members_of(archive: Source, size: int) -> Iterator[Source | tuple[Source, Unreadable]]:
    """The members of a zip archive, in the order in which they stand in it.

    Folders and members whose name begins with a dot are passed over, as in a folder.

    Args:
        archive: a source that opens seekable. size: its bytes.

    Returns:
        A Source for each member, to be read before the next is asked for, or the source with the reason why it cannot be.

    Raises:
        Unreadable: code `archive`: no zip archive, an office document, too many members, or too much content; members that
            came before count.
    """
    with archive.open() as stream:
        try:
            opened = zipfile.ZipFile(_Bounded(stream))
            infos = opened.infolist()
        except _DAMAGE as err:
            raise Unreadable(f"the zip archive is damaged: {err}", code="archive") from err
        document = _document(infos)
        if document:
            raise Unreadable(f"found {document}, expected a zip archive of articles", code="binary")
        if len(infos) > MOST_MEMBERS:
            message = f"found {len(infos):,} members, expected at most {MOST_MEMBERS:,} in one archive"
            raise Unreadable(message, code="archive")
        budget = _Budget(min(max(ALWAYS, HIGHEST_RATIO * size), MOST_BYTES))
        for number, info in enumerate(infos):
            if info.is_dir() or _hidden(info.filename):
                continue
            if budget.spent:
                message = f"not unpacked past {budget.most:,} bytes of content; the last {len(infos) - number:,} members are not read"
                raise Unreadable(message, code="archive")
            yield _member(archive, opened, info, budget)


def _member(
    archive: Source, opened: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget
) -> Source | tuple[Source, Unreadable]:
    name = info.filename.encode("utf-8", "backslashreplace").decode("utf-8")
    inside = f"{archive.inside}/{name}"

    def open_member() -> BinaryIO:
        try:
            stream = opened.open(info)
        except (*_DAMAGE, RuntimeError) as err:
            raise Unreadable(f"the member of the archive is damaged: {err}", code="archive") from err
        packed = info.compress_size
        counted = budget.counted(stream)  # type: ignore[arg-type]
        return guarded(counted, lambda: packed, _DAMAGE, what="zip", code="archive")

    source = Source(inside, f"{archive.path}/{name}", open_member, member=True)
    problem = _problem(info)
    return source if problem is None else (source, Unreadable(problem, code="archive"))


def _problem(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not opened, or None."""
    name = info.filename
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        return f"the member's path {name!r} leads out of the archive, expected one inside"
    if info.flag_bits & 1:
        return "the member is encrypted, expected one that opens without a password"
    if info.compress_type not in _METHODS:
        return f"the member is packed by method {info.compress_type}, expected stored, deflate or bzip2"
    return None


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"


def _document(infos: list[zipfile.ZipInfo]) -> str | None:
    """What a zip file is that is no plain archive."""
    names = {info.filename for info in infos[:50]}
    if "[Content_Types].xml" in names or "mimetype" in names or "META-INF/MANIFEST.MF" in names:
        return "an office document, e-book or program"
    return None


class _Budget:
    """How many bytes an archive's members may still give."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.used = 0

    @property
    def spent(self) -> bool:
        return self.used > self.most

    def counted(self, stream: BinaryIO) -> BinaryIO:
        return _Spending(stream, self)  # type: ignore[return-value]  # `_Guarded` calls nothing but read


class _Spending:
    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, size: int) -> bytes:
        piece = self._stream.read(size)
        self._budget.used += len(piece)
        if self._budget.spent:
            message = f"the archive has given more than {self._budget.most:,} bytes of content, expected at most that many"
            raise Unreadable(message, code="archive")
        return piece


class _Bounded:
    """A file that refuses one huge read: zipfile reads an archive's whole list of members at once, as long as it claims."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable
        self.close = stream.close

    def read(self, size: int = -1) -> bytes:
        if size > DIRECTORY:
            raise ValueError(f"its list of members has {size:,} bytes, expected at most {DIRECTORY:,}")
        return self._stream.read(size)
