"""Lines of `events/`: modes that weapons imply, nouns that refer back to an event, and events that come in twos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import EventType, Role, WeaponKind


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

    A `launch_site` has the kinds of `weapons` that are hit and the kinds that were `fired` before.
    """

    field: Literal["location", "time", "dateline", "heading", "launch_site"]
    types: tuple[EventType, ...] = Field(min_length=1)
    reach: int = Field(ge=0, le=50)
    weapons: tuple[WeaponKind, ...] = ()
    fired: tuple[WeaponKind, ...] = ()

    @model_validator(mode="after")
    def _kinds_of_a_launch_site(self) -> InheritanceLine:
        if {bool(self.weapons), bool(self.fired)} != {self.field == "launch_site"}:
            raise ValueError(
                "`weapons` and `fired` are needed for a `launch_site` and have no meaning for other fields"
            )
        return self


class VaguePlace(Line):
    """Nouns that name no place where an event could be counted ("the region", "the scene")."""

    nouns: tuple[str, ...] = Field(min_length=1)


class TwinLine(Line):
    """An event whose words tell another one besides: a prison sentence is a conviction and an arrest.

    Attributes:
        of, mode: what the event is. lemmas: of its trigger, empty for any. words: one of them stands at the trigger, among its objects, or in a
            phrase of its own with a preposition. adds, adds_mode: what the other is. roles: role in the event → role in the other, where it is not the same.
    """

    of: EventType
    mode: str
    lemmas: tuple[str, ...] = ()
    words: tuple[str, ...] = Field(min_length=1)
    adds: EventType
    adds_mode: str
    roles: Mapping[Role, Role] = Field(default_factory=dict)
