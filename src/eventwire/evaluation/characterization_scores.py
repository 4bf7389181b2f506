"""Figures for characterizations and their values."""

from __future__ import annotations

from typing import Any

from eventwire.evaluation.compare import bounds, closeness
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.tally import count, group
from eventwire.schema import ArticleRecord, Characterization, Event


def score_characterizations(
    layer: Layer, gold: ArticleRecord, predicted: ArticleRecord, events: list[tuple[Event, Event]]
) -> None:
    """Count the characterizations of an article, and their values; `events` are the matched events."""

    def overlap(g: Characterization, p: Characterization) -> float:
        cue = closeness(bounds(g.cue), bounds(p.cue))
        return cue + (g.act == p.act) / 8 if cue else 0

    def exact(g: Characterization, p: Characterization) -> float:
        return overlap(g, p) if g.act == p.act else 0

    g, p = gold.characterizations, predicted.characterizations
    pairs = count(layer, g, p, exact, overlap)
    group(layer, "act", g, p, lambda c: c.act, exact, overlap)
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
        wanted = {twin[e] for e in a.events if e in twin}
        if wanted:  # an event that was not found is counted as missed where events are
            layer.check("events", wanted == set(b.events))


def _touch(a: Any, b: Any, least: float = 0.0) -> bool:
    """Both absent, or overlapping by more than `least` of what they cover together."""
    if a is None or b is None:
        return a is b
    return closeness(bounds(a), bounds(b)) > least


def _near(a: Any, b: Any) -> bool:
    return closeness((a.start, a.end), (b.start, b.end)) > 0
