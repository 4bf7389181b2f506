"""Lines of `entities/`: nouns that refer back to a kind of actor, and words that tie an actor to a country."""

from __future__ import annotations

from pydantic import Field

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import ActorKind, Relation


class Anaphor(Line):
    """Nouns which, after a definite determiner, name the last actor of one of these kinds again."""

    nouns: tuple[str, ...] = Field(min_length=1)
    kinds: tuple[ActorKind, ...] = Field(min_length=1)


class AffiliationCue(Line):
    """Words that tie an actor to a country: "X-backed", "backed by X", "pro-X"."""

    relation: Relation
    words: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    prepositions: tuple[str, ...]
