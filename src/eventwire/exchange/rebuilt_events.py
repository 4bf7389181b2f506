"""Events of an annotated graph, with what the exported record knew about them."""

from __future__ import annotations

from typing import Any

from eventwire.exchange.graph import MEASURES, MODES, ROLES, Node
from eventwire.exchange.rebuilding_sheet import Sheet
from eventwire.schema import Event, terms

# What an event of an annotator has besides what can be annotated.
_FRAME: dict[str, Any] = {
    "modes": [],
    "mentions": [],
    "arguments": [],
    "quantities": [],
    "time": None,
    "location": None,
    "codes": {},
    "evidence": [],
    "confidence": 1.0,
    "rules": [],
    "provenance": {},
}


def events(sheet: Sheet) -> list[dict[str, Any]]:
    """The events as plain dicts: those of before in their order, then new ones in text order.

    Args:
        sheet: with the ids of mentions and entities, and the entities, for the time and place of new events.
    """
    triggers = [n for n in sheet.nodes.values() if n.layer == "trigger"]
    order = {e.id: i for i, e in enumerate(sheet.before.events)} if sheet.before else {}
    for node in triggers:
        old = sheet.old_event(node.id)
        sheet.event_ids[node.id] = old.id if old else sheet.ids.new("v", node.label, node.start, node.end)

    def rank(node: Node) -> tuple[int, int, int]:
        return order.get(sheet.event_ids[node.id], len(order)), node.start, node.end

    return [_event(sheet, node) for node in sorted(triggers, key=rank)]


def _event(sheet: Sheet, node: Node) -> dict[str, Any]:
    old = sheet.old_event(node.id)
    plain = old.model_dump(mode="json", by_alias=True) if old else {"id": sheet.event_ids[node.id], **_FRAME}
    values = _values(node, old)
    changed = {name for name, value in values.items() if old is None or plain[name] != value}
    plain.update(values)
    if "type" in changed:
        plain["codes"] = {}  # they are codes of the type that it had
    plain["trigger"] = sheet.words(node)
    plain["mentions"] = _spans(sheet, node, old)
    plain["arguments"] = _arguments(sheet, node, old)
    plain["quantities"] = _quantities(sheet, node, old)
    if _differ(sheet, node, old, "time"):
        plain["time"] = _time(sheet, node)
        changed.add("time")
    elif plain["time"] and plain["time"]["mention"] not in sheet.mention_ids.values():
        plain["time"]["mention"] = None
    if _differ(sheet, node, old, "place") or (
        plain["location"] and plain["location"]["entity"] not in sheet.entities
    ):
        plain["location"] = _location(sheet, node)
        changed.add("location")
    plain["provenance"] = {name: why for name, why in plain["provenance"].items() if name not in changed}
    return plain


def _values(node: Node, old: Event | None) -> dict[str, Any]:
    """Type, modes, modality, outcome and negation as annotated."""
    modes = [node.attributes[name] for name in MODES if name in node.attributes]
    if old is not None and list(old.modes[: len(MODES)]) == modes:
        modes = list(old.modes)
    allowed = next(known for name, known in terms.MODES.items() if name == node.label)
    return {
        "type": node.label,
        "modes": [mode for mode in dict.fromkeys(modes) if mode in allowed],
        "modality": node.attributes.get("modality", "actual"),
        "outcome": node.attributes.get("outcome", "unknown"),
        "negated": "negated" in node.attributes,
    }


def _spans(sheet: Sheet, node: Node, old: Event | None) -> list[dict[str, Any]]:
    """The event's mentions; its trigger is one of them unless the exported record had it otherwise."""
    further = [sheet.words(n) for n in sheet.targets(node.id, "further")]
    bounds = (old.trigger.start, old.trigger.end) if old else None
    if old is None or any((m.start, m.end) == bounds for m in old.mentions):
        further.append(sheet.words(node))
    return sorted(further, key=lambda span: (span["start"], span["end"]))


