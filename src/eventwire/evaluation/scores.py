"""Gold records against predicted records: figures for each layer of the contract.

How items are matched, one to one and as many as possible (`align.match`):

- mentions: same label, same span (exact) or overlapping spans; a leading determiner does not count.
- entities (actors, weapons, places): same label and the same set of mentions (exact), or half of the mentions of each
  side in common (overlap).
- events: same type, and the same trigger (exact) or any overlap between their triggers and further mentions.
- arguments: same role and same or overlapping span on events that are matched by overlap; every argument of an unmatched
  event is missed or false. `arguments_of_matched_events` leaves those out; `arguments_by_entity` lets any mention of the
  gold argument's entity stand for it.
- quantities: same measure and same or overlapping span on matched events.
- characterizations: overlapping cues (overlap), with the same act as well (exact).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventwire.errors import EventwireError
from eventwire.evaluation.align import match
from eventwire.evaluation.compare import Bounds, best, bounds, closeness, kilometres
from eventwire.evaluation.counts import Layer
from eventwire.schema import ArticleRecord, Characterization, Event

LAYERS = (
    "mentions",
    "entities",
    "events",
    "arguments",
    "arguments_of_matched_events",
    "arguments_by_entity",
    "quantities",
    "characterizations",
)
CLUSTERED = ("ACTOR", "WEAPON", "PLACE")
NEAR_KM = 25.0
Weight = Callable[[Any, Any], float]


@dataclass
class Scores:
    """The figures of an evaluation.

    Attributes:
        documents: number of articles. layers: name → figures, in the order of `LAYERS`.
    """

    documents: int = 0
    layers: dict[str, Layer] = field(default_factory=lambda: {name: Layer() for name in LAYERS})

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; undefined is None."""
        layers = {name: layer.to_dict() for name, layer in self.layers.items()}
        return {"documents": self.documents, "layers": layers}


def evaluate(gold_records: Sequence[ArticleRecord], predicted_records: Sequence[ArticleRecord]) -> Scores:
    """Compare records with gold, article by article.

    Args:
        gold_records: the annotated articles. predicted_records: one for each of them, in any order.

    Raises:
        EventwireError: where an id stands twice, or the two sides are not about the same articles.
    """
    gold, predicted = _by_id(gold_records, "gold"), _by_id(predicted_records, "predicted")
    if set(gold) != set(predicted):
        raise EventwireError(
            f"without prediction: {sorted(set(gold) - set(predicted))}; "
            f"predicted but not in gold: {sorted(set(predicted) - set(gold))}; expected the same articles"
        )
    scores = Scores(documents=len(gold))
    for key in sorted(gold):
        g, p = gold[key], predicted[key]
        hashes = g.document.text_sha256, p.document.text_sha256
        if None not in hashes and hashes[0] != hashes[1]:
            raise EventwireError(f"article {key!r}: gold and prediction are about different texts {hashes}")
        _mentions(scores.layers["mentions"], g, p)
        _entities(scores.layers["entities"], g, p)
        events = _events(scores.layers["events"], g, p)
        _arguments(scores, g, p, events)
        _quantities(scores.layers["quantities"], g, p, events)
        _characterizations(scores.layers["characterizations"], g, p, events)
    return scores


def _by_id(records: Sequence[ArticleRecord], side: str) -> dict[str, ArticleRecord]:
    found: dict[str, ArticleRecord] = {}
    for record in records:
        key = record.document.id
        if key in found:
            raise EventwireError(f"two {side} records for article {key!r}, expected one")
        found[key] = record
    return found


def _count(
    layer: Layer, gold: Sequence[Any], predicted: Sequence[Any], exact: Weight, overlap: Weight
) -> list[tuple[int, int]]:
    """Add an article's items to the layer's totals; the overlapping pairs."""
    pairs = match(gold, predicted, overlap)
    layer.total.overlap.add(len(gold), len(predicted), len(pairs))
    layer.total.exact.add(len(gold), len(predicted), len(match(gold, predicted, exact)))
    return pairs


def _group(
    layer: Layer,
    notion: str,
    gold: Sequence[Any],
    predicted: Sequence[Any],
    name: Callable[[Any], str | None],
    exact: Weight,
    overlap: Weight,
) -> None:
    """Add an article's items to the counts of their groups; an item with no group is in none."""
    sides: dict[str, tuple[list[Any], list[Any]]] = {}
    for side, items in enumerate((gold, predicted)):
        for item in items:
            group = name(item)
            if group is not None:
                sides.setdefault(group, ([], []))[side].append(item)
    for group, (g, p) in sides.items():
        pair = layer.pair(notion, group)
        pair.exact.add(len(g), len(p), len(match(g, p, exact)))
        pair.overlap.add(len(g), len(p), len(match(g, p, overlap)))


# -------------------------------------------------------------------- mentions and entities


@dataclass(frozen=True)
class _Mention:
    at: Bounds
    label: str
    entity: Any


