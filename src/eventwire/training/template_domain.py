"""Training on a user's templates: who takes part in an article's events, where nobody has marked the words that tell of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from eventwire.components.events import ACCEPT
from eventwire.components.triggers import ADMIT
from eventwire.errors import InputError
from eventwire.evaluation.template_scores import evaluate_templates
from eventwire.evaluation.templates import TemplateGold
from eventwire.intake import admit
from eventwire.language import load, versions_of
from eventwire.matching.trigger_scorer import EVENTFUL
from eventwire.records import record_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord
from eventwire.training.domain import LEAST_ARTICLES, Trained
from eventwire.training.participant_training import train_participants
from eventwire.training.participants import template_articles
from eventwire.training.parts import FIRST, Weights, put, scorers_of
from eventwire.training.prepared import Prepared
from eventwire.training.trial import Trial, deal

LEAST_FILLERS = 50


def train_templates(
    golds: Sequence[TemplateGold],
    *,
    model: str | Path = DEFAULT_MODEL,
    dev: Sequence[TemplateGold] = (),
    folds: int = 5,
    seed: int = 0,
) -> Trained:
    """Fit the participant scorer to templates, and measure what that gains.

    Args:
        golds: at least ten articles with fifty fillers, some of them without any event. model: whose rules and weights
            propose. dev: articles to measure the result on besides.
        folds: of the cross-validation over articles, at least 2; the least probabilities are chosen by it as well.
        seed: deals the articles out.

    Raises:
        InputError: for gold that is too small, and without scikit-learn. ArticleError: for an article that the pipeline
            would not take.
    """
    counts = count(golds)
    _check(golds, counts, dev, folds)
    nlp = load(model)
    base, open_ = versions_of(nlp), _open(scorers_of(nlp, (ACCEPT, ADMIT)))
    prepared = Prepared(nlp, [gold.article for gold in (*golds, *dev)], until=FIRST)
    types = {t for gold in golds for t in gold.types}
    before = _records(nlp, [*golds, *dev], prepared)
    put(nlp, open_)
    docs = ((gold, prepared.doc(nlp, gold.article, until="eventwire_roles")) for gold in golds)
    about = {"articles": len(golds), "seed": seed}
    dealt = deal((gold.article.id for gold in golds), folds, seed)
    trained = train_participants(template_articles(docs, nlp), dealt, about=about)
    after: dict[str, ArticleRecord] = {}
    for own in trained.rounds:
        put(nlp, {**open_, **own.weights})
        after |= _records(nlp, [gold for gold in golds if gold.article.id in own.held], prepared)
    weights = {**open_, **trained.weights}
    put(nlp, weights)
    held = None
    if dev:
        held = Trial(
            evaluate_templates(dev, before, types),
            evaluate_templates(dev, _records(nlp, dev, prepared), types),
        )
    measured = Trial(evaluate_templates(golds, before, types), evaluate_templates(golds, after, types))
    settings = {"seed": seed, "folds": folds, "parts": ["participants"], "types": sorted(types)}
    return Trained(weights, measured, held, counts, settings, base)


def _open(shipped: Weights) -> Weights:
    """What lets all events through to the participant scorer: it learns itself what counts, and quiet articles and odd events are evidence for it.

    The event scorer drops nothing, and the words of quiet articles count as those of others.
    """
    accept, admit_ = shipped[ACCEPT], shipped[ADMIT]
    return {
        ACCEPT: replace(accept, settings={**accept.settings, "least": 0.0}),
        ADMIT: replace(admit_, settings={**admit_.settings, EVENTFUL: 0.0}),
    }


def _records(nlp: Language, golds: Sequence[TemplateGold], prepared: Prepared) -> dict[str, ArticleRecord]:
    versions = versions_of(nlp)
    return {
        gold.article.id: record_of(prepared.doc(nlp, gold.article), gold.article, versions) for gold in golds
    }


def count(golds: Sequence[TemplateGold]) -> dict[str, int]:
    """What templates have: articles, those with events, words, and fillers."""
    found: Counter[str] = Counter(articles=len(golds))
    for gold in golds:
        found["articles with events"] += gold.relevant
        found["words"] += len(gold.article.text.split())
        found["fillers"] += sum(map(len, gold.fillers.values()))
    return {key: found[key] for key in ("articles", "articles with events", "words", "fillers")}


def _check(
    golds: Sequence[TemplateGold], counts: dict[str, int], dev: Sequence[TemplateGold], folds: int
) -> None:
    if len(golds) < LEAST_ARTICLES:
        raise InputError(f"templates: found {len(golds)} articles, expected at least {LEAST_ARTICLES}")
    if not 2 <= folds <= len(golds):
        raise InputError(f"folds: found {folds}, expected 2 to {len(golds)}, the number of articles")
    if counts["fillers"] < LEAST_FILLERS:
        raise InputError(f"templates: found {counts['fillers']} fillers, expected at least {LEAST_FILLERS}")
    if counts["articles with events"] == len(golds):
        raise InputError(
            "templates: found events in every article, expected some articles without (an empty list of templates)"
        )
    shared = sorted({gold.article.id for gold in golds}.intersection(gold.article.id for gold in dev))
    if shared:
        raise InputError(f"dev: found {', '.join(shared)} among the templates too, expected other articles")
    for gold in (*golds, *dev):
        admit(gold.article)
