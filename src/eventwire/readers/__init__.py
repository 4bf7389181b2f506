"""Bytes → Articles: which reader takes which input. A reader knows nothing of the pipeline."""

from __future__ import annotations

import io
import itertools
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from eventwire.article import Article, iso_day
from eventwire.errors import ArticleError, InputError
from eventwire.readers import jsonl, plain
from eventwire.readers.folder import files_below
from eventwire.readers.tally import Tally

__all__ = ["Tally", "read"]

Result = Article | ArticleError


def read(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    tally: Tally | None = None,
    leave_out: Iterable[Path] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[Result]:
    """The articles of files, folders and standard input (`-`), read one after another as they are asked for.

    A folder gives its text, Markdown, JSON Lines and JSON files, at any depth, in order of their names; record and gold
    JSON is never an article there, and other suffixes are only counted. A file that is named itself is read whatever its
    suffix. `document.id` is the id that the article brings, or its path inside the folder without suffix, or the file's
    name without suffix.

    Args:
        paths: what to read, in this order. published: the day for articles that don't say.
        tally: counts what was passed over. leave_out: files not to read, such as the output.
        stdin: what `-` stands for; the process's own by default.

    Returns:
        An Article for each article, or an ArticleError for one that could not be read or whose id came before.

    Raises:
        InputError: at once, where a path does not exist or `published` is no date.
    """
    places = [path if path == "-" else Path(path) for path in paths]
    for place in places:
        if isinstance(place, Path) and not place.exists():
            raise InputError(f"{place}: no such file or folder")
    day = iso_day(published, where="published")
    left = {path.resolve() for path in leave_out}
    reader = _Reader(day, Tally() if tally is None else tally, left, stdin)
    return _once_each(result for place in places for result in reader.results(place))


class _Reader:
    """What stays the same over one call of `read`."""

    def __init__(self, published: str | None, tally: Tally, leave_out: set[Path], stdin: BinaryIO | None):
        self._published = published
        self._tally = tally
        self._leave_out = leave_out
        self._stdin = stdin

    def results(self, place: str | Path) -> Iterator[Result]:
        if isinstance(place, str):
            yield from self._stream(self._stdin or sys.stdin.buffer)
        elif place.is_dir():
            for file in files_below(place):
                known = plain.SUFFIXES | jsonl.SUFFIXES | {".json"}
                if file.suffix.lower() not in known:
                    self._tally.suffixes[file.suffix.lower()] += 1
                else:
                    yield from self._file(file, file.relative_to(place), lenient=True)
        else:
            yield from self._file(place, Path(place.name), lenient=False)

    def _file(self, file: Path, inside: Path, *, lenient: bool) -> Iterator[Result]:
        if file.resolve() in self._leave_out:
            return
        name, path = _printable(inside.with_suffix("").as_posix()), _printable(str(file))
        suffix = file.suffix.lower()
        try:
            if suffix in jsonl.SUFFIXES:
                with file.open("rb") as lines:
                    yield from self._lines(lines, name, path)
                return
            data = file.read_bytes()
        except OSError as err:
            yield ArticleError(
                f"cannot be read: {err.strerror}", article_id=name, code="unreadable", path=path
            )
            return
        if suffix == ".json":
            yield from self._json(data, name, path, lenient=lenient)
        else:
            yield from self._text(data, name, path)

    def _text(self, data: bytes, name: str, path: str) -> Iterator[Result]:
        try:
            yield plain.article_of(data, article_id=name, path=path, published=self._published)
        except ArticleError as err:
            yield err

    def _lines(self, lines: Iterable[bytes], name: str, path: str) -> Iterator[Result]:
        return jsonl.articles_of(lines, name=name, path=path, published=self._published, tally=self._tally)

    def _json(self, data: bytes, name: str, path: str, *, lenient: bool) -> Iterator[Result]:
        """One JSON object; in a folder, JSON that is no article is passed over and counted."""
        for result in self._lines([data.replace(b"\n", b" ")], name, path):
            if isinstance(result, Article) and result.id == f"{name}:1":
                yield Article(**{**vars(result), "id": name})
            elif isinstance(result, ArticleError) and lenient and result.code in ("json", "no-text"):
                self._tally.suffixes[".json"] += 1
            else:
                yield result

    def _stream(self, stream: BinaryIO) -> Iterator[Result]:
        """Standard input: JSON Lines where its first line looks so, else one article of plain text."""
        first = b""
        while not first.strip():
            line = stream.readline()
            if not line:
                break
            first += line
        if _looks_like_json_lines(first):
            lines = itertools.chain(io.BytesIO(first), stream)
            yield from self._lines(lines, "stdin", "-")
        else:
            yield from self._text(first + stream.read(), "stdin", "-")


def _looks_like_json_lines(first: bytes) -> bool:
    line = first.strip().removeprefix(b"\xef\xbb\xbf")
    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line[1:].lstrip().startswith(b'"')


def _printable(path: str) -> str:
    """A path as Unicode text; bytes of a file name that are none are written as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _once_each(results: Iterable[Result]) -> Iterator[Result]:
    """The results, with an ArticleError in place of an article whose id came before."""
    seen: dict[str, str | None] = {}
    for result in results:
        name = result.id if isinstance(result, Article) else result.article_id
        if name not in seen:
            seen[name] = result.path
            yield result
        elif isinstance(result, Article):
            message = f"the id {name!r} came before, from {seen[name]}; ids must differ within a run"
            yield ArticleError(message, article_id=name, code="duplicate-id", path=result.path)
        else:
            yield result
