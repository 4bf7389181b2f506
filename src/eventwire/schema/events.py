"""One event of an article with its arguments, time, place, codes and the origin of every field."""

from __future__ import annotations

from pydantic import Field, model_validator

from eventwire.schema.spans import Frozen, Span, TextSpan
from eventwire.schema.terms import (
    MODES,
    Basis,
    DatePrecision,
    EventType,
    LocationBasis,
    Measure,
    Modality,
    Outcome,
    PlaceKind,
    PlacePrecision,
    Quality,
    Role,
    TimeBasis,
)


class Argument(TextSpan):
    """Who or what fills a role; `mention` and `entity` are null for a noun phrase that is no mention."""

    role: Role
    mention: str | None
    entity: str | None


class Quantity(TextSpan):
    """A number that the event carries, with inclusive bounds; `source` is the characterization that gives it."""

    measure: Measure
    low: float | None
    high: float | None
    approximate: bool = False
    of: str | None = Field(None, description="id of the mention that is counted")
    source: str | None = Field(None, description="id of the characterization whose figure it is")


class EventTime(Frozen):
    """When it happened; a bound is null where the time is open ("since", "until")."""

    start: str | None
    end: str | None
    edtf: str | None
    basis: TimeBasis
    precision: DatePrecision | None
    mention: str | None = None


class Location(Frozen):
    """The one place at which the event is counted."""

    entity: str | None
    name: str
    kind: PlaceKind | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None = None
    precision: PlacePrecision | None
    basis: LocationBasis


class Code(Frozen):
    """A code of another ontology with the version it is from and how well it fits."""

    code: str | None
    version: str
    quality: Quality
    scheme: str | None = Field(
        None, description="which list within the ontology, e.g. attack, target, weapon"
    )
    name: str | None = None


class Codes(Frozen):
    """The event in other ontologies: a mapping to their codes, not their data."""

    plover: tuple[Code, ...] = ()
    cameo: tuple[Code, ...] = ()
    acled: tuple[Code, ...] = ()
    gtd: tuple[Code, ...] = ()


class Provenance(Frozen):
    """Where a field's value comes from; the span is null where no words carry it."""

    rule: str
    start: int | None
    end: int | None
    basis: Basis


class Event(Frozen):
    """Who did what to whom, with what, where and when, and how it ended."""

    id: str
    type: EventType
    modes: tuple[str, ...]
    trigger: TextSpan
    mentions: tuple[TextSpan, ...]
    modality: Modality
    negated: bool
    outcome: Outcome
    arguments: tuple[Argument, ...]
    quantities: tuple[Quantity, ...]
    time: EventTime | None
    location: Location | None
    codes: Codes
    evidence: tuple[Span, ...]
    confidence: float = Field(ge=0, le=1)
    rules: tuple[str, ...]
    provenance: dict[str, tuple[Provenance, ...]]

    @model_validator(mode="after")
    def _modes_of_type(self) -> Event:
        unknown = [mode for mode in self.modes if mode not in MODES[self.type]]
        if unknown:
            raise ValueError(
                f"modes {unknown} are none of {self.type}; expected some of {list(MODES[self.type])}"
            )
        return self
