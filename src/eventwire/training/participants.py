"""The examples of the participant scorer: what templates say of an article, of its participants, and of the spans that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from eventwire.components.roles import Roles, roles_of
from eventwire.evaluation.template_scores import Named, hits
from eventwire.evaluation.templates import TemplateGold, normal
from eventwire.matching.linear import Linear
from eventwire.matching.participant_features import ParticipantFeatures
from eventwire.matching.participant_scorer import NO, YES, best_spans
from eventwire.matching.participants import Span, grouped, members_of
from eventwire.matching.role_scorer import NONE

_ORDER = (
    "victim",
    "target",
    "agent",
    "weapon",
    "recipient",
    "origin",
    "place",
)  # of two roles the more telling first


@dataclass(frozen=True)
class SpanExample:
    """A span that a member could be shown by: its features, whether gold names a filler by it, and the number of the member in its article."""

    features: list[str]
    label: str
    member: int


@dataclass(frozen=True)
class ParticipantExample:
    """A participant.

    Attributes:
        features: of it. label: the role in gold of what it is shown by, or `none`. name: how it would be told, normalized. who: alike for
            participants that gold takes for one filler. entity: of who stands for it.
    """

    features: list[str]
    label: str
    name: str
    who: str
    entity: str | None


class TemplateArticle:
    """An article with its templates, before anything is fitted.

    Args:
        doc: annotated up to the roles component. roles: that component, whose scorer of pairs is evidence. pool: strings of features, each kept once for all articles.
    """

    def __init__(self, gold: TemplateGold, doc: Doc, roles: Roles, pool: dict[str, str]) -> None:
        self.gold = gold
        self._pool = pool
        self._features = ParticipantFeatures(roles.finder(doc), roles.scorer.model)
        finder = self._features.finder
        self.words = self._kept(self._features.article())
        heads = [row["head"] for row in finder.triggers.values()]
        self.members = members_of(finder.tree, finder.fillers, heads)
        self._text = doc.text
        self._filled = {  # name → role, and who fills it
            name: (role, f"{role} {min(filler)}")
            for role in reversed(_ORDER)
            for filler in gold.fillers.get(role, ())
            for name in filler
        }
        self.spans = self._spans()

    def _kept(self, features: Iterable[str]) -> list[str]:
        return [self._pool.setdefault(name, name) for name in features]

    def _name(self, tokens: Span) -> str:
        tree = self._features.tree
        return normal(self._text[tree.starts[tokens[0]] : tree.ends[tokens[1] - 1]])

    def _spans(self) -> list[SpanExample]:
        """The spans of members that gold names by one of them."""
        found = []
        for number, m in enumerate(self.members):
            labels = [YES if self._name(tokens) in self._filled else NO for tokens in m.spans]
            if YES in labels:
                found += [
                    SpanExample(self._kept(self._features.span(m, tokens)), label, number)
                    for tokens, label in zip(m.spans, labels, strict=True)
                ]
        return found

    def participants(self, spans: Linear, relevance: float) -> list[ParticipantExample]:
        """The participants as spans of a model that has not seen this article group them.

        Args:
            relevance: probability that the article is relevant, of a model that has not seen it either.
        """
        tree = self._features.tree
        rows = grouped(tree, self.members, best_spans(self._features, self.members, spans))
        found = []
        for row in rows:
            name = self._name(row.tokens)
            label, who = self._filled.get(name, (NONE, name))
            features = self._kept(self._features.of(row, relevance))
            found.append(ParticipantExample(features, label, name, who, row.shown.entity))
        return found


def template_articles(docs: Iterable[tuple[TemplateGold, Doc]], nlp: Language) -> list[TemplateArticle]:
    """Articles that are annotated up to the roles component.

    Args:
        nlp: its scorer of pairs is evidence.
    """
    component = roles_of(nlp)
    pool: dict[str, str] = {}
    return [TemplateArticle(gold, doc, component, pool) for gold, doc in docs]


def right(
    gold: TemplateGold, rows: Sequence[ParticipantExample], roles: Sequence[Sequence[str]]
) -> dict[str, tuple[int, int, int]]:
    """What a choice of roles finds in one article: role → right, found, and in gold.

    Args:
        rows, roles: its participants, and the roles of each.
    """
    told: dict[str, set[Named]] = {role: set() for role in gold.fillers}
    for row, own in zip(rows, roles, strict=True):
        for role in own:
            told.setdefault(role, set()).add(frozenset({row.name}))
    counted: Mapping[str, tuple[int, int, int]] = {
        role: (hits(wanted := gold.fillers.get(role, ()), sorted(names, key=sorted)), len(names), len(wanted))
        for role, names in told.items()
    }
    return dict(counted)
