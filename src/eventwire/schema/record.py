"""One article's record: the document, its mentions and entities, events and characterizations."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from eventwire.schema.characterizations import Characterization
from eventwire.schema.entities import Entity
from eventwire.schema.events import Event
from eventwire.schema.spans import Frozen, TextSpan
from eventwire.schema.terms import (
    SCHEMA_VERSION,
    Label,
    PlaceKind,
    PlacePrecision,
    PublishedSource,
    Status,
)


class Issue(Frozen):
    """Something that a reader of the record should know about this article."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class NearDuplicate(Frozen):
    """An earlier article with nearly the same text."""

    id: str = Field(description="its document.id")
    similarity: float = Field(ge=0, le=1, description="estimated share of common word triples")


class Versions(Frozen):
    """What computed the record; the same versions and the same text give the same record."""

    eventwire: str
    rules: str
    model: str
    schema_: str = Field(SCHEMA_VERSION, alias="schema")


class Document(Frozen):
    """The article that the record is about."""

    id: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: str | None = Field(None, description="YYYY-MM-DD")
    published_source: PublishedSource = "none"
    text_sha256: str | None
    encoding: str | None = None
    near_duplicate_of: NearDuplicate | None = Field(None, description="set in a run over many articles")
    status: Status
    issues: tuple[Issue, ...] = ()
    versions: Versions
    text: str | None = Field(None, description="only with --include-text")


class Mention(TextSpan):
    """A span that names something."""

    id: str
    label: Label
    entity: str


class Toponym(TextSpan):
    """A bare place name, wherever it stands ("Iraq" also in "northern Iraq" and "Iraq's army"), and the place that it means."""

    id: str
    mention: str | None = Field(None, description="the mention that it is, or lies in")
    # From here on as in PlaceEntity. A common base would put these before `id` and `mention`: pydantic, and so the JSON, has
    # the fields of bases first.
    kind: PlaceKind | None
    name: str
    country: str | None = Field(None, description="ISO 3166-1 alpha-3")
    admin1: str | None = None
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    geonames_id: int | None = None
    precision: PlacePrecision | None = None


class ArticleRecord(Frozen):
    """What `eventwire extract` writes for one article."""

    schema_version: Literal["1"] = "1"
    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    characterizations: tuple[Characterization, ...] = ()
    toponyms: tuple[Toponym, ...] = Field(
        (), description="place names, also those inside mentions; they never overlap; empty in gold"
    )

    @model_validator(mode="after")
    def _references_resolve(self) -> ArticleRecord:
        mentions = {m.id for m in self.mentions}
        entities = {e.id for e in self.entities}
        events = {e.id for e in self.events}
        for m in self.mentions:
            if m.entity not in entities:
                raise ValueError(f"mention {m.id} names entity {m.entity}, which is not in entities")
        for e in self.events:
            for a in e.arguments:
                if a.mention is not None and a.mention not in mentions:
                    raise ValueError(
                        f"event {e.id}: {a.role} names mention {a.mention}, which is not in mentions"
                    )
                if a.entity is not None and a.entity not in entities:
                    raise ValueError(
                        f"event {e.id}: {a.role} names entity {a.entity}, which is not in entities"
                    )
        for t in self.toponyms:
            if t.mention is not None and t.mention not in mentions:
                raise ValueError(f"toponym {t.id} names mention {t.mention}, which is not in mentions")
        for c in self.characterizations:
            for event in c.events:
                if event not in events:
                    raise ValueError(f"characterization {c.id} names event {event}, which is not in events")
        return self

    def to_json(self) -> str:
        """The record as one line of JSON, fields in the contract's order."""
        return self.model_dump_json(by_alias=True, exclude=_TEXT if self.document.text is None else None)


# document.text is the one optional key that is left out when it was not asked for: it would be null in every line.
_TEXT = {"document": {"text"}}
