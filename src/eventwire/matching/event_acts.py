"""The tables of a Doc as acts: one per trigger, with everything that decides whether two of them are one event."""

from __future__ import annotations

from collections.abc import Mapping

from eventwire.lexicon.events import ModeLine
from eventwire.matching.act_forms import doer_and_done_to, form, is_answer, is_other, is_plural, tense
from eventwire.matching.act_links import apart_from, linked, refers_to, same_clause, same_means, ties
from eventwire.matching.act_words import ActWords
from eventwire.matching.acts import Act
from eventwire.matching.event_tables import Tables, date_of
from eventwire.matching.event_time import bounds, is_within, opens
from eventwire.matching.questions import asked_of
from eventwire.matching.tree import Tree

# modes that exclude each other: what was done from the air was not done with rifles
_WAYS = frozenset(
    {
        "aerial",
        "drone",
        "heavy-weapons",
        "explosives",
        "suicide-attack",
        "firearms",
        "unconventional",
        "cyber",
    }
)
_SITES = frozenset({"city", "facility"})


def acts_of(
    tree: Tree, tables: Tables, *, words: ActWords, mode_of: Mapping[tuple[str, str], ModeLine]
) -> list[Act]:
    """One Act per trigger, in text order.

    Args:
        words: that tell acts apart. mode_of: (type, kind of weapon) → the mode that it implies.
    """
    found: list[Act] = []
    labels = [(c["label"], c["triggers"]) for c in tables.characterizations if c["label"]]
    contents = [
        (c["content"]["start"], c["content"]["end"], c["id"], c["stance"] == "denies")
        for c in tables.characterizations
        if c["content"]
    ]
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
            refers=refers_to(tree, row, words),
            consequence=row["consequence"],
            linked=frozenset(linked(tree, row["head"], heads)),
            rule=row["rule"],
            form=form(tree, row["head"]) if row["noun"] else "verb",
            plural=row["noun"] and is_plural(tree, row["head"]),
            other=is_other(tree, row["head"], words.more),
            tense="none" if row["noun"] else tense(tree, row["head"]),
            ties=ties(tree, row["head"], heads),
            answers=is_answer(tree, row["head"], words.answering),
        )
        act.doer, act.done_to = doer_and_done_to(tree, row["head"])
        _fill(act, tree, tables)
        implied = {mode_of[act.type, kind].mode for kind in act.means if (act.type, kind) in mode_of}
        act.ways = frozenset(implied | (act.modes & _WAYS))
        start = tree.starts[act.head]
        for label, about in labels:
            if label["start"] <= start < label["end"]:
                act.label, act.refers = True, act.lemma
                act.same = frozenset(about) - {local}
        act.asked = asked_of(
            tree, act.head, {other.head: other.id for other in found if other.type == act.type}
        )
        act.same |= same_clause(tree, act, found) | act.asked
        around = [c for c in contents if c[0] <= start < c[1]]
        act.contents = frozenset(c[2] for c in around)
        act.denied = any(c[3] for c in around)
        found.append(act)
    at = {act.head: act.id for act in found}
    for act in found:
        before = apart_from(tree, act.head, words)
        act.apart = frozenset() if before is None or before not in at else frozenset({at[before]})
        for other in same_means(tree, act, found, tables):
            act.same |= {other.id}
            other.same |= {act.id}
    return found


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
                if entity["fields"].get("country") and entity["fields"].get("latitude") is not None:
                    countries.add(entity["fields"]["country"])
        elif role != "time":
            parties.setdefault(role, set()).add(key)
            act.sorts[key] = entity["label"] if entity else ""
    act.parties = {role: frozenset(keys) for role, keys in parties.items()}
    act.named, act.means = frozenset(named), frozenset(means)
    act.places, act.cities, act.countries = frozenset(places), frozenset(cities), frozenset(countries)
    date = date_of(tree, tables, act.id)
    if date is not None and date[0]["timex_type"] in ("DATE", "TIME"):
        within = is_within(tree, date[0], act.head)
        act.start, act.end = bounds(date[0], within=within)
        act.since = opens(date[0], within=within)
