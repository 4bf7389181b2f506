"""A merged event before its empty fields are filled and its codes are looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eventwire.matching.acts import REAL, Act
from eventwire.matching.date_spans import spanned
from eventwire.matching.event_parts import merged_arguments, reading
from eventwire.matching.event_place import event_location
from eventwire.matching.event_tables import Tables, date_of
from eventwire.matching.event_time import event_time, is_ahead, is_comparison, is_within
from eventwire.matching.event_words import inferred, source
from eventwire.matching.time_order import apart_in_time
from eventwire.matching.time_scorer import RULE
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
    """The date of the most probable choice, or of the first act that the rules gave one; only a date of its own sentences is an argument."""
    for act, row, mention, apart in _dates(draft, tree, tables):
        date, told = spanned(tree, tables.dates, row)
        if act.tense != "future" and act.modality in REAL and is_ahead(date, tables.published):
            continue  # "demanded that they leave by Friday" was not done on Friday
        draft.time = event_time(date, mention, within=is_within(tree, row, act.head))
        if draft.time is None:
            continue
        kept = [a for a in draft.arguments if a["role"] != "time" or (a["mention"] == mention and not apart)]
        if not apart and all(a["role"] != "time" for a in kept):
            tokens = list(tables.mentions[mention]["tokens"])
            kept.append(
                {"role": "time", "tokens": tokens, "mention": mention, "rule": RULE, "basis": "model"}
            )
        draft.arguments = kept
        draft.origin["time"] = [source(tree, each["rule"], each["tokens"]) for each in told]
        if tables.times is not None:
            draft.origin["time"].append(source(tree, RULE, told[0]["tokens"], basis="model"))
        if apart:
            draft.time["basis"] = "anchored"
        return
    draft.arguments = [a for a in draft.arguments if a["role"] != "time"]


def _dates(draft: Draft, tree: Tree, tables: Tables) -> Iterator[tuple[Act, dict[str, Any], str, bool]]:
    """Act, row of the dates table, mention, and whether it stands in none of the event's sentences; the best first."""
    if tables.times is None:
        for act in draft.acts:
            found = date_of(tree, tables, act.id)
            if found is not None:
                yield act, *found, False
        return
    told = [(row, act) for act in draft.acts for row in tables.times.get(act.id, ())]
    near = {row["mention"] for row, _ in told if not row["apart"]}
    for row, act in sorted(told, key=lambda pair: -pair[0]["p"]):
        mention = tables.mentions[row["mention"]]
        date = tables.dates[mention["value"]]
        # What came before or after another event has not that one's day, unless the rules say that it has.
        elsewhere = draft.apart and not row["apart"] and act.head not in tree.ancestors(mention["head"])
        if (row["ruled"] or not elsewhere) and not is_comparison(tree, date):
            yield act, date, row["mention"], row["mention"] not in near


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
