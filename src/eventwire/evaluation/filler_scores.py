"""Figures for what fills events: arguments and quantities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.compare import Bounds, best, bounds, closeness
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.tally import count, group
from eventwire.evaluation.values import of, same, score_values
from eventwire.schema import ArticleRecord, Event

QUANTITY_VALUES = (of("bounds", lambda q: (q.low, q.high)), same("approximate"))


@dataclass(frozen=True)
class Filled:
    """An argument or quantity of an event.

    Attributes:
        name: its role or measure. at: where it stands. also: where else its entity does. item: of the contract.
    """

    name: str
    at: Bounds
    also: tuple[Bounds, ...]
    item: Any


@dataclass(frozen=True)
class Sides:
    """What fills a pair of matched events, or an event that only one side has (the other is None, its list empty)."""

    gold_event: Event | None
    predicted_event: Event | None
    gold: list[Filled]
    predicted: list[Filled]


def arguments_of(record: ArticleRecord) -> Callable[[Event], list[Filled]]:
    """A function that gives the arguments of the record's events."""
    elsewhere: dict[str, list[Bounds]] = {}
    for m in record.mentions:
        elsewhere.setdefault(m.entity, []).append(bounds(m))
    return lambda event: [
        Filled(a.role, bounds(a), tuple(elsewhere.get(a.entity or "", ())), a) for a in event.arguments
    ]


def quantities_of(event: Event) -> list[Filled]:
    """The quantities of an event."""
    return [Filled(q.measure, bounds(q), (), q) for q in event.quantities]


def sides(
    gold: ArticleRecord,
    predicted: ArticleRecord,
    pairs: list[tuple[Event, Event]],
    filled: Callable[[Event], list[Filled]],
    *,
    unmatched: bool = True,
) -> Iterator[Sides]:
    """What is compared with what: pair by pair, and that of unmatched events with nothing, where asked."""
    for g, p in pairs:
        yield Sides(g, p, filled(g), filled(p))
    if unmatched:
        done = {g.id for g, _ in pairs}, {p.id for _, p in pairs}
        for e in gold.events:
            if e.id not in done[0]:
                yield Sides(e, None, filled(e), [])
        for e in predicted.events:
            if e.id not in done[1]:
                yield Sides(None, e, [], filled(e))


def fillers_exact(g: Filled, p: Filled) -> float:
    """1 where role or measure and the span are the same."""
    return float(g.name == p.name and g.at == p.at)


def fillers_overlap(g: Filled, p: Filled) -> float:
    """How well two arguments or quantities of a pair of events fit; 0 where they are no pair."""
    return closeness(g.at, p.at) if g.name == p.name else 0


def _by_entity(g: Filled, p: Filled) -> float:
    return best((g.at, *g.also), (p.at,)) if g.name == p.name else 0


def score_arguments(
    layers: dict[str, Layer], gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
    """Count the arguments of an article under the three notions of `scores.py`."""
    filled = arguments_of(gold)
    for name, unmatched, overlap in (
        ("arguments", True, fillers_overlap),
        ("arguments_of_matched_events", False, fillers_overlap),
        ("arguments_by_entity", True, _by_entity),
    ):
        for both in sides(gold, predicted, pairs, filled, unmatched=unmatched):
            _count(layers[name], "role", both, overlap)


def score_quantities(
    layer: Layer, gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
    """Count the quantities of an article's events, and their bounds."""
    matched: list[tuple[Any, Any]] = []
    for both in sides(gold, predicted, pairs, quantities_of):
        found = _count(layer, "measure", both, fillers_overlap)
        matched += [(both.gold[i].item, both.predicted[j].item) for i, j in found]
    score_values(
        layer,
        QUANTITY_VALUES,
        [q for e in gold.events for q in e.quantities],
        [q for e in predicted.events for q in e.quantities],
        matched,
    )


def _count(
    layer: Layer, notion: str, both: Sides, overlap: Callable[[Filled, Filled], float]
) -> list[tuple[int, int]]:
    group(layer, notion, both.gold, both.predicted, lambda f: f.name, fillers_exact, overlap)
    return count(layer, both.gold, both.predicted, fillers_exact, overlap)
