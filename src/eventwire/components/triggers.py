"""The triggers component: the words that name events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.lexicon.lines import parse
from eventwire.lexicon.triggers import CalmLine, IdiomLine, TopicLine, TriggerLine, WordClass
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.linear import Linear
from eventwire.matching.topics import Topics, armed_sentences, calm_lines, fighting_sentences
from eventwire.matching.tree import Tree, tree_of
from eventwire.matching.trigger_candidates import Candidate, Kin, candidates, idiom_tokens
from eventwire.matching.trigger_features import TriggerFeatures
from eventwire.matching.trigger_rules import TriggerRules, compile_triggers
from eventwire.matching.trigger_scorer import PASSED, WORDS, Judgement, TriggerScorer, Verdict
from eventwire.matching.triggers import Found, find_triggers
from eventwire.matching.word_clusters import CLUSTERS, clusters_from_bytes
from eventwire.matching.word_vectors import VECTORS, vectors_from_bytes

ADMIT = "triggers/admit.npz"


@Language.factory(
    "eventwire_triggers",
    requires=["token.pos", "token.lemma", "token.dep"],
    assigns=["doc.spans"],
    default_config={"model": "en_eventwire", "scorer": True},
)
def make_triggers(nlp: Language, name: str, model: str, scorer: bool) -> Triggers:
    """The factory that spaCy calls.

    Args:
        model: whose `triggers/` are read. scorer: whether a trained scorer looks again at the words that conditions turned
            down; False leaves it to the rules.
    """
    made = Triggers(scored=scorer)
    made.load_model(model)
    return made


class Triggers(DataFiles):
    """Finds triggers by rules over lemmas and syntax, and a trained scorer's second look at what conditions turned down.

    Reads: tags, lemmas, heads, `doc._.mentions`. Writes: `doc.spans["triggers"]`, `doc._.triggers`, `doc._.rejected`.
    """

    folders: ClassVar[tuple[str, ...]] = ("triggers", "words")
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".npz")

    rules: TriggerRules

    def __init__(self, *, scored: bool = True) -> None:
        self._scored = scored
        self.scorer: TriggerScorer | None = None

    def compile(self) -> None:
        """Index the rules; raises ModelDataError for a bad line."""
        rules: list[TriggerLine | IdiomLine] = []
        classes: list[WordClass] = []
        topics: list[TopicLine] = []
        self._calm: list[CalmLine] = []
        for path, data in self.files.items():
            name = path.rsplit("/", 1)[-1]
            if name == "classes.jsonl":
                classes += parse(WordClass, data, path=path)
            elif name.endswith(".npz"):
                continue
            elif name == "topics.jsonl":
                topics += parse(TopicLine, data, path=path)
            elif name == "calm.jsonl":
                self._calm += parse(CalmLine, data, path=path)
            elif name == "idioms.jsonl":
                rules += parse(IdiomLine, data, path=path)
            else:
                rules += parse(TriggerLine, data, path=path)
        self._topics = Topics(topics)
        self.vectors = vectors_from_bytes(self.files.get(VECTORS, b""), path=VECTORS)
        self.scorer, learned, passed = None, {}, {}
        if self._scored:
            model = Linear.from_bytes(self.files.get(ADMIT, b""), path=ADMIT, vectors=self.vectors)
            self.scorer = TriggerScorer(model)
            learned, passed = model.settings[WORDS], model.settings[PASSED]
        try:
            self.rules = compile_triggers(rules, classes)
        except ValueError as err:
            raise ModelDataError(str(err), path="triggers") from err
        clusters = clusters_from_bytes(self.files.get(CLUSTERS, b""), path=CLUSTERS)
        self.kin = Kin(self.rules, clusters, learned, passed)

    def __call__(self, doc: Doc) -> Doc:
        """Find the triggers of a Doc and set them."""
        tree = tree_of(doc)
        grammar, fillers = self._grammar(tree), Fillers(doc)

        calm: bool | None = None

        def judge(by_rules: Found) -> list[Verdict]:
            nonlocal calm
            judged = self._judged(*self._described(tree, grammar, fillers, by_rules))
            calm = judged.calm
            return judged.verdicts

        found = find_triggers(tree, grammar, fillers, self.rules, None if self.scorer is None else judge)
        self._reject_off_topic(doc, found, calm=calm)
        self.set_annotations(doc, found)
        return doc

    def candidates(self, doc: Doc, *, every: bool = False) -> tuple[TriggerFeatures, list[Candidate]]:
        """What may name an event in a Doc, and what describes it to the scorer.

        Args:
            every: also unlisted verbs and nouns that the scorer would not be asked about.
        """
        tree = tree_of(doc)
        grammar, fillers = self._grammar(tree), Fillers(doc)
        found = find_triggers(tree, grammar, fillers, self.rules)
        return self._described(tree, grammar, fillers, found, every=every)

    def because(self, doc: Doc) -> dict[tuple[int, int, str], list[tuple[str, float]]]:
        """What weighed most for and against what the scorer changed: (start, end, field) → features and their weights.

        Args:
            doc: as it was annotated; `start` and `end` are characters. The field is `type` of an admitted trigger, and
                `dropped` of one that was turned down.
        """
        told: dict[tuple[int, int, str], list[tuple[str, float]]] = {}
        if self.scorer is None:
            return told
        features, rows = self.candidates(doc)
        shown = {row["head"]: row["tokens"] for row in layers.table(doc, "triggers").values()}
        for verdict in self._judged(features, rows).verdicts:
            found = verdict.candidate.found
            tokens = shown.get(verdict.candidate.at) if found is None else found["tokens"]
            if tokens is not None:
                start, end = layers.characters(doc, tokens)
                field = "dropped" if verdict.type is None else "type"
                told[start, end, field] = self.scorer.reasons(features, verdict)
        return told

    def _grammar(self, tree: Tree) -> Grammar:
        return Grammar(tree, self.rules.classes)

    def _described(
        self, tree: Tree, grammar: Grammar, fillers: Fillers, found: Found, *, every: bool = False
    ) -> tuple[TriggerFeatures, list[Candidate]]:
        idioms = idiom_tokens(found.rejected)
        rows = candidates(tree, fillers, self.kin, found.triggers, found.open, idioms, every=every)
        return TriggerFeatures(tree, grammar, fillers, found.triggers, self.kin), rows

    def _judged(self, features: TriggerFeatures, rows: Sequence[Candidate]) -> Judgement:
        return Judgement(None, []) if self.scorer is None else self.scorer.judge(features, rows)

    def _reject_off_topic(self, doc: Doc, found: Found, *, calm: bool | None) -> None:
        """Turn down what an article that is not about conflict says in metaphors, or of nobody armed.

        Args:
            calm: whether the scorer takes the article for a calm one, None where only the rules say.
        """
        if not found.triggers:
            return
        tree, mentions = tree_of(doc), layers.table(doc, "mentions")
        topic = self._topics.of(tree, mentions)
        spared: dict[TopicLine | CalmLine, set[int]] = (
            {} if topic is None else {topic: armed_sentences(tree, mentions)}
        )
        if calm is not False:
            for line in calm_lines(self._calm, tree, mentions, len(found.triggers)):
                spared[line] = fighting_sentences(tree, mentions)
        kept = []
        for row in found.triggers:
            sentence = tree.sents[row["head"]]
            why = next(
                (
                    line.id
                    for line, safe in spared.items()
                    if row["type"] in line.types and sentence not in safe
                ),
                None,
            )
            if why is None:
                kept.append(row)
            else:
                found.rejected.append({"tokens": row["tokens"], "rule": row["rule"], "why": why})
        found.triggers[:] = kept

    def set_annotations(self, doc: Doc, found: Found) -> None:
        """Write the span group and the two tables; ids are t1, t2, … in text order."""
        table = {f"t{n}": row for n, row in enumerate(found.triggers, 1)}
        doc.spans[layers.TRIGGERS] = [
            Span(doc, row["tokens"][0], row["tokens"][1], label=row["type"], span_id=name)
            for name, row in table.items()
        ]
        doc._.triggers = table
        doc._.rejected = found.rejected
