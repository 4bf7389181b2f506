"""Scores as plain tables: what a report says, whatever it is printed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from eventwire.evaluation.bootstrap import Interval
from eventwire.evaluation.comparison import Comparison
from eventwire.evaluation.counts import Pair, spread
from eventwire.evaluation.intervals import OVERCONFIDENCE, Intervals
from eventwire.evaluation.ratios import FIGURES
from eventwire.evaluation.scores import Scores

NOTHING = "–"  # an undefined figure
KEY_VALUES = (
    ("mentions", "date_bounds"),
    ("mentions", "quantity_bounds"),
    ("mentions", "actor_kind"),
    ("mentions", "actor_country"),
    ("mentions", "place_country"),
    ("mentions", "place_within_25_km"),
    ("events", "modality"),
    ("events", "outcome"),
    ("events", "time"),
    ("events", "location_country"),
    ("quantities", "bounds"),
    ("characterizations", "act"),
    ("characterizations", "speaker"),
)


@dataclass(frozen=True)
class Grid:
    """A table, and lines to stand below it.

    Attributes:
        title: what it is of. columns: their heads; the first `left` of them hold words, the others figures.
        rows: cells as they are shown. notes: sentences about it.
    """

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    left: int = 1
    notes: tuple[str, ...] = field(default=())


def overview(scores: Scores, intervals: Intervals) -> list[Grid]:
    """The layers, the main values, and whether the confidence can be believed."""
    rows = []
    for name, layer in scores.layers.items():
        exact, overlap = layer.total.exact, layer.total.overlap
        figures = [
            with_interval(getattr(overlap, figure), intervals.get(name, "overlap", figure))
            for figure in FIGURES
        ]
        figures.append(with_interval(exact.f1, intervals.get(name, "exact", "f1")))
        counts = (overlap.tp, overlap.fp, overlap.fn, overlap.support)
        rows.append((name, *figures, *map(str, counts)))
    heads = ("layer", "precision", "recall", "F1", "exact F1", "tp", "fp", "fn", "support")
    layers = Grid(f"articles: {scores.documents}", heads, rows, notes=tuple(_notes(scores, intervals)))
    chosen = [(a, b) for a, b in KEY_VALUES if b in scores.layers[a].values]
    return [layers, _values("values", scores, intervals, chosen)]


def _notes(scores: Scores, intervals: Intervals) -> Iterator[str]:
    yield (
        "Items are matched one to one; spans overlap, and are equal under exact. In brackets 95 % intervals: "
        f"{intervals.resamples:,} resamples of the articles (bootstrap-t)."
    )
    calibration = scores.calibration
    if calibration.error is not None:
        gap = None if calibration.confidence is None else calibration.confidence - (calibration.right or 0)
        shown = with_interval(gap, intervals.get(*OVERCONFIDENCE), sign=True)
        yield (
            f"Confidence of {len(calibration.judgements)} events: expected calibration error "
            f"{ratio(calibration.error)} (by chance alone {ratio(calibration.floor)}), Brier score "
            f"{ratio(calibration.brier)}; mean confidence {ratio(calibration.confidence)}, right "
            f"{ratio(calibration.right)}, difference {shown}. Right: a pair with its agents and targets."
        )
    quiet = scores.quiet
    if quiet.articles:
        words = "unknown" if quiet.words is None else f"{quiet.words:,}"
        rate = NOTHING if quiet.per_1000_words is None else f"{quiet.per_1000_words:.2f}"
        yield (
            f"Articles whose gold has no events: {quiet.articles} ({words} words), events found in them: "
            f"{quiet.events}, {rate} per 1,000 words."
        )
    if scores.unpredicted:
        named = ", ".join(f"{_visible(key)} ({status})" for key, status in scores.unpredicted.items())
        yield f"Without a prediction, all of their gold counted as missed: {named}."


def _visible(name: str) -> str:
    """An id from outside, without anything that could move a cursor."""
    return name if name.isprintable() else ascii(name)


def details(scores: Scores, intervals: Intervals) -> Iterator[Grid]:
    """Every layer and group exact and overlapping, all values, distances, and the reliability table."""
    totals = [_row((name,), name, layer.total, intervals) for name, layer in scores.layers.items()]
    yield _counted("all layers", "layer", totals)
    for name, layer in scores.layers.items():
        for notion, groups in sorted(layer.groups.items()):
            rows = [
                _row((name, "groups", notion, group), group, pair, intervals)
                for group, pair in sorted(groups.items())
            ]
            yield _counted(f"{name} by {notion}", notion, rows)
    every = [(name, field) for name, layer in scores.layers.items() for field in sorted(layer.values)]
    yield _values("all values", scores, intervals, every)
    yield Grid(
        "distance of coordinates on matched items",
        ("layer", "value", "pairs", "median km", "90th percentile km"),
        [
            (name, field, *(str(figure) for figure in spread(found).values()))
            for name, layer in scores.layers.items()
            for field, found in sorted(layer.distances.items())
        ],
        left=2,
    )
    yield Grid(
        "reliability of the events' confidence",
        ("confidence", "events", "mean confidence", "share right"),
        [
            (f"{b.low:.1f} to {b.high:.1f}", str(b.events), ratio(b.confidence), ratio(b.right))
            for b in scores.calibration.bins
        ],
    )


def _counted(title: str, first: str, rows: list[tuple[str, ...]]) -> Grid:
    heads = (first, "exact P", "R", "F1", "overlap P", "R", "F1", "95 % of F1", "tp", "fp", "fn", "support")
    return Grid(title, heads, rows)


def _row(path: tuple[str, ...], name: str, pair: Pair, intervals: Intervals) -> tuple[str, ...]:
    figures = [ratio(getattr(c, figure)) for c in (pair.exact, pair.overlap) for figure in FIGURES]
    bounds = interval_text(intervals.get(*path, "overlap", "f1")) or NOTHING
    counts = pair.overlap
    return (name, *figures, bounds, *map(str, (counts.tp, counts.fp, counts.fn, counts.support)))


def _values(title: str, scores: Scores, intervals: Intervals, names: list[tuple[str, str]]) -> Grid:
    rows = []
    for name, field_name in names:
        found = scores.layers[name].values[field_name]
        matched = with_interval(found.value, intervals.get(name, "values", field_name))
        whole = with_interval(found.end_to_end.f1, intervals.get(name, "values_end_to_end", field_name, "f1"))
        counts = (found.correct, found.total, found.gold)
        rows.append((name, field_name, matched, whole, *map(str, counts)))
    heads = ("layer", "value", "right of matched", "end-to-end F1", "right", "matched", "in gold")
    return Grid(title, heads, rows, left=2)


def differences(comparison: Comparison, *, every: bool = False) -> Grid:
    """The differences to another system.

    Args:
        comparison: from `compare_scores`. every: all figures, not only F1, precision and recall of the layers.
    """
    rows: list[tuple[str, ...]] = []
    for path, found in comparison.found.items():
        if every or (len(path) == 3 and path[1] == "overlap"):
            shown = with_interval(found.value, found.interval, sign=True)
            verdict = "" if found.p >= 0.05 or not found.value else ("better" if found.value > 0 else "worse")
            rows.append(
                (".".join(path), ratio(found.one), ratio(found.other), shown, f"{found.p:.4f}", verdict)
            )
    heads = ("figure", "this", "other", "difference", "p", "")
    note = (
        "Paired by article: 95 % interval by bootstrap-t, p by permutation. With many figures some p are small by "
        "chance: decide on the figure before looking."
    )
    return Grid("difference to the other system", heads, rows, notes=(note,))


def ratio(value: float | None) -> str:
    """A figure with three places."""
    return NOTHING if value is None else f"{value:.3f}"


def interval_text(interval: Interval | None, *, sign: bool = False) -> str:
    """`[0.712, 0.801]`, or nothing."""
    if interval is None:
        return ""
    return (
        f"[{interval.low:+.3f}, {interval.high:+.3f}]"
        if sign
        else f"[{interval.low:.3f}, {interval.high:.3f}]"
    )


def with_interval(value: float | None, interval: Interval | None, *, sign: bool = False) -> str:
    """A figure with its interval behind it."""
    if value is None:
        return NOTHING
    return " ".join(
        filter(None, (f"{value:+.3f}" if sign else f"{value:.3f}", interval_text(interval, sign=sign)))
    )
