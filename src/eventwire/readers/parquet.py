"""Parquet → Articles, one row each: the only reader that uses DuckDB."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.readers.rows import Sheet
from eventwire.readers.source import HEAD, Source, Unreadable

MAGIC = b"PAR1"
LARGEST = 10_000_000_000  # bytes of a packed or archived file, which is unpacked to a temporary one
BATCH = 100  # rows that are in memory at once
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
    "memory_limit": "1GB",
}
_LOCKED = ("SET TimeZone = 'UTC'", "SET enable_external_access = false", "SET lock_configuration = true")
_GLOB = "*?[]{}"  # characters by which DuckDB would look for other files


def articles_of(source: Source, sheet: Sheet) -> Iterator[Article | ArticleError]:
    """The articles of a Parquet file, numbered by row from 1. Only the columns that hold fields are read.

    Nothing but this one file can be opened, and no extension is installed or loaded. Tables that eventwire wrote are no articles.

    Raises:
        Unreadable: code `parquet` for a damaged file, `no-text` or `columns` where a column is missing; rows that came
            before count.
    """
    import duckdb  # 0.2 s: only Parquet pays for it

    with contextlib.ExitStack() as stack:
        file = _plain_file(source, stack)
        connection = stack.enter_context(contextlib.closing(duckdb.connect(config=dict(_CONFIG))))
        connection.execute("SET allowed_paths = [?::VARCHAR]", [str(file)])
        for setting in _LOCKED:
            connection.execute(setting)
        try:
            table = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(file)])
            types = {name: str(kind) for name, kind, *_ in table.description or ()}
            ours = "SELECT count(*) FROM parquet_kv_metadata(?) WHERE key = 'eventwire'::BLOB"
            if "schema_version" in types or connection.execute(ours, [str(file)]).fetchall() != [(0,)]:
                sheet.tally.records += 1
                return
            columns = sheet.mapping.columns(list(types))
            selected = ", ".join(_column(key, name, types[name]) for key, name in columns.items())
            rows = connection.execute(f"SELECT {selected} FROM read_parquet(?)", [str(file)])
            number = 0
            while batch := rows.fetchmany(BATCH):
                for row in batch:
                    number += 1
                    yield sheet.cells_article(dict(zip(columns, row, strict=True)), number, encoding=None)
        except duckdb.Error as err:
            first = str(err).splitlines()[0].replace(str(file), "the file")
            raise Unreadable(f"no Parquet file that can be read: {first}", code="parquet") from err


def _column(key: str, name: str, kind: str) -> str:
    """The expression of a column; dates as text, which is their day as written whatever the time zone of the machine."""
    quoted = '"' + name.replace('"', '""') + '"'
    return f"CAST({quoted} AS VARCHAR)" if key == "published" and not kind.startswith("STRUCT") else quoted


def _plain_file(source: Source, stack: contextlib.ExitStack) -> Path:
    """The file itself, or a temporary copy of what is packed; a link where its name means something to DuckDB."""
    if source.file is not None:
        file = source.file.absolute()
        with contextlib.suppress(UnicodeEncodeError):
            str(file).encode("utf-8")
            if not any(character in _GLOB for character in str(file)):
                return file
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eventwire-")))
    copy = folder / "articles.parquet"
    if source.file is not None:
        with contextlib.suppress(OSError):  # Windows may refuse links; then it is copied
            copy.symlink_to(source.file.absolute())
            return copy
    with source.open() as stream, copy.open("wb") as out:
        while piece := stream.read(HEAD):
            out.write(piece)
            if out.tell() > LARGEST:
                raise Unreadable(f"found more than {LARGEST:,} bytes of Parquet", code="too-long")
    return copy
