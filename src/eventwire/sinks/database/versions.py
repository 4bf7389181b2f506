"""Which version of the schema a database has: new, the one of this package, an older or a newer one."""

from __future__ import annotations

import eventwire
from eventwire.errors import SinkError
from eventwire.sinks.database.ddl import VERSION_TABLE, create_tables, create_views, drop_views
from eventwire.sinks.database.engine import Engine
from eventwire.sinks.database.migrations import MIGRATIONS
from eventwire.sinks.database.tables import TABLES, VERSION


def create(engine: Engine) -> None:
    """Make tables and views where there are none yet; what is there already is checked.

    Raises:
        SinkError: where the schema is another version, or a table is somebody else's.
    """
    with engine.transaction():
        engine.take_turns()
        if version_of(engine) is None:
            taken = engine.tables() & {name for table in TABLES for name in (table.name, table.stored)}
            if taken:
                raise SinkError(
                    f"{engine.name}: has a table {sorted(taken)[0]!r} that is not eventwire's; "
                    "expected a database, or a schema in it, without such tables",
                    target=engine.name,
                )
            for statement in (*create_tables(references=engine.checks_references), *create_views()):
                engine.rows(statement)
            _set_version(engine)
    check(engine)


def version_of(engine: Engine) -> int | None:
    """The version of the schema, or None where eventwire has made none.

    Raises:
        SinkError: where it is newer than this package.
    """
    if VERSION_TABLE not in engine.tables():
        return None
    ((version, maker),) = engine.rows(f'select version, eventwire_version from "{VERSION_TABLE}"')
    if version > VERSION:
        raise SinkError(
            f"{engine.name}: schema {version}, made by eventwire {maker}, is newer than schema {VERSION}, "
            f"which eventwire {eventwire.__version__} knows; update eventwire",
            target=engine.name,
        )
    return int(version)


def check(engine: Engine) -> None:
    """Make sure that the schema is that of this package.

    Raises:
        SinkError: where it is not.
    """
    version = version_of(engine)
    if version is None:
        raise SinkError(
            f"{engine.name}: no database of eventwire, it has no table {VERSION_TABLE!r}", target=engine.name
        )
    if version < VERSION:
        raise SinkError(
            f"{engine.name}: schema {version} is older than schema {VERSION} of eventwire {eventwire.__version__}; "
            f"expected it after: eventwire migrate {engine.name}",
            target=engine.name,
        )


def migrate(engine: Engine) -> int:
    """Bring a database to the schema of this package, in one transaction; nothing of its rows is lost.

    Returns:
        The version that it had.

    Raises:
        SinkError: for a newer schema, or where there is none.
    """
    with engine.transaction():
        engine.take_turns()
        before = version_of(engine)
        if before is None:
            check(engine)
            raise AssertionError  # check has raised
        if before < VERSION:
            for statement in drop_views():
                engine.rows(statement)
            for version in range(before, VERSION):
                for statement in MIGRATIONS[version](engine.checks_references):
                    engine.rows(statement)
            for statement in create_views():
                engine.rows(statement)
            _set_version(engine)
    return before


def _set_version(engine: Engine) -> None:
    engine.rows(f'delete from "{VERSION_TABLE}"')
    engine.rows(f'insert into "{VERSION_TABLE}" values ($1, $2)', [VERSION, eventwire.__version__])
