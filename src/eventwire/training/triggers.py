"""The trigger scorer's examples: every word of a gold article that may name an event, and of which type it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from eventwire.components.triggers import Triggers
from eventwire.evaluation.gold import Gold
from eventwire.matching.tree import Tree, tree_of
from eventwire.matching.trigger_scorer import NONE

TRIGGERS = "eventwire_triggers"


@dataclass(frozen=True)
class TriggerExample:
    """One word.

    Attributes:
        article: its id. features: of the word. label: type of the gold event that it names, or `none`.
        sentences: of the article. state: `found`, `down` or `unlisted`, by the rules. type: that the rules gave it,
            or the first that they turned down. word, shape: its lemma, and `verb` or `noun`. near: whether its cluster makes it
            a candidate; else training has to know the word.
    """

    article: str
    features: list[str]
    label: str
    sentences: int
    state: str
    type: str | None
    word: str
    shape: str
    near: bool

    @property
    def rare(self) -> bool:
        """Whether it is a candidate only if its word named events in training."""
        return self.state == "unlisted" and not self.near


def triggers_of(nlp: Language) -> Triggers:
    """The component that finds triggers."""
    component = nlp.get_pipe(TRIGGERS)
    if not isinstance(component, Triggers):
        raise TypeError(f"{TRIGGERS} is a {type(component).__name__}, expected {Triggers.__name__}")
    return component


def trigger_examples(nlp: Language, golds: Iterable[Gold]) -> list[TriggerExample]:
    """The candidates of gold articles.

    Args:
        nlp: a pipeline with eventwire's components.
    """
    component = triggers_of(nlp)
    names = [name for name, _ in nlp.pipeline]
    before = [pipe for _, pipe in nlp.pipeline[: names.index(TRIGGERS)]]
    rows: list[TriggerExample] = []
    for gold in golds:
        doc = nlp.make_doc(gold.text)
        doc._.article = gold.article.for_doc()
        for pipe in before:
            doc = pipe(doc)
        rows += examples_of(component, doc, gold)
    return rows


def examples_of(component: Triggers, doc: Doc, gold: Gold) -> list[TriggerExample]:
    """The candidates of one article; words inside a gold trigger that are not its head say nothing and are left out."""
    tree = tree_of(doc)
    heads, inside = _wanted(tree, gold)
    rows = []
    features, made = component.candidates(doc, every=True)
    for row in made:
        state = "found" if row.found is not None else "down" if row.down else "unlisted"
        kind = row.found["type"] if row.found is not None else row.down[0].line.type if row.down else None
        words = range(*row.found["tokens"]) if row.found is not None else (row.at,)
        own = [heads[i] for i in words if i in heads] or [inside[i] for i in words if i in inside]
        types = set().union(*own)
        if state == "unlisted" and row.at in inside and row.at not in heads:
            continue
        label = NONE if not types else kind if kind in types else min(types)
        word = tree.lemmas[row.at]
        near = component.kin.near(word, noun=row.noun)
        rows.append(
            TriggerExample(
                gold.record.document.id,
                features.of(row),
                str(label),
                features.sentences,
                state,
                kind,
                word,
                row.shape,
                near,
            )
        )
    return rows


def _wanted(tree: Tree, gold: Gold) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Types by the head token of each gold trigger, and by every token of it."""
    heads: dict[int, set[str]] = {}
    inside: dict[int, set[str]] = {}
    for event in gold.record.events:
        for span in (event.trigger, *event.mentions):
            own = [i for i in range(len(tree)) if tree.starts[i] < span.end and tree.ends[i] > span.start]
            if not own:
                continue
            held = set(own)
            head = next((i for i in own if tree.heads[i] == i or tree.heads[i] not in held), own[-1])
            heads.setdefault(head, set()).add(event.type)
            for i in own:
                inside.setdefault(i, set()).add(event.type)
    return heads, inside
