"""The parts of a merged event: its arguments and the reading that its triggers agree on."""

from __future__ import annotations

from typing import Any

from eventwire.matching.acts import Act
from eventwire.matching.event_tables import Tables

# what these say was done in saying it, so that nobody can contest it
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})


def merged_arguments(acts: list[Act], tables: Tables) -> list[dict[str, Any]]:
    """Arguments of all acts, one per role and filler; the one whose mention is nearest to a trigger stands for the others.

    One party fills `target` or `victim`, not both; a party that is the agent of the first act is not also acted upon.
    """
    best: dict[tuple[str, str], tuple[int, int, dict[str, Any]]] = {}
    for rank, act in enumerate(acts):
        for argument in tables.roles.get(act.id, ()):
            key = tables.entity_of.get(argument["mention"] or "") or f"{argument['tokens'][0]}"
            distance = abs(argument["tokens"][0] - act.head)
            slot = (argument["role"], key)
            if slot not in best or (rank, distance) < best[slot][:2]:
                best[slot] = (rank, distance, argument)
    for role, key in list(best):
        if role == "target" and ("victim", key) in best:
            del best["target", key]
    agents = {key for role, key in best if role == "agent"}
    for key in agents:
        if ("weapon", key) in best:
            del best["agent", key]
    kept = [argument for _, _, argument in best.values()]
    return sorted(kept, key=lambda a: (a["tokens"], a["role"]))


def reading(acts: list[Act], tables: Tables) -> dict[str, Any]:
    """Modality, negation and outcome of the event as a whole, with the provenance of each."""
    ids = {act.id for act in acts}
    rows = [tables.modalities[act.id] for act in acts if act.id in tables.modalities]
    if not rows:
        return {"modality": "actual", "negated": False, "outcome": "unknown", "provenance": {}}
    # a consequence ("nobody was hurt", "the plot was foiled") doesn't undo the act, nor make it real
    decisive = [
        tables.modalities[a.id] for a in acts if not a.consequence and a.id in tables.modalities
    ] or rows
    said = [row["modality"] for row in decisive]
    stances = {
        c["stance"] for c in tables.characterizations if ids & set(c["triggers"]) and not c["authorship"]
    }
    contested = "denies" in stances and acts[0].type not in _SPEECH
    if any(row["modality"] == "attempted" for row in rows):
        modality = "attempted"
    elif (contested and {"actual", "alleged"} & set(said)) or {"actual", "denied"} <= set(said):
        modality = "alleged"  # sources contradict each other, and each side stands in its characterization
    elif "actual" in said:
        modality = "actual"
    else:
        modality = said[0]
    outcome = _outcome(acts, tables, modality)
    negated = all(row["negated"] for row in decisive)
    provenance = {}
    for field, value in (("modality", modality), ("negated", negated), ("outcome", outcome)):
        for row in rows:
            if row[field] == value and row["provenance"].get(field):
                provenance[field] = row["provenance"][field]
                break
    return {"modality": modality, "negated": negated, "outcome": outcome, "provenance": provenance}


def _outcome(acts: list[Act], tables: Tables, modality: str) -> str:
    """The outcome that the acts agree on.

    Where some say that it failed and others that it succeeded, people hurt or things destroyed decide for success.
    """
    told = [(act, tables.modalities[act.id]["outcome"]) for act in acts if act.id in tables.modalities]
    known = [outcome for _, outcome in told if outcome != "unknown"]
    stopped = next((outcome for outcome in known if outcome in ("failed", "intercepted")), None)
    if stopped is None or stopped == (known[0] if known else None):
        return known[0] if known else "unknown"
    effect = any(act.consequence and not act.negated and outcome == "succeeded" for act, outcome in told)
    return "succeeded" if effect and modality != "attempted" else stopped
