"""An entry → the rows of its tables, as plain values in the order of the tables' columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from eventwire.schema import (
    ActorEntity,
    ArticleRecord,
    Characterization,
    DateEntity,
    Document,
    Entity,
    Event,
    Span,
    TextSpan,
    Toponym,
)
from eventwire.sinks import table
from eventwire.sinks.database.passages import passages
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.entry import Entry

StoreText = Literal["full", "evidence", "none"]
Rows = list[tuple[Any, ...]]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one article, ready to be written; it can be pickled.

    Attributes:
        article_key, doc_id, content, status: of its row in `articles`.
        twin: whether another article of the run has the same id. unread: whether there is no text.
        rows: by name of the table; the tables `runs` and those without rows are left out.
    """

    article_key: str
    doc_id: str
    content: str
    status: str
    twin: bool
    unread: bool
    rows: Mapping[str, Rows]


def sheet_of(entry: Entry, *, run_id: str, store_text: StoreText = "evidence") -> Sheet:
    """The rows of an entry.

    Args:
        run_id: the run that writes them. store_text: which of the article's text is kept.
    """
    record, key = entry.record, entry.article_key
    document = record.document
    parts: dict[str, Iterable[dict[str, Any]]] = {
        "articles": [_article(document, entry, run_id, store_text)],
        "issues": ({"n": n, "code": i.code, "message": i.message, "start_char": i.start, "end_char": i.end} for n, i in enumerate(document.issues)),
        "entities": map(_entity, record.entities),
        "mentions": ({"mention_id": m.id, **_span("", m), "label": m.label, "entity_id": m.entity} for m in record.mentions),
        "toponyms": map(_toponym, record.toponyms),
        "affiliations": _affiliations(record),
        "events": map(_event, record.events),
        "characterizations": (_characterization(c, store_text) for c in record.characterizations),
        "characterization_events": (
            {"characterization_id": c.id, "n": n, "event_id": event}
            for c in record.characterizations for n, event in enumerate(c.events)
        ),
        **_event_parts(record.events),
        "passages": _passages(entry, store_text),
        "event_records": table.rows(record, run_id=run_id),
    }  # fmt: skip
    rows: dict[str, Rows] = {}
    for where in TABLES[1:]:
        names = [field.name for field in where.fields]
        made = []
        for part in parts[where.name]:
            row = {"article_key": key, **part}
            if len(row) != len(names):
                raise KeyError(f"{where.name}: columns {sorted(set(row) ^ set(names))}")
            made.append(tuple(_storable(row[name]) for name in names))
        if made:
            rows[where.name] = made
    return Sheet(
        article_key=key,
        doc_id=_storable(document.id),
        content=entry.content,
        status=document.status,
        twin=any(issue.code == "duplicate-id" for issue in document.issues),
        unread=document.text_sha256 is None,
        rows=rows,
    )


