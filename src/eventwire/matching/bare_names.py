"""The bare place names of an article ("Tehran", also inside "the Tehran government"): what each of them means as a place."""

from __future__ import annotations

from collections.abc import Mapping

from eventwire.layers import MentionValue, PlaceValue, ToponymValue


def as_mention(start: int, end: int, head: int, label: str) -> MentionValue:
    """A bare name as a row of mentions, so that it is resolved like these.

    Args:
        start, end: its tokens. head: its root. label: of its span, FAC for a facility.
    """
    return {
        "tokens": [start, end],
        "head": head,
        "label": "PLACE",
        "kind": "facility" if label == "FAC" else None,
        "entry": None,
        "value": None,
        "generic": False,
        "rule": "toponym",
    }


def toponyms(
    names: Mapping[str, MentionValue],
    alone: Mapping[str, PlaceValue],
    mentions: Mapping[str, MentionValue],
    places: Mapping[str, PlaceValue],
) -> dict[str, ToponymValue]:
    """The bare names, each with the mention that it is or lies in.

    A name that is a PLACE mention means what this one does; "Tehran" as an actor is Iran, and as a name the city.

    Args:
        names: as mentions, by id. alone: what each of them means by itself. places: what the `mentions` mean.
    """
    over = {i: local for local, row in mentions.items() for i in range(row["tokens"][0], row["tokens"][1])}
    found: dict[str, ToponymValue] = {}
    for local, value in alone.items():
        start, end = names[local]["tokens"]
        mention = over.get(start) or over.get(end - 1)
        row = mentions.get(mention or "")
        if mention and row and row["label"] == "PLACE" and row["tokens"] == [start, end]:
            value = places[mention]
        found[local] = {**value, "mention": mention}
        if alone[local]["kind"] == "facility":
            found[local]["kind"] = "facility"  # a street, which a mention may take for a town
    return found
