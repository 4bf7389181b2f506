"""How a source characterized an event: who said it, with which words, and what kind of act the saying was."""

from __future__ import annotations

from pydantic import Field

from eventwire.schema.spans import Frozen, Span, TextSpan
from eventwire.schema.terms import Act, Polarity, Stance


class Speaker(TextSpan):
    """The words that stand there for the speaker ("he"); `entity` says who it is."""

    mention: str | None
    entity: str | None
    official: bool | None


class CharacterizationLabel(Span):
    """A word that a speaker applies to an event or refuses to apply."""

    term: str
    polarity: Polarity


class Characterization(Frozen):
    """One attribution: speaker, cue, content, act and stance, linked to the events it is about."""

    id: str
    speaker: Speaker | None
    cue: TextSpan
    content: TextSpan | None
    act: Act
    stance: Stance
    label: CharacterizationLabel | None
    direct: bool
    events: tuple[str, ...]
    confidence: float = Field(ge=0, le=1)
    rules: tuple[str, ...]
