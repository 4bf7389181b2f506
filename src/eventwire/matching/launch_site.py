"""Where a launcher is hit: where it fired from, which is told of the firing."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from eventwire.matching.event_draft import Draft
from eventwire.matching.event_place import event_location
from eventwire.matching.event_tables import Tables


def involves(draft: Draft, role: str, kinds: Container[str], tables: Tables) -> bool:
    """Whether weapons of these kinds fill a role."""
    entities = (tables.entity(a["mention"]) for a in draft.arguments if a["role"] == role)
    return any(e is not None and e["label"] == "WEAPON" and e["kind"] in kinds for e in entities)


def launch_site(firing: Draft, hit: Draft, tables: Tables, *, vague: frozenset[str]) -> dict[str, Any] | None:
    """The contract's location of what `firing` was done from, or None.

    None too where one agent did both: nobody hits the launcher that he fired.

    Args:
        vague: names of places at which nothing can be counted.
    """
    if set(_filling(firing, "agent", tables)) & set(_filling(hit, "agent", tables)):
        return None
    origins = [(key, tables.entities[key]) for key in _filling(firing, "origin", tables)]
    return event_location(origins, basis="inherited", vague=vague)


def _filling(draft: Draft, role: str, tables: Tables) -> list[str]:
    return [
        tables.entity_of[a["mention"]]
        for a in draft.arguments
        if a["role"] == role and a["mention"] in tables.entity_of
    ]
