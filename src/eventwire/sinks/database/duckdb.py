"""DuckDB: a database in one file, embedded. One process at a time writes to it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventwire.errors import SinkError
from eventwire.sinks.database.ddl import sql_type
from eventwire.sinks.database.tables import Table

if TYPE_CHECKING:
    import duckdb

    from eventwire.sinks.database.engine import SqlRow

# Nothing is fetched at run time: DuckDB would otherwise download extensions that a statement asks for.
_OFFLINE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
_STORAGE = "v1.2.0"  # the oldest DuckDB that can open the file: people have other programs on it
_CHECKPOINT = "64MB"  # of new rows; each checkpoint writes the indexes anew, which gets slow with small ones
# Bytes of rows after which the file is opened anew: until then they, and the indexes of all that was touched, stay in memory.
_ANEW = 24_000_000
_CELL = 16  # bytes of a value; a text has its characters besides
_LONG = 4096  # characters of a text from which on DuckDB gives it blocks of its own, which cannot leave memory before a checkpoint
_BLOCKS = 3  # times the bytes of such texts: half-filled blocks, and the transaction's own ones
_VECTOR = 2048  # rows that DuckDB reads at once, at least
_COPY = 1024  # MB at most while tables are copied, once, at the end of a run or of a purge
_PARQUET = 16_384  # rows that a Parquet file collects before it writes them
_POOL = 32  # MB of blocks that are kept in memory; more serves a checkpoint only, which merges rows of many chunks there
_INDEXED = 0.5  # KB of memory for each row of an indexed table, twice what its two indexes take; they cannot leave memory
_BATCH = 20_000  # rows that are handed over at once


class DuckDB:
    """An open DuckDB file; see `Engine`."""

    checks_references = False

    def __init__(
        self, path: Path, *, create: bool = False, read_only: bool = False, name: str | None = None
    ) -> None:
        """Open a file.

        Args:
            name: what messages call it, by default its path.
            create: whether it may be a new one. read_only: nothing can be written, and SQL reaches no other file.

        Raises:
            SinkError: where it is not there, no DuckDB file, or another process has it.
        """
        self.name = name or str(path)
        self._path = path
        if not create and not path.is_file():
            raise SinkError(f"{path}: no such file, expected a DuckDB database", target=self.name)
        config: dict[str, str | bool | int | float | list[str]] = dict(_OFFLINE)
        if read_only:
            config |= {
                "access_mode": "READ_ONLY",
                "enable_external_access": "false",
                "lock_configuration": "true",
            }
        else:
            config["storage_compatibility_version"] = _STORAGE
            config["checkpoint_threshold"] = _CHECKPOINT
            config["threads"] = (
                1  # writing needs no more, each has memory of its own, and the cores are the workers'
            )
        self._config = config
        self._read_only = read_only
        self._most = _POOL  # MB; `_connect` knows how many
        self._connection = self._connect(path)
        self._file = _identity(path)
        self._waiting = self._long = 0

    def _connect(self, path: Path) -> duckdb.DuckDBPyConnection:
        import duckdb

        with self._naming():
            connection = duckdb.connect(str(path), config=self._config)
            if not self._read_only:
                counted = "select sum(estimated_size) from duckdb_tables() where index_count > 0"
                (rows,) = connection.execute(counted).fetchall()[0]
                self._most = _POOL + int((rows or 0) * _INDEXED / 1000) + _read_again(connection) // 1_000_000
                connection.execute(f"set memory_limit = '{self._most}MB'")
            return connection

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[SqlRow]:
        with self._naming():
            return self._connection.execute(sql, list(parameters)).fetchall()

    def insert(self, table: Table, rows: Sequence[SqlRow]) -> None:
        # One list for each column: a statement per row would be a thousand times as slow.
        columns = ", ".join(f"unnest(${n}::{sql_type(f.type)}[])" for n, f in enumerate(table.fields, 1))
        for start in range(0, len(rows), _BATCH):
            values = [list(column) for column in zip(*rows[start : start + _BATCH], strict=True)]
            self._make_room(
                [v for v, field in zip(values, table.fields, strict=True) if field.type == "text"]
            )
            self._waiting += _CELL * len(values) * len(values[0])
            self.rows(f'insert into "{table.stored}" select {columns}', values)

    def _make_room(self, columns: Iterable[list[str | None]]) -> None:
        """Allow memory for long texts, all that wait for a checkpoint: they would not fit, and the run could not go on."""
        before = self._long
        for texts in columns:
            lengths = list(map(len, filter(None, texts)))
            self._waiting += sum(lengths)
            if max(lengths, default=0) >= _LONG:
                self._long += sum(len(text.encode()) for text in texts if text and len(text) >= _LONG)
        if self._long > before:
            self.rows(f"set memory_limit = '{self._most + _BLOCKS * self._long // 1_000_000}MB'")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.rows("begin")
        try:
            yield
            self._check_file()
            self.rows("commit")
        except BaseException:
            # After some faults DuckDB has rolled back already, or the connection is of no more use.
            with suppress(SinkError):
                self.rows("rollback")
            raise
        if self._waiting >= _ANEW:
            self.close()
            self._connection = self._connect(self._path)
            self._waiting = self._long = 0

    def _check_file(self) -> None:
        """A file that was removed while it is open could be written to its end, and nobody would ever see it."""
        if _identity(self._path) != self._file:
            raise SinkError(
                f"{self.name}: the file was removed or replaced while it was written to", target=self.name
            )

    def take_turns(self) -> None:
        """Nothing to do: the file belongs to this process."""

    def tables(self) -> set[str]:
        found = self.rows("select table_name from information_schema.tables where table_type = 'BASE TABLE'")
        return {name for (name,) in found}

    def query(self, sql: str) -> tuple[list[str], Iterator[SqlRow]]:
        with self._naming():
            statements = self._connection.extract_statements(sql)
            if len(statements) != 1:
                message = f"{self.name}: found {len(statements)} SQL statements, expected one"
                raise SinkError(message, target=self.name)
            result = self._connection.execute(statements[0])
            names = [column[0] for column in result.description or ()]
        return names, self._fetched(result)

    def _fetched(self, result: duckdb.DuckDBPyConnection) -> Iterator[SqlRow]:
        while True:
            with self._naming():
                rows = result.fetchmany(1000)
            if not rows:
                return
            yield from rows

    def _make_room_for_a_copy(self) -> None:
        """Allow memory for sorting a table, or for the whole texts of thousands of articles, which are read at once."""
        self.rows(f"set memory_limit = '{_COPY}MB'")

    def erase(self) -> None:
        """Write the file anew: DuckDB leaves the bytes of deleted rows where they were."""
        self._make_room_for_a_copy()
        fresh = self._path.with_name(f".{self._path.name}.new")
        fresh.unlink(missing_ok=True)
        try:
            self.rows("checkpoint")
            (here,) = self.rows("select current_database()")[0]
            self.rows(f"attach {_quoted(str(fresh))} as eventwire_new")
            self.rows(f"copy from database {_identifier(here)} to eventwire_new")
            self.rows("detach eventwire_new")
            self._connection.close()
            os.replace(fresh, self._path)
        except OSError as err:
            raise SinkError(f"{self.name}: cannot be written anew: {err.strerror}", target=self.name) from err
        finally:
            fresh.unlink(missing_ok=True)
        self._connection = self._connect(self._path)
        self._file = _identity(self._path)

    def copy_to_parquet(self, sql: str, path: Path) -> None:
        """Write the rows of a statement of our own to a Parquet file."""
        self._make_room_for_a_copy()
        self.rows(
            f"copy ({sql}) to {_quoted(str(path))} (format parquet, compression zstd, "
            f"row_group_size {_PARQUET}, kv_metadata {{eventwire: 'table'}})"
        )

    def close(self) -> None:
        with self._naming():
            self._connection.close()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """DuckDB's errors as SinkErrors."""
        import duckdb

        try:
            yield
        except duckdb.Error as err:
            raise SinkError(f"{self.name}: {_said(err)}", target=self.name) from err


def _read_again(connection: duckdb.DuckDBPyConnection) -> int:
    """Bytes of whole texts (`--store-text full`) that are read again with every chunk: those of the last, unfilled vector."""
    there = "select 1 from duckdb_columns() where table_name = 'all_articles' and column_name = 'text'"
    if not connection.execute(there).fetchall():
        return 0
    last = f"(select max(rowid) // {_VECTOR} * {_VECTOR} from all_articles)"
    ((size,),) = connection.execute(
        f"select sum(strlen(text)) from all_articles where rowid >= {last}"
    ).fetchall()
    return size or 0


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one in its place; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _said(err: Exception) -> str:
    """What happened, in one line."""
    message = " ".join(str(err).split("\n\n")[0].split())
    if "Could not set lock" in message or "being used by another process" in message:
        return (
            "another process has this database open; DuckDB has one writer at a time, "
            f"PostgreSQL several ({message.split('See also')[0].strip()})"
        )
    return message


def _quoted(text: str) -> str:
    """A string literal, for the few places where SQL takes no parameter."""
    return "'" + text.replace("'", "''") + "'"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
