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
import re
import shlex
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import ValidationError

from eventwire.errors import GoldError
from eventwire.evaluation.declarations import declare
from eventwire.evaluation.source import GoldSource, Line, Mark
from eventwire.schema import ArticleRecord, terms

HEADER = {"title", "published", "publisher", "style", "url"}
STANCES: dict[str, str] = {  # what the act alone says; any other stance is written out
    "confirm": "affirms",
    "claim": "affirms",
    "accuse": "affirms",
    "deny": "denies",
    "decline": "declines",
    "justify": "justifies",
}
_FRAME: dict[str, Any] = {"codes": {}, "evidence": [], "confidence": 1.0, "rules": [], "provenance": {}}


_YEAR = re.compile(r"\b\d{4}\b")


def _name(shown: list[str], label: str) -> str:
    """The first mention in which every word is capitalized but not every letter; else the first, datelines in title case."""
    proper = [s for s in shown if not s.isupper() and all(w[:1].isupper() for w in s.split())]
    if proper:
        return proper[0]
    return shown[0].title() if label == "PLACE" and shown[0].isupper() else shown[0]


@dataclass
class _Entity:
    """A declared entity, or a noun phrase that is no mention, with the places where it stands."""

    fields: dict[str, Any] | None
    line: int
    marks: list[Mark] = field(default_factory=list)


def build(source: GoldSource, document_id: str) -> tuple[ArticleRecord, dict[str, Any]]:
    """The record of a gold source, and the same as plain JSON with the keys that only gold has.

    Args:
        source: as `read_source` gives it.
        document_id: becomes `document.id`.

    Raises:
        GoldError: with the line of what does not fit.
    """
    author = _Author(source)
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
        record = ArticleRecord.model_validate({"document": document, **author.layers()})
    except ValidationError as err:
        raise GoldError(str(err), path=source.path) from err
    plain = record.model_dump(mode="json", by_alias=True)
    plain["document"].pop("text")
    own = {"fictional": True, "style": source.header.get("style")}
    return record, {"schema_version": plain.pop("schema_version"), **own, **plain}


