"""What the rest of this room asks of a database; DuckDB and PostgreSQL each have a module that does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from eventwire.sinks.database.tables import Table

SqlRow = tuple[Any, ...]


class Engine(Protocol):
    """An open database. Every fault of it is raised as a SinkError that names it.

    Attributes:
        name: the database as messages name it, without a password.
        checks_references: whether foreign keys are declared.
    """

    name: str
    checks_references: bool

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[SqlRow]:
        """Run one statement with its values for `$1`, `$2` …, and return its rows, if it has any."""

    def insert(self, table: Table, rows: Sequence[SqlRow]) -> None:
        """Add rows whose values are in the order of the table's columns."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is done within it."""

    def take_turns(self) -> None:
        """Within a transaction: wait until no other writer is in this place, and keep others out until the end."""

    def tables(self) -> set[str]:
        """The names of the tables that are there."""

    def query(self, sql: str) -> tuple[list[str], Iterator[SqlRow]]:
        """Column names and rows of a user's own SQL, as they come; only for an engine that was opened read-only."""

    def erase(self) -> None:
        """After rows were deleted: leave nothing of them behind, as far as the database offers that."""

    def close(self) -> None:
        """Let go of the database; what was not committed is lost."""
