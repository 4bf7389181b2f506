"""An event line of a gold source → the contract's event as a plain dict; the line's format is in `authoring.py`."""

from __future__ import annotations

import shlex
from typing import Any, get_args

from eventwire.evaluation.sheet import Sheet
from eventwire.evaluation.source import Line, Mark
from eventwire.schema import terms

_FRAME: dict[str, Any] = {"codes": {}, "evidence": [], "confidence": 1.0, "rules": [], "provenance": {}}


def event(sheet: Sheet, key: str, line: Line) -> dict[str, Any]:
    words = shlex.split(line.text)
    marks = sheet.spans.get(key)
    if not marks:
        raise sheet.error(f"event {key!r} has no trigger '@{key}' in the text", line.number)
    if len(words) < 2:
        raise sheet.error(f"event {line.text!r}, expected TYPE/modes modality/outcome …", line.number)
    trigger = next((m for m in marks if m.tag.endswith("!")), marks[0])
    type_, _, modes = words[0].partition("/")
    modality, _, outcome = words[1].partition("/")
    event: dict[str, Any] = {
        "id": key,
        "type": type_,
        "modes": modes.split("+") if modes else [],
        "trigger": sheet.span(trigger),
        "mentions": [sheet.span(m) for m in marks],
        "modality": modality,
        "outcome": outcome or "unknown",
        "negated": "negated" in words[2:],
        "arguments": [],
        "quantities": [],
        "time": None,
        "location": None,
        **_FRAME,
    }
    options = sheet.options([w for w in words[2:] if w != "negated"], line.number)
    for name, values in options.items():
        if name in get_args(terms.Role):
            event["arguments"] += [_argument(sheet, name, v, trigger, line.number) for v in values]
        elif name in get_args(terms.Measure):
            event["quantities"] += [_quantity(sheet, name, v, trigger, line.number) for v in values]
        elif name not in ("when", "at"):
            raise sheet.error(f"{name!r}, expected a role, a measure, 'when' or 'at'", line.number)
    if "when" in options:
        event["time"] = _time(sheet, options["when"][0], event["arguments"], trigger, line.number)
    at = options.get("at") or options.get("place", [])[:1]
    if at and at != ["none"]:
        event["location"] = _location(sheet, at[0], trigger, line.number)
    return event


def _argument(sheet: Sheet, role: str, reference: str, near: Mark, line: int) -> dict[str, Any]:
    key, mark = sheet.pick(reference, near, line)
    mention = sheet.mention_id(key, mark)
    return {"role": role, "mention": mention, "entity": mention and key, **sheet.span(mark)}


def _quantity(sheet: Sheet, measure: str, value: str, near: Mark, line: int) -> dict[str, Any]:
    reference, *extras = value.split(":")
    key, mark = sheet.pick(reference, near, line)
    fields = sheet.entities[key].fields
    if fields is None or fields["label"] != "QUANTITY":
        raise sheet.error(f"{key!r} is no quantity", line)
    options = sheet.options(extras, line)
    source = options.get("src", [None])[0]
    if source is not None and source not in sheet.characterization_lines:
        raise sheet.error(f"source {source!r} is no characterization", line)
    of = sheet.mention_id(*sheet.pick(options["of"][0], mark, line)) if "of" in options else None
    bounds = {name: fields[name] for name in ("low", "high", "approximate")}
    return {"measure": measure, **bounds, "of": of, "source": source, **sheet.span(mark)}


def _time(sheet: Sheet, value: str, arguments: list[dict[str, Any]], near: Mark, line: int) -> dict[str, Any]:
    """The event's time from its date; a date said of this event is its `time` argument too."""
    reference, _, option = value.partition(":")
    since, until = reference.endswith(".."), reference.startswith("..")
    key, mark = sheet.pick(reference.strip("."), near, line)
    date = sheet.entities[key].fields
    if date is None or date["label"] != "DATE":
        raise sheet.error(f"{key!r} is no date", line)
    if option not in ("", "inherited"):
        raise sheet.error(f"{option!r}, expected 'inherited'", line)
    if not option:
        arguments.append(
            _argument(sheet, "time", f"{key}#{sheet.entities[key].marks.index(mark) + 1}", near, line)
        )
    edtf = date.get("edtf")
    return {
        "start": None if until else date["start"],
        "end": None if since else date["end"],
        "edtf": f"{edtf}/.." if since else f"../{edtf}" if until else edtf,
        # "published" would say that no words give the time
        "basis": "anchored" if option or date["basis"] == "anchored" else "text",
        "precision": date.get("precision"),
        "mention": sheet.mention_id(key, mark),
    }


def _location(sheet: Sheet, value: str, near: Mark, line: int) -> dict[str, Any]:
    reference, _, basis = value.partition(":")
    key, _ = sheet.pick(reference, near, line)
    fields = sheet.entities[key].fields
    if fields is None or fields["label"] not in ("PLACE", "ACTOR"):
        raise sheet.error(f"{key!r} is no place", line)
    entity = sheet.entity(key, sheet.entities[key])
    state = fields["label"] == "ACTOR"
    names = ("country", "admin1", "latitude", "longitude", "precision")
    return {
        "entity": key,
        "name": entity["name"],
        "kind": "country" if state else entity["kind"],
        **{name: entity.get(name) for name in names},
        "basis": basis or "text",
    }
