"""Lines of `modality/`: words that say whether an event happened, and how it ended, each with its scope."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import EventType, Modality, Outcome

Scope = Literal[
    "complement",
    "infinitive",
    "object",
    "cue_object",
    "subject",
    "preposition",
    "head",
    "modifier",
    "premodifier",
    "phrase",
    "inversion",
    "imperative",
    "auxiliary",
    "self",
    "effect",
    "weapon",
]


class ModalityCue(Line):
    """A word and what it says about the triggers in its scope.

    Attributes:
        pos: of the cue. A `support` word says nothing itself and passes on what stands over it ("threatened to carry out
            an attack"). lemmas: the lemmas that share everything below; `*` in the scope `self`: any trigger of
            these `types` that is told as a fact.
        modality, outcome, negated: what the cue stands for; a support word has none of them.
        scope: where the trigger stands, any of: `complement` (infinitive, clause or gerund below the cue),
            `infinitive` (no finite clause), `object` (its direct object or passive subject), `cue_object` (its object is a
            cue noun: "rejected the claim that"), `subject`, `preposition` (in its prepositional phrase, one of
            `prepositions` if given), `head` (the trigger modifies the cue: "coup attempt"), `modifier` (the cue modifies
            the trigger: "failed attack", "allegedly fired"), `premodifier` (it stands before it: "nearly captured"),
            `phrase` (the cue is the noun of a phrase with one of `prepositions` that modifies it: "in vain"), `auxiliary`,
            `inversion` (an auxiliary before its subject: "should rebels attack"), `imperative` (`*`: an order), `self` (the cue is the trigger), `effect` (a
            trigger of the same sentence had this effect), `weapon` (object or subject is the weapon of a trigger in this
            or the last sentence).
        after: particles or adverbs one of which must belong to the cue ("fend off", "shot down").
        own: the complement's subject must be the cue's own or a pronoun ("warned that it would strike").
        passive: the cue must be a passive ("is said to have").
        undone: a negated or failed cue says nothing ("could not prevent the attack"). unreal: the modality where the cue
            is no finite verb ("to prevent attacks"), in place of what it stands for.
        weak: says something only where no other cue and no negation does, and of no noun with "the" ("discussed the attack").
        past: the reading before a perfect infinitive ("may have fired"). types: only triggers of these event types.
    """

    pos: Literal["verb", "noun", "adjective", "adverb", "auxiliary", "preposition", "conjunction", "support"]
    lemmas: tuple[str, ...] = Field(min_length=1)
    modality: Modality | None = None
    outcome: Outcome | None = None
    negated: bool = False
    scope: tuple[Scope, ...] = Field(min_length=1)
    prepositions: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    own: bool = False
    passive: bool = False
    undone: bool = False
    unreal: Modality | None = None
    weak: bool = False
    past: Modality | None = None
    types: tuple[EventType, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> ModalityCue:
        says = self.modality is not None or self.outcome is not None or self.negated
        if says == (self.pos == "support"):
            raise ValueError("a cue has a modality, an outcome or a negation, and a support word has none")
        return self
