"""What a gold source declares and where it stands: entities, their mentions, and the marks of events and cues.

Every error carries the line it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args

from eventwire.errors import GoldError
from eventwire.evaluation.declarations import declare
from eventwire.evaluation.source import GoldSource, Line, Mark
from eventwire.schema import terms

HEADER = {"title", "published", "publisher", "style", "url"}
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


class Sheet:
    """A gold source with its references resolved, step by step."""

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

    def options(self, words: list[str], line: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in words:
            name, equals, value = word.partition("=")
            if not equals or not value or name in found:
                raise self.error(f"{word!r}, expected a new name=value", line)
            found[name] = value.split(",")
        return found
