"""Small annotated articles made by hand."""

from __future__ import annotations

import hashlib

from eventwire.exchange import Annotated
from eventwire.schema import ArticleRecord


def made(text: str, mentions: list[tuple[int, int, str]] | None = None, *, name: str = "made") -> Annotated:
    """An article with mentions (start, end, label), each an entity of its own."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    versions = {"eventwire": "0", "rules": "0", "model": "0", "schema": "1"}
    document = {"id": name, "text_sha256": digest, "status": "no_events", "versions": versions}
    plain = [
        {
            "start": start,
            "end": end,
            "text": text[start:end],
            "id": f"m{i}",
            "label": label,
            "entity": f"e{i}",
        }
        for i, (start, end, label) in enumerate(mentions or [])
    ]
    entities = [
        {"id": f"e{i}", "label": m["label"], "kind": None, "name": m["text"]} for i, m in enumerate(plain)
    ]
    record = ArticleRecord.model_validate({"document": document, "mentions": plain, "entities": entities})
    return Annotated(record, text)