def _storable(value: Any) -> Any:
    """A value that every database can hold: U+0000 becomes U+2400, a lone surrogate U+FFFD, so that offsets still fit."""
    if isinstance(value, str):
        if (
            value.isascii() and "\x00" not in value
        ):  # nearly every value; the pattern would take a third of the time
            return value
        return _UNSTORABLE.sub(lambda found: "\u2400" if found[0] == "\x00" else "\ufffd", value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value


def _article(document: Document, entry: Entry, run_id: str, store_text: StoreText) -> dict[str, Any]:
    versions = document.versions
    return {
        "doc_id": document.id,
        "content_sha256": entry.content,
        "text_sha256": document.text_sha256,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language,
        "published": document.published,
        "published_source": document.published_source,
        "encoding": document.encoding,
        "status": document.status,
        "eventwire_version": versions.eventwire,
        "rules_version": versions.rules,
        "model_version": versions.model,
        "schema_version": versions.schema_,
        "text": entry.text if store_text == "full" else None,
        "run_id": run_id,
        "superseded_at": None,
        "near_duplicate_of": entry.near_duplicate_of,
        "similarity": entry.similarity,
    }


def _passages(entry: Entry, store_text: StoreText) -> Iterable[dict[str, Any]]:
    text = entry.text
    if text is not None and store_text == "evidence":
        for start, end in passages(entry.record):
            yield {"start_char": start, "end_char": end, "text": text[start:end]}


def _span(name: str, span: Span | None) -> dict[str, Any]:
    """The three columns of a span, all null for none."""
    start, end, words = (f"{name}_start", f"{name}_end", name) if name else ("start_char", "end_char", "text")
    text = span.text if isinstance(span, TextSpan) else None
    return {start: span.start if span else None, end: span.end if span else None, words: text}


def _entity(entity: Entity) -> dict[str, Any]:
    of = vars(entity).get  # getattr of a field that this kind of entity lacks takes four times as long

    dated = isinstance(entity, DateEntity)
    names = (
        "label", "kind", "name", "country", "sector", "entry", "wikidata", "position", "system", "admin1", "subtype",
        "latitude", "longitude", "geonames_id", "precision", "edtf", "timex_type", "timex_value", "timex_mod",
        "low", "high", "approximate",
    )  # fmt: skip
    return {
        "entity_id": entity.id,
        **{name: of(name) for name in names},
        "date_start": of("start") if dated else None,
        "date_end": of("end") if dated else None,
        "date_basis": of("basis") if dated else None,
    }


def _toponym(toponym: Toponym) -> dict[str, Any]:
    return {
        "toponym_id": toponym.id,
        **_span("", toponym),
        "mention_id": toponym.mention,
        "kind": toponym.kind,
        "name": toponym.name,
        "country": toponym.country,
        "admin1": toponym.admin1,
        "latitude": toponym.latitude,
        "longitude": toponym.longitude,
        "geonames_id": toponym.geonames_id,
        "precision": toponym.precision,
    }


def _affiliations(record: ArticleRecord) -> Iterable[dict[str, Any]]:
    for entity in record.entities:
        if isinstance(entity, ActorEntity):
            for n, tie in enumerate(entity.affiliations):
                yield {
                    "entity_id": entity.id,
                    "n": n,
                    "relation": tie.relation,
                    "country": tie.country,
                    "other_entity_id": tie.entity,
                    "basis": tie.basis,
                    "mention_id": tie.mention,
                }


def _event(event: Event) -> dict[str, Any]:
    time, place = event.time, event.location
    return {
        "event_id": event.id,
        "type": event.type,
        "modes": list(event.modes),
        "modality": event.modality,
        "negated": event.negated,
        "outcome": event.outcome,
        **_span("trigger", event.trigger),
        "date_start": time and time.start,
        "date_end": time and time.end,
        "date_edtf": time and time.edtf,
        "date_basis": time and time.basis,
        "date_precision": time and time.precision,
        "date_mention_id": time and time.mention,
        "place_entity_id": place and place.entity,
        "place": place and place.name,
        "place_kind": place and place.kind,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "geonames_id": place and place.geonames_id,
        "place_precision": place and place.precision,
        "place_basis": place and place.basis,
        "confidence": event.confidence,
        "rules": list(event.rules),
    }


def _event_parts(events: Iterable[Event]) -> dict[str, list[dict[str, Any]]]:
    """The rows of everything that an event has several of."""
    parts: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in ("event_mentions", "event_arguments", "quantities", "codes", "evidence", "provenance")
    }
    for event in events:
        own = {"event_id": event.id}
        for n, words in enumerate(event.mentions):
            parts["event_mentions"].append({**own, "n": n, **_span("", words)})
        for n, a in enumerate(event.arguments):
            ids = {"mention_id": a.mention, "entity_id": a.entity}
            parts["event_arguments"].append({**own, "n": n, "role": a.role, **ids, **_span("", a)})
        for n, q in enumerate(event.quantities):
            figures = {"measure": q.measure, "low": q.low, "high": q.high, "approximate": q.approximate}
            ids = {"of_mention_id": q.of, "source_id": q.source}
            parts["quantities"].append({**own, "n": n, **figures, **ids, **_span("", q)})
        for ontology, codes in event.codes:
            for n, code in enumerate(codes):
                parts["codes"].append({**own, "ontology": ontology, "n": n, **dict(code)})
        for n, passage in enumerate(event.evidence):
            parts["evidence"].append({**own, "n": n, "start_char": passage.start, "end_char": passage.end})
        for name, origins in event.provenance.items():
            for n, origin in enumerate(origins):
                place = {"start_char": origin.start, "end_char": origin.end}
                row = {**own, "field": name, "n": n, "rule": origin.rule, **place, "basis": origin.basis}
                parts["provenance"].append(row)
    return parts


def _characterization(c: Characterization, store_text: StoreText) -> dict[str, Any]:
    speaker, label = c.speaker, c.label
    content = _span("content", c.content)
    if store_text == "none":
        content["content"] = None  # what was said is a passage of the article, not a value
    return {
        "characterization_id": c.id,
        **_span("speaker", speaker),
        "speaker_mention_id": speaker and speaker.mention,
        "speaker_entity_id": speaker and speaker.entity,
        "official": speaker and speaker.official,
        **_span("cue", c.cue),
        **content,
        "act": c.act,
        "stance": c.stance,
        "label": label and label.term,
        "label_polarity": label and label.polarity,
        "label_start": label and label.start,
        "label_end": label and label.end,
        "direct": c.direct,
        "confidence": c.confidence,
        "rules": list(c.rules),
    }
