"""Every difference between gold and prediction of an article, one by one: what the counts of `scores.py` are made of.

For every layer, `missed` and `wrong type` together are its false negatives by overlap, `false` and `wrong type` its false
positives, and `wrong value` of a field are its matched items that do not have the right value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from eventwire.evaluation.align import match
from eventwire.evaluation.characterization_scores import VALUES as CHARACTERIZATION_VALUES
from eventwire.evaluation.characterization_scores import about, cues_overlap
from eventwire.evaluation.compare import Bounds, bounds, closeness
from eventwire.evaluation.event_scores import VALUES as EVENT_VALUES
from eventwire.evaluation.event_scores import events_exact, events_overlap, events_touch, places
from eventwire.evaluation.filler_scores import (
    QUANTITY_VALUES,
    Filled,
    arguments_of,
    fillers_exact,
    fillers_overlap,
    quantities_of,
    sides,
)
from eventwire.evaluation.mention_scores import VALUES as MENTION_VALUES
from eventwire.evaluation.mention_scores import (
    Cluster,
    ShownMention,
    clusters,
    entities_exact,
    entities_overlap,
    mentions_overlap,
    shown,
)
from eventwire.evaluation.values import Value
from eventwire.schema import ArticleRecord, Characterization, Event

Kind = Literal["missed", "false", "wrong type", "wrong span", "wrong value"]
KINDS: tuple[Kind, ...] = ("missed", "false", "wrong type", "wrong span", "wrong value")
SHOWN_LAYERS = ("mentions", "entities", "events", "arguments", "quantities", "characterizations")


@dataclass(frozen=True)
class Item:
    """One side of a difference.

    Attributes:
        group: label, type, role, measure or act. at: where it stands; further places after the first.
        of: where the event stands that an argument or quantity belongs to. value: what it says, for people.
    """

    group: str
    at: tuple[Bounds, ...]
    of: tuple[Bounds, ...] = ()
    value: str = ""


@dataclass(frozen=True)
class Difference:
    """Something that gold and prediction do not agree on; `field` names the value where that is what differs."""

    layer: str
    kind: Kind
    gold: Item | None
    predicted: Item | None
    field: str = ""

    @property
    def group(self) -> str:
        """That of the gold item, or else of the predicted one."""
        item = self.gold or self.predicted
        return item.group if item else ""


def differences(gold: ArticleRecord, predicted: ArticleRecord) -> Iterator[Difference]:
    """All differences of an article, layer by layer."""
    g, p = shown(gold), shown(predicted)
    yield from _compared(
        "mentions",
        g,
        p,
        mentions_overlap,
        _mention,
        lambda a, b: a.at == b.at,
        lambda a, b: closeness(a.at, b.at),
    )
    entities = [(g[i], p[j]) for i, j in match(g, p, mentions_overlap)]
    yield from _values("mentions", MENTION_VALUES, entities, (_mention, _mention), lambda m: m.entity)
    gold_sets, predicted_sets = clusters(g, p)
    yield from _compared(
        "entities", gold_sets, predicted_sets, entities_overlap, _cluster, entities_exact, lambda a, b: 0
    )
    pairs = [
        (gold.events[i], predicted.events[j]) for i, j in match(gold.events, predicted.events, events_overlap)
    ]
    yield from _compared(
        "events", gold.events, predicted.events, events_overlap, _event, events_exact, events_touch
    )
    yield from _values("events", EVENT_VALUES, pairs, (_event, _event))
    yield from _fillers("arguments", gold, predicted, pairs, arguments_of(gold), ())
    yield from _fillers("quantities", gold, predicted, pairs, quantities_of, QUANTITY_VALUES)
    c, d = gold.characterizations, predicted.characterizations
    yield from _compared(
        "characterizations", c, d, cues_overlap, _characterization, lambda a, b: True, lambda a, b: 0
    )
    cues = [(c[i], d[j]) for i, j in match(c, d, cues_overlap)]
    values = (*CHARACTERIZATION_VALUES, about({a.id: b.id for a, b in pairs}))
    yield from _values("characterizations", values, cues, (_characterization, _characterization))


def _compared(
    layer: str,
    gold: Sequence[Any],
    predicted: Sequence[Any],
    overlap: Callable[[Any, Any], float],
    item: Callable[[Any], Item],
    exact: Callable[[Any, Any], object],
    touch: Callable[[Any, Any], float],
    gold_item: Callable[[Any], Item] | None = None,
) -> Iterator[Difference]:
    """Missed, false and mistyped items, and pairs whose spans differ; `touch` is `overlap` whatever the type."""
    left = gold_item or item
    found = match(gold, predicted, overlap)
    for i, j in found:
        if not exact(gold[i], predicted[j]):
            yield Difference(layer, "wrong span", left(gold[i]), item(predicted[j]))
    done = {i for i, _ in found}, {j for _, j in found}
    missed = [g for i, g in enumerate(gold) if i not in done[0]]
    false = [p for j, p in enumerate(predicted) if j not in done[1]]
    mistaken = dict(match(missed, false, touch))
    for i, j in mistaken.items():
        yield Difference(layer, "wrong type", left(missed[i]), item(false[j]))
    for i, g in enumerate(missed):
        if i not in mistaken:
            yield Difference(layer, "missed", left(g), None)
    for j, p in enumerate(false):
        if j not in mistaken.values():
            yield Difference(layer, "false", None, item(p))


def _values(
    layer: str,
    values: Iterable[Value],
    pairs: list[tuple[Any, Any]],
    items: tuple[Callable[[Any], Item], Callable[[Any], Item]],
    inner: Callable[[Any], Any] = lambda one: one,
) -> Iterator[Difference]:
    """Matched pairs whose value is wrong; `inner` gives what the values are of."""
    for g, p in pairs:
        a, b = inner(g), inner(p)
        for value in values:
            if value.judged(a, b) and not value.right(a, b):
                left = _with_value(items[0](g), value, a)
                right = _with_value(items[1](p), value, b)
                yield Difference(layer, "wrong value", left, right, field=value.name)


def _with_value(item: Item, value: Value, inner: Any) -> Item:
    shown_value = value.show(inner) if value.has(inner) else None
    return Item(item.group, item.at, item.of, str(shown_value))


def _fillers(
    layer: str,
    gold: ArticleRecord,
    predicted: ArticleRecord,
    pairs: list[tuple[Event, Event]],
    filled: Callable[[Event], list[Filled]],
    values: Iterable[Value],
) -> Iterator[Difference]:
    for both in sides(gold, predicted, pairs, filled):
        left, right = _filled(both.gold_event), _filled(both.predicted_event)
        yield from _compared(
            layer,
            both.gold,
            both.predicted,
            fillers_overlap,
            right,
            fillers_exact,
            lambda a, b: closeness(a.at, b.at),
            gold_item=left,
        )
        matched = [
            (both.gold[i], both.predicted[j]) for i, j in match(both.gold, both.predicted, fillers_overlap)
        ]
        yield from _values(layer, values, matched, (left, right), lambda f: f.item)


def _filled(event: Event | None) -> Callable[[Filled], Item]:
    where = () if event is None else (bounds(event.trigger),)
    kind = "" if event is None else f"of {event.type} {event.trigger.text!r}"
    return lambda f: Item(f.name, (f.at,), where, kind)


def _mention(m: ShownMention) -> Item:
    return Item(m.label, (m.at,), value=f"{m.entity.kind or ''} {m.entity.name!r}".strip())


def _cluster(c: Cluster) -> Item:
    return Item(c.label, c.at, value=f"{c.entity.name!r}, {len(c.at)} mentions")


def _event(e: Event) -> Item:
    return Item(e.type, tuple(dict.fromkeys(places(e))), value=f"{'+'.join(e.modes)} {e.modality}".strip())


def _characterization(c: Characterization) -> Item:
    return Item(c.act, (bounds(c.cue),), value=c.stance)
