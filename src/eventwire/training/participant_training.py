"""Training the participant scorer on templates: relevance of articles, spans, roles, and the least probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.components.roles import ARTICLES, PARTICIPANTS, SPANS
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.participant_scorer import NO, YES
from eventwire.matching.role_scorer import NONE
from eventwire.training.choice import Choice
from eventwire.training.filling import Filling
from eventwire.training.fit import fit
from eventwire.training.participants import ParticipantExample, TemplateArticle, right

RELEVANCE_STRENGTH = 0.06
SPAN_STRENGTH = 0.3
ROLE_STRENGTH = 0.03
_RARE = 3  # times that a feature of an article or a participant must occur
_LEAST = tuple(round(0.1 + 0.05 * i, 2) for i in range(11))  # probabilities that are tried


@dataclass(frozen=True)
class Round:
    """One fold of a cross-validation.

    Attributes:
        held: articles that the weights have not seen. weights: by file of the model.
    """

    held: list[str]
    weights: dict[str, Linear]


@dataclass(frozen=True)
class TrainedParticipants:
    """Weights of all articles, and of all but each fold.

    Attributes:
        weights: by file of the model. rounds: one for each fold.
    """

    weights: dict[str, Linear]
    rounds: list[Round]


def train_participants(
    articles: Sequence[TemplateArticle], dealt: Sequence[Sequence[str]], *, about: Mapping[str, Any]
) -> TrainedParticipants:
    """Fit the scorer.

    What one model says about an article and the next one learns from is always told by a model that has not seen the article.
    The least probabilities are chosen on such predictions of all articles.

    Args:
        dealt: ids of the articles of each fold, at least two. about: stored in the models.
    """
    fold = {name: k for k, names in enumerate(dealt) for name in names}
    of = [fold[a.gold.article.id] for a in articles]
    types = sorted({t for a in articles for t in a.gold.types})
    roles = sorted({role for a in articles for role in a.gold.fillers})
    numbers = range(len(dealt))
    relevance = [_relevance([a for a, f in zip(articles, of, strict=True) if f != k], about) for k in numbers]
    spans = [_spans([a for a, f in zip(articles, of, strict=True) if f != k], about) for k in numbers]
    rows = [a.participants(spans[f], _relevant(relevance[f], a)) for a, f in zip(articles, of, strict=True)]
    models = [_roles([r for r, f in zip(rows, of, strict=True) if f != k]) for k in numbers]
    told = [models[f].probabilities([e.features for e in r]) for r, f in zip(rows, of, strict=True)]
    least = least_of(articles, rows, told, models[0].classes, roles)
    settings = {"least": least, "types": types, "about": dict(about)}
    rounds = [
        Round(
            list(names), {ARTICLES: relevance[k], SPANS: spans[k], PARTICIPANTS: _with(models[k], settings)}
        )
        for k, names in enumerate(dealt)
    ]
    weights = {
        ARTICLES: _relevance(articles, about),
        SPANS: _spans(articles, about),
        PARTICIPANTS: _with(_roles(rows), settings),
    }
    return TrainedParticipants(weights, rounds)


def _relevance(articles: Sequence[TemplateArticle], about: Mapping[str, Any]) -> Linear:
    return fit(
        [a.words for a in articles],
        [YES if a.gold.relevant else NO for a in articles],
        strength=RELEVANCE_STRENGTH,
        settings={"about": dict(about)},
        rare=_RARE,
    )


def _relevant(model: Linear, article: TemplateArticle) -> float:
    return float(model.probabilities([article.words])[0, model.classes.index(YES)])


def _spans(articles: Sequence[TemplateArticle], about: Mapping[str, Any]) -> Linear:
    examples = [(a.gold.article.id, e) for a in articles for e in a.spans]
    return fit(
        [e.features for _, e in examples],
        [e.label for _, e in examples],
        objective=Choice([(article, e.member) for article, e in examples], NO),
        strength=SPAN_STRENGTH,
        settings={"about": dict(about)},
    )


def _roles(rows: Sequence[Sequence[ParticipantExample]]) -> Linear:
    examples = [(article, e) for article, own in enumerate(rows) for e in own]
    filling = Filling(
        [article for article, _ in examples],
        [e.who for _, e in examples],
        [() if e.label == NONE else (e.label,) for _, e in examples],
        NONE,
    )
    return fit(
        [e.features for _, e in examples],
        [e.label for _, e in examples],
        objective=filling,
        strength=ROLE_STRENGTH,
        settings={},
        rare=_RARE,
    )


def _with(model: Linear, settings: Mapping[str, Any]) -> Linear:
    return Linear(model.classes, model.index, model.weights, model.bias, dict(settings))


def least_of(
    articles: Sequence[TemplateArticle],
    rows: Sequence[Sequence[ParticipantExample]],
    told: Sequence[Floats],
    classes: Sequence[str],
    roles: Sequence[str],
) -> dict[str, float]:
    """For each role the least probability that makes F1 of all roles highest.

    What is right in one role does not depend on the others, so each choice of each role is counted once.
    """
    counted: dict[str, dict[float, tuple[int, int, int]]] = {}
    for role in roles:
        column = list(classes).index(role) if role in classes else None
        counted[role] = {}
        for step in _LEAST:
            tp = found = wanted = 0
            for article, own, row in zip(articles, rows, told, strict=True):
                chosen = [[role] if column is not None and p[column] >= step else [] for p in row.tolist()]
                a, b, c = right(article.gold, own, chosen).get(role, (0, 0, 0))
                tp, found, wanted = tp + a, found + b, wanted + c
            counted[role][step] = (tp, found, wanted)
    best = dict.fromkeys(roles, 0.3)

    def worth(least: Mapping[str, float]) -> float:
        tp, found, wanted = (
            sum(column) for column in zip(*(counted[r][s] for r, s in least.items()), strict=True)
        )
        return 2 * tp / (found + wanted) if found + wanted else 0.0

    for _ in range(3):
        for role in roles:
            best = max(({**best, role: step} for step in _LEAST), key=worth)
    return best
