"""Lines of `events/`: modes that weapons imply, and nouns that refer back to an event."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import EventType, WeaponKind


class ModeLine(Line):
    """The mode that an event of this type has when one of these kinds of weapon is used in it."""

    type: EventType
    weapons: tuple[WeaponKind, ...] = Field(min_length=1)
    mode: str


class EventAnaphor(Line):
    """Nouns which, after a definite determiner, name the last event of one of these types again."""

    nouns: tuple[str, ...] = Field(min_length=1)
    types: tuple[EventType, ...] = Field(min_length=1)


class InheritanceLine(Line):
    """Which events may take their place or time from around them, and how many sentences away (a `heading` reaches to the next).

    `weapons` are, for a `launch_site`, the kinds that are launched or launch.
    """

    field: Literal["location", "time", "dateline", "heading", "launch_site"]
    types: tuple[EventType, ...] = Field(min_length=1)
    reach: int = Field(ge=0, le=50)
    weapons: tuple[WeaponKind, ...] = ()

    @model_validator(mode="after")
    def _weapons_of_a_launch_site(self) -> InheritanceLine:
        if bool(self.weapons) != (self.field == "launch_site"):
            raise ValueError("`weapons` are needed for a `launch_site` and have no meaning for other fields")
        return self


class VaguePlace(Line):
    """Nouns that name no place where an event could be counted ("the region", "the scene")."""

    nouns: tuple[str, ...] = Field(min_length=1)
