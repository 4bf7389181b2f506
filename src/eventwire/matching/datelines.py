"""Datelines: the place before a dash with which an article, or one item of a roundup, begins."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from eventwire.matching.event_acts import Tables
from eventwire.matching.event_place import event_location
from eventwire.matching.tree import Tree

_DASHES = frozenset({"—", "–", "--", "-", "---"})
_REACH = 14  # tokens between the place and its dash: a date and an agency's name may stand there


class Datelines:
    """The datelines of a Doc, each valid for the sentences up to the next.

    Args:
        tree: the Doc. tables: what the components wrote.
    """

    def __init__(self, tree: Tree, tables: Tables) -> None:
        self._sentences: list[int] = []
        self._locations: list[dict[str, Any] | None] = []
        for local, row in sorted(tables.mentions.items(), key=lambda item: item[1]["tokens"]):
            start, end = row["tokens"]
            if (
                row["label"] == "PLACE"
                and not row["generic"]
                and _stands_first(tree, start)
                and _dash(tree, end)
            ):
                key = tables.entity_of.get(local)
                place = event_location([(key, tables.entities[key])], basis="dateline") if key else None
                self._sentences.append(tree.sents[start])
                self._locations.append(place)

    def number(self, sentence: int) -> int:
        """How many datelines stand at or before a sentence; equal numbers are one item of the article."""
        return bisect_right(self._sentences, sentence)

    def location(self, sentence: int, reach: int) -> dict[str, Any] | None:
        """The location of the dateline that a sentence stands under, at most `reach` sentences away; or None."""
        number = self.number(sentence)
        if not number or sentence - self._sentences[number - 1] > reach:
            return None
        return self._locations[number - 1]


def _stands_first(tree: Tree, start: int) -> bool:
    """Whether only white space stands between the token and the line's beginning."""
    i = start - 1
    while i >= 0 and not tree.words[i].strip():
        if "\n" in tree.words[i] or "\r" in tree.words[i]:
            return True
        i -= 1
    return i < 0


def _dash(tree: Tree, end: int) -> bool:
    for word in tree.words[end : end + _REACH]:
        if "\n" in word:
            return False
        if word in _DASHES:
            return True
    return False
