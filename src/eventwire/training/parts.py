"""The trained parts of the pipeline: what each learns from gold, and into which file of a model it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, get_args

from spacy.language import Language

from eventwire.components.events import ACCEPT, CONFIDENCE, IDENTITY
from eventwire.components.roles import WEIGHTS as ROLES
from eventwire.components.serialise import DataFiles
from eventwire.evaluation.gold import Gold
from eventwire.matching.linear import Linear
from eventwire.matching.word_vectors import VECTORS, vectors_from_bytes
from eventwire.training.event_training import fit_events
from eventwire.training.events import EventExample, EventExamples, event_examples
from eventwire.training.identity import IdentityExamples, fit_identity, identity_examples
from eventwire.training.prepared import Prepared
from eventwire.training.role_training import fit_roles, role_weights
from eventwire.training.roles import RoleExamples, role_examples

Part = Literal["roles", "identity", "events"]
PARTS: tuple[Part, ...] = get_args(Part)
FILES: Mapping[Part, tuple[str, ...]] = {
    "roles": (ROLES,),
    "identity": (IDENTITY,),
    "events": (ACCEPT, CONFIDENCE),
}
UNSCORED = {"components.eventwire_events.scorer": False}
FIRST = "eventwire_triggers"  # the first component from which on gold has a say
Weights = dict[str, Linear]


@dataclass(frozen=True)
class Lessons:
    """What gold articles teach, before anything is fitted.

    Attributes:
        golds: the articles. roles, identity: examples for these parts.
    """

    golds: Sequence[Gold]
    roles: RoleExamples
    identity: IdentityExamples

    def of(self, articles: Collection[str]) -> Lessons:
        """Those of some articles."""
        return Lessons(
            [gold for gold in self.golds if gold.article.id in articles],
            self.roles.of(articles),
            self.identity.of(articles),
        )


class Course:
    """Fits the parts of a pipeline, again and again to other articles.

    Args:
        nlp: a pipeline whose events component has no scorer (`UNSCORED`); its weights are changed.
        golds: all articles. scorers: weights to start from, by file; empty to start from nothing. parts: which to fit.
        prepared: the articles' Docs up to `FIRST`.
    """

    def __init__(
        self,
        nlp: Language,
        golds: Sequence[Gold],
        scorers: Mapping[str, Linear],
        parts: Collection[Part],
        prepared: Prepared,
    ) -> None:
        self._nlp = nlp
        self._parts = parts
        self._prepared = prepared
        self._scorers = scorers
        self._original = {name: data for name, data in data_of(nlp).items() if name.endswith(".npz")}
        self.lessons = Lessons(
            golds,
            role_examples(nlp, golds, prepared=prepared),
            identity_examples(nlp, golds, prepared=prepared),
        )

    def fit(self, lessons: Lessons, *, about: Mapping[str, Any] | None = None) -> Weights:
        """The weights of all parts, by file."""
        found: Weights = {}
        if "roles" in self._parts:
            found[ROLES] = fit_roles(lessons.roles, prior=self._scorers.get(ROLES), about=about).model
        if "identity" in self._parts:
            found[IDENTITY] = fit_identity(lessons.identity, prior=self._scorers.get(IDENTITY), about=about)
        if "events" in self._parts:
            start = [self._scorers[path] for path in FILES["events"] if path in self._scorers]
            prior = (start[0], start[1]) if len(start) == 2 else None
            fitted = fit_events(self._event_examples(lessons, found), prior=prior, about=about)
            found |= dict(zip(FILES["events"], (fitted.accept, fitted.confidence), strict=True))
        return found

    def _event_examples(self, lessons: Lessons, whole: Weights) -> EventExamples:
        """The events of each half of the articles as parts see them that were fitted to the other half.

        What the parts before it make of articles that they were fitted to is better than what they make of others, and
        an event scorer that learned from the former would trust them too much.

        Args:
            whole: the parts before it, fitted to all articles.
        """
        ids = sorted(gold.article.id for gold in lessons.golds)
        halves = [set(ids[0::2]), set(ids[1::2])]
        rows: list[EventExample] = []
        wanted: dict[str, int] = {}
        for own, other in (halves, halves[::-1]):
            put(self._nlp, self._halved(lessons.of(other), whole))
            found = event_examples(self._nlp, lessons.of(own).golds, prepared=self._prepared)
            rows += found.rows
            wanted |= dict(found.gold)
        lay(self._nlp, self._original)
        return EventExamples(rows, wanted)

    def _halved(self, lessons: Lessons, whole: Weights) -> Weights:
        found: Weights = {}
        if ROLES in whole:
            settings, prior = whole[ROLES].settings, self._scorers.get(ROLES)
            found[ROLES] = role_weights(lessons.roles, settings, prior=prior)
        if IDENTITY in whole:
            found[IDENTITY] = fit_identity(lessons.identity, prior=self._scorers.get(IDENTITY))
        return found


def data_of(nlp: Language) -> dict[str, bytes]:
    """All data files of a pipeline's components."""
    files: dict[str, bytes] = {}
    for _, pipe in nlp.components:
        if isinstance(pipe, DataFiles):
            files.update(pipe.files)
    return files


def scorers_of(nlp: Language, paths: Iterable[str] = tuple(chain.from_iterable(FILES.values()))) -> Weights:
    """The weights of a pipeline's scorers, by file.

    Args:
        paths: the files; by default those of the parts that gold trains. One that the pipeline does not have is left out.
    """
    data = data_of(nlp)
    vectors = vectors_from_bytes(data[VECTORS], path=VECTORS) if VECTORS in data else None
    return {path: Linear.from_bytes(data[path], path=path, vectors=vectors) for path in paths if path in data}


def put(nlp: Language, weights: Mapping[str, Linear]) -> None:
    """Let a pipeline run with these weights."""
    lay(nlp, {path: model.to_bytes() for path, model in weights.items()})


def lay(nlp: Language, files: dict[str, bytes]) -> None:
    """Lay files over the data of a pipeline's components."""
    for _, pipe in nlp.components:
        if isinstance(pipe, DataFiles):
            pipe.lay_over(files)
