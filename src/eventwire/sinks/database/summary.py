"""What is in a database, at a glance: articles by status, events by type, month, country and actor."""

from __future__ import annotations

from dataclasses import dataclass

from eventwire.sinks.database import versions
from eventwire.sinks.database.engine import Engine

Counts = tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the current articles and their events, greatest first, months in order; null is unknown.

    Attributes:
        actors: by name of the acting side (`actor1_name`). superseded: older versions of articles, not counted elsewhere.
    """

    articles: Counts
    superseded: int
    types: Counts
    modalities: Counts
    months: Counts
    countries: Counts
    actors: Counts


def summary(engine: Engine) -> Summary:
    """Count.

    Raises:
        SinkError: where the database is not eventwire's or its schema another version.
    """
    versions.check(engine)

    def counts(column: str, source: str = "event_records") -> Counts:
        rows = engine.rows(f"select {column}, count(*) from {source} group by 1 order by 2 desc, 1")
        return tuple((name, int(number)) for name, number in rows)

    months = engine.rows(
        "select extract(year from date_start), extract(month from date_start), count(*) from event_records "
        "group by 1, 2 order by 1, 2"
    )
    ((superseded,),) = engine.rows("select count(*) from all_articles where superseded_at is not null")
    return Summary(
        articles=counts("status", "articles"),
        superseded=int(superseded),
        types=counts("type"),
        modalities=counts("modality"),
        months=tuple((None if y is None else f"{int(y):04}-{int(m):02}", int(n)) for y, m, n in months),
        countries=counts("country"),
        actors=counts("actor1_name"),
    )
