"""The layers of annotation on the Doc: span-group keys, extension names, and what each table on the Doc holds.

Every key has exactly one writer (named beside it); everybody else only reads. Tables hold nothing but what msgpack
knows (str, int, float, bool, None, list, dict with str keys), since Docs travel between processes. `tokens` is a pair of
token indices, half-open; `start` and `end` are characters of `doc.text`, half-open.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from spacy.tokens import Doc, Span

CANDIDATES = "candidates"  # gazetteer: known names and nouns; label_ = label, kb_id_ = lexicon id
TOPONYMS = "toponyms"  # toponyms: names of places that the place index knows; label_ GPE, LOC, OPENS (an institution's name), PERSON (after all)
NAMES = "names"  # toponyms: every bare place name, also inside other mentions; label_ GPE, LOC, OPENS, FAC, id_ = "p1", …
PLACES = "places"  # places, where it resolves toponyms: label_ = kind, id_ = key of `doc._.places`
DATES = "dates"  # dates: label_ DATE, id_ = "d1", …
QUANTITIES = "quantities"  # quantities: label_ QUANTITY, id_ = "q1", …
MENTIONS = (
    "mentions"  # mentions: the one non-overlapping layer; label_, kb_id_ (lexicon id or ""), id_ = "m1", …
)
TRIGGERS = "triggers"  # triggers: label_ = event type, id_ = "t1", …
CUES = "cues"  # modality: label_ = modality or outcome that the cue stands for, kb_id_ = rule id


class ArticleInfo(TypedDict):
    """`doc._.article`, set before the pipe runs."""

    id: str
    published: str | None
    title: str | None
    publisher: str | None
    publisher_country: str | None


class DateValue(TypedDict):
    """A row of `doc._.dates` (writer: dates), keyed by the span's id."""

    tokens: list[int]
    start: str | None  # YYYY-MM-DD inclusive
    end: str | None
    edtf: str | None
    timex_type: str
    timex_value: str | None
    timex_mod: str | None
    precision: str | None  # schema.terms.DatePrecision
    basis: str  # text | anchored | published
    anchor: str | None  # id of the date it leans on
    bound: str | None  # "since" | "until" | "before" | "after" | None: the preposition that opens a bound
    rule: str
    ambiguous: NotRequired[bool]


class QuantityValue(TypedDict):
    """A row of `doc._.quantities` (writer: quantities), keyed by the span's id."""

    tokens: list[int]
    low: float | None
    high: float | None
    approximate: bool
    measure: str | None  # schema.terms.Measure, from what is counted
    counted: int | None  # token index of the head of what is counted
    rule: str


class MentionValue(TypedDict):
    """A row of `doc._.mentions` (writer: mentions), keyed by the span's id."""

    tokens: list[int]
    head: int  # token index of the head noun
    label: str
    kind: str | None
    entry: str | None  # lexicon id
    value: str | None  # id of the date or quantity it shows
    generic: bool  # a description ("gunmen", "the base") rather than a name
    rule: str


class PlaceValue(TypedDict):
    """A row of `doc._.places` (writer: places), keyed by mention id (PLACE mentions and state ACTORs), or "p1", … of toponyms."""

    kind: str | None
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    precision: str | None
    subtype: str | None
    rule: str


class ToponymValue(PlaceValue):
    """A row of `doc._.toponyms` (writer: places), keyed by the id of the span in `doc.spans["names"]`."""

    mention: str | None  # id of the mention that it is or lies in


class EntityValue(TypedDict):
    """A row of `doc._.entities` (writer: entities), keyed by "e1", …; the contract's entity with its mentions."""

    label: str
    kind: str | None
    name: str
    mentions: list[str]
    fields: dict[
        str, Any
    ]  # the further fields of the contract's entity of this label, by their contract names


