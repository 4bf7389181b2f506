"""The measures component: which quantities are figures of the event of a trigger, and of what."""

from __future__ import annotations

from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import InputError
from eventwire.lexicon.word_classes import CLASSES, classes_in
from eventwire.matching.linear import Linear
from eventwire.matching.measure_candidates import FigureFinder
from eventwire.matching.measure_scorer import MeasureScorer
from eventwire.matching.role_candidates import CandidateFinder
from eventwire.matching.word_clusters import CLUSTERS, clusters_from_bytes
from eventwire.matching.word_vectors import VECTORS, WordVectors, vectors_from_bytes

NAME = "eventwire_measures"
WEIGHTS = "measures/weights.npz"


@Language.factory(
    NAME,
    requires=["doc.spans", "token.dep"],
    assigns=["doc._.measures"],
    default_config={"model": "en_eventwire"},
)
def make_measures(nlp: Language, name: str, model: str) -> EventMeasures:
    """The factory that spaCy calls; `model` is whose weights are read."""
    made = EventMeasures()
    made.load_model(model)
    return made


class EventMeasures(DataFiles):
    """Weighs the quantities around every trigger. Without this component the rules' choice counts (`doc._.quantities`).

    Reads: tree, `doc._.triggers`, `doc._.arguments`, `doc._.mentions`, `doc._.entities`, `doc._.quantities`.
    Writes: `doc._.measures`, trigger id → figures, the most probable first.
    """

    folders: ClassVar[tuple[str, ...]] = ("measures", CLASSES, CLUSTERS, VECTORS)
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".npz")

    scorer: MeasureScorer
    vectors: WordVectors

    def compile(self) -> None:
        """Read the weights; raises ModelDataError where they are none."""
        self.vectors = vectors_from_bytes(self.files.get(VECTORS, b""), path=VECTORS)
        self.scorer = MeasureScorer(
            Linear.from_bytes(self.files.get(WEIGHTS, b""), path=WEIGHTS, vectors=self.vectors)
        )
        self._classes = classes_in(self.files)
        self._clusters = clusters_from_bytes(self.files.get(CLUSTERS, b""), path=CLUSTERS)

    def __call__(self, doc: Doc) -> Doc:
        """Weigh the quantities of a Doc."""
        doc._.measures = self.scorer.weigh(self.finder(doc), layers.table(doc, "triggers"))
        return doc

    def because(self, doc: Doc) -> dict[tuple[int, int, str], list[tuple[str, float]]]:
        """What weighed most for and against each figure: (start, end, `quantities`) → features and their weights.

        Args:
            doc: as it was annotated; `start` and `end` are the characters of the quantity.
        """
        finder, quantities = self.finder(doc), layers.table(doc, "quantities")
        told: dict[tuple[int, int, str], list[tuple[str, float]]] = {}
        for trigger, rows in layers.table(doc, "measures").items():
            for row in rows:
                start, end = layers.characters(doc, quantities[row["quantity"]]["tokens"])
                told.setdefault((start, end, "quantities"), self.scorer.reasons(finder, trigger, row))
        return told

    def finder(self, doc: Doc) -> FigureFinder:
        """The quantities near a Doc's triggers."""
        return FigureFinder(
            CandidateFinder.of(doc, self._classes, self._clusters), layers.table(doc, "quantities")
        )


def measures_of(nlp: Language) -> EventMeasures:
    """The measures component of a pipeline.

    Raises:
        InputError: where it has none, or another under its name.
    """
    component = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if not isinstance(component, EventMeasures):
        raise InputError(f"{NAME} is a {type(component).__name__}, expected eventwire's own")
    return component
