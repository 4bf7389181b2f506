"""Figures for characterizations and their values."""

from __future__ import annotations

from typing import Any

from eventwire.evaluation.compare import bounds, closeness
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.tally import count, group
from eventwire.evaluation.values import Value, of, same, score_values
from eventwire.schema import ArticleRecord, Characterization, Event


def cues_overlap(g: Characterization, p: Characterization) -> float:
    """How well two characterizations fit; 0 where they are no pair. The same act fits better, but is not needed."""
    cue = closeness(bounds(g.cue), bounds(p.cue))
    return cue + (g.act == p.act) / 8 if cue else 0


def _exact(g: Characterization, p: Characterization) -> float:
    return cues_overlap(g, p) if g.act == p.act else 0


def score_characterizations(
    layer: Layer, gold: ArticleRecord, predicted: ArticleRecord, events: list[tuple[Event, Event]]
) -> None:
    """Count the characterizations of an article, and their values; `events` are the matched events."""
    g, p = gold.characterizations, predicted.characterizations
    pairs = count(layer, g, p, _exact, cues_overlap)
    group(layer, "act", g, p, lambda c: c.act, _exact, cues_overlap)
    twin = {a.id: b.id for a, b in events}
    values = (*VALUES, about(twin))
    score_values(layer, values, g, p, [(g[i], p[j]) for i, j in pairs])


def about(twin: dict[str, str]) -> Value:
    """What a characterization is about: of the events that were found on matched ones, of all of them end to end."""

    def found(g: Characterization, p: Characterization) -> bool:
        return {twin[e] for e in g.events if e in twin} == set(p.events)

    def whole(g: Characterization, p: Characterization) -> bool:
        return {twin.get(e) for e in g.events} == set(p.events)

    return Value(
        "events",
        found,
        lambda c: f"{len(c.events)} events",
        lambda c: bool(c.events),
        # an event that was not found is counted as missed where events are
        compared=lambda g: any(e in twin for e in g.events),
        whole=whole,
    )


def _touch(a: Any, b: Any, least: float = 0.0) -> bool:
    """Both absent, or overlapping by more than `least` of what they cover together."""
    if a is None or b is None:
        return a is b
    return closeness(bounds(a), bounds(b)) > least


def _near(a: Any, b: Any) -> bool:
    return closeness((a.start, a.end), (b.start, b.end)) > 0


def _same_label(g: Characterization, p: Characterization) -> bool:
    if g.label is None or p.label is None:
        return g.label is p.label
    return g.label.polarity == p.label.polarity and _near(g.label, p.label)


VALUES = (
    same("act"),
    same("stance"),
    same("direct"),
    Value("speaker", lambda g, p: _touch(g.speaker, p.speaker), lambda c: c.speaker and c.speaker.text),
    Value(
        "content",
        lambda g, p: _touch(g.content, p.content, least=0.5),
        lambda c: c.content and c.content.text,
    ),
    of("official", lambda c: c.speaker.official, has=lambda c: c.speaker is not None, both=True),
    Value(
        "label",
        _same_label,
        lambda c: c.label and f"{c.label.term} ({c.label.polarity})",
        lambda c: c.label is not None,
    ),
)
