"""Bytes → Articles: which files there are, and which reader takes which. A reader knows nothing of the pipeline."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from eventwire.article import Article, iso_day
from eventwire.errors import ArticleError, InputError
from eventwire.readers.dispatch import Dispatch
from eventwire.readers.folder import Closed, files_below
from eventwire.readers.ids import Ids
from eventwire.readers.mapping import FieldMapping
from eventwire.readers.source import Source
from eventwire.readers.tally import Tally

__all__ = ["FieldMapping", "Tally", "read"]

Result = Article | ArticleError


def read(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    mapping: FieldMapping | None = None,
    tally: Tally | None = None,
    leave_out: Iterable[Path] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[Result]:
    """The articles of files, folders and standard input (`-`), read one after another as they are asked for.

    A folder gives its text, Markdown, HTML, JSON, JSON Lines, CSV, Parquet, gzip, zstd and zip files, at any depth, in order
    of their names; record and gold JSON is never an article there, and other suffixes are only counted. A file that is
    named itself is read whatever its suffix. `document.id` is the id that the article brings, or its path inside the folder
    without suffix, or the file's name without suffix; rows of a file add their number.

    Memory does not grow with the number of files or articles.

    Args:
        paths: what to read, in this order. published: the day for articles that don't say.
        mapping: which names of feeds and tables stand for which fields; the usual ones are recognized.
        tally: counts what was passed over. leave_out: files and folders not to read, such as the output.
        stdin: what `-` stands for; the process's own by default.

    Returns:
        An Article for each article, or an ArticleError for one that could not be read or whose id came before.

    Raises:
        InputError: at once, where a path does not exist or `published` is no date.
    """
    places = [path if path == "-" else Path(path) for path in paths]
    for place in places:
        if isinstance(place, Path) and not os.path.lexists(place):
            raise InputError(f"{place}: no such file or folder")
    day = iso_day(published, where="published")
    tally = Tally() if tally is None else tally
    ids = Ids()
    dispatch = Dispatch(day, mapping or FieldMapping(), tally, ids)
    left = {path.resolve() for path in leave_out}
    stream = stdin or (sys.stdin.buffer if "-" in places else io.BytesIO())
    results = (
        result
        for place in places
        for source in _sources(place, tally, left)
        for result in (
            [source] if isinstance(source, ArticleError) else dispatch.results(source)
            if isinstance(source, Source) else dispatch.standard_input(stream)
        )
    )  # fmt: skip
    return _once_each(results, ids)


def _sources(place: str | Path, tally: Tally, leave_out: set[Path]) -> Iterator[Source | ArticleError | None]:
    """The files of a place, and the folders in it that cannot be listed; None for standard input."""
    if isinstance(place, str):
        yield None
    elif not place.is_dir():
        if not _is_left_out(place, leave_out):
            yield _source(place, place.name, named=True)
    else:
        for file in files_below(place, tally):
            path = file.path if isinstance(file, Closed) else file
            if _is_left_out(path, leave_out):
                continue
            inside = path.relative_to(place).as_posix()
            if isinstance(file, Closed):
                name = printable(inside if inside != "." else place.name or str(place))
                yield ArticleError(file.reason, article_id=name, code="unreadable", path=printable(str(path)))
            else:
                yield _source(file, inside, named=False)


def _source(file: Path, inside: str, *, named: bool) -> Source:
    return Source(printable(inside), printable(str(file)), lambda: file.open("rb"), named=named, file=file)


def _is_left_out(path: Path, leave_out: set[Path]) -> bool:
    if not leave_out:
        return False
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):  # a link that leads in a circle
        return False
    return resolved in leave_out or not leave_out.isdisjoint(resolved.parents)


def printable(path: str) -> str:
    """A path as Unicode text; bytes of a file name that are none are written as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _once_each(results: Iterable[Result], ids: Ids) -> Iterator[Result]:
    """The results, with an ArticleError in place of an article whose id came before."""
    with contextlib.closing(ids):
        for result in results:
            if isinstance(result, ArticleError):
                ids.take(result.article_id, result.path or "")
                yield result
                continue
            before = ids.take(result.id, result.place)
            if before is None:
                yield result
            else:
                message = f"{result.place}: the id {result.id!r} came before, from {before}; ids must differ within a run"
                yield ArticleError(message, article_id=result.id, code="duplicate-id", path=result.path)
