"""The modality component: whether each event happened, was tried, threatened, planned or denied, and how it ended."""

from __future__ import annotations

from typing import Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.lexicon.lines import parse
from eventwire.lexicon.modality import ModalityCue
from eventwire.matching.cue_index import ModalityCues
from eventwire.matching.modality import read_trigger
from eventwire.matching.outcomes import Deed, read_outcomes
from eventwire.matching.reading import Reading
from eventwire.matching.tree import Tree, tree_of


@Language.factory("eventwire_modality", default_config={"model": "en_eventwire"})
def make_modality(nlp: Language, name: str, model: str) -> Modality:
    """The factory that spaCy calls; `model` names the model whose `modality/` lines are used."""
    component = Modality()
    component.load_model(model)
    return component


class Modality(DataFiles):
    """Reads modality, negation and outcome of every trigger from the cues in whose scope it stands.

    Reads: the parse, `doc._.triggers`, `doc._.mentions`. Writes: `doc.spans["cues"]`, `doc._.modalities`.
    """

    folders: ClassVar[tuple[str, ...]] = ("modality",)

    def compile(self) -> None:
        """Index the cue lines."""
        lines = [line for path, data in self.files.items() for line in parse(ModalityCue, data, path=path)]
        self.cues = ModalityCues(lines)

    def __call__(self, doc: Doc) -> Doc:
        """Find and set the modalities of a Doc."""
        triggers = layers.table(doc, "triggers")
        tree = tree_of(doc)
        deeds = [
            Deed(t, row["head"], row["type"], row["consequence"])
            for t, row in sorted(triggers.items(), key=lambda item: item[1]["head"])
        ]
        readings = {d.id: read_trigger(tree, self.cues, d.head, d.type) for d in deeds}
        weapons = {
            i
            for row in layers.table(doc, "mentions").values()
            if row["label"] == "WEAPON"
            for i in range(*row["tokens"])
        }
        read_outcomes(tree, self.cues, deeds, readings, weapons)
        self.set_annotations(doc, tree, readings)
        return doc

    def set_annotations(self, doc: Doc, tree: Tree, readings: dict[str, Reading]) -> None:
        """Write the table of modalities and the spans of the cues that made it."""
        cues: set[tuple[int, int, str, str]] = set()
        for reading in readings.values():
            for name, sources in reading.sources.items():
                label = "negated" if name == "negated" else str(getattr(reading, name))
                cues.update((first, past, label, rule) for rule, first, past, _ in sources)
        doc.spans[layers.CUES] = [
            Span(doc, first, past, label=label, kb_id=rule) for first, past, label, rule in sorted(cues)
        ]
        doc._.modalities = {t: _row(tree, reading) for t, reading in readings.items()}


def _row(tree: Tree, reading: Reading) -> dict[str, Any]:
    return {
        "modality": reading.modality,
        "negated": reading.negated,
        "outcome": reading.outcome,
        "provenance": {
            name: [
                {"rule": rule, "start": tree.starts[first], "end": tree.ends[past - 1], "basis": basis}
                for rule, first, past, basis in sources
            ]
            for name, sources in reading.sources.items()
        },
    }
