"""The triggers component: the words that name events."""

from __future__ import annotations

from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.lexicon.lines import parse
from eventwire.lexicon.triggers import IdiomLine, TopicLine, TriggerLine, WordClass
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.topics import Topics, armed_sentences
from eventwire.matching.tree import tree_of
from eventwire.matching.triggers import Found, TriggerRules, compile_triggers, find_triggers


@Language.factory(
    "eventwire_triggers",
    requires=["token.pos", "token.lemma", "token.dep"],
    assigns=["doc.spans"],
    default_config={"model": "en_eventwire"},
)
def make_triggers(nlp: Language, name: str, model: str) -> Triggers:
    """The factory that spaCy calls; `model` is whose `triggers/` are read."""
    made = Triggers()
    made.load_model(model)
    return made


class Triggers(DataFiles):
    """Finds triggers by rules over lemmas and syntax.

    Reads: tags, lemmas, heads, `doc._.mentions`. Writes: `doc.spans["triggers"]`, `doc._.triggers`, `doc._.rejected`.
    """

    folders: ClassVar[tuple[str, ...]] = ("triggers", "words")

    rules: TriggerRules

    def compile(self) -> None:
        """Index the rules; raises ModelDataError for a bad line."""
        rules: list[TriggerLine | IdiomLine] = []
        classes: list[WordClass] = []
        topics: list[TopicLine] = []
        for path, data in self.files.items():
            name = path.rsplit("/", 1)[-1]
            if name == "classes.jsonl":
                classes += parse(WordClass, data, path=path)
            elif name == "topics.jsonl":
                topics += parse(TopicLine, data, path=path)
            elif name == "idioms.jsonl":
                rules += parse(IdiomLine, data, path=path)
            else:
                rules += parse(TriggerLine, data, path=path)
        self._topics = Topics(topics)
        try:
            self.rules = compile_triggers(rules, classes)
        except ValueError as err:
            raise ModelDataError(str(err), path="triggers") from err

    def __call__(self, doc: Doc) -> Doc:
        """Find the triggers of a Doc and set them."""
        tree = tree_of(doc)
        found = find_triggers(tree, Grammar(tree), Fillers(doc), self.rules)
        self._reject_off_topic(doc, found)
        self.set_annotations(doc, found)
        return doc

    def _reject_off_topic(self, doc: Doc, found: Found) -> None:
        """Turn metaphors down where the article is about sport, business or entertainment."""
        tree, mentions = tree_of(doc), layers.table(doc, "mentions")
        topic = self._topics.of(tree, mentions) if found.triggers else None
        if topic is None:
            return
        armed = armed_sentences(tree, mentions)
        kept = []
        for row in found.triggers:
            if row["type"] in topic.types and tree.sents[row["head"]] not in armed:
                found.rejected.append({"tokens": row["tokens"], "rule": row["rule"], "why": topic.id})
            else:
                kept.append(row)
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
