"""The SQL that creates tables and views, in words that DuckDB and PostgreSQL both know."""

from __future__ import annotations

from collections.abc import Iterator

from eventwire.sinks.database.tables import TABLES, Table
from eventwire.sinks.table import COLUMNS

_SQL_TYPE = {
    "text": "text",
    "integer": "bigint",
    "number": "double precision",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "timestamp",
    "list": "text[]",
}
VERSION_TABLE = "eventwire_schema"


def sql_type(type_: str) -> str:
    """The SQL type of a column's type."""
    return _SQL_TYPE[type_]


def create_tables(*, references: bool) -> Iterator[str]:
    """A statement for each table.

    Args:
        references: whether to declare foreign keys, and the keys of an article's parts. DuckDB checks foreign keys against what
            was committed before, so that an article and its parts cannot be removed in one transaction, and it holds the index
            of every key in memory, some 10 KB for a short article. There both stay a promise of the writer, who adds an
            article's parts together with its row, whose key is declared.
    """
    yield f'create table "{VERSION_TABLE}" (version integer not null, eventwire_version text not null)'
    for table in TABLES:
        lines = [f'"{f.name}" {_SQL_TYPE[f.type]}{" not null" if f.required else ""}' for f in table.fields]
        if references or table.name in ("runs", "articles"):
            lines.append(f"primary key ({_names(table.key)})")
        if references:
            lines += [_reference(table, number) for number in range(len(table.references))]
        yield f'create table "{table.stored}" ({", ".join(lines)})'
    yield 'create index "all_articles_doc_id" on "all_articles" (doc_id)'


def _reference(table: Table, number: int) -> str:
    reference = table.references[number]
    other = next(t for t in TABLES if t.name == reference.table)
    whole = reference.table == "articles"
    return (
        f'constraint "{table.stored}_fk{number}" foreign key ({_names(reference.columns)}) '
        f'references "{other.stored}" ({_names(other.key)}){" on delete cascade" if whole else ""}'
    )


def create_views() -> Iterator[str]:
    """A statement for each view: the rows of current articles, under the table's plain name."""
    for table in TABLES:
        if table.name == "runs":
            continue
        names = [c.name for c in COLUMNS] if table.name == "event_records" else [f.name for f in table.fields]
        columns = ", ".join(f't."{name}"' for name in names)
        if table.name == "articles":
            source = '"all_articles" t where t.superseded_at is null'
        else:
            source = (
                f'"{table.stored}" t join "all_articles" a on a.article_key = t.article_key '
                "where a.superseded_at is null"
            )
        yield f'create view "{table.name}" as select {columns} from {source}'


def drop_views() -> Iterator[str]:
    """A statement for each view, which need not be there."""
    for table in TABLES:
        if table.name != "runs":
            yield f'drop view if exists "{table.name}"'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
