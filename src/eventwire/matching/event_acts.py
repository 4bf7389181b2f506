"""The tables of a Doc as acts: one per trigger, with everything that decides whether two of them are one event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from eventwire.matching.merging import Act
from eventwire.matching.tree import Tree

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_PRESENTING = frozenset({"mark", "be", "represent", "constitute"})
_SITES = frozenset({"city", "facility"})


@dataclass(slots=True)
class Tables:
    """What the components before wrote, without the Doc."""

    triggers: dict[str, dict[str, Any]]
    arguments: dict[str, list[dict[str, Any]]]
    modalities: dict[str, dict[str, Any]]
    mentions: dict[str, dict[str, Any]]
    entities: dict[str, dict[str, Any]]
    dates: dict[str, dict[str, Any]]
    quantities: dict[str, dict[str, Any]]
    characterizations: list[dict[str, Any]]
    entity_of: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entity_of = {m: local for local, entity in self.entities.items() for m in entity["mentions"]}

    def entity(self, mention: str | None) -> dict[str, Any] | None:
        """The entity of a mention, or None."""
        return self.entities.get(self.entity_of.get(mention or "", ""))


def acts_of(tree: Tree, tables: Tables) -> list[Act]:
    """One Act per trigger, in text order."""
    found = []
    heads = {row["head"]: local for local, row in tables.triggers.items()}
    for local, row in sorted(tables.triggers.items(), key=lambda item: item[1]["head"]):
        modality = tables.modalities.get(local) or {"modality": "actual", "negated": False}
        act = Act(
            id=local,
            type=row["type"],
            modes=frozenset(row["modes"]),
            modality=modality["modality"],
            negated=modality["negated"],
            sentence=tree.sents[row["head"]],
            head=row["head"],
            lemma=tree.lemmas[row["head"]],
            noun=row["noun"],
            definite=row["noun"] and _definite(tree, row["head"]),
            consequence=row["consequence"],
            linked=frozenset(_linked(tree, row["head"], heads)),
        )
        _fill(act, tree, tables)
        found.append(act)
    return found


def date_of(tables: Tables, trigger: str) -> tuple[dict[str, Any], str] | None:
    """The row of the date that a trigger's `time` argument names, and its mention; None where it has none."""
    for argument in tables.arguments.get(trigger, ()):
        if argument["role"] == "time" and argument["mention"]:
            value = tables.mentions[argument["mention"]]["value"]
            if value in tables.dates:
                return tables.dates[value], argument["mention"]
    return None


def _fill(act: Act, tree: Tree, tables: Tables) -> None:
    parties: dict[str, set[str]] = {}
    named, means, places, cities, countries = set(), set(), set(), set(), set()
    for argument in tables.arguments.get(act.id, ()):
        entity = tables.entity(argument["mention"])
        key = tables.entity_of.get(argument["mention"] or "")
        if key is None or entity is None:
            key = f"word:{tree.lemmas[argument['tokens'][1] - 1]}"
        elif not tables.mentions[argument["mention"]]["generic"]:
            named.add(key)
        role = argument["role"]
        if role == "weapon":
            if entity and entity["kind"] and entity["kind"] != "other":
                means.add(entity["kind"])
        elif role == "place":
            places.add(key)
            if entity:
                if entity["kind"] in _SITES and entity["fields"].get("latitude") is not None:
                    cities.add(key)
                if entity["fields"].get("country"):
                    countries.add(entity["fields"]["country"])
        elif role != "time":
            parties.setdefault(role, set()).add(key)
    act.parties = {role: frozenset(keys) for role, keys in parties.items()}
    act.named, act.means = frozenset(named), frozenset(means)
    act.places, act.cities, act.countries = frozenset(places), frozenset(cities), frozenset(countries)
    date = date_of(tables, act.id)
    if date is not None and date[0]["timex_type"] in ("DATE", "TIME"):
        act.start = None if date[0]["bound"] in ("until", "before", "by") else date[0]["start"]
        act.end = None if date[0]["bound"] in ("since", "after", "from") else date[0]["end"]


def _definite(tree: Tree, head: int) -> bool:
    if any(tree.lowers[j] in _DEFINITE for j in tree.children[head] if tree.deps[j] == "det"):
        return True
    # "This marks the third raid": the pronoun points back even where the noun does not
    governor = tree.heads[head]
    if tree.lemmas[governor] in _PRESENTING:
        subject = tree.child(governor, "nsubj")
        return subject is not None and tree.lowers[subject] in ("this", "it", "that")
    return False


def _linked(tree: Tree, head: int, heads: dict[int, str]) -> list[str]:
    """Triggers that govern this one or depend on it within its clause: subject, object, prepositional, clausal."""
    found = [heads[j] for j in tree.ancestors(head)[:3] if j in heads]
    stack = [(j, 1) for j in tree.children[head]]
    while stack:
        j, depth = stack.pop()
        if j in heads:
            found.append(heads[j])
        if depth < 3:
            stack.extend((k, depth + 1) for k in tree.children[j])
    return found
