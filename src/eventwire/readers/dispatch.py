"""One source → its articles: recognizes the format, unpacks one layer, and turns what goes wrong into ArticleErrors."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.readers import archive, jsonl, packed, plain, whole_json
from eventwire.readers.formats import KNOWN, Format, recognize
from eventwire.readers.ids import PACKED, Ids, stem_of
from eventwire.readers.mapping import FieldMapping
from eventwire.readers.rows import Sheet
from eventwire.readers.source import HEAD, LARGEST, Source, Unreadable, lines_of, read_whole, rejoined
from eventwire.readers.tally import Tally

Result = Article | ArticleError

# Reasons that in a folder only say: this JSON or table is something else.
_NO_ARTICLES = frozenset(("json", "no-text"))
_MAY_BE_ELSE = frozenset((".json", ".csv", ".tsv", ".parquet", ".pq"))


class Dispatch:
    """What stays the same over one call of `read`."""

    def __init__(self, published: str | None, mapping: FieldMapping, tally: Tally, ids: Ids) -> None:
        self._published = published
        self._mapping = mapping
        self._tally = tally
        self._ids = ids

    def results(self, source: Source) -> Iterator[Result]:
        """The articles of a source, and an ArticleError for each thing in it that gives none."""
        if not source.named and not _is_known(source):
            self._tally.suffixes[source.suffix] += 1
            return
        name = functools.cache(lambda: self._ids.name_file(source.inside, source.path))
        sheet = Sheet(
            name,
            source.path,
            self._published,
            plain.day_in_name(stem_of(source.inside)),
            self._mapping,
            self._tally,
        )
        try:
            with source.open() as stream:
                yield from self._opened(source, stream, sheet, packings=0)
        except Unreadable as err:
            suffix = _inner(source).suffix
            if not source.named and err.code in _NO_ARTICLES and suffix in _MAY_BE_ELSE:
                self._tally.suffixes[suffix] += 1
            else:
                yield _failed(err, name(), source.path)
        except OSError as err:
            reason = Unreadable(f"cannot be read: {err.strerror or err}", code="unreadable")
            yield _failed(reason, name(), source.path)
        except Exception as err:  # one file's trouble must not end the run; the error names the file
            reason = Unreadable(f"cannot be read: {type(err).__name__}: {err}", code="error")
            yield _failed(reason, name(), source.path)

    def standard_input(self, stream: BinaryIO) -> Iterator[Result]:
        """JSON Lines where the first line looks so, else what the first lines show, else one article of plain text."""
        source = Source("stdin", "-", lambda: stream, named=True)
        sheet = Sheet(lambda: "stdin", "-", self._published, None, self._mapping, self._tally)
        try:
            # By lines, so that JSON Lines from a pipe are read as they come.
            head = b""
            while not head.strip() or head.strip() in (b"{", b"["):
                line = stream.readline(HEAD)
                if not line:
                    break
                head += line
            whole = rejoined(head, stream)
            if _looks_like_json_lines(head):
                yield from jsonl.articles_of(lines_of(whole), sheet)
            else:
                yield from self._opened(source, stream, sheet, packings=0, head=head)
        except Unreadable as err:
            yield _failed(err, "stdin", "-")
        except OSError as err:
            reason = Unreadable(f"cannot be read: {err.strerror or err}", code="unreadable")
            yield _failed(reason, "stdin", "-")

    def _opened(
        self, source: Source, stream: BinaryIO, sheet: Sheet, *, packings: int, head: bytes | None = None
    ) -> Iterator[Result]:
        head = stream.read(HEAD) if head is None else head
        whole = rejoined(head, stream)
        packing = packed.packing_of(head)
        if packing or archive.is_archive(head) or head[257:262] == b"ustar":
            if source.member or packings or head[257:262] == b"ustar":
                found = packing or ("a zip archive" if archive.is_archive(head) else "a tar archive")
                where = "a packed file" if packings else "an archive" if source.member else "the file"
                message = f"found {found} in {where}, expected articles; one layer of packing is opened"
                raise Unreadable(message, code="archive")
            if packing is None:
                yield from self._members(source)
                return
            inner = dataclasses.replace(_inner(source), file=None)
            with packed.unpacked(whole, packing) as unpacked:
                yield from self._opened(inner, unpacked, sheet, packings=1)
        elif head.startswith(b"PAR1"):
            from eventwire.readers import parquet

            yield from parquet.articles_of(_without_head(source, whole), sheet)
        else:
            yield from self._text(recognize(head, _inner(source).suffix), whole, head, sheet)

    def _text(self, form: Format, stream: BinaryIO, head: bytes, sheet: Sheet) -> Iterator[Result]:
        if form == "lines":
            yield from jsonl.articles_of(lines_of(stream), sheet)
        elif form == "json":
            yield from whole_json.articles_of(stream, sheet)
        elif form == "csv":
            from eventwire.readers import csv

            yield from csv.articles_of(stream, head, sheet)
        elif form == "html":
            from eventwire.readers import html  # 0.4 s: only a page pays for it

            data = read_whole(stream, largest=html.LARGEST)
            yield html.article_of(
                data,
                article_id=sheet.name(),
                path=sheet.path,
                published=sheet.published,
                named_day=sheet.named_day,
            )
        else:
            data = read_whole(stream, largest=LARGEST)
            yield plain.article_of(
                data,
                article_id=sheet.name(),
                path=sheet.path,
                published=sheet.published,
                named_day=sheet.named_day,
            )

    def _members(self, source: Source) -> Iterator[Result]:
        if source.file is None or not source.file.is_file():
            raise Unreadable("found a zip archive in a pipe, expected it as a file", code="archive")
        for member in archive.members_of(source, os.path.getsize(source.file)):
            if isinstance(member, Source):
                yield from self.results(member)
            else:
                refused, reason = member
                yield _failed(reason, self._ids.name_file(refused.inside, refused.path), refused.path)


def _is_known(source: Source) -> bool:
    """Whether a folder's file is read, by its suffix; that of the packing counts where nothing stands before it."""
    if source.suffix not in PACKED:
        return source.suffix in KNOWN
    inner = _inner(source).suffix
    return inner in KNOWN or inner == ""


def _inner(source: Source) -> Source:
    """The source as it is called without its packing."""
    if source.suffix not in PACKED:
        return source
    return dataclasses.replace(source, inside=str(PurePosixPath(source.inside).with_suffix("")))


def _without_head(source: Source, whole: BinaryIO) -> Source:
    return source if source.file is not None else dataclasses.replace(source, open=lambda: whole)


def _failed(err: Unreadable, name: str, path: str) -> ArticleError:
    return ArticleError(str(err), article_id=name, code=err.code, path=path, status=err.status)


def _looks_like_json_lines(first: bytes) -> bool:
    line = first.strip().removeprefix(b"\xef\xbb\xbf")
    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line[1:].lstrip().startswith(b'"') and b"\n" not in line
