"""Do the 95 % intervals of `eventwire evaluate` hold what they say, and does its gate tell a regression from noise?

Articles are drawn from a made population whose true precision, recall and F1 are known. Coverage is the share of draws whose
interval has the true figure in it; a method that keeps its word is between 93 and 97 %. Seeds are fixed: the same call prints
the same table.

Usage: python benchmarks/intervals.py [--runs 2000] [--articles 30 40 50]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from eventwire.evaluation.bootstrap import Bootstrap, Interval
from eventwire.evaluation.comparison import Difference

POPULATION = 100_000
LOW, HIGH = 0.93, 0.97  # what a 95 % interval may cover; outside of it the exit code is 1
Array = np.ndarray[Any, Any]
Method = Callable[[Bootstrap, Array, Array], Interval | None]


@dataclass(frozen=True)
class Scenario:
    """What the articles of a population are like.

    Attributes:
        items: mean number of gold items in an article. evenness: of their number, the shape of its gamma distribution.
        recall, precision: typical values. agreement: how alike the articles' own recalls are (sum of the parameters of a
            beta distribution). longer_is_harder: how much recall falls where an article is twice as long, relative.
    """

    items: float
    evenness: float
    recall: float
    precision: float
    agreement: float
    longer_is_harder: float = 0.1


SCENARIOS = {
    "mentions (many, mostly right)": Scenario(46, 12, 0.88, 0.91, 25, 0.05),
    "events (ten an article)": Scenario(9.5, 6, 0.6, 0.68, 8),
    "arguments (many, often wrong)": Scenario(26, 4, 0.45, 0.6, 8),
    "quantities (few)": Scenario(2.5, 1.5, 0.5, 0.62, 5, 0.0),
}


def population(scenario: Scenario, rng: np.random.Generator, size: int = POPULATION) -> Array:
    """True positives, false positives and false negatives of many articles, one row each."""
    length = rng.gamma(scenario.evenness, 1 / scenario.evenness, size)
    items = rng.poisson(length * scenario.items)
    typical = np.clip(scenario.recall * (1 - scenario.longer_is_harder * (length - 1)), 0.02, 0.98)
    tp = rng.binomial(items, rng.beta(typical * scenario.agreement, (1 - typical) * scenario.agreement))
    odds = scenario.items * scenario.recall * (1 - scenario.precision) / scenario.precision
    fp = rng.poisson(rng.gamma(4, odds / 4, size) * length)
    return np.array([tp, fp, items - tp], dtype=float).T


def figures(counts: Array) -> dict[str, tuple[Array, Array]]:
    """Precision, recall and F1 as numerators and denominators."""
    tp, fp, fn = counts.T
    return {"precision": (tp, tp + fp), "recall": (tp, tp + fn), "F1": (2 * tp, 2 * tp + fp + fn)}


def percentile(bootstrap: Bootstrap, above: Array, below: Array) -> Interval | None:
    """The plain percentile interval."""
    drawn = _drawn(bootstrap, above, below)
    return Interval(*np.quantile(drawn, [0.025, 0.975]))


def bca(bootstrap: Bootstrap, above: Array, below: Array) -> Interval | None:
    """Bias-corrected and accelerated percentiles (Efron 1987)."""
    drawn = _drawn(bootstrap, above, below)
    value = above.sum() / below.sum()
    normal = NormalDist()
    share = ((drawn < value).mean() + (drawn <= value).mean()) / 2
    bias = normal.inv_cdf(float(np.clip(share, 1e-4, 1 - 1e-4)))
    without = (above.sum() - above) / (below.sum() - below)
    away = without.mean() - without
    spread = (away**2).sum()
    skew = (away**3).sum() / (6 * spread**1.5) if spread else 0.0
    ends = [bias + normal.inv_cdf(q) for q in (0.025, 0.975)]
    return Interval(*np.quantile(drawn, [normal.cdf(bias + end / (1 - skew * end)) for end in ends]))


def studentized(bootstrap: Bootstrap, above: Array, below: Array) -> Interval | None:
    """What `eventwire evaluate` does."""
    return bootstrap.ratio(above.tolist(), below.tolist())


METHODS: dict[str, Method] = {"percentile": percentile, "BCa": bca, "bootstrap-t (used)": studentized}


def _drawn(bootstrap: Bootstrap, above: Array, below: Array) -> Array:
    with np.errstate(invalid="ignore"):
        drawn = (bootstrap.weights @ above) / (bootstrap.weights @ below)
    return drawn[np.isfinite(drawn)]


@dataclass
class Coverage:
    """How often intervals of one kind held the true figure, how wide they were, and how often there was none."""

    held: int = 0
    given: int = 0
    width: float = 0.0
    absent: int = 0

    @property
    def share(self) -> float:
        """In [0, 1]."""
        return self.held / self.given if self.given else 0.0


def coverage(
    scenario: Scenario,
    articles: int,
    runs: int,
    *,
    methods: dict[str, Method] = METHODS,
    resamples: int = 2000,
    seed: int = 1,
) -> dict[tuple[str, str], Coverage]:
    """Method and figure → coverage, over `runs` corpora of so many articles."""
    rng = np.random.default_rng(seed)
    everyone = population(scenario, rng)
    truth = {name: above.sum() / below.sum() for name, (above, below) in figures(everyone).items()}
    bootstrap = Bootstrap(articles, resamples)
    found = {(method, name): Coverage() for method in methods for name in truth}
    for _ in range(runs):
        corpus = everyone[rng.integers(0, len(everyone), articles)]
        for name, (above, below) in figures(corpus).items():
            for method, interval_of in methods.items():
                interval, row = interval_of(bootstrap, above, below), found[method, name]
                if interval is None:
                    row.absent += 1
                    continue
                row.given += 1
                row.held += bool(interval.low <= truth[name] <= interval.high)
                row.width += interval.high - interval.low
    return found


def alarms(
    loss: float, noise: float, articles: int, runs: int, *, resamples: int = 2000, seed: int = 2
) -> float:
    """How often `--compare` finds recall worse, in [0, 1].

    A system of recall 0.85 on about ten events an article is compared with a later version of itself.

    Args:
        loss: by how much the later one's recall is really lower. noise: share of what was found that is lost by chance,
            with as many others found instead.
    """
    rng = np.random.default_rng(seed)
    recall = 0.85
    bootstrap = Bootstrap(articles, resamples)
    found = 0
    for _ in range(runs):
        items = rng.poisson(rng.gamma(6, 10 / 6, articles))
        before = rng.binomial(items, rng.beta(recall * 12, (1 - recall) * 12, articles))
        lost = rng.binomial(before, noise + loss / recall)
        gained = rng.binomial(items - before, noise * recall / (1 - recall))
        after = before - lost + gained
        gold = items.tolist()
        test = bootstrap.difference((after.tolist(), gold), (before.tolist(), gold))
        found += Difference(after.sum() / items.sum(), before.sum() / items.sum(), *test).worse
    return found / runs


def report(articles: list[int], runs: int, shares_used: list[float]) -> Iterator[str]:
    """The two tables, in Markdown; the shares of the method in use are added to `shares_used`."""
    yield f"Share of {runs:,} corpora whose 95 % interval holds the true figure (precision / recall / F1):"
    yield ""
    yield f"| items | articles | {' | '.join(METHODS)} | mean width of its F1 interval |"
    yield f"| --- | ---: | {' | '.join(['---:'] * len(METHODS))} | ---: |"
    for name, scenario in SCENARIOS.items():
        for number in articles:
            found = coverage(scenario, number, runs)
            shares = [
                " / ".join(f"{found[method, figure].share:.1%}" for figure in ("precision", "recall", "F1"))
                for method in METHODS
            ]
            used = found["bootstrap-t (used)", "F1"]
            shares_used += [row.share for (method, _), row in found.items() if method.endswith("(used)")]
            yield f"| {name} | {number} | {' | '.join(shares)} | {used.width / max(used.given, 1):.3f} |"
    yield ""
    yield f"The {len(shares_used)} shares of the method in use are between {min(shares_used):.1%} and {max(shares_used):.1%}."
    yield ""
    yield f"How often the gate `--fail-worse events.recall` closes, of {runs:,} comparisons (recall 0.85 before):"
    yield ""
    yield f"| what changed | {' | '.join(f'{number} articles' for number in articles)} |"
    yield f"| --- | {' | '.join(['---:'] * len(articles))} |"
    for what, loss, noise in (
        ("5 points of recall lost", 0.05, 0.0),
        ("5 points lost, and 3 % of the rest changed at random", 0.05, 0.03),
        ("3 % changed at random", 0.0, 0.03),
        ("8 % changed at random", 0.0, 0.08),
    ):
        shares = [f"{alarms(loss, noise, number, runs):.1%}" for number in articles]
        yield f"| {what} | {' | '.join(shares)} |"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--articles", type=int, nargs="+", default=[26, 30, 40, 50])
    arguments = parser.parse_args()
    shares: list[float] = []
    for line in report(arguments.articles, arguments.runs, shares):
        print(line, flush=True)
    return 0 if all(LOW <= share <= HIGH for share in shares) else 1


if __name__ == "__main__":
    sys.exit(main())
