"""What the mentions name: actors, weapons, places, dates and quantities of one article."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from eventwire.schema.spans import Frozen
from eventwire.schema.terms import (
    ActorKind,
    DatePrecision,
    FacilitySubtype,
    PlaceKind,
    PlacePrecision,
    Relation,
    TimexType,
    WeaponKind,
)


class Affiliation(Frozen):
    """A tie of an actor to a country or to another entity; exactly one of the two is set."""

    country: str | None = Field(None, description="ISO 3166-1 alpha-3")
    entity: str | None = None
    relation: Relation
    basis: Literal["text", "lexicon"]
    mention: str | None = None


class ActorEntity(Frozen):
    """Who acts, is acted upon or speaks."""

    id: str
    label: Literal["ACTOR"]
    kind: ActorKind | None
    name: str
    country: str | None = Field(None, description="ISO 3166-1 alpha-3; null for transnational actors")
    sector: str | None = Field(None, description="PLOVER sector code")
    entry: str | None = Field(None, description="lexicon id")
    wikidata: str | None = None
    position: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    latitude: float | None = Field(
        None, ge=-90, le=90, description="states only: the country's reference point"
    )
    longitude: float | None = Field(None, ge=-180, le=180)
    geonames_id: int | None = None
    precision: PlacePrecision | None = None


class WeaponEntity(Frozen):
    """A weapon, munition or platform."""

    id: str
    label: Literal["WEAPON"]
    kind: WeaponKind | None
    name: str
    system: str | None = None
    entry: str | None = None


class PlaceEntity(Frozen):
    """A place; a country or province carries its reference point, which `precision` marks as such."""

    id: str
    label: Literal["PLACE"]
    kind: PlaceKind | None
    name: str
    country: str | None = Field(None, description="ISO 3166-1 alpha-3")
    admin1: str | None = None
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    geonames_id: int | None = None
    precision: PlacePrecision | None = None
    subtype: FacilitySubtype | None = None
    entry: str | None = None


class DateEntity(Frozen):
    """A date expression with its own bounds ("since February 4" is February 4)."""

    id: str
    label: Literal["DATE"]
    kind: None = None
    name: str
    start: str | None = Field(None, description="YYYY-MM-DD, inclusive")
    end: str | None = Field(None, description="YYYY-MM-DD, inclusive")
    edtf: str | None = Field(None, description="ISO 8601-2")
    timex_type: TimexType
    timex_value: str | None = Field(None, description="TIMEX3 value; clock times only here")
    timex_mod: str | None = Field(None, description="TIMEX3 mod, e.g. START, APPROX")
    precision: DatePrecision | None = None
    basis: str | None = Field(
        None, description="text, anchored or published: what the value was resolved against"
    )


class QuantityEntity(Frozen):
    """A number with its approximator; an open bound is null."""

    id: str
    label: Literal["QUANTITY"]
    kind: None = None
    name: str
    low: float | None = None
    high: float | None = None
    approximate: bool = False


Entity = Annotated[
    ActorEntity | WeaponEntity | PlaceEntity | DateEntity | QuantityEntity, Field(discriminator="label")
]
