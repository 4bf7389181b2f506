"""Annotated graph → record. The annotations win; the exported record completes what still fits them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from eventwire.exchange.checking import Misfit, misfits
from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import Graph
from eventwire.exchange.pairing import completed, is_unchanged, pair
from eventwire.exchange.rebuilding_sheet import Sheet
from eventwire.exchange.rebuilt_entities import mentions_and_entities
from eventwire.exchange.rebuilt_events import events
from eventwire.exchange.rebuilt_speech import characterizations
from eventwire.schema import ArticleRecord
from eventwire.schema.terms import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A record made of annotations.

    Attributes:
        record: None where there are misfits. misfits: what no record can hold. notes: what the record doesn't have any
            more, or doesn't know.
    """

    record: ArticleRecord | None
    misfits: tuple[Misfit, ...] = ()
    notes: tuple[str, ...] = ()


def rebuild(graph: Graph, text: str, *, document_id: str, before: ArticleRecord | None = None) -> Rebuilt:
    """The record of an article's annotations.

    Where the graph says what `draw(before)` says, the record is `before`. Else mentions, events and characterizations are
    those of the graph; a part that was exported keeps its id and whatever the graph can't say (the entity with its country
    and coordinates, codes, confidence, provenance) where it still fits. A changed type loses its codes, a changed place or
    date its location or time, which then come from the entity that was chosen.

    Args:
        graph: as the tool holds it. text: the article. document_id: for a record of its own, where `before` is None.
        before: the exported record, valid for this text.
    """
    wrong = misfits(graph, text)
    if wrong:
        return Rebuilt(None, tuple(wrong))
    if before is None:
        sheet = Sheet(graph, text, document_id, None, {})
    else:
        drawn = draw(before)
        pairs = pair(graph.nodes, drawn.nodes)
        if is_unchanged(graph, drawn, pairs):
            return Rebuilt(before)
        whole = completed(graph, drawn, pairs)
        sheet = Sheet(whole, text, before.document.id, before, pairs)
    mentions, entities = mentions_and_entities(sheet)
    sheet.entities = {entity["id"]: entity for entity in entities}
    acts = events(sheet)
    sayings = characterizations(sheet)
    _forget_lost_sources(acts, {saying["id"] for saying in sayings})
    _note_loose_ends(sheet)
    plain = {
        "document": _document(sheet, document_id, bool(acts)),
        "mentions": [mention.model_dump() for mention in mentions],
        "entities": entities,
        "events": acts,
        "characterizations": sayings,
        "toponyms": _toponyms(sheet, {mention.id for mention in mentions}),
    }
    try:
        record = ArticleRecord.model_validate(plain)
    except ValidationError as err:
        return Rebuilt(None, tuple(Misfit(f"{_place(e['loc'])}: {e['msg']}") for e in err.errors()))
    return Rebuilt(record, (), tuple(sheet.notes))


def _toponyms(sheet: Sheet, mentions: set[str]) -> list[dict[str, Any]]:
    """The place names of the record before: no tool shows them, and the text is still the same."""
    before = sheet.before.toponyms if sheet.before is not None else ()
    return [
        {**toponym.model_dump(), "mention": toponym.mention if toponym.mention in mentions else None}
        for toponym in before
    ]


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "record"


def _forget_lost_sources(acts: list[dict[str, Any]], sayings: set[str]) -> None:
    """A quantity whose source is gone has none."""
    for act in acts:
        for quantity in act["quantities"]:
            if quantity["source"] not in sayings:
                quantity["source"] = None


def _note_loose_ends(sheet: Sheet) -> None:
    """Parts that hang on nothing are not in the record; say so."""
    used = {edge.target for edge in sheet.edges}
    for node in sheet.nodes.values():
        if node.layer == "part" and node.id not in used:
            sheet.notes.append(f"{node.label} {sheet.words(node)['text']!r} hangs on nothing and is left out")


def _document(sheet: Sheet, document_id: str, has_events: bool) -> dict[str, Any]:
    status = "ok" if has_events else "no_events"
    if sheet.before is not None:
        return {**sheet.before.document.model_dump(mode="json", by_alias=True), "status": status}
    digest = hashlib.sha256(sheet.text.encode("utf-8", "surrogatepass")).hexdigest()
    versions = {
        "eventwire": "annotated",
        "rules": "annotated",
        "model": "annotated",
        "schema": SCHEMA_VERSION,
    }
    return {
        "id": document_id,
        "language": "en",
        "text_sha256": digest,
        "status": status,
        "versions": versions,
    }
