"""Figures for mentions, their normalized values, and the entities that they are grouped into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, bounds, closeness, kilometres
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.tally import count, group
from eventwire.schema import ArticleRecord

CLUSTERED = ("ACTOR", "WEAPON", "PLACE")
NEAR_KM = 25.0


@dataclass(frozen=True)
class _Mention:
    at: Bounds
    label: str
    entity: Any


def shown(record: ArticleRecord) -> list[_Mention]:
    entities = {e.id: e for e in record.entities}
    return [_Mention(bounds(m), m.label, entities[m.entity]) for m in record.mentions]


def score_mentions(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> None:
    """Count the mentions of an article, and the values of the matched ones."""

    def overlap(g: _Mention, p: _Mention) -> float:
        return closeness(g.at, p.at) if g.label == p.label else 0

    def exact(g: _Mention, p: _Mention) -> float:
        return float(g.label == p.label and g.at == p.at)

    def kind(m: _Mention) -> str | None:
        return f"{m.label}/{m.entity.kind}" if m.entity.kind else None

    g, p = shown(gold), shown(predicted)
    pairs = count(layer, g, p, exact, overlap)
    group(layer, "label", g, p, lambda m: m.label, exact, overlap)
    group(layer, "kind", g, p, kind, exact, overlap)
    for i, j in pairs:
        _mention_values(layer, g[i].entity, p[j].entity)


def _mention_values(layer: Layer, g: Any, p: Any) -> None:
    """The normalized values of two matched mentions' entities, which have the same label."""
    if g.label == "DATE":
        layer.check("date_bounds", (g.start, g.end) == (p.start, p.end))
        layer.check("timex_type", g.timex_type == p.timex_type)
        if g.timex_value is not None:
            layer.check("timex_value", g.timex_value == p.timex_value)
        return
    if g.label == "QUANTITY":
        layer.check("quantity_bounds", (g.low, g.high) == (p.low, p.high))
        layer.check("quantity_approximate", g.approximate == p.approximate)
        return
    name = g.label.lower()
    layer.check(f"{name}_kind", g.kind == p.kind)
    if g.label == "WEAPON":
        if g.system is not None:
            layer.check("weapon_system", g.system == p.system)
        return
    layer.check(f"{name}_country", g.country == p.country)
    if g.label == "PLACE":
        layer.check("place_precision", g.precision == p.precision)
        if g.latitude is not None and g.longitude is not None:
            found = (p.latitude, p.longitude)
            near = None not in found and kilometres((g.latitude, g.longitude), found) <= NEAR_KM
            layer.check(f"place_within_{NEAR_KM:.0f}_km", near)


def score_entities(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> None:
    """Entities as sets of the mentions that both sides found by overlap, and of those that only one side has."""
    g, p = shown(gold), shown(predicted)
    links = match(g, p, lambda a, b: closeness(a.at, b.at) if a.label == b.label else 0)
    name_of_predicted = {j: i for i, j in links}

    def clusters(items: list[_Mention], names: Callable[[int], object]) -> list[tuple[str, frozenset[Any]]]:
        found: dict[str, set[Any]] = {}
        labels: dict[str, str] = {}
        for i, m in enumerate(items):
            if m.label in CLUSTERED:
                found.setdefault(m.entity.id, set()).add(names(i))
                labels[m.entity.id] = m.label
        return [(labels[key], frozenset(found[key])) for key in found]

    gold_sets = clusters(g, lambda i: i)
    predicted_sets = clusters(p, lambda j: name_of_predicted.get(j, ("only predicted", j)))

    def overlap(a: tuple[str, frozenset[Any]], b: tuple[str, frozenset[Any]]) -> float:
        if a[0] != b[0]:
            return 0
        dice = 2 * len(a[1] & b[1]) / (len(a[1]) + len(b[1]))
        return dice if dice >= 0.5 else 0

    def exact(a: tuple[str, frozenset[Any]], b: tuple[str, frozenset[Any]]) -> float:
        return float(a == b)

    count(layer, gold_sets, predicted_sets, exact, overlap)
    group(layer, "label", gold_sets, predicted_sets, lambda c: c[0], exact, overlap)
