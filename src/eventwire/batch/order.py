"""Results that come as they are done → the same in the order of their articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class InOrder(Generic[T]):
    """Keeps what comes too early; a run has at most two windows of it."""

    def __init__(self) -> None:
        self._early: dict[int, T | None] = {}
        self._next = 0

    def add(self, number: int, thing: T | None) -> Iterator[T]:
        """What can go now that the thing with this number is there; None holds a place for nothing."""
        self._early[number] = thing
        while self._next in self._early:
            found = self._early.pop(self._next)
            self._next += 1
            if found is not None:
                yield found
