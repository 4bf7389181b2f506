"""Lines of `mentions/`: how names grow into mentions, and when a country is an actor rather than a place."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eventwire.lexicon.lines import Line

Slot = Literal[
    "actor_of",
    "container",
    "direction",
    "group_of",
    "includes",
    "locative",
    "member",
    "name_of",
    "object",
    "often",
    "official_place",
    "outside",
    "person_possessed",
    "person_verb",
    "place_object",
    "place_of",
    "place_possessed",
    "place_preposition",
    "place_subject",
    "possessed",
    "preposition",
    "seat_subject",
    "speech",
    "to",
    "not_name",
    "not_name_part",
]


class MentionRule(Line):
    """Words that fill a slot of the mention rules; all lower-case, verbs and nouns as lemmas.

    Attributes:
        slot: which decision the words are for.
            name_of: nouns of places whose "of NAME" is part of the mention ("town of Komo").
            member: nouns for people whose "of GROUP" says of what kind they are ("members of the militia").
            group_of: plural nouns that name a group by its name ("Hamas fighters" is Hamas).
            possessed: nouns of acts: who has them acts ("Israel's strikes", "Israeli strikes").
            place_possessed: nouns that a country has as a place ("Iraq's border").
            place_subject: verbs whose subject stays a place ("Syria saw …").
            seat_subject: verbs that make the seat of a government its state ("Ankara said").
            object: verbs whose object is a state. to: verbs whose "to NAME" is a state. preposition: prepositions whose object is.
            actor_of: noun and preposition whose object is a state ("support for").
            container: nouns whose "of ACTORS" says who they are ("a group of rebels").
            often: how often or how recently, said of the act that a weapon's noun belongs to ("frequent rocket strikes").
            includes: verbs and prepositions that list members ("the nations include Chad").
            locative, place_of, place_object, direction: prepositions, nouns before "of", verbs before an object, and adjectives
            that speak for a place. person_verb, person_possessed: verbs after a subject, and nouns after a possessor,
            that speak for a person.
            place_preposition: prepositions after which an unknown name is a place ("near").
            speech: verbs whose subject is an organization though its name is a building's ("the hospital said").
            official_place: such buildings that are the state's ("embassy"). outside: prepositions after which an institution is
            its building.
            not_name: words that the trained recognizer takes for names. not_name_part: first or last words of names
            of what is no actor and no place.
        words: the words, or for `actor_of` pairs "noun preposition".
    """

    slot: Slot
    words: tuple[str, ...] = Field(min_length=1)


class NounClass(Line):
    """`mentions/nouns.jsonl` and `divisions.jsonl`: nouns (lemmas) or names of one class, which the scorer knows them by."""

    words: tuple[str, ...] = Field(min_length=1)
