"""Two systems on the same articles: differences of figures, with a paired test and an interval for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from eventwire.errors import EventwireError
from eventwire.evaluation.bootstrap import RESAMPLES, Bootstrap, Interval
from eventwire.evaluation.intervals import columns
from eventwire.evaluation.ratios import Path, Ratio
from eventwire.evaluation.scores import Scores

ALPHA = 0.05
_NOTHING = Ratio(0, 0)


class Difference(NamedTuple):
    """A figure of one system minus that of another.

    Attributes:
        one, other: the figures in [0, 1], None where undefined. interval: 95 % interval of `one - other`.
        p: two-sided, of the hypothesis that the two systems are the same; paired by article.
    """

    one: float | None
    other: float | None
    interval: Interval | None
    p: float

    @property
    def value(self) -> float | None:
        """`one - other`, None where either is undefined."""
        return None if self.one is None or self.other is None else self.one - self.other

    @property
    def worse(self) -> bool:
        """Whether `one` is lower and chance alone would hardly do that (p under 0.05)."""
        return self.value is not None and self.value < 0 and self.p < ALPHA

    def to_dict(self) -> dict[str, Any]:
        """Plain values rounded to four places."""
        figures = {"this": self.one, "other": self.other, "difference": self.value}
        bounds = None if self.interval is None else [round(bound, 4) for bound in self.interval]
        rounded = {name: None if value is None else round(value, 4) for name, value in figures.items()}
        return {**rounded, "interval": bounds, "p": round(self.p, 4)}


@dataclass(frozen=True)
class Comparison:
    """All figures of two systems; `found` goes by the path of a figure as in the JSON."""

    found: Mapping[Path, Difference]

    def to_dict(self) -> dict[str, Any]:
        """Nested as the figures are."""
        tree: dict[str, Any] = {}
        for path, difference in sorted(self.found.items()):
            node = tree
            for part in path[:-1]:
                node = node.setdefault(part, {})
            node[path[-1]] = difference.to_dict()
        return tree


def compare_scores(one: Scores, other: Scores, *, resamples: int = RESAMPLES) -> Comparison:
    """The differences between two systems that were evaluated on the same gold.

    Args:
        one, other: from `evaluate`. resamples: of the bootstrap, and permutations of the test.

    Raises:
        EventwireError: where they are not about the same articles, or not about the same gold.
    """
    if list(one.articles) != list(other.articles):
        apart = sorted(set(one.articles) ^ set(other.articles))
        raise EventwireError(f"only one of the two evaluations has {apart}, expected the same articles")
    bootstrap = Bootstrap(one.documents, resamples)
    left, right = columns(one), columns(other)
    empty = [_NOTHING] * one.documents
    found: dict[Path, Difference] = {}
    for path in dict.fromkeys((*left, *right)):
        a, b = left.get(path, empty), right.get(path, empty)
        if path[-1] == "recall" and [r.below for r in a] != [r.below for r in b] and _is_item(path):
            raise EventwireError(
                f"{'.'.join(path)}: the two evaluations have different gold, expected the same"
            )
        test = bootstrap.difference(_split(a), _split(b))
        found[path] = Difference(_value(a), _value(b), test.interval, test.p)
    return Comparison(found)


def _is_item(path: Path) -> bool:
    """Whether the support of a figure depends on the gold alone; that of arguments of matched events does not."""
    return path[0] != "arguments_of_matched_events"


def _split(column: list[Ratio]) -> tuple[list[float], list[float]]:
    return [r.above for r in column], [r.below for r in column]


def _value(column: list[Ratio]) -> float | None:
    below = sum(r.below for r in column)
    return sum(r.above for r in column) / below if below else None
