"""A characterization line of a gold source → the contract's object as a plain dict; its format is in `authoring.py`."""

from __future__ import annotations

import shlex
from typing import Any

from eventwire.evaluation.sheet import Sheet
from eventwire.evaluation.source import Line, Mark

STANCES: dict[str, str] = {  # what the act alone says; any other stance is written out
    "confirm": "affirms",
    "claim": "affirms",
    "accuse": "affirms",
    "deny": "denies",
    "decline": "declines",
    "justify": "justifies",
}


def characterization(sheet: Sheet, key: str, line: Line) -> dict[str, Any]:
    words = shlex.split(line.text)
    marks = sheet.spans.get(key)
    if not marks or len(marks) > 1:
        raise sheet.error(f"characterization {key!r}, expected one cue '@{key}' in the text", line.number)
    act = words[0] if words else ""
    flags = {w for w in words[1:] if "=" not in w}
    if flags - {"direct", "official", "unofficial"}:
        raise sheet.error(f"{sorted(flags)}, expected direct, official or unofficial", line.number)
    options = sheet.options([w for w in words[1:] if "=" in w], line.number)
    if set(options) - {"speaker", "stance", "label", "about"}:
        raise sheet.error(f"{sorted(options)}, expected speaker, stance, label and about", line.number)
    content, term = _part(sheet, key, "content"), _part(sheet, key, "label")
    label = None
    if term or "label" in options:
        if not term or "label" not in options:
            raise sheet.error(f"'@{key}.label' and label=applied|refused go together", line.number)
        label = {"term": term["text"], "polarity": options["label"][0]}
        label |= {"start": term["start"], "end": term["end"]}
    return {
        "id": key,
        "speaker": _speaker(sheet, key, options, flags, marks[0], line.number),
        "cue": sheet.span(marks[0]),
        "content": content,
        "act": act,
        "stance": options.get("stance", [STANCES.get(act, "neutral")])[0],
        "label": label,
        "direct": "direct" in flags,
        "events": options.get("about", []),
        "confidence": 1.0,
        "rules": [],
    }


def _part(sheet: Sheet, key: str, name: str) -> dict[str, Any] | None:
    marks = sheet.spans.get(f"{key}.{name}", [])
    if len(marks) > 1:
        raise sheet.error(f"'@{key}.{name}' stands {len(marks)} times, expected once", marks[1].line)
    return sheet.span(marks[0]) if marks else None


def _speaker(
    sheet: Sheet, key: str, options: dict[str, list[str]], flags: set[str], cue: Mark, line: int
) -> dict[str, Any] | None:
    words = _part(sheet, key, "speaker")
    official = True if "official" in flags else False if "unofficial" in flags else None
    if "speaker" not in options:
        return words and {**words, "mention": None, "entity": None, "official": official}
    entity, mark = sheet.pick(options["speaker"][0], cue, line)
    if words:
        return {**words, "mention": None, "entity": entity, "official": official}
    return {
        **sheet.span(mark),
        "mention": sheet.mention_id(entity, mark),
        "entity": entity,
        "official": official,
    }
