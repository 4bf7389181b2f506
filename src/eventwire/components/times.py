"""The times component: which dates tell when the event of a trigger happened."""

from __future__ import annotations

from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import InputError
from eventwire.lexicon.word_classes import CLASSES, classes_in
from eventwire.matching.linear import Linear
from eventwire.matching.role_candidates import CandidateFinder
from eventwire.matching.time_candidates import DateFinder
from eventwire.matching.time_scorer import TimeScorer
from eventwire.matching.word_clusters import CLUSTERS, clusters_from_bytes

NAME = "eventwire_times"
WEIGHTS = "times/weights.npz"


@Language.factory(
    NAME,
    requires=["doc.spans", "token.dep"],
    assigns=["doc._.times"],
    default_config={"model": "en_eventwire"},
)
def make_times(nlp: Language, name: str, model: str) -> Times:
    """The factory that spaCy calls; `model` is whose weights are read."""
    made = Times()
    made.load_model(model)
    return made


class Times(DataFiles):
    """Weighs the dates around every trigger. Without this component the rules' choice counts (`doc._.arguments`).

    Reads: tree, `doc._.triggers`, `doc._.arguments`, `doc._.mentions`, `doc._.entities`, `doc._.dates`, the day of publication.
    Writes: `doc._.times`, trigger id → dates, the most probable first.
    """

    folders: ClassVar[tuple[str, ...]] = ("times", CLASSES, CLUSTERS)
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".npz")

    scorer: TimeScorer

    def compile(self) -> None:
        """Read the weights; raises ModelDataError where they are none."""
        self.scorer = TimeScorer(Linear.from_bytes(self.files.get(WEIGHTS, b""), path=WEIGHTS))
        self._classes = classes_in(self.files)
        self._clusters = clusters_from_bytes(self.files.get(CLUSTERS, b""), path=CLUSTERS)

    def __call__(self, doc: Doc) -> Doc:
        """Weigh the dates of a Doc."""
        doc._.times = self.scorer.weigh(self.finder(doc), layers.table(doc, "triggers"))
        return doc

    def because(self, doc: Doc) -> dict[tuple[int, int, str], list[tuple[str, float]]]:
        """What weighed most for and against each time of an event: (start, end, `time`) → features and their weights.

        Args:
            doc: as it was annotated; `start` and `end` are the characters of the date.
        """
        finder, mentions = self.finder(doc), layers.table(doc, "mentions")
        told: dict[tuple[int, int, str], list[tuple[str, float]]] = {}
        for trigger, rows in layers.table(doc, "times").items():
            for row in rows:
                start, end = layers.characters(doc, mentions[row["mention"]]["tokens"])
                told.setdefault((start, end, "time"), self.scorer.reasons(finder, trigger, row["mention"]))
        return told

    def finder(self, doc: Doc) -> DateFinder:
        """The dates near a Doc's triggers."""
        return DateFinder(
            CandidateFinder.of(doc, self._classes, self._clusters),
            layers.table(doc, "dates"),
            (doc._.article or {}).get("published"),
        )


def times_of(nlp: Language) -> Times:
    """The times component of a pipeline.

    Raises:
        InputError: where it has none, or another under its name.
    """
    component = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if not isinstance(component, Times):
        raise InputError(f"{NAME} is a {type(component).__name__}, expected eventwire's own")
    return component
