"""The roles component: what the rules filled and what they left, weighed by a trained scorer."""

from __future__ import annotations

from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import InputError
from eventwire.layers import ArgumentValue
from eventwire.lexicon.frames import RoleLine
from eventwire.lexicon.lines import parse
from eventwire.lexicon.word_classes import CLASSES, classes_in
from eventwire.matching.linear import Linear
from eventwire.matching.participant_scorer import ParticipantScorer
from eventwire.matching.role_candidates import CandidateFinder
from eventwire.matching.role_scorer import RoleScorer
from eventwire.matching.roles import completed
from eventwire.matching.word_clusters import CLUSTERS, WordClusters, clusters_from_bytes
from eventwire.matching.word_vectors import VECTORS, WordVectors, vectors_from_bytes

NAME = "eventwire_roles"
WEIGHTS = "roles/weights.npz"
ADMITTED = "arguments/roles.jsonl"
# Of models that were trained on gold without triggers; the one that comes with eventwire has none of them.
ARTICLES, SPANS, PARTICIPANTS = "roles/articles.npz", "roles/spans.npz", "roles/participants.npz"


@Language.factory(
    "eventwire_roles",
    requires=["doc.spans", "token.dep"],
    default_config={"model": "en_eventwire"},
)
def make_roles(nlp: Language, name: str, model: str) -> Roles:
    """The factory that spaCy calls; `model` is whose weights are read."""
    made = Roles()
    made.load_model(model)
    return made


class Roles(DataFiles):
    """Decides for everything near a trigger which role it fills, if any. Without this component the rules' word is final.

    Reads: heads, `doc._.triggers`, `doc._.arguments`, `doc._.mentions`, `doc._.entities`. Writes: `doc._.roles`, trigger id
    → arguments.
    """

    folders: ClassVar[tuple[str, ...]] = ("roles", ADMITTED, CLASSES, CLUSTERS, VECTORS)
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".npz")

    scorer: RoleScorer
    participants: ParticipantScorer | None
    clusters: WordClusters
    vectors: WordVectors

    def compile(self) -> None:
        """Read the weights; raises ModelDataError where they are none."""
        roles = parse(RoleLine, self.files[ADMITTED], path=ADMITTED)
        self.vectors = vectors_from_bytes(self.files.get(VECTORS, b""), path=VECTORS)
        model = Linear.from_bytes(self.files[WEIGHTS], path=WEIGHTS, vectors=self.vectors)
        self.scorer = RoleScorer(model, {line.role: line for line in roles})
        self._classes = classes_in(self.files)
        self.clusters = clusters_from_bytes(self.files.get(CLUSTERS, b""), path=CLUSTERS)
        self.participants = None
        if PARTICIPANTS in self.files:
            articles, spans, participants = (
                Linear.from_bytes(self.files.get(path, b""), path=path)
                for path in (ARTICLES, SPANS, PARTICIPANTS)
            )
            self.participants = ParticipantScorer(articles, spans, participants, model)

    def __call__(self, doc: Doc) -> Doc:
        """Weigh the arguments of every trigger of a Doc."""
        arguments: dict[str, list[ArgumentValue]] = layers.table(doc, "arguments")
        finder = self.finder(doc)
        filled = self.scorer.fill(finder, arguments)
        if self.participants is not None:
            filled = self.participants.fill(finder, filled)
        doc._.roles = {
            trigger: completed(
                [*filled[trigger], *(a for a in rows if a["role"] == "time")],
                finder.fillers,
            )
            for trigger, rows in arguments.items()
        }
        return doc

    def because(self, doc: Doc) -> dict[tuple[int, int, str], list[tuple[str, float]]]:
        """What weighed most for and against each filled role: (start, end, role) → features and their weights.

        Args:
            doc: as it was annotated; `start` and `end` are characters.
        """
        finder = self.finder(doc)
        told: dict[tuple[int, int, str], list[tuple[str, float]]] = {}
        for trigger, rows in layers.table(doc, "roles").items():
            candidates = finder.candidates(trigger)
            features = finder.features(trigger, candidates)
            of = {c.tokens: row for c, row in zip(candidates, features, strict=True)}
            for a in rows:
                row = of.get((a["tokens"][0], a["tokens"][1]))
                if row is not None and a["role"] in self.scorer.model.classes:
                    start, end = layers.characters(doc, a["tokens"])
                    told.setdefault((start, end, a["role"]), self.scorer.model.reasons(row, a["role"]))
        return told

    def finder(self, doc: Doc) -> CandidateFinder:
        """The candidates of a Doc's triggers."""
        return CandidateFinder.of(doc, self._classes, self.clusters)


def roles_of(nlp: Language) -> Roles:
    """The roles component of a pipeline.

    Raises:
        InputError: where it has none, or another under its name.
    """
    component = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if not isinstance(component, Roles):
        raise InputError(f"{NAME} is a {type(component).__name__}, expected eventwire's own")
    return component
