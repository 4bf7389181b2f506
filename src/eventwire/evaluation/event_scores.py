"""Figures for events, their values, and what fills them: arguments and quantities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, best, bounds, closeness
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.mention_scores import NEAR_KM, distance, located, near
from eventwire.evaluation.tally import count, group
from eventwire.evaluation.values import Value, same, score_values
from eventwire.schema import ArticleRecord, Event


def places(event: Event) -> list[Bounds]:
    """Where an event is named: its trigger and its further mentions."""
    return [bounds(event.trigger), *(bounds(m) for m in event.mentions)]


def events_touch(g: Event, p: Event) -> float:
    """How well two events fit whatever their type; of two candidates, the one with the same trigger fits better."""
    return closeness(bounds(g.trigger), bounds(p.trigger)) + best(places(g), places(p))


def events_overlap(g: Event, p: Event) -> float:
    """How well two events fit; 0 where they are no pair."""
    return events_touch(g, p) if g.type == p.type else 0


def _same_trigger(g: Event, p: Event) -> float:
    return float(bounds(g.trigger) == bounds(p.trigger))


def events_exact(g: Event, p: Event) -> float:
    """1 where two events have the same type and trigger."""
    return float(g.type == p.type and _same_trigger(g, p))


def score_events(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> list[tuple[Event, Event]]:
    """Count the events and their values; the matched ones."""
    g, p = gold.events, predicted.events
    pairs = [(g[i], p[j]) for i, j in count(layer, g, p, events_exact, events_overlap)]
    group(layer, "type", g, p, lambda e: e.type, events_exact, events_overlap)
    group(layer, "modality", g, p, lambda e: e.modality, events_exact, events_overlap)
    any_type = layer.pair("identification", "any type")
    any_type.overlap.add(len(g), len(p), len(match(g, p, events_touch)))
    any_type.exact.add(len(g), len(p), len(match(g, p, _same_trigger)))
    score_values(layer, VALUES, g, p, pairs)
    for a, b in pairs:
        apart = distance(a.location, b.location)
        if apart is not None:
            layer.distances.setdefault("location", []).append(apart)
    return pairs


def _time(event: Event) -> tuple[str | None, str | None] | None:
    return None if event.time is None else (event.time.start, event.time.end)


def _country(event: Event) -> str | None:
    return None if event.location is None else event.location.country


VALUES = (
    same("modality"),
    same("outcome"),
    same("negated"),
    Value("modes", lambda g, p: set(g.modes) == set(p.modes)),
    Value("time", lambda g, p: _time(g) == _time(p)),
    Value("location_country", lambda g, p: _country(g) == _country(p)),
    Value("time_basis", lambda g, p: g.time.basis == p.time.basis, lambda e: e.time is not None, both=True),
    Value(
        "location_basis",
        lambda g, p: g.location.basis == p.location.basis,
        lambda e: e.location is not None,
        both=True,
    ),
    Value(
        f"location_within_{NEAR_KM:.0f}_km",
        lambda g, p: near(g.location, p.location),
        lambda e: located(e.location),
    ),
)
QUANTITY_VALUES = (
    Value("bounds", lambda g, p: (g.low, g.high) == (p.low, p.high)),
    same("approximate"),
)


@dataclass(frozen=True)
class Filled:
    """An argument or quantity of an event: what it is, where it stands, and where else its entity does."""

    name: str
    at: Bounds
    also: tuple[Bounds, ...]
    item: Any


def _same(g: Filled, p: Filled) -> float:
    return float(g.name == p.name and g.at == p.at)


def _touching(g: Filled, p: Filled) -> float:
    return closeness(g.at, p.at) if g.name == p.name else 0


def _by_entity(g: Filled, p: Filled) -> float:
    return best((g.at, *g.also), (p.at,)) if g.name == p.name else 0


def score_arguments(
    layers: dict[str, Layer], gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
    """Count the arguments of an article under the three notions of `scores.py`."""
    elsewhere: dict[str, list[Bounds]] = {}
    for m in gold.mentions:
        elsewhere.setdefault(m.entity, []).append(bounds(m))

    def filled(event: Event) -> list[Filled]:
        return [
            Filled(a.role, bounds(a), tuple(elsewhere.get(a.entity or "", ())), a) for a in event.arguments
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
    filled: Callable[[Event], list[Filled]],
    overlap: Callable[[Filled, Filled], float],
    unmatched: bool,
) -> list[tuple[Any, Any]]:
    """Count what fills the events, pair by pair, and that of unmatched events where asked; the matched items."""
    sides: list[tuple[list[Filled], list[Filled]]] = [(filled(g), filled(p)) for g, p in pairs]
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

    def filled(event: Event) -> list[Filled]:
        return [Filled(q.measure, bounds(q), (), q) for q in event.quantities]

    pairs_of_quantities = _fillers(layer, "measure", gold, predicted, pairs, filled, _touching, True)
    score_values(
        layer,
        QUANTITY_VALUES,
        [q for e in gold.events for q in e.quantities],
        [q for e in predicted.events for q in e.quantities],
        pairs_of_quantities,
    )
