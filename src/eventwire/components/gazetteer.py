"""The gazetteer component: known names and nouns of actors, weapons and places."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.lexicon.entries import parse_gazetteer
from eventwire.matching.gazetteer import Gazetteer as Compiled
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL


@Language.factory(
    "eventwire_gazetteer",
    assigns=["doc.spans", "doc._.entries"],
    default_config={"model": DEFAULT_MODEL},
)
def make_gazetteer(nlp: Language, name: str, model: str) -> Gazetteer:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
    """
    component = Gazetteer()
    component.load_model(model)
    return component


class Gazetteer(DataFiles):
    """Marks candidates for mentions.

    Reads: the text and its tokens; lemmas and parts of speech only for entries that ask for a context.
    Writes: `doc.spans["candidates"]` (label ACTOR, WEAPON, PLACE, or DEMONYM for a country's adjective) and `doc._.entries`,
    the lexicon entry of each id that matched.
    """

    folders = ("gazetteer",)

    def compile(self) -> None:
        """Compile all forms into one automaton, all designations into one expression."""
        self._compiled = Compiled(
            entry for path, data in self.files.items() for entry in parse_gazetteer(data, path=path)
        )

    def __call__(self, doc: Doc) -> Doc:
        """Write the candidates of a Doc."""
        tree = tree_of(doc)
        hits = self._compiled.find(tree.whole, tree)
        doc.spans[layers.CANDIDATES] = [
            Span(doc, hit.start, hit.end, label=hit.label, kb_id=hit.entry) for hit in hits
        ]
        doc._.entries = {entry: self._compiled.entry(entry) for entry in sorted({hit.entry for hit in hits})}
        return doc
