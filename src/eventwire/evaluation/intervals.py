"""95 % intervals of all figures of an evaluation, by drawing articles with replacement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.bootstrap import RESAMPLES, Bootstrap, Interval
from eventwire.evaluation.ratios import Path, Ratio, ratios
from eventwire.evaluation.scores import Scores

OVERCONFIDENCE: Path = ("calibration", "overconfidence")


@dataclass(frozen=True)
class Intervals:
    """The intervals of an evaluation.

    Attributes:
        found: path of a figure as in the JSON → its interval; figures without one are absent.
        resamples: how often the articles were drawn.
    """

    found: Mapping[Path, Interval]
    resamples: int

    def get(self, *path: str) -> Interval | None:
        """The interval of a figure, None where it has none."""
        return self.found.get(path)

    def to_dict(self) -> dict[str, Any]:
        """Nested as the figures are, `[low, high]` rounded to four places."""
        tree: dict[str, Any] = {}
        for path, interval in sorted(self.found.items()):
            node = tree
            for part in path[:-1]:
                node = node.setdefault(part, {})
            node[path[-1]] = [round(interval.low, 4), round(interval.high, 4)]
        return tree


def columns(scores: Scores) -> dict[Path, list[Ratio]]:
    """Every figure of the whole, with its ratio in each article, in the order of the articles."""
    nothing = Ratio(0, 0)
    articles = [dict(ratios(article.layers)) for article in scores.articles.values()]
    return {path: [own.get(path, nothing) for own in articles] for path, _ in ratios(scores.layers)}


def intervals_of(scores: Scores, *, resamples: int = RESAMPLES) -> Intervals:
    """The 95 % intervals of precision, recall, F1 and accuracies, of totals, groups and values.

    Args:
        scores: from `evaluate`. resamples: how often the articles are drawn.

    Returns:
        Intervals; a figure that fewer than eight articles contribute to has none.
    """
    bootstrap = Bootstrap(scores.documents, resamples)
    found: dict[Path, Interval] = {}
    for path, column in columns(scores).items():
        interval = bootstrap.ratio([r.above for r in column], [r.below for r in column])
        if interval is not None:
            found[path] = interval
    gap = _overconfidence(scores, bootstrap)
    if gap is not None:
        found[OVERCONFIDENCE] = gap
    return Intervals(found, resamples)


def _overconfidence(scores: Scores, bootstrap: Bootstrap) -> Interval | None:
    """Of mean confidence minus the share of events that are right."""
    articles = [a.judgements for a in scores.articles.values()]
    number = [float(len(a)) for a in articles]
    confidence = [sum(j.confidence for j in a) for a in articles]
    right = [float(sum(j.right for j in a)) for a in articles]
    return bootstrap.difference((confidence, number), (right, number)).interval
