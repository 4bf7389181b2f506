"""The words by which acts are told apart or tied to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventwire.lexicon.events import EventAnaphor
from eventwire.lexicon.word_classes import NOTHING, Classes


@dataclass(frozen=True, slots=True)
class ActWords:
    """Sets of words.

    Attributes:
        anaphors: nouns that refer back to an event. more: adjectives and numbers that say that it is one more ("another", "second").
        consisting: verbs that say what an event consisted of ("involve"). order: words that put one event before or after another. answering: nouns behind
            "in" that make an act the answer to something ("response").
    """

    anaphors: frozenset[str] = NOTHING
    more: frozenset[str] = NOTHING
    consisting: frozenset[str] = NOTHING
    order: frozenset[str] = NOTHING
    answering: frozenset[str] = NOTHING

    @classmethod
    def of(cls, anaphors: Iterable[EventAnaphor], classes: Classes) -> ActWords:
        """From the lines of `events/anaphors.jsonl` and the word classes."""
        return cls(
            anaphors=frozenset(noun for line in anaphors for noun in line.nouns),
            more=classes.get("one-more", NOTHING),
            consisting=classes.get("consisting", NOTHING),
            order=classes.get("time-order", NOTHING),
            answering=classes.get("answering", NOTHING),
        )
