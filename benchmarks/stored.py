"""What a database holds, for comparisons: every row but for the times of runs."""

from __future__ import annotations

from typing import Any

from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.target import target_of

_TIMES = frozenset(("started_at", "finished_at"))

Contents = dict[str, list[tuple[Any, ...]]]


def contents(url: str) -> Contents:
    """The rows of every table, in the order of its key."""
    # As `query` reads: an engine that may write has memory for a writer's work only, too little to sort a large table.
    with opened(target_of(url), read_only=True) as engine:
        return {
            table.name: engine.rows(
                f"select {', '.join(f.name for f in table.fields if f.name not in _TIMES)} from {table.stored} "
                f"order by {', '.join(table.key)}"
            )
            for table in TABLES
        }


def count(url: str, sql: str) -> Any:
    """The one value that a statement gives."""
    with opened(target_of(url)) as engine:
        ((value,),) = engine.rows(sql)
    return value
