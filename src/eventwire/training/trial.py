"""What training gains, measured on articles that the measured weights have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language

from eventwire.evaluation import Comparison, Scores, compare_scores, evaluate
from eventwire.evaluation.gold import Gold
from eventwire.language import versions_of
from eventwire.records import record_of
from eventwire.schema import ArticleRecord
from eventwire.training.prepared import Prepared


@dataclass(frozen=True)
class Trial:
    """Figures of two models on the same articles.

    Attributes:
        before, after: without and with training.
    """

    before: Scores
    after: Scores

    @property
    def comparison(self) -> Comparison:
        """`after` minus `before`, each figure with its interval, paired by article."""
        return compare_scores(self.after, self.before)

    def to_dict(self) -> dict[str, Any]:
        """F1 by overlap of every layer that gold or prediction has something of: before, after, difference, interval, p."""
        found = self.comparison.found
        return {
            layer: {
                "before": told["other"],
                "after": told["this"],
                **{key: told[key] for key in ("difference", "interval", "p")},
            }
            for layer in self.after.layers
            if (path := (layer, "overlap", "f1")) in found
            for told in [found[path].to_dict()]
            if told["this"] is not None and told["other"] is not None
        }


def trial(golds: Sequence[Gold], before: Iterable[ArticleRecord], after: Iterable[ArticleRecord]) -> Trial:
    """Both models' records of the same articles against their gold."""
    truth, texts = [g.record for g in golds], {g.article.id: g.text for g in golds}
    return Trial(
        evaluate(truth, list(before), texts=texts),
        evaluate(truth, list(after), texts=texts),
    )


def records(nlp: Language, golds: Iterable[Gold], prepared: Prepared) -> list[ArticleRecord]:
    """The records of prepared articles."""
    versions = versions_of(nlp)
    return [record_of(prepared.doc(nlp, gold.article), gold.article, versions) for gold in golds]


def deal(articles: Iterable[str], number: int, seed: int) -> list[list[str]]:
    """Articles in folds of nearly equal size, shuffled by the seed.

    Args:
        number: of the folds, at most as many as articles.
    """
    names = sorted(articles)
    order = np.random.default_rng(seed).permutation(len(names))
    return [sorted(names[i] for i in order[k::number].tolist()) for k in range(number)]
