"""`eventwire migrate`: a database of an older schema becomes one of this version."""

from __future__ import annotations

from typing import Annotated

import typer

from eventwire.cli import console
from eventwire.sinks.database import versions
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.tables import VERSION
from eventwire.sinks.target import target_of


def migrate(
    database: Annotated[str, typer.Argument(metavar="DB", help="A DuckDB file, or postgresql://…")],
) -> None:
    """Bring a database of an older eventwire to this version's schema, in one transaction."""
    with opened(target_of(database)) as engine:
        before = versions.migrate(engine)
        console.say(
            f"{engine.name}: schema {before}, nothing to do"
            if before == VERSION
            else f"{engine.name}: schema {before} is now schema {VERSION}"
        )
