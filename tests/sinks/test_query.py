"""Asking a database: nothing can be changed or reached from SQL, and the documented queries run."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

import eventwire
from eventwire.article import Article
from eventwire.errors import InputError, SinkError
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.summary import summary
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.entry import Entry, content_of
from eventwire.sinks.opening import Options, open_sink
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target, target_of

DOCS = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"\*\*([^*\n]+)\*\*\n+```sql\n(.*?)```", DOCS, flags=re.DOTALL))


@pytest.fixture
def filled(target: Target, entries: list[Entry], run: Run) -> Target:
    sink = open_sink(target, run, Options())
    sink.write(entries[:20])
    sink.close()
    return target


@pytest.mark.parametrize(
    "sql",
    [
        "delete from all_events",
        "update all_events set type = 'AID'",
        "drop view events",
        "create table mine (x integer)",
        "select 1; delete from all_events",
        "with gone as (delete from all_events returning 1) select * from gone",
        "commit; delete from all_events",
        "copy (select 1) to '/tmp/eventwire-test-copied.csv'",
        "copy (select 1) to program 'touch /tmp/eventwire-test-copied.csv'",
        "select * from read_csv('/etc/passwd')",
        "select * from '/etc/passwd'",
        "attach '/tmp/eventwire-test-copied.csv' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "set default_transaction_read_only = off",
        "no sql at all",
        "",
        ";",
    ],
)
def test_sql_only_reads(filled: Target, sql: str) -> None:
    with opened(filled, read_only=True) as engine:
        ((before,),) = engine.rows("select count(*) from all_events")

        def run_it() -> None:
            assert list(engine.query(sql)[1]) != []

        with pytest.raises(SinkError) as caught:
            run_it()
        assert str(caught.value).startswith(engine.name)
    assert not Path("/tmp/eventwire-test-copied.csv").exists()
    with opened(filled) as engine:
        assert engine.rows("select count(*), count(distinct type) > 1 from all_events") == [(before, True)]


def test_rows_come_as_they_are_asked_for(filled: Target) -> None:
    with opened(filled, read_only=True) as engine:
        series = "range(2500) t(n)" if filled.path else "generate_series(0, 2499) t(n)"
        names, rows = engine.query(f"select n, n * 2 as twice from {series} order by n;")
        assert names == ["n", "twice"]
        assert list(rows) == [(n, 2 * n) for n in range(2500)]


def test_the_summary_counts_the_events(filled: Target, entries: list[Entry]) -> None:
    with opened(filled, read_only=True) as engine:
        found = summary(engine)
    events = [event for entry in entries[:20] for event in entry.record.events]
    assert dict(found.articles) == Counter(entry.record.document.status for entry in entries[:20])
    assert found.superseded == 0
    for counts in (found.types, found.modalities, found.months, found.countries, found.actors):
        assert sum(number for _, number in counts) == len(events)
    assert dict(found.types)["ASSAULT"] == sum(event.type == "ASSAULT" for event in events)
    assert dict(found.months)["2024-04"] == sum(
        bool(event.time and event.time.start and event.time.start.startswith("2024-04")) for event in events
    )


@pytest.fixture
def briefings(target: Target, nlp: Language, run: Run) -> Target:
    """Articles that the documented queries have answers in."""
    articles = [
        Article(id="one", published="2024-02-10", text="Two drones fired by Iranian-backed militia groups hit U.S. forces at Al-Asad air base in Iraq on February 4, 2024, wounding three soldiers. Iran denied that it had ordered the attack. Pentagon press secretary Pat Ryder called the attack an act of terrorism. Pat Ryder said Baghdad had condemned the attack."),
        Article(id="two", published="2024-02-20", text="Militia groups launched a drone attack against U.S. troops in Erbil, Iraq, on February 18, 2024, killing at least two people. Tehran denied involvement in the attack."),
        Article(id="three", published="2024-02-20", text="The choir sang for two hours in the old hall, and the audience asked for more."),
    ]  # fmt: skip
    sink = open_sink(target, run, Options())
    for article in articles:
        record = eventwire.extract(article, nlp=nlp)
        sink.write([Entry(record=record, content=content_of(article), text=article.text)])
    sink.close()
    return target


@pytest.mark.parametrize("title", QUERIES)
def test_documented_queries_run_and_find_something(title: str, briefings: Target) -> None:
    with opened(briefings, read_only=True) as engine:
        names, rows = engine.query(QUERIES[title])
        found = [dict(zip(names, row, strict=True)) for row in rows]
    assert found
    if title == "Drone attacks on U.S. forces in Iraq by month":
        assert [(str(row["month"])[:7], row["events"]) for row in found] == [("2024-02", 2)]
    if title == "Who denied what":
        assert len(found) >= 1
        assert {row["act"] for row in found} == {"deny"}
    if title == "The stance table of each article: event by speaker":
        assert ("Iran", "denies") in {(row["speaker"], row["stances"]) for row in found}
    if title == "Told at second hand: whose words stand in whose":
        assert [(row["speaker"], row["act"]) for row in found] == [("Iraq", "condemn")]
    if title == "The towns that articles name, for a map":
        assert ("Erbil", "IRQ") in {(row["name"], row["country"]) for row in found}
    if title == "Events for each hundred articles, by month of publication":
        assert [row["articles"] for row in found] == [3]


def test_there_are_documented_queries() -> None:
    assert {"Drone attacks on U.S. forces in Iraq by month", "Who denied what"} <= set(QUERIES)
    assert len(QUERIES) >= 6


def test_the_documented_dictionary_is_that_of_the_tables() -> None:
    """Rewrite docs/database.md from `dictionary()` below where this fails."""
    start, end = DOCS.index("<!-- dictionary -->"), DOCS.index("<!-- end of dictionary -->")
    assert DOCS[start:end] == "<!-- dictionary -->\n" + dictionary()


def dictionary() -> str:
    """Every table with its columns, but for the flat row's, as Markdown."""
    lines = []
    for table in TABLES:
        if table.name == "event_records":
            continue
        lines += [f"\n### {table.name}\n", f"{table.description[0].upper()}{table.description[1:]}.", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        for field in table.fields:
            name = f"`{field.name}`" + (" (key)" if field.name in table.key else "")
            lines.append(f"| {name} | {field.type} | {field.description.replace('|', ' ')} |")
    return "\n".join(lines) + "\n\n"


def test_only_databases_can_be_asked(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")
    with (
        pytest.raises(InputError, match=r"x\.csv: csv, expected a DuckDB file"),
        opened(target_of(str(tmp_path / "x.csv"))),
    ):
        pass