def _shown(record: ArticleRecord) -> list[_Mention]:
    entities = {e.id: e for e in record.entities}
    return [_Mention(bounds(m), m.label, entities[m.entity]) for m in record.mentions]


def _mentions(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> None:
    def overlap(g: _Mention, p: _Mention) -> float:
        return closeness(g.at, p.at) if g.label == p.label else 0

    def exact(g: _Mention, p: _Mention) -> float:
        return float(g.label == p.label and g.at == p.at)

    def kind(m: _Mention) -> str | None:
        return f"{m.label}/{m.entity.kind}" if m.entity.kind else None

    g, p = _shown(gold), _shown(predicted)
    pairs = _count(layer, g, p, exact, overlap)
    _group(layer, "label", g, p, lambda m: m.label, exact, overlap)
    _group(layer, "kind", g, p, kind, exact, overlap)
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


def _entities(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> None:
    """Entities as sets of the mentions that both sides found by overlap, and of those that only one side has."""
    g, p = _shown(gold), _shown(predicted)
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

    _count(layer, gold_sets, predicted_sets, exact, overlap)
    _group(layer, "label", gold_sets, predicted_sets, lambda c: c[0], exact, overlap)


# -------------------------------------------------------------------- events


def _places(event: Event) -> list[Bounds]:
    return [bounds(event.trigger), *(bounds(m) for m in event.mentions)]


def _events(layer: Layer, gold: ArticleRecord, predicted: ArticleRecord) -> list[tuple[Event, Event]]:
    """Count the events and their values; the matched ones."""

    def touch(g: Event, p: Event) -> float:
        trigger = closeness(bounds(g.trigger), bounds(p.trigger))
        return trigger + best(_places(g), _places(p))  # of two candidates, the one with the same trigger

    def overlap(g: Event, p: Event) -> float:
        return touch(g, p) if g.type == p.type else 0

    def exact(g: Event, p: Event) -> float:
        return float(g.type == p.type and bounds(g.trigger) == bounds(p.trigger))

    g, p = gold.events, predicted.events
    pairs = [(g[i], p[j]) for i, j in _count(layer, g, p, exact, overlap)]
    _group(layer, "type", g, p, lambda e: e.type, exact, overlap)
    _group(layer, "modality", g, p, lambda e: e.modality, exact, overlap)
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


def _arguments(
    scores: Scores, gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
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
        _fillers(scores.layers[name], "role", gold, predicted, pairs, filled, overlap, unmatched)


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
        found = _count(layer, g, p, _same, overlap)
        _group(layer, notion, g, p, lambda f: f.name, _same, overlap)
        matched += [(g[i].item, p[j].item) for i, j in found]
    return matched


def _quantities(
    layer: Layer, gold: ArticleRecord, predicted: ArticleRecord, pairs: list[tuple[Event, Event]]
) -> None:
    def filled(event: Event) -> list[_Filled]:
        return [_Filled(q.measure, bounds(q), (), q) for q in event.quantities]

    for g, p in _fillers(layer, "measure", gold, predicted, pairs, filled, _touching, True):
        layer.check("bounds", (g.low, g.high) == (p.low, p.high))
        layer.check("approximate", g.approximate == p.approximate)


# -------------------------------------------------------------------- characterizations


def _characterizations(
    layer: Layer, gold: ArticleRecord, predicted: ArticleRecord, events: list[tuple[Event, Event]]
) -> None:
    def overlap(g: Characterization, p: Characterization) -> float:
        cue = closeness(bounds(g.cue), bounds(p.cue))
        return cue + (g.act == p.act) / 8 if cue else 0

    def exact(g: Characterization, p: Characterization) -> float:
        return overlap(g, p) if g.act == p.act else 0

    g, p = gold.characterizations, predicted.characterizations
    pairs = _count(layer, g, p, exact, overlap)
    _group(layer, "act", g, p, lambda c: c.act, exact, overlap)
    twin = {a.id: b.id for a, b in events}
    for i, j in pairs:
        a, b = g[i], p[j]
        layer.check("act", a.act == b.act)
        layer.check("stance", a.stance == b.stance)
        layer.check("direct", a.direct == b.direct)
        layer.check("speaker", _touch(a.speaker, b.speaker))
        layer.check("content", _touch(a.content, b.content, least=0.5))
        if a.speaker is not None and b.speaker is not None:
            layer.check("official", a.speaker.official == b.speaker.official)
        if a.label is not None:
            same = b.label is not None and b.label.polarity == a.label.polarity
            layer.check("label", same and b.label is not None and _near(a.label, b.label))
        if a.events:
            wanted = {twin.get(e) for e in a.events}
            layer.check("events", wanted == set(b.events))


def _touch(a: Any, b: Any, least: float = 0.0) -> bool:
    """Both absent, or overlapping by more than `least` of what they cover together."""
    if a is None or b is None:
        return a is b
    return closeness(bounds(a), bounds(b)) > least


def _near(a: Any, b: Any) -> bool:
    return closeness((a.start, a.end), (b.start, b.end)) > 0
