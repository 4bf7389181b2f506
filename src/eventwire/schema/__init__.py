"""The record contract as frozen pydantic models; the source of truth for every field name and value."""

from eventwire.schema.characterizations import Characterization, CharacterizationLabel, Speaker
from eventwire.schema.entities import (
    ActorEntity,
    Affiliation,
    DateEntity,
    Entity,
    PlaceEntity,
    QuantityEntity,
    WeaponEntity,
)
from eventwire.schema.events import (
    Argument,
    Code,
    Codes,
    Event,
    EventTime,
    Location,
    Provenance,
    Quantity,
)
from eventwire.schema.record import (
    ArticleRecord,
    Document,
    Issue,
    Mention,
    NearDuplicate,
    Toponym,
    Versions,
)
from eventwire.schema.spans import Span, TextSpan

__all__ = [
    "ActorEntity",
    "Affiliation",
    "Argument",
    "ArticleRecord",
    "Characterization",
    "CharacterizationLabel",
    "Code",
    "Codes",
    "DateEntity",
    "Document",
    "Entity",
    "Event",
    "EventTime",
    "Issue",
    "Location",
    "Mention",
    "NearDuplicate",
    "PlaceEntity",
    "Provenance",
    "Quantity",
    "QuantityEntity",
    "Span",
    "Speaker",
    "TextSpan",
    "Toponym",
    "Versions",
    "WeaponEntity",
]
