"""What the values of trigger conditions stand for."""

from __future__ import annotations

from collections.abc import Mapping

ANY = "*"
Values = tuple[str, ...]


class Sought:
    """The words, labels and kinds that conditions look for, worked out once for all Docs.

    Args:
        classes: slug → words, of which a value names one with `@`.
    """

    def __init__(self, classes: Mapping[str, frozenset[str]]) -> None:
        self._classes = classes
        self._known: dict[Values, tuple[bool, frozenset[str]]] = {}

    def of(self, values: Values) -> tuple[bool, frozenset[str]]:
        """Whether none of the values may stand there (`!`), and the values, classes as their words.

        Args:
            values: of one slot of a condition. With one denied, those that are not denied say nothing.
        """
        found = self._known.get(values)
        if found is None:
            denied = [v[1:] for v in values if v.startswith("!")]
            meant: set[str] = set()
            for value in denied or values:
                meant |= self._classes[value[1:]] if value.startswith("@") else {value}
            found = self._known[values] = (bool(denied), frozenset(meant))
        return found
