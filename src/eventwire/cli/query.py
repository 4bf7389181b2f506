"""`eventwire query`: SQL over a database, or what is in it."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Iterator
from typing import Annotated

import typer

from eventwire.cli import console
from eventwire.errors import InputError
from eventwire.sinks import csv
from eventwire.sinks.database import versions
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.summary import Counts, Summary, summary
from eventwire.sinks.target import target_of

LINES = 1000  # rows that a table shows
TOP = 10  # countries and actors that the summary shows


def query(
    database: Annotated[str, typer.Argument(metavar="DB", help="A DuckDB file, or postgresql://…")],
    sql: Annotated[
        str | None, typer.Argument(metavar="[SQL]", help="One statement; without it a summary is printed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON for each row.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV with a line of column names.")] = False,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="CSV without the apostrophe before cells that a spreadsheet would run."),
    ] = False,
) -> None:
    """Ask a database, which nothing can change this way: it is opened read-only, and SQL reaches no other file.

    Tables, columns and ready queries are in docs/database.md.
    """
    if as_json and as_csv:
        raise InputError("--json and --csv, expected one of them")
    with opened(target_of(database), read_only=True) as engine:
        if sql is None:
            found = summary(engine)
            if as_csv:
                raise InputError("--csv without SQL, expected --json: the summary is no table")
            text = json.dumps(dataclasses.asdict(found), ensure_ascii=False) + "\n" if as_json else None
            console.write([text] if text else _summary(found))
            return
        versions.check(engine)
        names, rows = engine.query(sql)
        if as_json:
            dump = json.JSONEncoder(ensure_ascii=False, default=str).encode
            console.write(dump(dict(zip(names, row, strict=True))) + "\n" for row in rows)
        elif as_csv:
            console.write(itertools.chain([csv.cells(names)], (csv.cells(row, raw=raw) for row in rows)))
        else:
            shown = list(itertools.islice(rows, LINES))
            console.table(names, shown)
            if next(rows, None) is not None:
                console.say(f"the first {LINES} rows; --csv and --json give all")


def _summary(found: Summary) -> Iterator[str]:
    total = sum(number for _, number in found.articles)
    yield f"{total} articles: {_listed(found.articles)}; {found.superseded} older versions\n"
    yield f"{sum(number for _, number in found.types)} events: {_listed(found.modalities)}\n"
    for title, counts in (
        ("type", found.types),
        ("month", found.months),
        ("country", found.countries),
        ("actor", found.actors),
    ):
        few = counts if title in ("type", "month") else counts[:TOP]
        yield f"\nby {title}\n"
        yield from (f"{number:8}  {_line(name)}\n" for name, number in few)
        if len(counts) > len(few):
            yield f"{sum(number for _, number in counts[len(few) :]):8}  {len(counts) - len(few)} others\n"


def _listed(counts: Counts) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts) or "none"


def _line(name: str | None) -> str:
    return "(unknown)" if name is None else " ".join(name.split())
