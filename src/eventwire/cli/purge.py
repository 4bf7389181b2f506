"""`eventwire purge`: an article leaves a database."""

from __future__ import annotations

from typing import Annotated

import typer

from eventwire.cli import console
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.database import purge as remove
from eventwire.sinks.target import target_of


def purge(
    database: Annotated[str, typer.Argument(metavar="DB", help="A DuckDB file, or postgresql://…")],
    document: Annotated[
        list[str], typer.Option(metavar="ID", help="The article's id (doc_id); can be repeated.")
    ],
) -> None:
    """Remove an article from a database: every version of it, from every table, and from the file itself."""
    with opened(target_of(database)) as engine:
        count = remove(engine, document)
        console.say(f"{engine.name}: {count} versions of {len(set(document))} articles removed")