class _Author:
    """What a source declares, resolved step by step; every error carries the line it came from."""

    def __init__(self, source: GoldSource) -> None:
        self.source = source
        unknown = sorted(set(source.header) - HEADER)
        if unknown:
            raise self.error(f"header {unknown}, expected some of {sorted(HEADER)}", 1)
        self.event_lines = self.block(source.events)
        self.characterization_lines = self.block(source.characterizations)
        self.entities: dict[str, _Entity] = {}
        self.spans: dict[str, list[Mark]] = {}  # of events and characterizations, by tag without "@"
        self.read_entities()
        self.mention_ids: dict[tuple[int, int], str] = {}

    def error(self, message: str, line: int) -> GoldError:
        return GoldError(message, path=self.source.path, line=line)

    def block(self, lines: tuple[Line, ...]) -> dict[str, Line]:
        """The lines of a block by the id before their colon."""
        found: dict[str, Line] = {}
        for line in lines:
            key, colon, rest = line.text.partition(":")
            if not colon or not key.strip() or key.strip() in found:
                raise self.error(f"found {line.text!r}, expected a new id and a colon", line.number)
            found[key.strip()] = Line(line.number, rest.strip())
        return found

    def read_entities(self) -> None:
        for key, line in self.block(self.source.entities).items():
            self.declare(key, line.text, line.number)
        bare: list[tuple[str, Mark]] = []
        for mark in self.source.marks:
            if mark.tag.startswith("@"):
                self.spans.setdefault(mark.tag[1:].rstrip("!"), []).append(mark)
                continue
            key, colon, declaration = mark.tag.partition(":")
            key = key.strip() or f"_{mark.start}"
            if colon:
                self.declare(key, declaration, mark.line)
            bare.append((key, mark))
        for key, mark in bare:
            if key not in self.entities:
                raise self.error(f"mark {key!r} is declared nowhere", mark.line)
            self.entities[key].marks.append(mark)
        for key, entity in self.entities.items():
            if not entity.marks:
                raise self.error(f"{key!r} is declared but never marked", entity.line)
        known = set(self.event_lines) | set(self.characterization_lines)
        for tag, marks in self.spans.items():
            if tag.partition(".")[0] not in known:
                raise self.error(f"mark '@{tag}' has no line in events or characterizations", marks[0].line)

    def declare(self, key: str, declaration: str, line: int) -> None:
        if key in self.entities:
            raise self.error(f"{key!r} is declared twice, first in line {self.entities[key].line}", line)
        try:
            self.entities[key] = _Entity(declare(declaration), line)
        except ValueError as err:
            raise self.error(str(err), line) from err

    # ---------------------------------------------------------------- layers

    def layers(self) -> dict[str, Any]:
        """The four lists of the record."""
        return {
            "mentions": self.mentions(),
            "entities": [self.entity(key, e) for key, e in self.in_text_order()],
            "events": [self.event(key, line) for key, line in self.event_lines.items()],
            "characterizations": [
                self.characterization(key, line) for key, line in self.characterization_lines.items()
            ],
        }

    def in_text_order(self) -> list[tuple[str, _Entity]]:
        named = [(key, e) for key, e in self.entities.items() if e.fields is not None]
        return sorted(named, key=lambda item: (item[1].marks[0].start, item[0]))

    def mentions(self) -> list[dict[str, Any]]:
        marked = sorted(
            (mark, key, e.fields["label"])
            for key, e in self.entities.items()
            if e.fields is not None
            for mark in e.marks
        )
        found: list[dict[str, Any]] = []
        for number, (mark, key, label) in enumerate(marked, start=1):
            if found and mark.start < found[-1]["end"]:
                raise self.error(f"mentions {found[-1]['text']!r} and {key!r} overlap", mark.line)
            self.mention_ids[mark.start, mark.end] = f"m{number}"
            found.append({"id": f"m{number}", **self.span(mark), "label": label, "entity": key})
        return found

    def span(self, mark: Mark) -> dict[str, Any]:
        return {"start": mark.start, "end": mark.end, "text": self.source.text[mark.start : mark.end]}

    def entity(self, key: str, entity: _Entity) -> dict[str, Any]:
        fields = dict(entity.fields or {})
        shown = [self.source.text[mark.start : mark.end] for mark in entity.marks]
        if "aff" in fields:
            fields["affiliations"] = [
                self.affiliation(tie, entity.line) for tie in fields.pop("aff").split(",")
            ]
        if fields["label"] == "DATE" and fields.get("basis") is None:
            # without a year of its own, a date can only mean something against the publication date
            own = _YEAR.search(shown[0]) or fields["timex_type"] in ("DURATION", "SET")
            fields["basis"] = "text" if own else "published"
        return {"id": key, "name": fields.pop("name", None) or _name(shown, fields["label"]), **fields}

    def affiliation(self, tie: str, line: int) -> dict[str, Any]:
        """`IRN:backed_by` or `army:part_of`, with `:lexicon` behind it where the text does not say so."""
        other, _, rest = tie.partition(":")
        relation, _, basis = rest.partition(":")
        place = {"entity": other} if other in self.entities else {"country": other}
        known = other in self.entities or (len(other) == 3 and other.isupper())
        if not known or relation not in get_args(terms.Relation):
            raise self.error(f"affiliation {tie!r}, expected KEY-or-COUNTRY:RELATION[:lexicon]", line)
        return {**place, "relation": relation, "basis": basis or "text"}

    def pick(self, reference: str, near: Mark, line: int) -> tuple[str, Mark]:
        """The key and the mark that a reference such as `k` or `k#2` stands for."""
        key, hash_, number = reference.partition("#")
        if key not in self.entities:
            raise self.error(f"{key!r} is not declared", line)
        marks = self.entities[key].marks
        if hash_:
            if not number.isdigit() or not 1 <= int(number) <= len(marks):
                raise self.error(f"{reference!r}, expected #1 to #{len(marks)}", line)
            return key, marks[int(number) - 1]
        return key, min(marks, key=lambda m: (max(m.start - near.end, near.start - m.end), m.start))

    def mention_id(self, key: str, mark: Mark) -> str | None:
        return None if self.entities[key].fields is None else self.mention_ids[mark.start, mark.end]

    # ---------------------------------------------------------------- events

    def event(self, key: str, line: Line) -> dict[str, Any]:
        words = shlex.split(line.text)
        marks = self.spans.get(key)
        if not marks:
            raise self.error(f"event {key!r} has no trigger '@{key}' in the text", line.number)
        if len(words) < 2:
            raise self.error(f"event {line.text!r}, expected TYPE/modes modality/outcome …", line.number)
        trigger = next((m for m in marks if m.tag.endswith("!")), marks[0])
        type_, _, modes = words[0].partition("/")
        modality, _, outcome = words[1].partition("/")
        event: dict[str, Any] = {
            "id": key,
            "type": type_,
            "modes": modes.split("+") if modes else [],
            "trigger": self.span(trigger),
            "mentions": [self.span(m) for m in marks],
            "modality": modality,
            "outcome": outcome or "unknown",
            "negated": "negated" in words[2:],
            "arguments": [],
            "quantities": [],
            "time": None,
            "location": None,
            **_FRAME,
        }
        options = self.options([w for w in words[2:] if w != "negated"], line.number)
        for name, values in options.items():
            if name in get_args(terms.Role):
                event["arguments"] += [self.argument(name, v, trigger, line.number) for v in values]
            elif name in get_args(terms.Measure):
                event["quantities"] += [self.quantity(name, v, trigger, line.number) for v in values]
            elif name not in ("when", "at"):
                raise self.error(f"{name!r}, expected a role, a measure, 'when' or 'at'", line.number)
        if "when" in options:
            event["time"] = self.time(options["when"][0], event["arguments"], trigger, line.number)
        at = options.get("at") or options.get("place", [])[:1]
        if at and at != ["none"]:
            event["location"] = self.location(at[0], trigger, line.number)
        return event

    def options(self, words: list[str], line: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in words:
            name, equals, value = word.partition("=")
            if not equals or not value or name in found:
                raise self.error(f"{word!r}, expected a new name=value", line)
            found[name] = value.split(",")
        return found

    def argument(self, role: str, reference: str, near: Mark, line: int) -> dict[str, Any]:
        key, mark = self.pick(reference, near, line)
        mention = self.mention_id(key, mark)
        return {"role": role, "mention": mention, "entity": mention and key, **self.span(mark)}

    def quantity(self, measure: str, value: str, near: Mark, line: int) -> dict[str, Any]:
        reference, *extras = value.split(":")
        key, mark = self.pick(reference, near, line)
        fields = self.entities[key].fields
        if fields is None or fields["label"] != "QUANTITY":
            raise self.error(f"{key!r} is no quantity", line)
        options = self.options(extras, line)
        source = options.get("src", [None])[0]
        if source is not None and source not in self.characterization_lines:
            raise self.error(f"source {source!r} is no characterization", line)
        of = self.mention_id(*self.pick(options["of"][0], mark, line)) if "of" in options else None
        bounds = {name: fields[name] for name in ("low", "high", "approximate")}
        return {"measure": measure, **bounds, "of": of, "source": source, **self.span(mark)}

    def time(self, value: str, arguments: list[dict[str, Any]], near: Mark, line: int) -> dict[str, Any]:
        """The event's time from its date; a date said of this event is its `time` argument too."""
        reference, _, option = value.partition(":")
        since, until = reference.endswith(".."), reference.startswith("..")
        key, mark = self.pick(reference.strip("."), near, line)
        date = self.entities[key].fields
        if date is None or date["label"] != "DATE":
            raise self.error(f"{key!r} is no date", line)
        if option not in ("", "inherited"):
            raise self.error(f"{option!r}, expected 'inherited'", line)
        if not option:
            arguments.append(
                self.argument("time", f"{key}#{self.entities[key].marks.index(mark) + 1}", near, line)
            )
        edtf = date.get("edtf")
        return {
            "start": None if until else date["start"],
            "end": None if since else date["end"],
            "edtf": f"{edtf}/.." if since else f"../{edtf}" if until else edtf,
            # "published" would say that no words give the time
            "basis": "anchored" if option or date["basis"] == "anchored" else "text",
            "precision": date.get("precision"),
            "mention": self.mention_id(key, mark),
        }

    def location(self, value: str, near: Mark, line: int) -> dict[str, Any]:
        reference, _, basis = value.partition(":")
        key, _ = self.pick(reference, near, line)
        fields = self.entities[key].fields
        if fields is None or fields["label"] not in ("PLACE", "ACTOR"):
            raise self.error(f"{key!r} is no place", line)
        entity = self.entity(key, self.entities[key])
        state = fields["label"] == "ACTOR"
        names = ("country", "admin1", "latitude", "longitude", "precision")
        return {
            "entity": key,
            "name": entity["name"],
            "kind": "country" if state else entity["kind"],
            **{name: entity.get(name) for name in names},
            "basis": basis or "text",
        }

    # ---------------------------------------------------------------- characterizations

    def characterization(self, key: str, line: Line) -> dict[str, Any]:
        words = shlex.split(line.text)
        marks = self.spans.get(key)
        if not marks or len(marks) > 1:
            raise self.error(f"characterization {key!r}, expected one cue '@{key}' in the text", line.number)
        act = words[0] if words else ""
        flags = {w for w in words[1:] if "=" not in w}
        if flags - {"direct", "official", "unofficial"}:
            raise self.error(f"{sorted(flags)}, expected direct, official or unofficial", line.number)
        options = self.options([w for w in words[1:] if "=" in w], line.number)
        if set(options) - {"speaker", "stance", "label", "about"}:
            raise self.error(f"{sorted(options)}, expected speaker, stance, label and about", line.number)
        content, term = self.part(key, "content"), self.part(key, "label")
        label = None
        if term or "label" in options:
            if not term or "label" not in options:
                raise self.error(f"'@{key}.label' and label=applied|refused go together", line.number)
            label = {"term": term["text"], "polarity": options["label"][0]}
            label |= {"start": term["start"], "end": term["end"]}
        return {
            "id": key,
            "speaker": self.speaker(key, options, flags, marks[0], line.number),
            "cue": self.span(marks[0]),
            "content": content,
            "act": act,
            "stance": options.get("stance", [STANCES.get(act, "neutral")])[0],
            "label": label,
            "direct": "direct" in flags,
            "events": options.get("about", []),
            "confidence": 1.0,
            "rules": [],
        }

    def part(self, key: str, name: str) -> dict[str, Any] | None:
        marks = self.spans.get(f"{key}.{name}", [])
        if len(marks) > 1:
            raise self.error(f"'@{key}.{name}' stands {len(marks)} times, expected once", marks[1].line)
        return self.span(marks[0]) if marks else None

    def speaker(
        self, key: str, options: dict[str, list[str]], flags: set[str], cue: Mark, line: int
    ) -> dict[str, Any] | None:
        words = self.part(key, "speaker")
        official = True if "official" in flags else False if "unofficial" in flags else None
        if "speaker" not in options:
            return words and {**words, "mention": None, "entity": None, "official": official}
        entity, mark = self.pick(options["speaker"][0], cue, line)
        if words:
            return {**words, "mention": None, "entity": entity, "official": official}
        return {
            **self.span(mark),
            "mention": self.mention_id(entity, mark),
            "entity": entity,
            "official": official,
        }
