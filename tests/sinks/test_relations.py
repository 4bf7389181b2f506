"""The tables keep everything: records made from their rows are the records that were written."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from eventwire.schema import ArticleRecord
from eventwire.sinks.database.connecting import opened
from eventwire.sinks.database.engine import Engine
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.entry import Entry
from eventwire.sinks.opening import Options, open_sink
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target

Row = dict[str, Any]


class Stored:
    """The rows of a database by table and the id that they belong to, in the order of the record."""

    def __init__(self, engine: Engine) -> None:
        self.rows: dict[str, list[Row]] = {}
        for table in TABLES:
            names, found = engine.query(f"select * from {table.name} order by {table.key[-1]}")
            self.rows[table.name] = [
                {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in zip(names, row, strict=True)}
                for row in found
            ]

    def of(self, table: str, **ids: Any) -> list[Row]:
        return [row for row in self.rows[table] if all(row[name] == value for name, value in ids.items())]


def span(row: Row, name: str = "") -> Row:
    start, end, text = (f"{name}_start", f"{name}_end", name) if name else ("start_char", "end_char", "text")
    return {"start": row[start], "end": row[end], "text": row[text]}


def bounds(row: Row) -> Row:
    return {"start": row["start_char"], "end": row["end_char"]}


def pick(row: Row, *names: str, **renamed: str) -> Row:
    return {**{n: row[n] for n in names}, **{new: row[old] for new, old in renamed.items()}}


def entity_of(row: Row, stored: Stored) -> Row:
    fields = {
        "ACTOR": ("country", "sector", "entry", "wikidata", "position", "latitude", "longitude", "geonames_id", "precision"),
        "WEAPON": ("system", "entry"),
        "PLACE": ("country", "admin1", "latitude", "longitude", "geonames_id", "precision", "subtype", "entry"),
        "DATE": ("edtf", "timex_type", "timex_value", "timex_mod", "precision"),
        "QUANTITY": ("low", "high", "approximate"),
    }[row["label"]]  # fmt: skip
    found = pick(row, "label", "kind", "name", *fields, id="entity_id")
    if row["label"] == "DATE":
        found |= pick(row, start="date_start", end="date_end", basis="date_basis")
    if row["label"] == "ACTOR":
        ties = stored.of("affiliations", entity_id=row["entity_id"])
        found["affiliations"] = [
            pick(t, "relation", "country", "basis", entity="other_entity_id", mention="mention_id")
            for t in ties
        ]
    return found


def toponym_of(row: Row) -> Row:
    place = pick(
        row, "kind", "name", "country", "admin1", "latitude", "longitude", "geonames_id", "precision"
    )
    return {**span(row), **place, **pick(row, id="toponym_id", mention="mention_id")}


def event_of(row: Row, stored: Stored) -> Row:
    def parts(table: str, **more: Any) -> list[Row]:
        return stored.of(table, event_id=row["event_id"], **more)

    provenance: dict[str, list[Row]] = defaultdict(list)
    for origin in parts("provenance"):
        provenance[origin["field"]].append({**bounds(origin), **pick(origin, "rule", "basis")})
    time = pick(row, start="date_start", end="date_end", edtf="date_edtf", basis="date_basis",
                precision="date_precision", mention="date_mention_id")  # fmt: skip
    place = pick(row, "country", "admin1", "latitude", "longitude", "geonames_id", entity="place_entity_id", name="place",
                 kind="place_kind", precision="place_precision", basis="place_basis")  # fmt: skip
    return {
        **pick(row, "type", "modes", "modality", "negated", "outcome", "confidence", "rules", id="event_id"),
        "trigger": span(row, "trigger"),
        "mentions": [span(m) for m in parts("event_mentions")],
        "arguments": [{**span(a), **pick(a, "role", mention="mention_id", entity="entity_id")} for a in parts("event_arguments")],
        "quantities": [
            {**span(q), **pick(q, "measure", "low", "high", "approximate", of="of_mention_id", source="source_id")}
            for q in parts("quantities")
        ],
        "time": time if row["date_basis"] else None,
        "location": place if row["place_basis"] else None,
        "codes": {
            ontology: [pick(c, "code", "version", "quality", "scheme", "name") for c in parts("codes", ontology=ontology)]
            for ontology in ("plover", "cameo", "acled", "gtd")
        },
        "evidence": [bounds(e) for e in parts("evidence")],
        "provenance": provenance,
    }  # fmt: skip


def characterization_of(row: Row, stored: Stored) -> Row:
    speaker = {
        **span(row, "speaker"),
        **pick(row, "official", mention="speaker_mention_id", entity="speaker_entity_id"),
    }
    label = pick(row, term="label", polarity="label_polarity", start="label_start", end="label_end")
    about = stored.of("characterization_events", characterization_id=row["characterization_id"])
    return {
        **pick(row, "act", "stance", "direct", "confidence", "rules", id="characterization_id"),
        "speaker": speaker if row["speaker"] is not None else None,
        "cue": span(row, "cue"),
        "content": span(row, "content") if row["content"] is not None else None,
        "label": label if row["label"] is not None else None,
        "events": [link["event_id"] for link in about],
    }


def record_of(row: Row, stored: Stored) -> ArticleRecord:
    def parts(table: str) -> list[Row]:
        return stored.of(table, article_key=row["article_key"])

    names = (
        "path",
        "url",
        "title",
        "publisher",
        "language",
        "published",
        "published_source",
        "text_sha256",
        "encoding",
        "status",
    )
    document = pick(row, *names, id="doc_id")
    document["issues"] = [
        {**pick(i, "code", "message"), "start": i["start_char"], "end": i["end_char"]}
        for i in parts("issues")
    ]
    document["versions"] = pick(
        row,
        eventwire="eventwire_version",
        rules="rules_version",
        model="model_version",
        schema="schema_version",
    )
    return ArticleRecord.model_validate(
        {
            "document": document,
            "mentions": [{**span(m), **pick(m, "label", id="mention_id", entity="entity_id")} for m in parts("mentions")],
            "toponyms": [toponym_of(t) for t in parts("toponyms")],
            "entities": [entity_of(e, stored) for e in parts("entities")],
            "events": [event_of(e, stored) for e in parts("events")],
            "characterizations": [characterization_of(c, stored) for c in parts("characterizations")],
        }
    )  # fmt: skip


def in_order(record: ArticleRecord) -> ArticleRecord:
    """The record with its lists by id, as tables have no order of their own."""
    lists = {
        name: tuple(sorted(getattr(record, name), key=lambda part: part.id))
        for name in ("mentions", "entities", "events", "characterizations", "toponyms")
    }
    return record.model_copy(update=lists)


def test_records_come_back_from_their_rows(target: Target, entries: list[Entry], run: Run) -> None:
    sink = open_sink(target, run, Options())
    sink.write(entries[:20])
    sink.close()
    with opened(target, read_only=True) as engine:
        stored = Stored(engine)
    found = {row["doc_id"]: record_of(row, stored) for row in stored.rows["articles"]}
    assert sum(len(record.toponyms) for record in found.values()) > 50
    for entry in entries[:20]:
        assert in_order(found[entry.record.document.id]) == in_order(entry.record)
