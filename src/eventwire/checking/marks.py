"""Does an annotated Doc show what a sentence's markup says?

| label | the span is … |
| --- | --- |
| `ACTOR`, `WEAPON/drone`, … | a mention with this label, and of this kind |
| `drone`, `armed_group`, … | a mention of this kind |
| `ASSAULT`, `ASSAULT/drone`, … | a trigger, or further mention, of an event of this type, and with this mode |
| `agent`, `target`, … | an argument with this role |
| `QUANTITY/killed`, `killed`, `weapons/2-2`, … | a quantity of this measure, and with these bounds |
| `attempted`, `failed`, `negated`, … | a cue of this, or the trigger of an event that has it |
| `speaker`, `cue/label`, `content`, `label/refused` | a part of a characterization, and with this act or polarity |
| `same` | a further mention of an event whose trigger stands elsewhere |
| `OTHER` | a date whose value does not matter here |
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from spacy.tokens import Doc

from eventwire import layers
from eventwire.lexicon.markup import Marked
from eventwire.schema.terms import EVENT_TYPES, Label, Measure, Role

_LABELS = frozenset(get_args(Label))
_ROLES = frozenset(get_args(Role))
_MEASURES = frozenset(get_args(Measure))

Bounds = tuple[int, int]


class Shown:
    """What a Doc shows, by character bounds.

    Args:
        names: whether bare names of places count beside mentions. They are what the rules of `places/` find, and often a part of
            the mention that takes them in ("town of Tripoli", "Harlow man").
    """

    def __init__(self, doc: Doc, *, names: bool = False) -> None:
        self._doc = doc
        self._mentions: dict[Bounds, set[str]] = {}
        self._events: dict[Bounds, set[str]] = {}
        self._values: dict[Bounds, set[str]] = {}
        self._read_mentions()
        if names:
            self._read_names()
        self._read_triggers()
        self._read_values()
        self._read_characterizations()
        self._read_events()

    def has(self, mark: Marked) -> bool:
        """Whether the Doc shows this marked span."""
        bounds = (mark.start, mark.end)
        root = mark.label.split("/", 1)[0]
        if root in _LABELS:
            return mark.label in self._mentions.get(bounds, ())
        if root in EVENT_TYPES or mark.label == "same":
            return mark.label in self._events.get(bounds, ())
        if mark.label == "OTHER":
            return "DATE" in self._mentions.get(bounds, ())
        return mark.label in self._values.get(bounds, ()) or mark.label in self._kinds(bounds)

    def at(self, mark: Marked) -> str:
        """What stands at or across a marked span, for a message."""
        found = [
            f"[{self._doc.text[start:end]}]({label})"
            for table in (self._mentions, self._events, self._values)
            for (start, end), labels in sorted(table.items())
            if start < mark.end and mark.start < end
            for label in sorted(labels)
            if "/" not in label
        ]
        return ", ".join(found) or "nothing"

    def _kinds(self, bounds: Bounds) -> set[str]:
        return {label.split("/", 1)[1] for label in self._mentions.get(bounds, ()) if "/" in label}

    def _add(self, table: dict[Bounds, set[str]], tokens: list[int], *labels: str | None) -> None:
        table.setdefault(layers.characters(self._doc, tokens), set()).update(filter(None, labels))

    def _read_mentions(self) -> None:
        kinds = {
            mention: entity["kind"]
            for entity in layers.table(self._doc, "entities").values()
            for mention in entity["mentions"]
        }
        for local, row in layers.table(self._doc, "mentions").items():
            kind = kinds.get(local) or row["kind"]
            self._add(self._mentions, row["tokens"], row["label"], kind and f"{row['label']}/{kind}")
        for row in layers.table(self._doc, "dates").values():
            self._add(self._mentions, row["tokens"], "DATE")
        for row in layers.table(self._doc, "quantities").values():
            measure = row["measure"] and f"QUANTITY/{row['measure']}"
            self._add(self._mentions, row["tokens"], "QUANTITY", measure)

    def _read_names(self) -> None:
        for span in layers.spans(self._doc, layers.TOPONYMS):
            kind = "PLACE/facility" if span.label_ == "FAC" else None
            self._add(self._mentions, [span.start, span.end], "PLACE", kind)

    def _read_triggers(self) -> None:
        for row in layers.table(self._doc, "triggers").values():
            modes = [f"{row['type']}/{mode}" for mode in row["modes"]]
            self._add(self._events, row["tokens"], row["type"], *modes)

    def _read_values(self) -> None:
        for arguments in layers.table(self._doc, "arguments").values():
            for argument in arguments:
                self._add(self._values, argument["tokens"], argument["role"])
        for row in layers.table(self._doc, "quantities").values():
            bounds = f"{_figure(row['low'])}-{_figure(row['high'])}"
            self._add(self._values, row["tokens"], row["measure"], f"{row['measure']}/{bounds}")
        for span in layers.spans(self._doc, layers.CUES):
            self._add(self._values, [span.start, span.end], span.label_)
        triggers = layers.table(self._doc, "triggers")
        for local, row in layers.table(self._doc, "modalities").items():
            values = [row["modality"], row["outcome"], "negated" if row["negated"] else None]
            self._add(self._values, triggers[local]["tokens"], *values)

    def _read_characterizations(self) -> None:
        for row in layers.rows(self._doc, "characterizations"):
            parts: list[tuple[dict[str, Any] | None, str, str]] = [
                (row["speaker"], "speaker", ""),
                (row["cue"], "cue", row["act"]),
                (row["content"], "content", ""),
                (row["label"], "label", (row["label"] or {}).get("polarity", "")),
            ]
            for part, name, detail in parts:
                if part:
                    values = self._values.setdefault((part["start"], part["end"]), set())
                    values.update({name, f"{name}/{detail}"})

    def _read_events(self) -> None:
        for event in layers.rows(self._doc, "events"):
            trigger = (event["trigger"]["start"], event["trigger"]["end"])
            for mention in (event["trigger"], *event["mentions"]):
                bounds = (mention["start"], mention["end"])
                labels = {event["type"], *(f"{event['type']}/{mode}" for mode in event["modes"])}
                self._events.setdefault(bounds, set()).update(
                    labels | ({"same"} if bounds != trigger else set())
                )


def fired(doc: Doc) -> set[str]:
    """The ids of every rule and entry that left a trace on the Doc; of `frame/kill:subject` also the part before the colon."""
    found = {span.kb_id_ for span in layers.spans(doc, layers.CANDIDATES)}
    for name in layers.EXTENSIONS:
        if name not in ("article", "entries", "rejected"):
            found.update(_ids(doc._.get(name)))
    return {part for rule in found for part in (rule, rule.split(":", 1)[0]) if part}


def _ids(value: Any) -> Iterator[str]:
    """The rule ids anywhere inside a table of the Doc."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("rule", "rules", "entry") and inner:
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
