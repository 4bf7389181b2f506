"""The steps from each version of the schema to the next. A step is history: it is never changed, and names no current table
definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Step = Callable[[bool], Iterable[str]]


def _from_1(references: bool) -> Iterable[str]:
    """Near-duplicates are linked, and passages of the text are kept."""
    yield 'alter table "all_articles" add column "near_duplicate_of" text'
    yield 'alter table "all_articles" add column "similarity" double precision'
    key = (
        ', constraint "all_passages_fk0" foreign key ("article_key") references "all_articles" ("article_key") '
        "on delete cascade"
    )
    yield (
        'create table "all_passages" ("article_key" text not null, "start_char" bigint not null, '
        '"end_char" bigint not null, "text" text not null, primary key ("article_key", "start_char")'
        + (key if references else "")
        + ")"
    )


def _from_2(references: bool) -> Iterable[str]:
    """Toponyms get a table; articles that were written before have none in it."""
    keys = (
        ', primary key ("article_key", "toponym_id"), '
        'constraint "all_toponyms_fk0" foreign key ("article_key") references "all_articles" ("article_key") '
        'on delete cascade, constraint "all_toponyms_fk1" foreign key ("article_key", "mention_id") '
        'references "all_mentions" ("article_key", "mention_id")'
    )
    yield (
        'create table "all_toponyms" ("article_key" text not null, "toponym_id" text not null, "start_char" bigint, '
        '"end_char" bigint, "text" text, "mention_id" text, "kind" text, "name" text not null, "country" text, '
        '"admin1" text, "latitude" double precision, "longitude" double precision, "geonames_id" bigint, '
        '"precision" text' + (keys if references else "") + ")"
    )


# Version -> the statements that make the next one of it; their argument says whether foreign keys are declared.
MIGRATIONS: dict[int, Step] = {1: _from_1, 2: _from_2}
