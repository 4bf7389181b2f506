"""A merged event before its empty fields are filled and its codes are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eventwire.matching.acts import REAL, Act
from eventwire.matching.date_spans import spanned
from eventwire.matching.event_parts import merged_arguments, reading
from eventwire.matching.event_place import event_location
from eventwire.matching.event_tables import Tables, date_of
from eventwire.matching.event_time import event_time, is_ahead
from eventwire.matching.event_words import inferred, source
from eventwire.matching.time_order import apart_in_time
from eventwire.matching.tree import Tree

Origin = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """An event in the making.

    Attributes:
        acts: its acts in text order. first: the act that names it: the first that is no mere consequence.
        arguments: rows of the arguments table, merged. modality, negated, outcome: as in the contract.
        counted: rows of the quantities table that belong to it. time, location: as in the contract, or None.
        apart: whether its first act is told only as what another event came before or after. origin: field → where its value comes from, as in the contract's provenance.
    """

    acts: list[Act]
    first: Act
    arguments: list[dict[str, Any]]
    modality: str
    negated: bool
    outcome: str
    counted: list[dict[str, Any]] = field(default_factory=list)
    time: dict[str, Any] | None = None
    location: dict[str, Any] | None = None
    apart: bool = False
    origin: dict[str, list[Origin]] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return self.first.type

    def keys(self) -> set[str]:
        """Everybody who takes part."""
        return {k for act in self.acts for keys in act.parties.values() for k in keys}


def draft_of(
    tree: Tree,
    tables: Tables,
    acts: list[Act],
    *,
    vague: frozenset[str],
    order: frozenset[str],
    counted: list[dict[str, Any]],
) -> Draft:
    """The event that these acts are, from what their own words say.

    Args:
        vague: names of places at which nothing can be counted. order: words that put one event before or after another. counted: quantities that belong to it.
    """
    first = next((act for act in acts if not act.consequence), acts[0])
    whole = reading(acts, tables)
    draft = Draft(
        acts=acts,
        first=first,
        arguments=merged_arguments(acts, tables),
        modality=whole["modality"],
        negated=whole["negated"],
        outcome=whole["outcome"],
        counted=counted,
        apart=tree.deps[first.head] == "advcl" and apart_in_time(tree, first.head, order),
    )
    trigger = tables.triggers[first.id]
    draft.origin["type"] = draft.origin["trigger"] = [source(tree, trigger["rule"], trigger["tokens"])]
    for name in ("modality", "negated", "outcome"):
        draft.origin[name] = whole["provenance"].get(name) or [inferred(f"default/{name}")]
    _add_time(draft, tree, tables)
    _add_location(draft, tree, tables, vague)
    for argument in draft.arguments:
        draft.origin.setdefault(f"arguments.{argument['role']}", []).append(
            source(tree, argument["rule"], argument["tokens"], basis=argument["basis"])
        )
    return draft


def _add_time(draft: Draft, tree: Tree, tables: Tables) -> None:
    for act in draft.acts:
        date = date_of(tree, tables, act.id)
        if date is None:
            continue
        (row, told), mention = spanned(tree, tables.dates, date[0]), date[1]
        if act.tense != "future" and act.modality in REAL and is_ahead(row, tables.published):
            continue  # "demanded that they leave by Friday" was not done on Friday
        draft.time = event_time(row, mention)
        if draft.time is not None:
            draft.arguments = [a for a in draft.arguments if a["role"] != "time" or a["mention"] == mention]
            draft.origin["time"] = [source(tree, each["rule"], each["tokens"]) for each in told]
            return
    draft.arguments = [a for a in draft.arguments if a["role"] != "time"]


def _add_location(draft: Draft, tree: Tree, tables: Tables, vague: frozenset[str]) -> None:
    """The most specific of the places that it happens at; a place that is the target counts too."""
    named = [
        (tables.entity_of[a["mention"]], a)
        for role in ("place", "target")
        for a in draft.arguments
        if a["role"] == role and a["mention"] in tables.entity_of
        if role == "place" or tables.mentions[a["mention"]]["label"] == "PLACE"
    ]
    draft.location = event_location(
        [(key, tables.entities[key]) for key, _ in named], basis="text", vague=vague
    )
    if draft.location is not None:
        shown = next(a for key, a in named if key == draft.location["entity"])
        draft.origin["location"] = [source(tree, shown["rule"], shown["tokens"])]
