"""Training the learned parts on a user's own gold: from the shipped weights, with the gain measured by cross-validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventwire.errors import GoldError, InputError
from eventwire.evaluation.gold import Gold, read_gold
from eventwire.intake import admit
from eventwire.language import load, versions_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord, Versions
from eventwire.training.parts import FIRST, PARTS, UNSCORED, Course, Weights, put, scorers_of
from eventwire.training.prepared import Prepared
from eventwire.training.trial import Trial, deal, records, trial

LEAST_ARTICLES = 10
LEAST_EVENTS = 20


@dataclass(frozen=True)
class Trained:
    """New weights and what they are worth.

    Attributes:
        weights: by file of the model. trial: by cross-validation over the articles; None where it was not asked for.
        held: on articles that were kept out (`dev`); None without any. counts: what the gold has, by kind of item.
        settings: how it was trained. base: versions of the pipeline that it started from.
    """

    weights: Weights
    trial: Trial | None
    held: Trial | None
    counts: dict[str, int]
    settings: dict[str, Any]
    base: Versions


def read_all(paths: Sequence[Path]) -> list[Gold]:
    """The gold of several folders or files, in the order of their ids.

    Raises:
        GoldError: for gold that cannot be read, and for an article that stands twice.
    """
    found: dict[str, Gold] = {}
    for path in paths:
        for gold in read_gold(path):
            other = found.setdefault(gold.article.id, gold)
            if other is not gold:
                raise GoldError(
                    f"second gold file for article {gold.article.id!r}, first in {other.path}, expected one",
                    path=gold.path,
                )
    return [found[key] for key in sorted(found)]


def train(
    golds: Sequence[Gold],
    *,
    model: str | Path = DEFAULT_MODEL,
    dev: Sequence[Gold] = (),
    folds: int = 5,
    seed: int = 0,
    parts: Collection[str] = PARTS,
    shipped: bool = True,
) -> Trained:
    """Fit the scorers and their thresholds to gold articles, and measure what that gains.

    Args:
        golds: at least ten articles with twenty events. model: whose weights and rules to start from.
        dev: articles to measure the result on besides; nothing is learned from them.
        folds: of the cross-validation over articles, at least 2; 0 leaves it out. seed: deals the articles out.
        parts: what to fit, some of `PARTS`. shipped: whether to start from the model's weights, rather than from nothing.

    Raises:
        InputError: for gold that is too small or lacks what a part learns from, and without scikit-learn.
        ArticleError: for an article that the pipeline would not take.
    """
    counts = count(golds)
    _check(golds, counts, dev, folds, parts)
    nlp, learner = load(model), load(model, config=UNSCORED)
    articles = [gold.article for gold in (*golds, *dev)]
    prepared = Prepared(nlp, articles, until=FIRST)
    start = scorers_of(nlp)
    chosen = tuple(part for part in PARTS if part in parts)
    course = Course(learner, golds, start if shipped else {}, chosen, prepared)
    settings = {"seed": seed, "folds": folds, "parts": list(chosen), "shipped": shipped}
    about = {"articles": len(golds), "seed": seed}
    before = records(nlp, golds, prepared)
    before_dev = records(nlp, dev, prepared)
    measured = None
    if folds:
        after: dict[str, ArticleRecord] = {}
        for held in deal((gold.article.id for gold in golds), folds, seed):
            rest = {gold.article.id for gold in golds}.difference(held)
            put(nlp, {**start, **course.fit(course.lessons.of(rest))})
            own = [gold for gold in golds if gold.article.id in held]
            after |= {r.document.id: r for r in records(nlp, own, prepared)}
        measured = trial(golds, before, [after[gold.article.id] for gold in golds])
    put(nlp, start)
    base = versions_of(nlp)
    weights = course.fit(course.lessons, about=about)
    put(nlp, weights)
    kept_out = trial(dev, before_dev, records(nlp, dev, prepared)) if dev else None
    return Trained(weights, measured, kept_out, counts, settings, base)


def count(golds: Sequence[Gold]) -> dict[str, int]:
    """What gold has."""
    found: Counter[str] = Counter(articles=len(golds))
    for gold in golds:
        record = gold.record
        found["words"] += len(gold.text.split())
        found["mentions"] += len(record.mentions)
        found["events"] += len(record.events)
        found["arguments"] += sum(a.role != "time" for e in record.events for a in e.arguments)
    return {key: found[key] for key in ("articles", "words", "mentions", "events", "arguments")}


def _check(
    golds: Sequence[Gold], counts: dict[str, int], dev: Sequence[Gold], folds: int, parts: Collection[str]
) -> None:
    unknown = sorted(set(parts).difference(PARTS))
    if unknown or not parts:
        raise InputError(f"parts: found {unknown or 'none'}, expected some of {', '.join(PARTS)}")
    if len(golds) < LEAST_ARTICLES:
        raise InputError(f"gold: found {len(golds)} articles, expected at least {LEAST_ARTICLES}")
    if folds and not 2 <= folds <= len(golds):
        raise InputError(
            f"folds: found {folds}, expected 2 to {len(golds)}, the number of articles, or 0 for none"
        )
    if counts["events"] < LEAST_EVENTS:
        raise InputError(
            f"gold: found {counts['events']} events in {counts['articles']} articles, expected at least "
            f"{LEAST_EVENTS}"
        )
    if "roles" in parts and not counts["arguments"]:
        raise InputError(
            "gold: found no arguments in its events, which roles are learned from; expected some, or only the parts "
            f"{', '.join(part for part in PARTS if part != 'roles')}"
        )
    shared = sorted({gold.article.id for gold in golds}.intersection(gold.article.id for gold in dev))
    if shared:
        raise InputError(f"dev: found {', '.join(shared)} among the gold too, expected other articles")
    for gold in (*golds, *dev):
        admit(gold.article)
