"""Lines of `arguments/`: which grammatical slot fills which role, and the verbs that lend their slots to an event noun."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import EventType, Role

PLAIN_SLOTS: tuple[str, ...] = ("subject", "object", "dative", "possessor", "modifier", "casualty", "owner")


class FrameLine(Line):
    """`arguments/frames.jsonl`: the roles of a kind of event.

    Attributes:
        types: the event types whose frame this is where a trigger rule names none.
        slots: slot → roles, the first that admits what stands there is filled. A slot is `subject`, `object` (by sense: of a
            passive the by-agent and the subject; of a noun the by-phrase and "of"), `dative`, `possessor` and `modifier` (of
            nouns), `casualty` (whom a word with an event noun kills or wounds), `owner` (whom what stands in another slot
            belongs to: "sites linked to the militia"), or `prep:<word>`.
        actors: only actors fill its roles; a thing that stands there gives its possessor or the actor in its name ("rejected
            Iran's offer").
        mutual: subject and object do the same to each other (talks, fighting): all of them are agents.
    """

    types: tuple[EventType, ...] = ()
    slots: dict[str, tuple[Role, ...]]
    actors: bool = False
    mutual: bool = False

    @field_validator("slots")
    @classmethod
    def _known(cls, slots: dict[str, tuple[Role, ...]]) -> dict[str, tuple[Role, ...]]:
        for slot in slots:
            if slot not in PLAIN_SLOTS and not slot.startswith("prep:"):
                raise ValueError(f"slot {slot!r} is none of {' '.join(PLAIN_SLOTS)} prep:<word>")
        return slots


class SupportLine(Line):
    """`arguments/supports.jsonl`: words that govern an event noun and say who its participants are ("carry out", "suffer").

    Attributes:
        lemmas: the governing words; of a phrase only the first word governs ("come under").
        position: where the event noun stands by sense: `object`, `subject`, or `prep:<word>`.
        gives: slot of the governing word → slot of the event noun.
    """

    lemmas: tuple[str, ...] = Field(min_length=1)
    position: str
    gives: dict[str, str]


class RoleLine(Line):
    """`arguments/roles.jsonl`: what may fill a role.

    Attributes:
        admits: mention labels, with or without kind. bare: whether a noun phrase that is no mention may fill it;
            `people` where only nouns of people may.
    """

    role: Role
    admits: tuple[str, ...]
    bare: Literal["any", "people", "none"] = "none"
