"""Figures for events, their values, and what fills them: arguments and quantities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, best, bounds, closeness
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.tally import count, group
from eventwire.schema import ArticleRecord, Event


def _places(event: Event) -> list[Bounds]:
    return [bounds(event.trigger), *(bounds(m) for m in event.mentions)]


def score_events(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> list[tuple[Event, Event]]:
    """Count the events and their values; the matched ones."""

    def touch(g: Event, p: Event) -> float:
        trigger = closeness(bounds(g.trigger), bounds(p.trigger))
        return trigger + best(_places(g), _places(p))  # of two candidates, the one with the same trigger

    def overlap(g: Event, p: Event) -> float:
        return touch(g, p) if g.type == p.type else 0

    def exact(g: Event, p: Event) -> float:
        return float(g.type == p.type and bounds(g.trigger) == bounds(p.trigger))

    g, p = gold.events, predicted.events
    pairs = [(g[i], p[j]) for i, j in count(layer, g, p, exact, overlap)]
    group(layer, "type", g, p, lambda e: e.type, exact, overlap)
    group(layer, "modality", g, p, lambda e: e.modality, exact, overlap)
    any_type = layer.pair("identification", "any type")
    any_type.overlap.add(len(g), len(p), len(match(g, p, touch)))
    any_type.exact.add(
        len(g), len(p), len(match(g, p, lambda a, b: float(bounds(a.trigger) == bounds(b.trigger))))
    )
    for a, b in pairs:
        layer.check("modality", a.modality == b.modality)
        layer.check("outcome", a.outcome == b.outcome)
        layer.check("negated", a.negated == b.negated)
        layer.check("modes", set(a.modes) == set(b.modes))
        layer.check("time", _time(a) == _time(b))
        layer.check("location_country", _country(a) == _country(b))
        if a.time is not None and b.time is not None:
            layer.check("time_basis", a.time.basis == b.time.basis)
        if a.location is not None and b.location is not None:
            layer.check("location_basis", a.location.basis == b.location.basis)
    return pairs


def _time(event: Event) -> tuple[str | None, str | None] | None:
    return None if event.time is None else (event.time.start, event.time.end)


def _country(event: Event) -> str | None:
    return None if event.location is None else event.location.country


@dataclass(frozen=True)
class _Filled:
    """An argument or quantity of an event: what it is, where it stands, and where else its entity does."""

    name: str
    at: Bounds
    also: tuple[Bounds, ...]
    item: Any


def _same(g: _Filled, p: _Filled) -> float:
    return float(g.name == p.name and g.at == p.at)


def _touching(g: _Filled, p: _Filled) -> float:
    return closeness(g.at, p.at) if g.name == p.name else 0


def _by_entity(g: _Filled, p: _Filled) -> float:
    return best((g.at, *g.also), (p.at,)) if g.name == p.name else 0


def score_arguments(
    layers: dict[str, Layer], gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
    """Count the arguments of an article under the three notions of `scores.py`."""
    elsewhere: dict[str, list[Bounds]] = {}
    for m in gold.mentions:
        elsewhere.setdefault(m.entity, []).append(bounds(m))

    def filled(event: Event) -> list[_Filled]:
        return [
            _Filled(a.role, bounds(a), tuple(elsewhere.get(a.entity or "", ())), a) for a in event.arguments
        ]

    for name, unmatched, overlap in (
        ("arguments", True, _touching),
        ("arguments_of_matched_events", False, _touching),
        ("arguments_by_entity", True, _by_entity),
    ):
        _fillers(layers[name], "role", gold, predicted, pairs, filled, overlap, unmatched)


def _fillers(
    layer: Layer,
    notion: str,
    gold: ArticleRecord,
    predicted: ArticleRecord,
    pairs: list[tuple[Event, Event]],
    filled: Callable[[Event], list[_Filled]],
    overlap: Callable[[_Filled, _Filled], float],
    unmatched: bool,
) -> list[tuple[Any, Any]]:
    """Count what fills the events, pair by pair, and that of unmatched events where asked; the matched items."""
    sides: list[tuple[list[_Filled], list[_Filled]]] = [(filled(g), filled(p)) for g, p in pairs]
    if unmatched:
        done = {g.id for g, _ in pairs}, {p.id for _, p in pairs}
        sides += [(filled(e), []) for e in gold.events if e.id not in done[0]]
        sides += [([], filled(e)) for e in predicted.events if e.id not in done[1]]
    matched: list[tuple[Any, Any]] = []
    for g, p in sides:
        found = count(layer, g, p, _same, overlap)
        group(layer, notion, g, p, lambda f: f.name, _same, overlap)
        matched += [(g[i].item, p[j].item) for i, j in found]
    return matched


def score_quantities(
    layer: Layer, gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
    """Count the quantities of an article's events, and their bounds."""

    def filled(event: Event) -> list[_Filled]:
        return [_Filled(q.measure, bounds(q), (), q) for q in event.quantities]

    for g, p in _fillers(layer, "measure", gold, predicted, pairs, filled, _touching, True):
        layer.check("bounds", (g.low, g.high) == (p.low, p.high))
        layer.check("approximate", g.approximate == p.approximate)
