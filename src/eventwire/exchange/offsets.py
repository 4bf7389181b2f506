"""How tools count characters: code points ↔ UTF-16 units, as browsers count, and ↔ grapheme clusters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Protocol

import regex

from eventwire.exchange.shapes import Bad

_CLUSTER = regex.compile(r"\X")


class Offsets(Protocol):
    """A text's places in a tool's units."""

    def units(self, start: int, end: int) -> tuple[int, int]:
        """A half-open span of code points in the tool's units; the least that holds it where its ends are none."""
        ...

    def code_point(self, unit: int) -> int:
        """The code point at a place of the tool.

        Raises:
            Bad: where there is none.
        """
        ...


class _Marks:
    """Offsets by a sorted list: for each unit that may begin or end a span, its code point and its number."""

    def __init__(self, points: list[int], numbers: list[int], what: str) -> None:
        self._points, self._numbers, self._what = points, numbers, what

    def units(self, start: int, end: int) -> tuple[int, int]:
        first, last = bisect_right(self._points, start) - 1, bisect_left(self._points, end)
        return self._numbers[first], self._numbers[last]

    def code_point(self, unit: int) -> int:
        i = bisect_left(self._numbers, unit)
        if i == len(self._numbers) or self._numbers[i] != unit:
            raise Bad(f"offset {unit}, expected the begin or end of one of the text's {self._what}")
        return self._points[i]


def utf16(text: str) -> Offsets:
    """Places in UTF-16 units: what a browser's strings count, two for an emoji."""
    numbers = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
    return _Marks(list(range(len(text) + 1)), numbers, f"characters in {numbers[-1]} UTF-16 units")


def clusters(text: str) -> Offsets:
    """Places in grapheme clusters: what a reader takes for one character.

    Source: extended grapheme clusters of Unicode Standard Annex 29, by the package `regex`.
    """
    points = [*(cluster.start() for cluster in _CLUSTER.finditer(text)), len(text)]
    return _Marks(points, list(range(len(points))), f"{len(points) - 1} grapheme clusters")
