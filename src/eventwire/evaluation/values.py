"""Comparing the normalized values of items: on the pairs that were matched, and end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.evaluation.counts import Layer


def _always(_: Any) -> bool:
    return True


@dataclass(frozen=True)
class Value:
    """A field of an item that is compared.

    Attributes:
        name: what it is called in a report. right: whether a predicted item (second) agrees with a gold one.
        has: whether an item has such a value at all; pairs whose gold has none are not compared.
        compared: whether a matched gold item's value can be judged; where not, it counts end to end only, as missed.
        both: whether pairs whose prediction has none are not compared either.
        show: the value of an item for people.
        whole: as `right`, but end to end, where that is stricter.
    """

    name: str
    right: Callable[[Any, Any], bool]
    show: Callable[[Any], object]
    has: Callable[[Any], bool] = _always
    compared: Callable[[Any], bool] = _always
    both: bool = False
    whole: Callable[[Any, Any], bool] | None = None

    def judged(self, gold: Any, predicted: Any) -> bool:
        """Whether the value of a matched pair is compared."""
        return self.has(gold) and self.compared(gold) and (self.has(predicted) or not self.both)


def same(name: str, attribute: str | None = None, **options: Any) -> Value:
    """A field that has to be equal; `attribute` is its name on the item where that differs."""
    key = attribute or name
    return of(name, lambda item: getattr(item, key), **options)


def of(name: str, value: Callable[[Any], object], **options: Any) -> Value:
    """A value that is computed from an item and has to be equal."""
    return Value(name, lambda g, p: value(g) == value(p), value, **options)


def score_values(
    layer: Layer,
    values: Iterable[Value],
    gold: Sequence[Any],
    predicted: Sequence[Any],
    pairs: Iterable[tuple[Any, Any]],
) -> None:
    """Count an article's values.

    Args:
        layer: where to. values: the fields. gold, predicted: all items. pairs: the matched ones.
    """
    matched = list(pairs)
    for value in values:
        counted = sum(map(value.has, gold)), sum(map(value.has, predicted))
        if not any(counted):
            continue
        accuracy = layer.value(value.name)
        accuracy.gold += counted[0]
        accuracy.predicted += counted[1]
        for g, p in matched:
            if value.judged(g, p):
                right = value.right(g, p)
                accuracy.total += 1
                accuracy.correct += right
                accuracy.whole += right and (value.whole is None or value.whole(g, p))
