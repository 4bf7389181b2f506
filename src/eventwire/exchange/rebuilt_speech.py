"""Characterizations of an annotated graph, with what the exported record knew about them."""

from __future__ import annotations

from typing import Any

from eventwire.exchange.graph import Node
from eventwire.exchange.rebuilding_sheet import Sheet
from eventwire.schema import Characterization

_OFFICIAL = {"yes": True, "no": False}


def characterizations(sheet: Sheet) -> list[dict[str, Any]]:
    """The characterizations as plain dicts: those of before in their order, then new ones in text order."""
    order = {c.id: i for i, c in enumerate(sheet.before.characterizations)} if sheet.before else {}
    found = []
    for node in sheet.nodes.values():
        if node.layer == "cue":
            plain = _characterization(sheet, node)
            found.append(((order.get(plain["id"], len(order)), node.start, node.end), plain))
    return [plain for _, plain in sorted(found, key=lambda pair: pair[0])]


def _characterization(sheet: Sheet, node: Node) -> dict[str, Any]:
    old = sheet.old_characterization(node.id)
    content = sheet.targets(node.id, "content")
    term = sheet.targets(node.id, "term")
    return {
        "id": old.id if old else sheet.ids.new("c", node.start, node.end),
        "speaker": _speaker(sheet, node, old),
        "cue": sheet.words(node),
        "content": sheet.words(content[0]) if content else None,
        "act": node.attributes.get("act", "report"),
        "stance": node.attributes.get("stance", "neutral"),
        "label": _label(sheet, term[0], old) if term else None,
        "direct": "direct" in node.attributes,
        "events": _events(sheet, node, old),
        "confidence": old.confidence if old else 1.0,
        "rules": list(old.rules) if old else [],
    }


def _speaker(sheet: Sheet, node: Node, old: Characterization | None) -> dict[str, Any] | None:
    """The speaker; words that are no mention ("he") keep the entity that they stood for."""
    for target in sheet.targets(node.id, "speaker"):
        mention, entity = sheet.mention_ids.get(target.id), sheet.entity_ids.get(target.id)
        before = old.speaker if old else None
        if mention is None and before is not None:
            same = (before.start, before.end) == sheet.old_bounds(target)
            if same and before.entity in sheet.entity_ids.values():
                entity = before.entity
        official = _OFFICIAL.get(node.attributes.get("official", ""))
        return {**sheet.words(target), "mention": mention, "entity": entity, "official": official}
    return None


def _label(sheet: Sheet, node: Node, old: Characterization | None) -> dict[str, Any]:
    words = sheet.words(node)
    before = old.label if old else None
    same = before is not None and (before.start, before.end) == (node.start, node.end)
    # the term of a record may be written otherwise than the words that stand there
    term = before.term if before is not None and same else words["text"]
    polarity = node.attributes.get("polarity", "applied")
    return {"term": term, "polarity": polarity, "start": node.start, "end": node.end}


def _events(sheet: Sheet, node: Node, old: Characterization | None) -> list[str]:
    """Ids of the events, those of before in their order."""
    now = [sheet.event_ids[target.id] for target in sheet.targets(node.id, "about")]
    order = {event: i for i, event in enumerate(old.events)} if old else {}
    return sorted(now, key=lambda event: order.get(event, len(order)))
