"""Where a launcher is destroyed: where it fired from, which is told of the firing."""

from __future__ import annotations

from typing import Any

from eventwire.matching.event_draft import Draft
from eventwire.matching.event_place import event_location
from eventwire.matching.event_tables import Tables


def launch_site(
    draft: Draft, firing: Draft, tables: Tables, *, kinds: frozenset[str], vague: frozenset[str]
) -> dict[str, Any] | None:
    """The place from which `firing` was done, where `draft` hits a weapon of its kind; otherwise None.

    Args:
        draft: the event whose place is sought. firing: another event.
        kinds: of weapons that launch or are launched. vague: names of places at which nothing can be counted.
    """
    if not _has(draft, "target", tables, kinds) or not _has(firing, "weapon", tables, kinds):
        return None
    origins = [
        (tables.entity_of[a["mention"]], tables.entities[tables.entity_of[a["mention"]]])
        for a in firing.arguments
        if a["role"] == "origin" and a["mention"] in tables.entity_of
    ]
    return event_location(origins, basis="inherited", vague=vague)


def _has(draft: Draft, role: str, tables: Tables, kinds: frozenset[str]) -> bool:
    entities = (tables.entity(a["mention"]) for a in draft.arguments if a["role"] == role)
    return any(e is not None and e["label"] == "WEAPON" and e["kind"] in kinds for e in entities)
