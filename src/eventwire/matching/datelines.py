"""Datelines: the place before a dash with which an article, or one item of a roundup, begins."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from eventwire.matching.dateline_tokens import dateline_tokens
from eventwire.matching.event_place import event_location
from eventwire.matching.event_tables import Tables
from eventwire.matching.tree import Tree


class Datelines:
    """The datelines of a Doc, each valid for the sentences up to the next.

    Args:
        tree: the Doc. tables: what the components wrote.
    """

    def __init__(self, tree: Tree, tables: Tables) -> None:
        self._sentences: list[int] = []
        self._locations: list[dict[str, Any] | None] = []
        inside = dateline_tokens(tree)
        for local, row in sorted(tables.mentions.items(), key=lambda item: item[1]["tokens"]):
            start = row["tokens"][0]
            # the first place of a dateline is its town; a country or a second town may follow
            if row["label"] == "PLACE" and start in inside and start - 1 not in inside:
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
