"""Which figures belong to which event: "killed 14", "three drones", "the dead of the raid"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.layers import ArgumentValue, QuantityValue
from eventwire.matching.acts import REAL, Act
from eventwire.matching.event_tables import Tables
from eventwire.matching.tree import Tree

RULE = "model/measures"
_PEOPLE_MEASURES = frozenset(
    {"killed", "wounded", "captured", "missing", "displaced", "arrests", "personnel"}
)
_TYPES_OF = {
    "killed": ("ASSAULT",),
    "wounded": ("ASSAULT",),
    "captured": ("ASSAULT", "COERCE"),
    "arrests": ("COERCE",),
    "strikes": ("ASSAULT",),
    "attacks": ("ASSAULT",),
    "targets": ("ASSAULT",),
    "intercepted": ("ASSAULT",),
}
_REACH = 2
_TOLLS = frozenset(
    {"killed", "wounded"}
)  # told also at the end of an article ("the clinic has registered 53 dead")


@dataclass(frozen=True, slots=True)
class Site:
    """A trigger as figures see it.

    Attributes:
        owner: whose figure it would be: an event, or the trigger itself. type: of the event. head: its token. sentence: number.
    """

    owner: str
    type: str
    head: int
    sentence: int


def ruled_owner(
    tree: Tree, row: QuantityValue | Mapping[str, Any], sites: Sequence[Site], holds: Mapping[int, str]
) -> str | None:
    """Whose figure a quantity is by the rules: of the trigger that governs it, of the one whose argument is counted, or of the
    last one before it; None where its measure says nothing or suits none of them.

    Args:
        row: of the quantities table. sites: all triggers. holds: token → owner of the argument that it belongs to.
    """
    measure, start = row["measure"], row["tokens"][0]
    if measure is None:
        return None
    types = _TYPES_OF.get(measure)
    own = {site.head: site for site in sites if types is None or site.type in types}
    fitting = {site.owner for site in own.values()}
    for i in (row["counted"], start):
        if i is None:
            continue
        for j in [i, *tree.ancestors(i)]:
            if j in own:
                return own[j].owner
        if holds.get(i) in fitting:
            return holds[i]
    reach = _REACH if measure in _PEOPLE_MEASURES else 0
    near = [
        (tree.sents[start] - site.sentence, abs(site.head - start), site.head)
        for site in own.values()
        if 0 <= tree.sents[start] - site.sentence <= reach
    ]
    return own[min(near)[2]].owner if near else None


def held_by(
    arguments: Mapping[str, Sequence[ArgumentValue | dict[str, Any]]], owners: Mapping[str, str]
) -> dict[int, str]:
    """Token → owner of the first argument that it belongs to.

    Args:
        arguments: trigger → arguments. owners: trigger → owner, in the order in which they are asked.
    """
    found: dict[int, str] = {}
    for trigger, owner in owners.items():
        for argument in arguments.get(trigger, ()):
            for i in range(*argument["tokens"]):
                found.setdefault(i, owner)
    return found


def attach_quantities(tree: Tree, groups: list[list[Act]], tables: Tables) -> list[list[dict[str, Any]]]:
    """Which quantities belong to which event.

    Returns:
        One list of rows per group, in text order. A quantity without a measure belongs to none.
    """
    owners = {act.id: str(number) for number, group in enumerate(groups) for act in group}
    sites = [
        Site(str(number), group[0].type, act.head, act.sentence)
        for number, group in enumerate(groups)
        for act in group
    ]
    holds = held_by(tables.arguments, owners)
    weighed = None if tables.measures is None else _weighed(tables.measures, owners)
    found: list[list[dict[str, Any]]] = [[] for _ in groups]
    for local, row in sorted(tables.quantities.items(), key=lambda item: item[1]["tokens"]):
        belongs = ruled_owner(tree, row, sites, holds)
        if weighed is not None and local in weighed:
            trigger, measure = weighed[local]
            ruled = belongs == owners[trigger] and measure == row["measure"]
            rule = row["rule"] if ruled else RULE
            found[int(owners[trigger])].append({**row, "measure": measure, "rule": rule})
        elif belongs is None:
            main = _main(groups, row["measure"]) if row["measure"] in _TOLLS else None
            if main is not None:
                found[main].append(row)
        elif weighed is None:
            found[int(belongs)].append(row)
    return found


def _weighed(
    measures: Mapping[str, Sequence[Mapping[str, Any]]], owners: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Quantity → the trigger and the measure that the scorer gives it, the most probable ones.

    Triggers of no group have none: "nobody was hurt" alone is no event.
    """
    told = [(row["p"], trigger, row) for trigger in owners for row in measures.get(trigger, ())]
    told.sort(key=lambda each: each[0])  # stable, and so of equals the last
    return {row["quantity"]: (trigger, row["measure"]) for _, trigger, row in told}


def _main(groups: list[list[Act]], measure: str) -> int | None:
    """The event that an article is about: the only one that a toll fits, or the one of which it says most."""
    sizes = sorted(
        (
            (len(group), number)
            for number, group in enumerate(groups)
            if group[0].type in _TYPES_OF[measure] and group[0].modality in REAL
        ),
        reverse=True,
    )
    if not sizes or (len(sizes) > 1 and sizes[0][0] == sizes[1][0]):
        return None
    return sizes[0][1]
