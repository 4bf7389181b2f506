"""PostgreSQL: a server that the user names; several processes can write at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from eventwire.errors import SinkError
from eventwire.sinks.database.tables import Table
from eventwire.sinks.target import without_password

if TYPE_CHECKING:
    from eventwire.sinks.database.engine import SqlRow

# Writers take turns by this number, which stands for nothing but eventwire.
_LOCK = 0x6576656E7477


class Postgres:
    """A connection to a PostgreSQL database; see `Engine`."""

    checks_references = True

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Connect.

        Args:
            url: `postgresql://user:password@host/database`. read_only: only single reading statements are possible.

        Raises:
            SinkError: where psycopg is not installed or the server cannot be reached.
        """
        self.name = without_password(url)
        try:
            import psycopg
        except ImportError as err:
            raise SinkError(
                f"{self.name}: needs the package psycopg, expected after: pip install 'eventwire[postgres]'",
                target=self.name,
            ) from err
        with self._naming():
            self._connection: psycopg.Connection[Any] = psycopg.connect(
                url,
                autocommit=True,
                prepare_threshold=None,  # prepared statements get lost behind connection poolers
                cursor_factory=psycopg.RawCursor,
                application_name="eventwire",
            )
            if read_only:
                self._connection.execute("set default_transaction_read_only = on")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[SqlRow]:
        with self._naming():
            cursor = self._connection.execute(sql.encode(), list(parameters) or None)
            return cursor.fetchall() if cursor.description else []

    def insert(self, table: Table, rows: Sequence[SqlRow]) -> None:
        from psycopg import sql

        names = sql.SQL(", ").join(sql.Identifier(field.name) for field in table.fields)
        statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table.stored), names)
        with self._naming(), self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._naming(), self._connection.transaction():
            yield

    def take_turns(self) -> None:
        self.rows("select pg_advisory_xact_lock($1)", [_LOCK])

    def tables(self) -> set[str]:
        found = self.rows(
            "select table_name from information_schema.tables "
            "where table_schema = current_schema() and table_type = 'BASE TABLE'"
        )
        return {name for (name,) in found}

    def query(self, sql: str) -> tuple[list[str], Iterator[SqlRow]]:
        # A cursor takes one statement, and one that reads; the extended protocol refuses a second after a semicolon.
        declare = f"declare eventwire_query no scroll cursor for {sql.strip().rstrip(';')}"
        with self._naming():
            from psycopg import errors, pq

            self._connection.execute("begin read only")
            result = self._connection.pgconn.exec_params(declare.encode(), None)
            if result.status != pq.ExecStatus.COMMAND_OK:
                code = (result.error_field(pq.DiagnosticField.SQLSTATE) or b"").decode()
                message = (result.error_field(pq.DiagnosticField.MESSAGE_PRIMARY) or b"").decode()
                raise errors.lookup(code)(message)
            cursor = self._connection.execute("fetch 1000 from eventwire_query")
            names = [column.name for column in cursor.description or ()]
            first = cursor.fetchall()
        return names, self._fetched(first)

    def _fetched(self, rows: list[SqlRow]) -> Iterator[SqlRow]:
        while rows:
            yield from rows
            rows = self.rows("fetch 1000 from eventwire_query")
        self.rows("rollback")

    def erase(self) -> None:
        """Nothing: the server's autovacuum gives the space of deleted rows free."""

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _naming(self) -> Iterator[None]:
        """psycopg's errors as SinkErrors. The server's detail is left out: it can hold values of the row."""
        import psycopg

        try:
            yield
        except psycopg.Error as err:
            said = err.diag.message_primary or " ".join(str(err).split())
            raise SinkError(f"{self.name}: {said}", target=self.name) from err
