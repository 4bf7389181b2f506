"""In which countries an article is, sentence by sentence, as the places named there say."""

from __future__ import annotations

from eventwire.matching.event_tables import Tables
from eventwire.matching.tree import Tree


class Scenes:
    """The countries of the places that each sentence names.

    Args:
        tree: the Doc. tables: what the components wrote.
    """

    def __init__(self, tree: Tree, tables: Tables) -> None:
        self._countries: dict[int, set[str]] = {}
        for local, row in tables.mentions.items():
            entity = tables.entity(local) if row["label"] == "PLACE" else None
            country = entity["fields"].get("country") if entity else None
            if country:
                self._countries.setdefault(tree.sents[row["head"]], set()).add(country)

    def left(self, country: str | None, first: int, last: int) -> bool:
        """Whether the sentences from `first` up to `last`, both included, name places of other countries only.

        Args:
            country: alpha-3, or None where it is unknown, which is never left.
        """
        seen = {found for i in range(first, last + 1) for found in self._countries.get(i, ())}
        return country is not None and bool(seen) and country not in seen
