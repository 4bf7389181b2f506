"""Dates that head what follows them: "Developments in Iraq on Tuesday:", "Monday, 05:40. Inmates …"."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from eventwire.matching.event_tables import Tables
from eventwire.matching.event_time import event_time
from eventwire.matching.tree import Tree

_ENDS = frozenset({".", ":", "—", "–", "-", "--"})
_BETWEEN = 4  # words of a clock time between the date and the mark that ends the heading


class Headings:
    """The dated headings of a Doc, each valid up to the next.

    Args:
        tree: the Doc. tables: what the components wrote.
    """

    def __init__(self, tree: Tree, tables: Tables) -> None:
        self._tree = tree
        told = []
        for name, row in tables.mentions.items():
            date = tables.dates.get(row["value"] or "") if row["label"] == "DATE" else None
            time = event_time(date, name) if date is not None else None
            if time is not None and time["start"] and time["end"]:
                told.append((row["tokens"], time))
        told.sort(key=lambda item: item[0])
        first_line = next((i for i, word in enumerate(tree.words) if "\n" in word), len(tree))
        found: dict[int, dict[str, Any]] = {}
        for (a, b), time in told:
            opens = a > first_line and self._opens_line(a) and self._ends_soon(b)
            if opens or self._before_colon(a):
                found[a] = time
        self._starts = sorted(found)
        self._values = [found[a] for a in self._starts]

    def over(self, i: int) -> dict[str, Any] | None:
        """The time, as in the contract, of the date that heads token `i`; or None."""
        at = bisect_right(self._starts, i)
        return self._values[at - 1] if at else None

    def _opens_line(self, i: int) -> bool:
        """Whether nothing but marks stands before a token in its line."""
        words = self._tree.words
        while i and "\n" not in words[i - 1]:
            if words[i - 1].isalnum():
                return False
            i -= 1
        return True

    def _ends_soon(self, i: int) -> bool:
        """Whether behind a date nothing but a clock time comes before a mark that ends it, or the line ends."""
        words = self._tree.words
        for word in words[i : i + _BETWEEN]:
            if word in _ENDS or "\n" in word:
                return True
            if word != "," and not word[:1].isdigit() and word.lower() not in ("a.m.", "p.m.", "am", "pm"):
                return False
        return i >= len(words)

    def _before_colon(self, i: int) -> bool:
        """Whether the sentence of a token ends its paragraph with a colon."""
        tree = self._tree
        first, last = tree.bounds[tree.sents[i]]
        while last > first and tree.words[last - 1].isspace():
            last -= 1
        after = "".join(tree.words[last : last + 1])
        return tree.words[last - 1] == ":" and "\n" in after
