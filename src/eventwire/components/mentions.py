"""The mentions component: every mention of an actor, a weapon, a place, a date or a quantity, in one layer."""

from __future__ import annotations

from typing import ClassVar, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.layers import MentionValue
from eventwire.lexicon.lines import parse
from eventwire.lexicon.mentions import MentionRule, NounClass
from eventwire.matching.linear import Linear
from eventwire.matching.mention_features import Features
from eventwire.matching.mention_scorer import MentionScorer, Revision
from eventwire.matching.mentions import Finder, Given, Mention
from eventwire.matching.tree import tree_of
from eventwire.matching.word_clusters import CLUSTERS, clusters_from_bytes
from eventwire.matching.word_vectors import VECTORS, vectors_from_bytes
from eventwire.resources import DEFAULT_MODEL

_OWN = frozenset({"ACTOR", "WEAPON", "PLACE"})  # labels of entities that a user's rules put there
SetEnts = Literal["extend", "replace", "off"]
NOUNS = "mentions/nouns.jsonl"
DIVISIONS = "mentions/divisions.jsonl"
LABELS = "mentions/labels.npz"
KINDS = "mentions/kinds.npz"


@Language.factory(
    "eventwire_mentions",
    requires=["doc.spans"],
    assigns=["doc.spans", "doc._.mentions", "doc.ents"],
    default_config={"model": DEFAULT_MODEL, "set_ents": "extend", "part_places": True, "scorer": True},
)
def make_mentions(
    nlp: Language, name: str, model: str, set_ents: SetEnts, part_places: bool, scorer: bool
) -> Mentions:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
        set_ents: `extend` puts the mentions into `doc.ents` and keeps what they do not overlap; `replace` leaves only the
            mentions there; `off` leaves `doc.ents` alone.
        part_places: whether a town, county or province before an actor's noun is a PLACE mention of its own ("[Harlow] [police]");
            otherwise it belongs to the actor ("[Harlow police]").
        scorer: whether the trained scorer revises what the rules found; false leaves their word final.
    """
    component = Mentions(set_ents=set_ents, part_places=part_places, scorer=scorer)
    component.load_model(model)
    return component


class Mentions(DataFiles):
    """Reconciles names, nouns, recognized entities, dates and quantities.

    Reads: `doc.ents`, `doc.spans["candidates"]`, `["toponyms"]`, `["dates"]`, `["quantities"]`, `doc._.entries`, the parse.
    Writes: `doc.spans["mentions"]`, `doc._.mentions`, and `doc.ents` by `set_ents`. Entities that are labelled ACTOR, WEAPON or PLACE
    before this component (an entity ruler's) keep their bounds and label.
    """

    folders = ("mentions", CLUSTERS, VECTORS)
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".npz")

    def __init__(
        self, *, set_ents: SetEnts = "extend", part_places: bool = True, scorer: bool = True
    ) -> None:
        self.set_ents = set_ents
        self.part_places = part_places
        self.scorer = scorer

    def compile(self) -> None:
        """Compile the mention rules, and read the scorer's weights."""
        self._finder = Finder(
            rule
            for path, data in self.files.items()
            if path.endswith(".jsonl") and path not in (NOUNS, DIVISIONS)
            for rule in parse(MentionRule, data, path=path)
        )
        self.features = Features(
            {
                word: line.id.split("/", 1)[1]
                for path in (DIVISIONS, NOUNS)
                for line in parse(NounClass, self.files.get(path, b""), path=path)
                for word in line.words
            },
            clusters_from_bytes(self.files.get(CLUSTERS, b""), path=CLUSTERS),
        )
        self.vectors = vectors_from_bytes(self.files.get(VECTORS, b""), path=VECTORS)
        self._scorer = None
        if LABELS in self.files and KINDS in self.files:
            labels = Linear.from_bytes(self.files[LABELS], path=LABELS)
            kinds = Linear.from_bytes(self.files[KINDS], path=KINDS, vectors=self.vectors)
            self._scorer = MentionScorer(labels, kinds, self.features)

    def __call__(self, doc: Doc) -> Doc:
        """Write the mentions of a Doc."""
        names = recognized(doc)
        found = self._ruled(doc, names)
        if self.scorer and self._scorer is not None:
            found = self._scorer.revise(tree_of(doc), found, names)
        spans, rows = [], {}
        for number, mention in enumerate(found, 1):
            local = f"m{number}"
            spans.append(
                Span(
                    doc,
                    mention.start,
                    mention.end,
                    label=mention.label,
                    kb_id=mention.entry or "",
                    span_id=local,
                )
            )
            rows[local] = _row(mention)
        doc.spans[layers.MENTIONS] = spans
        doc._.mentions = rows
        self._entities(doc, spans)
        return doc

    def ruled(self, doc: Doc) -> list[Mention]:
        """The mentions that the rules find in a Doc, before the scorer."""
        return self._ruled(doc, recognized(doc))

    def _ruled(self, doc: Doc, names: list[Given]) -> list[Mention]:
        return self._finder.find(
            tree_of(doc),
            candidates=_given(doc, layers.CANDIDATES),
            recognized=names,
            dates=_values(doc, layers.DATES),
            quantities=_values(doc, layers.QUANTITIES),
            entries=layers.table(doc, "entries"),
            toponyms=_given(doc, layers.TOPONYMS) if self.part_places else (),
        )

    def revisions(self, doc: Doc) -> list[Revision]:
        """Where the scorer decides otherwise than the rules, and what weighed most.

        Args:
            doc: as it comes to this component, before its mentions are set.
        """
        if not self.scorer or self._scorer is None:
            return []
        return self._scorer.explained(tree_of(doc), self.ruled(doc), recognized(doc))

    def _entities(self, doc: Doc, spans: list[Span]) -> None:
        if self.set_ents == "off":
            return
        kept = list(spans)
        if self.set_ents == "extend":
            covered = {i for span in spans for i in range(span.start, span.end)}
            kept += [e for e in doc.ents if not any(i in covered for i in range(e.start, e.end))]
        doc.ents = tuple(sorted(kept, key=lambda span: span.start))


def _given(doc: Doc, key: str) -> list[Given]:
    return [Given(span.start, span.end, span.label_, span.kb_id_) for span in layers.spans(doc, key)]


def recognized(doc: Doc) -> list[Given]:
    """The recognizer's entities, with the toponyms in place of those that they overlap; a user's own entities stay."""
    toponyms = [given for given in _given(doc, layers.TOPONYMS) if given.label != "OPENS"]
    covered = {i for given in toponyms for i in range(given.start, given.end)}
    entities = [Given(e.start, e.end, e.label_, e.kb_id_) for e in doc.ents]
    kept = [e for e in entities if e.label in _OWN or not any(i in covered for i in range(e.start, e.end))]
    return sorted([*kept, *toponyms], key=lambda given: (given.start, given.end))


def _values(doc: Doc, key: str) -> list[Given]:
    return [Given(span.start, span.end, span.label_, span.id_) for span in layers.spans(doc, key)]


def _row(mention: Mention) -> MentionValue:
    return {
        "tokens": [mention.start, mention.end],
        "head": mention.head,
        "label": mention.label,
        "kind": mention.kind,
        "entry": mention.entry,
        "value": mention.value,
        "generic": mention.generic,
        "rule": mention.rule,
    }
