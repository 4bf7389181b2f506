"""Mentions and entities of an annotated graph, with what the exported record knew about them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from eventwire.exchange.rebuilding_sheet import Sheet
from eventwire.schema import Entity, Mention

# What an entity has when nothing but its words is known.
_UNKNOWN: dict[str, dict[str, Any]] = {
    "ACTOR": {"kind": None},
    "WEAPON": {"kind": None},
    "PLACE": {"kind": None},
    "DATE": {"timex_type": "DATE"},
    "QUANTITY": {},
}


def mentions_and_entities(sheet: Sheet) -> tuple[list[Mention], list[dict[str, Any]]]:
    """The mentions in text order, and the entities as plain dicts: those of before in their order, then new ones.

    Mentions that `same` joins are one entity. It is the one that most of them had, where their label still fits; a group for
    which none is left gets a new one that knows its words and kind. Entities that lost every mention are left out.
    """
    groups = _groups(sheet)
    known = {e.id: e for e in sheet.before.entities} if sheet.before else {}
    owners = _owners(sheet, groups, known)
    plain: dict[str, dict[str, Any]] = {}
    mentions: list[Mention] = []
    for group, owner in zip(groups, owners, strict=True):
        entity = _entity(sheet, group, known.get(owner) if owner else None)
        plain[entity["id"]] = entity
        for node_id in group:
            node, old = sheet.nodes[node_id], sheet.old_mention(node_id)
            mention_id = old.id if old else sheet.ids.new("m", node.label, node.start, node.end)
            sheet.mention_ids[node_id] = mention_id
            sheet.entity_ids[node_id] = entity["id"]
            mentions.append(
                Mention(**sheet.words(node), id=mention_id, label=node.label, entity=entity["id"])
            )
    had_mentions = {m.entity for m in sheet.before.mentions} if sheet.before else set()
    for entity_id, entity_before in known.items():
        if entity_id not in plain and entity_id not in had_mentions:
            plain[entity_id] = entity_before.model_dump(mode="json")
        elif entity_id not in plain:
            sheet.notes.append(
                f"entity {entity_id} ({entity_before.name!r}) lost its last mention and is left out"
            )
    order = {entity_id: i for i, entity_id in enumerate(known)}
    entities = sorted(plain.values(), key=lambda e: order.get(e["id"], len(order)))
    kept = {m.id for m in mentions}
    for entity in entities:
        _drop_lost_ties(entity, set(plain), kept)
    return sorted(mentions, key=lambda m: (m.start, m.end)), entities


def _groups(sheet: Sheet) -> list[list[str]]:
    """Node ids of the mentions of each entity, in text order."""
    nodes = sorted((n for n in sheet.nodes.values() if n.layer == "mention"), key=lambda n: (n.start, n.end))
    parent = {n.id: n.id for n in nodes}

    def root(node_id: str) -> str:
        while parent[node_id] != node_id:
            parent[node_id] = parent[parent[node_id]]
            node_id = parent[node_id]
        return node_id

    for edge in sheet.edges:
        if edge.label == "same":
            parent[root(edge.source)] = root(edge.target)
    for one, other in _bridges(sheet):
        parent[root(one)] = root(other)
    groups: dict[str, list[str]] = {}
    for n in nodes:
        groups.setdefault(root(n.id), []).append(n.id)
    return list(groups.values())


def _bridges(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of mentions of one entity that were joined through mentions which are gone now.

    A tool that deletes a span deletes its relations too; that cuts the chain, though nobody said that its ends differ.
    """
    if sheet.before is None:
        return []
    node_of = {old.id: node_id for node_id in sheet.nodes if (old := sheet.old_mention(node_id))}
    chains: dict[str, list[str]] = {}
    for mention in sheet.before.mentions:
        chains.setdefault(mention.entity, []).append(mention.id)
    found = []
    for chain in chains.values():
        last: str | None = None
        gap = False
        for mention_id in chain:
            node = node_of.get(mention_id)
            if node is None:
                gap = True
                continue
            if last is not None and gap and sheet.nodes[last].label == sheet.nodes[node].label:
                found.append((last, node))
            last, gap = node, False
    return found


def _owners(sheet: Sheet, groups: list[list[str]], known: dict[str, Entity]) -> list[str | None]:
    """The entity of before for each group, each at most once; the group with more of its mentions comes first."""
    claims: list[tuple[int, int, str]] = []
    for i, group in enumerate(groups):
        votes: Counter[str] = Counter()
        for node_id in group:
            old = sheet.old_mention(node_id)
            if old is not None and known[old.entity].label == sheet.nodes[node_id].label:
                votes[old.entity] += 1
        claims += [(-count, i, entity) for entity, count in votes.items()]
    owners: list[str | None] = [None] * len(groups)
    taken: set[str] = set()
    for _, i, entity in sorted(claims):
        if owners[i] is None and entity not in taken:
            owners[i] = entity
            taken.add(entity)
    return owners


def _entity(sheet: Sheet, group: list[str], before: Entity | None) -> dict[str, Any]:
    first = sheet.nodes[group[0]]
    if before is not None:
        plain = before.model_dump(mode="json")
    else:
        name = sheet.text[first.start : first.end]
        new_id = sheet.ids.new("e", first.label, first.start, first.end)
        plain = {"id": new_id, "label": first.label, "name": name, **_UNKNOWN[first.label]}
        if sheet.before is not None:
            sheet.notes.append(
                f"entity {new_id} is new for {first.label} {name!r}; only its words and kind are known"
            )
    if "kind" in _UNKNOWN[first.label]:
        kinds = [sheet.nodes[n].attributes.get("kind") for n in group]
        changed = [kind for kind in kinds if kind != plain["kind"]]
        if changed:
            plain["kind"] = changed[0]
            others = sorted({kind or "none" for kind in kinds} - {changed[0] or "none"})
            if others:
                sheet.notes.append(
                    f"entity {plain['id']} ({plain['name']!r}): kind {changed[0] or 'none'} on one mention, {', '.join(others)} "
                    f"on others; taken: {changed[0] or 'none'}"
                )
    return plain


def _drop_lost_ties(entity: dict[str, Any], entities: set[str], mentions: set[str]) -> None:
    """Affiliations with entities that are gone go too; a mention that is gone is no longer named."""
    ties = entity.get("affiliations")
    if not ties:
        return
    entity["affiliations"] = [
        {**tie, "mention": tie["mention"] if tie["mention"] in mentions else None}
        for tie in ties
        if tie["entity"] is None or tie["entity"] in entities
    ]
