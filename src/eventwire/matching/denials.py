"""What a source says did not happen is denied: a negation inside of somebody's words is no word of the narrator's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

_NEGATION = "modality/negation"


def with_denials(
    modalities: Mapping[str, dict[str, Any]],
    triggers: Mapping[str, dict[str, Any]],
    characterizations: Iterable[dict[str, Any]],
) -> dict[str, dict[str, Any]]:
    """The table of modalities in which deeds negated by a speaker are `denied`, and no longer negated.

    Args:
        modalities, triggers, characterizations: the tables of those names; none of them is changed.
    """
    heads = sorted((row["head"], local) for local, row in triggers.items())
    firsts = [head for head, _ in heads]
    found = dict(modalities)
    for one in characterizations:
        if one["speaker"] is None or one["content_tokens"] is None or one["act"] in ("deny", "decline"):
            continue
        first, past = one["content_tokens"]
        for _, local in heads[bisect_left(firsts, first) : bisect_left(firsts, past)]:
            row = found.get(local)
            if row is None or not row["negated"] or row["modality"] not in ("actual", "planned"):
                continue
            sources = row["provenance"].get("negated", [])
            if not any(source["rule"] == _NEGATION for source in sources):
                continue
            cue = {
                "rule": one["rules"][0],
                "start": one["cue"]["start"],
                "end": one["cue"]["end"],
                "basis": "text",
            }
            provenance = {name: value for name, value in row["provenance"].items() if name != "negated"}
            provenance["modality"] = [*sources, cue]
            found[local] = {**row, "modality": "denied", "negated": False, "provenance": provenance}
    return found
