"""Does a record fit its article: spans and their words, the text's hash, ids that refer to something."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from eventwire.schema import ArticleRecord, TextSpan

Path = tuple[str | int, ...]  # keys and indices from the top of the record


class Misfit(NamedTuple):
    """What does not fit, and where in the record it stands."""

    path: Path
    message: str


class _Place(NamedTuple):
    path: Path
    name: str
    start: int
    end: int
    words: str | None


class _Reference(NamedTuple):
    path: Path
    name: str
    kind: str
    wanted: str | None


def misfit(record: ArticleRecord, text: str) -> Misfit | None:
    """The first thing about a record that does not fit its article; None where all does."""
    return next(_misfits(record, text), None)


def _misfits(record: ArticleRecord, text: str) -> Iterator[Misfit]:
    hashed = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if record.document.text_sha256 not in (None, hashed):
        yield Misfit(
            ("document", "text_sha256"),
            f"text_sha256 is {record.document.text_sha256}, but the article's is {hashed}",
        )
    for place in _places(record):
        start, end = place.start, place.end
        if end > len(text):
            yield Misfit(
                place.path,
                f"{place.name}: span [{start}, {end}) ends outside the text of {len(text)} code points",
            )
        elif place.words is not None and text[start:end] != place.words:
            yield Misfit(
                place.path,
                f"{place.name}: text is {place.words!r}, but [{start}, {end}) of the article is {text[start:end]!r}",
            )
    ids = {
        "mention": [m.id for m in record.mentions],
        "entity": [e.id for e in record.entities],
        "event": [e.id for e in record.events],
        "characterization": [c.id for c in record.characterizations],
    }
    for reference in _references(record):
        if reference.wanted is not None and reference.wanted not in ids[reference.kind]:
            yield Misfit(
                reference.path,
                f"{reference.name}: {reference.kind} {reference.wanted!r} does not exist, expected the id of one",
            )
    for kind, found in ids.items():
        for i, name in enumerate(found):
            if name in found[:i]:
                key = "entities" if kind == "entity" else f"{kind}s"
                yield Misfit((key, i), f"{kind} id {name!r} stands twice, expected each once")


def _places(record: ArticleRecord) -> Iterator[_Place]:
    def at(path: Path, name: str, span: TextSpan | None) -> Iterator[_Place]:
        if span is not None:
            yield _Place(path, name, span.start, span.end, span.text)

    for i, m in enumerate(record.mentions):
        yield from at(("mentions", i), f"mention {m.id}", m)
    for i, e in enumerate(record.events):
        name = f"event {e.id}"
        yield from at(("events", i, "trigger"), f"{name}: trigger", e.trigger)
        for key, spans in (
            ("mentions", e.mentions),
            ("arguments", e.arguments),
            ("quantities", e.quantities),
        ):
            single = "quantity" if key == "quantities" else key.removesuffix("s")
            for j, span in enumerate(spans):
                yield from at(("events", i, key, j), f"{name}: {single}", span)
        for j, part in enumerate(e.evidence):
            yield _Place(("events", i, "evidence", j), f"{name}: evidence", part.start, part.end, None)
    for i, c in enumerate(record.characterizations):
        name = f"characterization {c.id}"
        for key, one in (("speaker", c.speaker), ("cue", c.cue), ("content", c.content)):
            yield from at(("characterizations", i, key), f"{name}: {key}", one)
        if c.label is not None:
            path: Path = ("characterizations", i, "label")
            yield _Place(path, f"{name}: label", c.label.start, c.label.end, c.label.term)


def _references(record: ArticleRecord) -> Iterator[_Reference]:
    """Ids that the schema itself does not follow."""
    for i, e in enumerate(record.events):
        name = f"event {e.id}"
        for j, q in enumerate(e.quantities):
            path: Path = ("events", i, "quantities", j)
            yield _Reference((*path, "of"), f"{name}: quantity", "mention", q.of)
            yield _Reference((*path, "source"), f"{name}: quantity", "characterization", q.source)
        if e.time is not None:
            yield _Reference(("events", i, "time", "mention"), f"{name}: time", "mention", e.time.mention)
        if e.location is not None:
            path = ("events", i, "location", "entity")
            yield _Reference(path, f"{name}: location", "entity", e.location.entity)
    for i, c in enumerate(record.characterizations):
        if c.speaker is not None:
            path = ("characterizations", i, "speaker")
            name = f"characterization {c.id}: speaker"
            yield _Reference((*path, "mention"), name, "mention", c.speaker.mention)
            yield _Reference((*path, "entity"), name, "entity", c.speaker.entity)
    for i, entity in enumerate(record.entities):
        for j, tie in enumerate(getattr(entity, "affiliations", ())):
            path = ("entities", i, "affiliations", j)
            name = f"entity {entity.id}: affiliation"
            yield _Reference((*path, "entity"), name, "entity", tie.entity)
            yield _Reference((*path, "mention"), name, "mention", tie.mention)
