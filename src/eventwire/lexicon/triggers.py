"""Lines of `triggers/`: the words that name an event of a PLOVER type, and the senses of them that do not."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import Field, field_validator, model_validator

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import MODES, EventType, Label

SLOTS: tuple[str, ...] = (
    "subject",  # who does it, by sense: of a passive the by-agent, of a noun the possessor or "by"
    "object",  # whom it is done to, by sense: of a passive its subject, of a noun "on", "against", "of"
    "modifier",  # adjectives and compound nouns of the trigger
    "head",  # the noun that the trigger modifies
    "particle",  # verb particles and adverbs
    "clause",  # how the verb stands: active passive reduced present gerund infinitive
    "complement",  # "clause" ("past", "possible", "subjunctive") or "infinitive" where it has one; the lemma of the complement's verb
    "under",  # the word whose complement the trigger is
    "preposition",  # the prepositions that depend on the trigger
    "governor",  # lemma of the word that governs the trigger
    "before",  # the word just before
    "after",  # the word just after
    "sentence",  # any word of the sentence
    "topic",  # words that the article is full of: five of them, and one in eighty
    "event",  # types of the other events in the sentence
    "article",  # types of the other events in the article
)
"""Where a condition may look. `prep:at` is the noun that stands with that preposition."""

_LABELS = get_args(Label)


class WordClass(Line):
    """`words/classes.jsonl`: a set of lemmas that conditions name as `@slug` (of the id `class/slug`), and components by the slug."""

    words: tuple[str, ...] = Field(min_length=1)


class IdiomLine(Line):
    """`triggers/idioms.jsonl`: phrases that hold a trigger word and name no event ("strike a balance", "attack ad")."""

    pos: Literal["VERB", "NOUN"]
    lemmas: tuple[str, ...] = Field(min_length=1)


Condition = dict[str, tuple[str, ...]]
"""Slot → values; holds where every slot holds one of its values.

A value is a lemma, a class of words (`@people`), a mention's label with or without kind (`WEAPON`, `ACTOR/state`), or `*`
(anything stands there). A leading `!` turns it round: nothing in the slot is that.
"""


class TriggerLine(Line):
    """`triggers/<plover_type>.jsonl`: words that name an event.

    Attributes:
        type, modes: what the event is.
        pos: "VERB" or "NOUN", the part of speech of the phrase's head.
        lemmas: words or phrases as lemmas. The head of a verb phrase is its first word ("open fire", "take hostage"); the
            others follow in the sentence within a few words. The head of a noun phrase is its last word ("air strike").
        sure: conditions of which any one makes it an event at once.
        reject: conditions of which any one makes it no event; `why` in explanations is the condition.
        needs: conditions of which one must hold.
        count: of a noun, that it needs a determiner, number, plural, or modifier to name an incident.
        consequence: death, injury and interception, which belong to the act that caused them.
        frame: id of the frame that fills the roles; None for the frame of the type.
        mode_if: mode → conditions under which it is added.
    """

    type: EventType
    modes: tuple[str, ...] = ()
    pos: Literal["VERB", "NOUN"]
    lemmas: tuple[str, ...] = Field(min_length=1)
    sure: tuple[Condition, ...] = ()
    reject: tuple[Condition, ...] = ()
    needs: tuple[Condition, ...] = ()
    count: bool = False
    consequence: bool = False
    frame: str | None = None
    mode_if: dict[str, tuple[Condition, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known_modes(self) -> TriggerLine:
        for mode in (*self.modes, *self.mode_if):
            if mode not in MODES[self.type]:
                raise ValueError(f"mode {mode!r} is none of {self.type}'s: {' '.join(MODES[self.type])}")
        return self

    @field_validator("sure", "reject", "needs")
    @classmethod
    def _known_slots(cls, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return checked(conditions)

    @field_validator("mode_if")
    @classmethod
    def _known_mode_slots(cls, value: dict[str, tuple[Condition, ...]]) -> dict[str, tuple[Condition, ...]]:
        for conditions in value.values():
            checked(conditions)
        return value

    @field_validator("lemmas")
    @classmethod
    def _plain_lemmas(cls, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        for lemma in lemmas:
            if lemma != " ".join(lemma.lower().split()) or not lemma:
                raise ValueError(f"{lemma!r} is not lower case with single spaces")
        return lemmas


def checked(conditions: Any) -> Any:
    """The conditions, where every slot and label in them is known; raises ValueError otherwise."""
    for condition in conditions:
        if not condition:
            raise ValueError("a condition without a slot")
        for slot, values in condition.items():
            if slot not in SLOTS and not slot.startswith("prep:"):
                raise ValueError(f"slot {slot!r} is none of {' '.join(SLOTS)} prep:<word>")
            for value in values:
                bare = value.removeprefix("!")
                if bare.isupper() and "/" not in bare and slot not in ("event", "article"):
                    if bare not in _LABELS:
                        raise ValueError(f"label {bare!r} is none of {' '.join(_LABELS)}")
    return conditions


class TopicLine(Line):
    """`triggers/topics.jsonl`: the vocabulary of a topic that talks of conflict in metaphors, and the types that it rejects."""

    words: tuple[str, ...] = Field(min_length=1)
    types: tuple[EventType, ...] = Field(min_length=1)


class CalmLine(Line):
    """`triggers/calm.jsonl`: types that an article rejects in which hardly anybody is armed and hardly anything happens.

    In general news "called for", "agreed" and "met" are said of budgets and schools. A sentence that names somebody or something
    armed keeps its events.

    Attributes:
        types: what is rejected.
        armed, events: most mentions of somebody or something armed, and most events, in 100 words of such an article.
        sentences: the least that an article must have; a shorter one says too little about itself.
    """

    types: tuple[EventType, ...] = Field(min_length=1)
    armed: float = Field(ge=0)
    events: float = Field(ge=0)
    sentences: int = Field(ge=1)
