"""Lines of `attribution/`: words that tie what was said to who said it, with the act that they perform."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import Act, Stance

Complement = Literal[
    "quote",
    "clause",
    "infinitive",
    "gerund",
    "object",
    "object_infinitive",
    "predicate",
    "preposition",
    "noun_clause",
    "passive_infinitive",
    "host",
    "none",
]


class Reading(BaseModel):
    """What a cue does under negation; `bare` where it then may stand without content ("did not comment")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    act: Act
    stance: Stance
    bare: bool = False


class AttributionCue(Line):
    """A verb, a noun or a fixed phrase that attributes.

    Attributes:
        pos: `verb` and `noun` cues are lemmas; a `phrase` is its words with single spaces, in lower case; a `mark` is the
            colon or dash of a speaker turn; a `term` is a word of a label that gives the labelling its stance; who denies an
            `authorship` noun does not deny the deed ("denied involvement in the attack").
        lemmas: the lemmas or phrases that share everything below.
        act, stance: what the cue does. negated: what it does under negation; without it the negated cue is no attribution.
        complements: the constructions in which the content may stand, any of: `quote` (direct speech beside the cue),
            `clause` (that, whether, how, or bare), `infinitive` (vowed to), `gerund` (considered leaving), `object`
            (confirmed the raid), `object_infinitive` (urged them to), `predicate` (called it a raid), `preposition`
            (accused them of; one of `prepositions`), `noun_clause` (the claim that), `passive_infinitive` (is said to be),
            `host` (for a noun behind one of `prepositions`, the clause around it: "by the army's count"), `none` (declined to
            comment).
        prepositions: prepositions that lead to content. after: the prepositions or particles one of which must follow,
            and then belong to the cue ("called on", "pointed out"); for a noun, the verbs that lend it their subject
            ("issued a warning").
        addressee: the direct object is who was told, not content. label: the predicate, or the noun after "as", is
            a label. catenative: the verb only has meaning over another cue ("declined to say").
        passive: whether the passive with the content as its subject is a cue too.
        infinitive_act: the act where the content is what the hearer or somebody shall do ("warned them to leave", "insisted
            that he resign").
        objects: nouns of which the object must be one ("rejected the accusation", not "rejected the offer").
        counted: the object must have a number ("listed 88 dead"). quoted_act: the act where the content is one quotation; it is
            then the label ("spoke of 'a stray round'").
        needs_event: a cue only where the content holds or points to an event ("defended the raid", not "the city").
        own_act: the act where the content is what the speaker will do ("warned that it would strike").
        mental: a state of mind or a general verb, no attribution inside somebody else's words.
        beside: words one of which must stand in what the verb governs and carries the meaning ("took credit", "gave notice");
            the content hangs on either of the two.
        that_act: the act of a that-clause ("asked that it be closed"). any_deed: `own_act` holds for what anybody will do.
        speaker: a `phrase` is a cue only with a speaker behind it ("according to").
    """

    pos: Literal["verb", "noun", "phrase", "mark", "term", "authorship"]
    lemmas: tuple[str, ...] = Field(min_length=1)
    act: Act
    stance: Stance = "neutral"
    negated: Reading | None = None
    complements: tuple[Complement, ...] = Field(min_length=1)
    prepositions: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    addressee: bool = False
    label: bool = False
    catenative: bool = False
    own_act: Act | None = None
    infinitive_act: Act | None = None
    objects: tuple[str, ...] = ()
    counted: bool = False
    quoted_act: Act | None = None
    passive: bool = True
    needs_event: bool = False
    mental: bool = False
    beside: tuple[str, ...] = ()
    that_act: Act | None = None
    any_deed: bool = False
    speaker: bool = False

    @model_validator(mode="after")
    def _prepositions_named(self) -> AttributionCue:
        if ("preposition" in self.complements) != bool(self.prepositions):
            raise ValueError("complement 'preposition' and a list of prepositions go together")
        return self
