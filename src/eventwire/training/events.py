"""The event scorer's examples: every event that the rules make of a gold article, and whether the gold has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from spacy.language import Language

from eventwire.components.events import Events
from eventwire.document import annotate
from eventwire.evaluation.align import match
from eventwire.evaluation.calibration import judge
from eventwire.evaluation.event_scores import events_overlap
from eventwire.evaluation.gold import Gold
from eventwire.language import versions_of
from eventwire.matching.event_features import EventFeatures
from eventwire.matching.event_tables import Tables
from eventwire.matching.tree import tree_of
from eventwire.records import record_of
from eventwire.training.prepared import Prepared

EVENTS = "eventwire_events"


@dataclass(frozen=True)
class EventExample:
    """One event of the rules.

    Attributes:
        article: its id. features: of the event. event: whether it is a pair with a gold event of its type.
        right: whether it also has the gold event's agents and targets. sentences: of the article.
    """

    article: str
    features: list[str]
    event: bool
    right: bool
    sentences: int


@dataclass(frozen=True)
class EventExamples:
    """All examples, and the number of gold events of each article."""

    rows: list[EventExample]
    gold: Mapping[str, int]

    def of(self, articles: Collection[str]) -> EventExamples:
        """Those of some articles."""
        return EventExamples(
            [row for row in self.rows if row.article in articles],
            {article: number for article, number in self.gold.items() if article in articles},
        )


def event_examples(
    nlp: Language, golds: Iterable[Gold], *, prepared: Prepared | None = None
) -> EventExamples:
    """What the rules make of gold articles.

    Args:
        prepared: Docs of these articles to go on from.
        nlp: a pipeline whose events component has no scorer (`config={"components.eventwire_events.scorer": False}`).
    """
    component = nlp.get_pipe(EVENTS)
    if not isinstance(component, Events):
        raise TypeError(f"{EVENTS} is a {type(component).__name__}, expected {Events.__name__}")
    rows: list[EventExample] = []
    wanted: dict[str, int] = {}
    for gold in golds:
        article = gold.article
        doc = annotate(nlp, article) if prepared is None else prepared.doc(nlp, article)
        record = record_of(doc, article, versions_of(nlp))
        tree, tables = tree_of(doc), Tables.of(doc)
        drafts = component.drafts(tree, tables)
        features = EventFeatures(tree, tables, drafts)
        g, p = gold.record.events, record.events
        pairs = [(g[i], p[j]) for i, j in match(g, p, events_overlap)]
        paired = {event.id for _, event in pairs}
        judgements = judge(gold.record, record, pairs)
        for draft, event, judgement in zip(drafts, record.events, judgements, strict=True):
            rows.append(
                EventExample(
                    article.id, features.of(draft), event.id in paired, judgement.right, features.sentences
                )
            )
        wanted[article.id] = len(gold.record.events)
    return EventExamples(rows, wanted)
