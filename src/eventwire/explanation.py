"""Why a record is as it is: for each field of each event the rule, the words and the basis, and what was not coded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from eventwire import layers
from eventwire.article import Article
from eventwire.components.mentions import Mentions
from eventwire.document import annotate
from eventwire.intake import admit
from eventwire.language import versions_of
from eventwire.matching.mention_scorer import NONE
from eventwire.records import record_of
from eventwire.schema import ArticleRecord, Event

Weighed = dict[
    tuple[int, int, str], list[tuple[str, float]]
]  # start, end, field → what weighed for its value


@dataclass(frozen=True, slots=True)
class Reason:
    """Where a field's value comes from.

    Attributes:
        field: name of the field, or role of an argument. value: the value, as text.
        rule: id of the rule. basis: text, inferred, lexicon or model.
        words: the words that carry it, or None; start, end: where they stand, in characters, half-open.
        because: where a trained scorer decided, the features that weighed most and their weights: above 0 for the value, below
            0 against it.
    """

    field: str
    value: str
    rule: str
    basis: str
    words: str | None
    start: int | None
    end: int | None
    because: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A trigger-like word that was not coded: the rule that kept it out, and why; `because` as for a `Reason`."""

    words: str
    start: int
    end: int
    rule: str
    why: str
    because: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Revised:
    """A mention that the trained scorer made, renamed or took back.

    Attributes:
        before, after: its label by the rules and by the scorer, None for no mention.
        because: the features that weighed most, above 0 for the scorer's word, below 0 against it.
    """

    words: str
    start: int
    end: int
    before: str | None
    after: str | None
    because: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with its reasons.

    Attributes:
        reasons: by event id. rejected: trigger-like words that were not coded. revised: mentions on which the trained scorer
            thinks otherwise than the rules.
    """

    record: ArticleRecord
    reasons: dict[str, tuple[Reason, ...]]
    rejected: tuple[Rejected, ...]
    revised: tuple[Revised, ...]


def explain(article: Article | str, nlp: Language, *, published: str | dt.date | None = None) -> Explanation:
    """The record of an article with its reasons.

    Args:
        article: an Article, or its text. nlp: a pipeline from `load()`.
        published: publication date for an article that doesn't say, `YYYY-MM-DD`.

    Raises:
        ArticleError: for an article that is not computed.
    """
    if isinstance(article, str):
        article = Article(id="text", text=article, published=published)
    article = admit(article)
    doc = annotate(nlp, article)
    record = record_of(doc, article, versions_of(nlp))
    weighed: Weighed = {}
    for _, pipe in nlp.pipeline:
        if hasattr(pipe, "because"):
            weighed.update(pipe.because(doc))
    rejected = []
    for row in [*layers.rows(doc, "rejected"), *layers.rows(doc, "dropped")]:
        start, end = layers.characters(doc, row["tokens"])
        why = tuple(weighed.get((start, end, "dropped"), ()))
        rejected.append(Rejected(article.text[start:end], start, end, row["rule"], str(row["why"]), why))
    reasons = {event.id: tuple(_reasons(event, record, article.text, weighed)) for event in record.events}
    return Explanation(
        record,
        reasons,
        tuple(sorted(rejected, key=lambda r: (r.start, r.end, r.rule))),
        tuple(_revised(nlp, article)),
    )


def _revised(nlp: Language, article: Article) -> Iterator[Revised]:
    """What the mentions component changes of the rules' word; its input is gone afterwards, and so it is made once more."""
    component = next((pipe for _, pipe in nlp.pipeline if isinstance(pipe, Mentions)), None)
    if component is None:
        return
    at = [pipe for _, pipe in nlp.pipeline].index(component)
    with nlp.select_pipes(disable=nlp.pipe_names[at:]):
        doc = annotate(nlp, article)
    for r in component.revisions(doc):
        start, end = layers.characters(doc, [r.start, r.end])
        before, after = (None if label == NONE else label for label in (r.before, r.after))
        yield Revised(article.text[start:end], start, end, before, after, r.because)


def _reasons(event: Event, record: ArticleRecord, text: str, weighed: Weighed) -> Iterator[Reason]:
    """One reason for each entry of the provenance, in the order of the event's fields."""
    order = {name: i for i, name in enumerate(type(event).model_fields)}
    for field in sorted(event.provenance, key=lambda name: (order.get(name.split(".")[0], len(order)), name)):
        for origin in event.provenance[field]:
            spanned = origin.start is not None and origin.end is not None
            words = text[origin.start : origin.end] if spanned and field != "evidence" else None
            name, value = _value(event, record, field, origin.start, origin.end)
            because: tuple[tuple[str, float], ...] = ()
            if origin.start is not None and origin.end is not None:
                because = tuple(weighed.get((origin.start, origin.end, name), ()))
            elif field == "confidence":  # no words of its own, but of the event as a whole
                because = tuple(weighed.get((event.trigger.start, event.trigger.end, field), ()))
            yield Reason(name, value, origin.rule, origin.basis, words, origin.start, origin.end, because)


def _value(
    event: Event, record: ArticleRecord, field: str, start: int | None, end: int | None
) -> tuple[str, str]:
    """Name and value to show for an entry of a field's provenance; of lists, the element that stands there."""
    found: Any = getattr(event, field, None)
    if field.startswith("arguments"):
        here = [a for a in event.arguments if (a.start, a.end) == (start, end)]
        names = {entity.id: entity.name for entity in record.entities}
        shown = dict.fromkeys(names.get(a.entity or "", a.text) for a in here)
        return field.removeprefix("arguments."), ", ".join(shown) or "none"
    if field == "quantities":
        counted = [q for q in event.quantities if (q.start, q.end) == (start, end)]
        return field, ", ".join(f"{q.measure} {_bounds(q.low, q.high)}" for q in counted) or "none"
    if field == "time":
        return field, str(
            event.time.edtf or _bounds(event.time.start, event.time.end)
        ) if event.time else "null"
    if field == "location":
        place = event.location
        parts = (place.name, place.admin1, place.country) if place else ("null",)
        return field, ", ".join(dict.fromkeys(part for part in parts if part))
    if field == "codes":
        codes = [(name, getattr(event.codes, name)) for name in type(event.codes).model_fields]
        return field, "; ".join(
            f"{name} {' '.join(c.code for c in rows if c.code) or 'none'}" for name, rows in codes
        )
    if field == "evidence":
        return field, ", ".join(f"{span.start}-{span.end}" for span in event.evidence)
    if isinstance(found, tuple):
        return field, ", ".join(map(str, found)) or "none"
    return field, getattr(found, "text", str(found).lower() if isinstance(found, bool) else str(found))


def _bounds(low: object, high: object) -> str:
    if low == high:
        return "unknown" if low is None else _plain(low)
    return f"{'…' if low is None else _plain(low)} to {'…' if high is None else _plain(high)}"


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
