"""A target → an open database, for what is done to a database as such: query, migrate, purge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from eventwire.errors import InputError
from eventwire.sinks.database.duckdb import DuckDB
from eventwire.sinks.database.engine import Engine
from eventwire.sinks.database.postgres import Postgres
from eventwire.sinks.target import Target


@contextmanager
def opened(target: Target, *, read_only: bool = False) -> Iterator[Engine]:
    """A database that is there already, closed at the end.

    Args:
        read_only: nothing can be written; of DuckDB, no other file and no setting can be reached either.

    Raises:
        InputError: for a target that is no database. SinkError: where it cannot be opened.
    """
    path = target.path
    engine: Engine
    if path is None:
        engine = Postgres(target.place, read_only=read_only)
    elif target.kind == "duckdb":
        engine = DuckDB(path, read_only=read_only)
    else:
        raise InputError(f"{target.place}: {target.kind}, expected a DuckDB file or postgresql://…")
    try:
        yield engine
    finally:
        engine.close()
