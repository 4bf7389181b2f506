"""The trigger scorer's examples: every word that conditions turned down in a gold article, and whether the gold has an event there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language

from eventwire.components.triggers import Triggers
from eventwire.evaluation.gold import Gold
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.tree import tree_of
from eventwire.matching.trigger_features import TriggerFeatures
from eventwire.matching.trigger_scorer import groups
from eventwire.matching.triggers import find_triggers

TRIGGERS = "eventwire_triggers"


@dataclass(frozen=True)
class TriggerExample:
    """One word as an event of one type.

    Attributes:
        article: its id. features: of the word. event: whether a gold event of the type has a mention there.
    """

    article: str
    features: list[str]
    event: bool


def trigger_examples(nlp: Language, golds: Iterable[Gold]) -> list[TriggerExample]:
    """What the rules turned down in gold articles.

    Args:
        nlp: a pipeline with eventwire's components.
    """
    component = nlp.get_pipe(TRIGGERS)
    if not isinstance(component, Triggers):
        raise TypeError(f"{TRIGGERS} is a {type(component).__name__}, expected {Triggers.__name__}")
    names = [name for name, _ in nlp.pipeline]
    before = [pipe for _, pipe in nlp.pipeline[: names.index(TRIGGERS)]]
    rows: list[TriggerExample] = []
    for gold in golds:
        doc = nlp.make_doc(gold.text)
        doc._.article = gold.article.for_doc()
        for pipe in before:
            doc = pipe(doc)
        tree, fillers = tree_of(doc), Fillers(doc)
        grammar = Grammar(tree, component.rules.classes.get("phrasal", frozenset()))
        found = find_triggers(tree, grammar, fillers, component.rules)
        features = TriggerFeatures(tree, grammar, fillers, found.triggers)
        wanted = [
            (event.type, mention.start, mention.end)
            for event in gold.record.events
            for mention in (event.trigger, *event.mentions)
        ]
        for (at, kind), group in groups(found.open).items():
            start, end = tree.starts[at], tree.ends[at]
            hit = any(kind == t and first < end and last > start for t, first, last in wanted)
            rows.append(TriggerExample(gold.record.document.id, features.of(at, kind, group), hit))
    return rows
