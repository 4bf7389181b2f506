"""Gold source → contract record: offsets, ids and what follows from an annotation are computed here, never written by hand.

Block lines (values separated by commas, options of a value by colons):

    e1: ASSAULT/drone+targeted attempted/failed [negated] agent=k victim=k#2 … when=d1 at=place killed=q1:of=k:src=c1
    c1: label speaker=k [official|unofficial] [direct] [stance=…] [label=applied|refused] about=e1,e2

In the text `[words|@e1]` is a trigger or further mention of an event (`@e1!` makes it the trigger, else the first one is),
`[words|@c1]` a cue, `@c1.content`, `@c1.label` and `@c1.speaker` (words that are no mention of the speaker: "he").
`k#2` is the second mention of entity k; without a number it is the one nearest to the trigger or cue. `when=d1..` and
`when=..d1` are open ("since", "until"), `when=d1:inherited` was said of another event; `at=place:inherited` or
`at=place:dateline` likewise. Without `at`, the first `place` is the location.
"""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import ValidationError

from eventwire.errors import GoldError
from eventwire.evaluation.authored_events import event
from eventwire.evaluation.authored_speech import characterization
from eventwire.evaluation.sheet import Sheet
from eventwire.evaluation.source import GoldSource
from eventwire.schema import ArticleRecord, terms


def build(source: GoldSource, document_id: str) -> tuple[ArticleRecord, dict[str, Any]]:
    """The record of a gold source, and the same as plain JSON with the keys that only gold has.

    Args:
        source: as `read_source` gives it.
        document_id: becomes `document.id`.

    Raises:
        GoldError: with the line of what does not fit.
    """
    sheet = Sheet(source)
    document = {
        "id": document_id,
        "title": source.header.get("title"),
        "publisher": source.header.get("publisher"),
        "url": source.header.get("url"),
        "language": "en",
        "published": source.header.get("published"),
        "published_source": "option" if "published" in source.header else "none",
        "text_sha256": hashlib.sha256(source.text.encode()).hexdigest(),
        "encoding": "utf-8",
        "status": "ok" if source.events else "no_events",
        "versions": {"eventwire": "gold", "rules": "gold", "model": "gold", "schema": terms.SCHEMA_VERSION},
    }
    try:
        record = ArticleRecord.model_validate({"document": document, **_layers(sheet)})
    except ValidationError as err:
        raise GoldError(str(err), path=source.path) from err
    plain = record.model_dump(mode="json", by_alias=True)
    # The text stands beside it, and gold is about one article by itself.
    for name in ("text", "near_duplicate_of"):
        plain["document"].pop(name)
    plain.pop("toponyms")  # not annotated: gold says nothing about them
    own = {"fictional": True, "style": source.header.get("style")}
    return record, {"schema_version": plain.pop("schema_version"), **own, **plain}


def _layers(sheet: Sheet) -> dict[str, Any]:
    """The four lists of the record; mentions first, since everything else refers to their ids."""
    return {
        "mentions": sheet.mentions(),
        "entities": [sheet.entity(key, e) for key, e in sheet.in_text_order()],
        "events": [event(sheet, key, line) for key, line in sheet.event_lines.items()],
        "characterizations": [
            characterization(sheet, key, line) for key, line in sheet.characterization_lines.items()
        ],
    }