class TriggerValue(TypedDict):
    """A row of `doc._.triggers` (writer: triggers), keyed by the span's id."""

    tokens: list[int]  # the words that are shown as the trigger
    head: int  # token index that governs the arguments
    type: str
    modes: list[str]
    rule: str
    noun: bool  # nominal trigger ("attack") rather than verbal
    consequence: bool  # death, injury, interception: merges into the act that caused it, where there is one
    frame: str | None  # id of the argument frame that applies


class ArgumentValue(TypedDict):
    """An element of `doc._.arguments[trigger id]` (writer: arguments) and of `doc._.roles[trigger id]` (writer: roles)."""

    role: str
    tokens: list[int]  # span of the mention that fills the role, or of the bare noun phrase
    mention: str | None
    rule: str
    basis: str  # text | inferred | model


class TimeValue(TypedDict):
    """An element of `doc._.times[trigger id]` (writer: times)."""

    mention: str  # of the date
    p: float  # that it is the event's
    apart: int  # sentences from the trigger to the date, below 0 where the date stands before
    ruled: bool  # whether the rules chose it


class MeasureValue(TypedDict):
    """An element of `doc._.measures[trigger id]` (writer: measures)."""

    quantity: str  # id of the quantity
    measure: str  # schema.terms.Measure
    p: float  # that it is a figure of this trigger's event, with this measure


class ModalityValue(TypedDict):
    """A row of `doc._.modalities` (writer: modality), keyed by trigger id."""

    modality: str
    negated: bool
    outcome: str
    provenance: dict[str, list[dict[str, Any]]]  # field -> [{rule, start, end, basis}]


class CharacterizationValue(TypedDict):
    """An element of `doc._.characterizations` (writer: attribution); the contract's object with local ids "c1", …

    `events` holds trigger ids ("t3"); the events component translates nothing here, the records do.
    """

    id: str
    speaker: dict[str, Any] | None  # mention, entity, start, end, text, official
    cue: dict[str, Any]  # start, end, text
    content: dict[str, Any] | None
    act: str
    stance: str
    label: dict[str, Any] | None  # term, polarity, start, end
    direct: bool
    triggers: list[str]  # the triggers that it is about
    cue_tokens: list[int]
    content_tokens: list[int] | None
    confidence: float
    rules: list[str]


# writer of each extension beside it; the default is what a Doc holds before that component ran
EXTENSIONS: dict[str, Any] = {
    "article": None,  # the caller, before the pipe
    "entries": None,  # gazetteer: {lexicon id: entry as plain dict} of what matched
    "dates": None,
    "quantities": None,
    "mentions": None,
    "places": None,
    "toponyms": None,
    "entities": None,
    "triggers": None,
    "arguments": None,
    "roles": None,
    "times": None,  # times: {trigger id: [TimeValue]}, the most probable first
    "measures": None,  # measures: {trigger id: [MeasureValue]}, the most probable first
    "rejected": None,  # triggers: [{tokens, rule, why}] trigger-like words that were not coded
    "modalities": None,
    "characterizations": None,
    "dropped": None,  # events: [{tokens, rule, why}] triggers of what the trained scorer did not take for an event
    "events": None,  # events: list of the contract's events with local ids
}


def register() -> None:
    """Make the extensions known to spaCy; safe to call again."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register()


def table(doc: Doc, name: str) -> dict[str, Any]:
    """A table of the Doc, empty where its writer has not run.

    Args:
        doc: the Doc. name: a key of `EXTENSIONS` whose rows are keyed by id.
    """
    found = doc._.get(name)
    return found if isinstance(found, dict) else {}


def rows(doc: Doc, name: str) -> list[Any]:
    """A list of the Doc (`characterizations`, `events`, `rejected`), empty where its writer has not run."""
    found = doc._.get(name)
    return found if isinstance(found, list) else []


def spans(doc: Doc, key: str) -> list[Span]:
    """The spans of a group, in text order; empty where its writer has not run."""
    return list(doc.spans[key]) if key in doc.spans else []


def characters(doc: Doc, tokens: list[int]) -> tuple[int, int]:
    """Character offsets of a half-open pair of token indices."""
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)
