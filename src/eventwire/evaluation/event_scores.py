"""Figures for events and their values."""

from __future__ import annotations

from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, best, bounds, closeness
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.mention_scores import NEAR_KM, distance, located, near, point
from eventwire.evaluation.tally import count, group
from eventwire.evaluation.values import Value, of, same, score_values
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
    of("modes", lambda e: sorted(set(e.modes))),
    of("time", _time),
    of("location_country", _country),
    of("time_basis", lambda e: e.time.basis, has=lambda e: e.time is not None, both=True),
    of("location_basis", lambda e: e.location.basis, has=lambda e: e.location is not None, both=True),
    Value(
        f"location_within_{NEAR_KM:.0f}_km",
        lambda g, p: near(g.location, p.location),
        lambda e: point(e.location),
        lambda e: located(e.location),
    ),
)
