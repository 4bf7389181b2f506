"""Where records and gold differ, article by article: missed and false mentions, events, arguments and characterizations.

Usage: python scripts/show_errors.py [GOLD] [--layer mentions --layer events …] [--article ID]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eventwire.cli.evaluate import predict
from eventwire.evaluation import Gold, read_gold
from eventwire.evaluation.align import match
from eventwire.evaluation.compare import best, bounds, closeness
from eventwire.schema import ArticleRecord, Event, Mention, TextSpan

LAYERS = ("mentions", "events", "arguments", "quantities", "characterizations")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=Path("corpus/dev"))
    parser.add_argument("--layer", action="append", choices=LAYERS)
    parser.add_argument("--article", action="append", help="only this one, by its id")
    arguments = parser.parse_args()
    gold = [
        g
        for g in read_gold(arguments.gold)
        if g.record.document.id in (arguments.article or [g.record.document.id])
    ]
    for g, p in zip(gold, predict(gold), strict=True):
        for layer, line in differences(g, p):
            if layer in (arguments.layer or LAYERS):
                print(f"{g.record.document.id}: {line}")
    return 0


def differences(gold: Gold, p: ArticleRecord) -> Iterator[tuple[str, str]]:
    """Layer and line of each difference."""
    g, text = gold.record, gold.text
    kinds = {e.id: e for r in (g, p) for e in r.entities}

    def mention(m: Mention) -> str:
        return f"{m.label}/{getattr(kinds[m.entity], 'kind', None)} {m.text!r}"

    yield from unmatched("mentions", text, g.mentions, p.mentions, same_label, mention)
    for a, b in pairs(g.mentions, p.mentions, same_label):
        if bounds(a) != bounds(b):
            yield "mentions", f"span {a.text!r} found as {b.text!r}"
        yield from values(
            "mentions", a.text, kinds[a.entity], kinds[b.entity], ("kind", "start", "end", "low", "high")
        )
    yield from unmatched("events", text, g.events, p.events, same_event, event)
    for e, f in pairs(g.events, p.events, same_event):
        yield from values("events", e.trigger.text, e, f, ("modality", "outcome", "negated"))
        for layer, left, right, name in (
            ("arguments", e.arguments, f.arguments, "role"),
            ("quantities", e.quantities, f.quantities, "measure"),
        ):
            for missed, label in ((left, "missed"), (right, "false")):
                other = right if missed is left else left
                for item in missed:
                    if not any(
                        getattr(o, name) == getattr(item, name) and closeness(bounds(o), bounds(item))
                        for o in other
                    ):
                        yield (
                            layer,
                            f"{label} {getattr(item, name)} {item.text!r} of {e.type} {e.trigger.text!r}",
                        )
    cue = lambda a, b: closeness(bounds(a.cue), bounds(b.cue))  # noqa: E731
    yield from unmatched(
        "characterizations",
        text,
        g.characterizations,
        p.characterizations,
        cue,
        lambda c: f"{c.act} {c.cue.text!r}",
    )
    for c, d in pairs(g.characterizations, p.characterizations, cue):
        yield from values("characterizations", c.cue.text, c, d, ("act", "stance", "direct"))


def same_label(a: Mention, b: Mention) -> float:
    return closeness(bounds(a), bounds(b)) if a.label == b.label else 0


def same_event(a: Event, b: Event) -> float:
    spans: list[list[tuple[int, int]]] = [[bounds(m) for m in (e.trigger, *e.mentions)] for e in (a, b)]
    return best(*spans) + closeness(bounds(a.trigger), bounds(b.trigger)) if a.type == b.type else 0


def event(e: Event) -> str:
    return f"{e.type} {e.trigger.text!r} ({e.modality})"


def pairs(
    gold: Sequence[Any], predicted: Sequence[Any], weight: Callable[[Any, Any], float]
) -> list[tuple[Any, Any]]:
    return [(gold[i], predicted[j]) for i, j in match(gold, predicted, weight)]


def unmatched(
    layer: str,
    text: str,
    gold: Sequence[Any],
    predicted: Sequence[Any],
    weight: Callable[[Any, Any], float],
    show: Callable[[Any], str],
) -> Iterator[tuple[str, str]]:
    """Lines for items that only one side has, with the words around them."""
    found = match(gold, predicted, weight)
    for label, items, done in (
        ("missed", gold, {i for i, _ in found}),
        ("false", predicted, {j for _, j in found}),
    ):
        for i, item in enumerate(items):
            if i not in done:
                span: TextSpan = getattr(item, "trigger", None) or getattr(item, "cue", None) or item
                around = text[max(0, span.start - 40) : span.end + 40].replace("\n", " ")
                yield layer, f"{label} {show(item)} in …{around}…"


def values(
    layer: str, words: str, gold: Any, predicted: Any, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Lines for fields of a matched pair that differ."""
    for name in names:
        a, b = getattr(gold, name, None), getattr(predicted, name, None)
        if a != b:
            yield layer, f"{words!r}: {name} is {a}, found {b}"


if __name__ == "__main__":
    sys.exit(main())
