"""Gold articles as Docs whose triggers are the gold ones, so that what comes after them can be learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.evaluation.gold import Gold
from eventwire.layers import TriggerValue
from eventwire.matching.tree import Tree, tree_of
from eventwire.schema import Event
from eventwire.training.prepared import Prepared


@dataclass(frozen=True)
class Annotated:
    """One gold article.

    Attributes:
        gold: the article with its annotation. doc: after all components up to the one to be trained.
        events: trigger id → the gold event that it is a mention of.
        entities: mention id of the Doc → id of the gold entity that stands there.
    """

    gold: Gold
    doc: Doc
    events: dict[str, Event]
    entities: dict[str, str]


def annotated(
    nlp: Language, golds: Iterable[Gold], *, until: str, prepared: Prepared | None = None
) -> Iterator[Annotated]:
    """Run the pipeline up to a component and put the gold triggers in the place of the found ones.

    Args:
        nlp: the pipeline. golds: articles with gold. until: name of the first component that does not run.
        prepared: Docs of these articles to go on from.
    """
    for gold in golds:
        ready = prepared or Prepared(nlp, [gold.article], until=until)
        doc = ready.doc(nlp, gold.article, until=until)
        tree = tree_of(doc)
        events = _set_triggers(doc, tree, gold)
        yield Annotated(gold, doc, events, _entities(doc, tree, gold))


def _set_triggers(doc: Doc, tree: Tree, gold: Gold) -> dict[str, Event]:
    found = layers.table(doc, "triggers").values()
    triggers: dict[str, TriggerValue] = {}
    events: dict[str, Event] = {}
    for event in gold.record.events:
        for start, end in sorted({(m.start, m.end) for m in (event.trigger, *event.mentions)}):
            tokens = [i for i in range(len(doc)) if tree.starts[i] < end and tree.ends[i] > start]
            if not tokens:
                continue
            own = set(tokens)
            head = next((i for i in tokens if tree.heads[i] == i or tree.heads[i] not in own), tokens[-1])
            row = next((r for r in found if r["head"] in own), None)
            if row is None or row["type"] != event.type:
                row = TriggerValue(
                    tokens=[tokens[0], tokens[-1] + 1],
                    head=head,
                    type=event.type,
                    modes=list(event.modes),
                    rule="gold",
                    noun=tree.pos[head] in ("NOUN", "PROPN"),
                    consequence=False,
                    frame=None,
                )
            name = f"t{len(triggers) + 1}"
            triggers[name] = row
            events[name] = event
    doc._.triggers = triggers
    return events


def _entities(doc: Doc, tree: Tree, gold: Gold) -> dict[str, str]:
    """By the head of the mention: it stands inside of the gold mention of that entity."""
    spans = [(m.start, m.end, m.entity) for m in gold.record.mentions]
    found = {}
    for name, row in layers.table(doc, "mentions").items():
        at = tree.starts[row["head"]]
        for start, end, entity in spans:
            if start <= at < end:
                found[name] = entity
    return found
