"""Where an event is counted: the most specific of the places that its arguments name."""

from __future__ import annotations

from typing import Any

_RANK = {"site": 0, "populated_place": 1, "admin2": 2, "admin1": 3, "area": 4, "country": 5, None: 6}
_FIELDS = ("country", "admin1", "latitude", "longitude", "geonames_id", "precision")


def event_location(
    places: list[tuple[str, dict[str, Any]]], *, basis: str, vague: frozenset[str] = frozenset()
) -> dict[str, Any] | None:
    """The contract's `location`, or None where no place is known.

    Args:
        places: (entity id, row of the entities table) of the candidates, the nearest to the trigger first.
        basis: `text`, `inherited` or `dateline`. vague: names of places at which nothing can be counted.
    """
    known = [
        (key, entity) for key, entity in places if entity["label"] == "PLACE" or entity["kind"] == "state"
    ]
    if not known:
        return None
    known = [item for item in known if item[1]["name"].lower() not in vague]
    if not known:
        return None
    order = {key: i for i, (key, _) in enumerate(known)}
    # An unnamed place ("a fuel depot") says less about the whereabouts than the town beside it.
    located = [item for item in known if item[1]["fields"].get("precision") is not None] or known
    key, entity = min(located, key=lambda item: (_RANK[item[1]["fields"].get("precision")], order[item[0]]))
    fields = entity["fields"]
    location = {
        "entity": key,
        "name": entity["name"],
        "kind": "country" if entity["kind"] == "state" else entity["kind"],
    }
    location.update({field: fields.get(field) for field in _FIELDS})
    return {**location, "basis": basis}