def _arguments(sheet: Sheet, node: Node, old: Event | None) -> list[dict[str, Any]]:
    """Those of before first, in their order, then new ones by role and text order."""
    left = list(old.arguments) if old else []
    kept: list[tuple[int, dict[str, Any]]] = []
    new: list[dict[str, Any]] = []
    for role in ROLES:
        for target in sheet.targets(node.id, role):
            bounds = sheet.old_bounds(target)
            i = next(
                (
                    i
                    for i, a in enumerate(left)
                    if a.role == role and (a.start, a.end) == bounds and i not in {k for k, _ in kept}
                ),
                None,
            )
            plain: dict[str, Any] = {
                **sheet.words(target),
                "role": role,
                "mention": sheet.mention_ids.get(target.id),
                "entity": sheet.entity_ids.get(target.id),
            }
            if i is None:
                new.append(plain)
                continue
            if target.layer != "mention":  # a phrase may stand for a mention elsewhere
                plain["mention"], plain["entity"] = _still(sheet, left[i].mention, left[i].entity)
            kept.append((i, plain))
    return [plain for _, plain in sorted(kept, key=lambda pair: pair[0])] + new


def _still(sheet: Sheet, mention: str | None, entity: str | None) -> tuple[str | None, str | None]:
    """A mention and entity of before where they are still there."""
    return (
        mention if mention in sheet.mention_ids.values() else None,
        entity if entity in sheet.entity_ids.values() else None,
    )


def _quantities(sheet: Sheet, node: Node, old: Event | None) -> list[dict[str, Any]]:
    """Those of before first; a new one takes its bounds from the number's entity, unknown ones are null."""
    kept: list[tuple[int, dict[str, Any]]] = []
    new: list[dict[str, Any]] = []
    for measure in MEASURES:
        for target in sheet.targets(node.id, measure):
            bounds = sheet.old_bounds(target)
            matching = [
                (i, q)
                for i, q in enumerate(old.quantities if old else ())
                if q.measure == measure and (q.start, q.end) == bounds
            ]
            for i, quantity in matching:
                counted = quantity.of if quantity.of in sheet.mention_ids.values() else None
                kept.append((i, {**quantity.model_dump(mode="json"), **sheet.words(target), "of": counted}))
            if not matching:
                entity = sheet.entity(target.id) or {}
                figures = {"low": entity.get("low"), "high": entity.get("high")}
                exact = {"approximate": bool(entity.get("approximate")), "of": None, "source": None}
                new.append({**sheet.words(target), "measure": measure, **figures, **exact})
                if entity.get("low") is None and entity.get("high") is None:
                    words = sheet.words(target)["text"]
                    sheet.notes.append(f"{measure} {words!r}: its bounds are unknown, null in the record")
    return [plain for _, plain in sorted(kept, key=lambda pair: pair[0])] + new


def _differ(sheet: Sheet, node: Node, old: Event | None, role: str) -> bool:
    """Whether what fills a role is not what it was."""
    now = sorted(sheet.old_bounds(n) for n in sheet.targets(node.id, role))
    return now != sorted((a.start, a.end) for a in old.arguments if a.role == role) if old else True


def _time(sheet: Sheet, node: Node) -> dict[str, Any] | None:
    for target in sheet.targets(node.id, "time"):
        date = sheet.entity(target.id)
        if date is not None and date["label"] == "DATE" and (date.get("start") or date.get("end")):
            kept = {name: date.get(name) for name in ("start", "end", "edtf", "precision")}
            return {**kept, "basis": "text", "mention": sheet.mention_ids[target.id]}
    return None


def _location(sheet: Sheet, node: Node) -> dict[str, Any] | None:
    for target in sheet.targets(node.id, "place"):
        place = sheet.entity(target.id)
        if place is not None and place["label"] == "PLACE":
            names = ("name", "kind", "country", "admin1", "latitude", "longitude", "geonames_id", "precision")
            return {"entity": place["id"], **{n: place.get(n) for n in names}, "basis": "text"}
    return None
