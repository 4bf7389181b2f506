"""Figures for mentions, their normalized values, and the entities that they are grouped into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, bounds, closeness, kilometres
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.tally import count, group
from eventwire.evaluation.values import Value, of, same, score_values
from eventwire.schema import ArticleRecord

CLUSTERED = ("ACTOR", "WEAPON", "PLACE")
NEAR_KM = 25.0


@dataclass(frozen=True)
class ShownMention:
    """A mention with what it names.

    Attributes:
        at: its span by the contract's span rule. label, entity: of the contract. words: as the article has them.
    """

    at: Bounds
    label: str
    entity: Any
    words: str


def shown(record: ArticleRecord) -> list[ShownMention]:
    """The mentions of a record, in its order."""
    entities = {e.id: e for e in record.entities}
    return [ShownMention(bounds(m), m.label, entities[m.entity], m.text) for m in record.mentions]


def mentions_overlap(g: ShownMention, p: ShownMention) -> float:
    """How well two mentions fit; 0 where they are no pair."""
    return closeness(g.at, p.at) if g.label == p.label else 0


def _exact(g: ShownMention, p: ShownMention) -> float:
    return float(g.label == p.label and g.at == p.at)


def _kind(m: ShownMention) -> str | None:
    return f"{m.label}/{m.entity.kind}" if m.entity.kind else None


def score_mentions(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> None:
    """Count the mentions of an article, and the values of their entities."""
    g, p = shown(gold), shown(predicted)
    pairs = count(layer, g, p, _exact, mentions_overlap)
    group(layer, "label", g, p, lambda m: m.label, _exact, mentions_overlap)
    group(layer, "kind", g, p, _kind, _exact, mentions_overlap)
    matched = [(g[i].entity, p[j].entity) for i, j in pairs]
    score_values(layer, VALUES, [m.entity for m in g], [m.entity for m in p], matched)
    for a, b in matched:
        apart = distance(a, b) if a.label == "PLACE" else None
        if apart is not None:
            layer.distances.setdefault("place", []).append(apart)


def located(item: Any) -> bool:
    """Whether an entity or location has coordinates."""
    return item is not None and getattr(item, "latitude", None) is not None and item.longitude is not None


def distance(a: Any, b: Any) -> float | None:
    """Kilometres between two entities or locations; None where one has no coordinates."""
    if not (located(a) and located(b)):
        return None
    return kilometres((a.latitude, a.longitude), (b.latitude, b.longitude))


def point(item: Any) -> tuple[float, float] | None:
    """Latitude and longitude of an entity or location, None where it has none."""
    return (item.latitude, item.longitude) if located(item) else None


def near(a: Any, b: Any) -> bool:
    """Whether both have coordinates, at most 25 km apart."""
    apart = distance(a, b)
    return apart is not None and apart <= NEAR_KM


def _is(*labels: str) -> Callable[[Any], bool]:
    return lambda entity: entity.label in labels


VALUES = (
    of("date_bounds", lambda e: (e.start, e.end), has=_is("DATE")),
    same("timex_type", has=_is("DATE")),
    same("timex_value", has=lambda e: e.label == "DATE" and e.timex_value is not None),
    of("quantity_bounds", lambda e: (e.low, e.high), has=_is("QUANTITY")),
    same("quantity_approximate", "approximate", has=_is("QUANTITY")),
    same("actor_kind", "kind", has=_is("ACTOR")),
    same("weapon_kind", "kind", has=_is("WEAPON")),
    same("place_kind", "kind", has=_is("PLACE")),
    same("weapon_system", "system", has=lambda e: e.label == "WEAPON" and e.system is not None),
    same("actor_country", "country", has=_is("ACTOR")),
    same("place_country", "country", has=_is("PLACE")),
    same("place_precision", "precision", has=_is("PLACE")),
    Value(f"place_within_{NEAR_KM:.0f}_km", near, point, lambda e: e.label == "PLACE" and located(e)),
)


def score_entities(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> None:
    """Entities as sets of the mentions that both sides found by overlap, and of those that only one side has."""
    gold_sets, predicted_sets = clusters(shown(gold), shown(predicted))
    count(layer, gold_sets, predicted_sets, entities_exact, entities_overlap)
    group(layer, "label", gold_sets, predicted_sets, lambda c: c.label, entities_exact, entities_overlap)


@dataclass(frozen=True)
class Cluster:
    """An entity as the set of its mentions.

    Attributes:
        label, entity: of the contract. members: names of its mentions that both sides share. at: where they stand.
    """

    label: str
    entity: Any
    members: frozenset[Any]
    at: tuple[Bounds, ...]


def clusters(g: list[ShownMention], p: list[ShownMention]) -> tuple[list[Cluster], list[Cluster]]:
    """Actors, weapons and places of both sides."""
    name_of_predicted = {j: i for i, j in match(g, p, mentions_overlap)}
    return _clusters(g, lambda i: i), _clusters(p, lambda j: name_of_predicted.get(j, ("only predicted", j)))


def _clusters(items: list[ShownMention], name: Callable[[int], Any]) -> list[Cluster]:
    found: dict[str, list[int]] = {}
    for i, m in enumerate(items):
        if m.label in CLUSTERED:
            found.setdefault(m.entity.id, []).append(i)
    return [
        Cluster(
            items[rows[0]].label,
            items[rows[0]].entity,
            frozenset(name(i) for i in rows),
            tuple(items[i].at for i in rows),
        )
        for rows in found.values()
    ]


def entities_overlap(g: Cluster, p: Cluster) -> float:
    """Dice of the two sets of mentions; 0 where it is under a half or the labels differ."""
    if g.label != p.label:
        return 0
    dice = 2 * len(g.members & p.members) / (len(g.members) + len(p.members))
    return dice if dice >= 0.5 else 0


def entities_exact(g: Cluster, p: Cluster) -> float:
    """1 where two entities have the same label and the same mentions."""
    return float(g.label == p.label and g.members == p.members)
