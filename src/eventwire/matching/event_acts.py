"""The tables of a Doc as acts: one per trigger, with everything that decides whether two of them are one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventwire.lexicon.events import ModeLine
from eventwire.matching.act_forms import form, is_other, is_plural, tense
from eventwire.matching.acts import Act
from eventwire.matching.event_time import bounds, is_comparison
from eventwire.matching.questions import asked_of
from eventwire.matching.tree import Tree

_PRESENTING = frozenset({"mark", "be", "represent", "constitute"})
_CONSISTING = frozenset({"involve", "include", "consist", "begin", "start", "occur", "happen"})
_CLAUSES = 4
_BRANCHES = frozenset({"conj", "advcl", "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp"})
# modes that exclude each other: what was done from the air was not done with rifles
# modes of acts that a participle adds to another act rather than telling its result
_APART = frozenset({"abduct", "beat", "torture", "sexual", "arrest", "seize", "deport"})
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


@dataclass(slots=True)
class Tables:
    """What the components before wrote, without the Doc.

    `arguments` is what the rules filled, by which acts are told apart; `roles` what the event shows. `published` is the ISO
    day of publication, or None.
    """

    triggers: dict[str, dict[str, Any]]
    arguments: dict[str, list[dict[str, Any]]]
    roles: dict[str, list[dict[str, Any]]]
    modalities: dict[str, dict[str, Any]]
    mentions: dict[str, dict[str, Any]]
    entities: dict[str, dict[str, Any]]
    dates: dict[str, dict[str, Any]]
    quantities: dict[str, dict[str, Any]]
    characterizations: list[dict[str, Any]]
    published: str | None = None
    entity_of: dict[str, str] = field(default_factory=dict)
    claims: dict[str, dict[int, str]] = field(default_factory=dict)  # date's mention → head → trigger

    def __post_init__(self) -> None:
        self.entity_of = {m: local for local, entity in self.entities.items() for m in entity["mentions"]}
        for local, rows in self.arguments.items():
            for row in rows:
                if row["role"] == "time" and row["mention"] and local in self.triggers:
                    self.claims.setdefault(row["mention"], {})[self.triggers[local]["head"]] = local

    def entity(self, mention: str | None) -> dict[str, Any] | None:
        """The entity of a mention, or None."""
        return self.entities.get(self.entity_of.get(mention or "", ""))


def acts_of(
    tree: Tree, tables: Tables, *, anaphors: frozenset[str], mode_of: Mapping[tuple[str, str], ModeLine]
) -> list[Act]:
    """One Act per trigger, in text order.

    Args:
        anaphors: nouns that refer back to an event. mode_of: (type, kind of weapon) → the mode that it implies.
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
            refers=_refers(tree, row, anaphors),
            consequence=row["consequence"],
            linked=frozenset(_linked(tree, row["head"], heads)),
            rule=row["rule"],
            form=form(tree, row["head"]) if row["noun"] else "verb",
            plural=row["noun"] and is_plural(tree, row["head"]),
            other=is_other(tree, row["head"]),
            tense="none" if row["noun"] else tense(tree, row["head"]),
            ties=_ties(tree, row["head"], heads),
        )
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
        act.same |= _same_clause(tree, act, found) | act.asked
        around = [c for c in contents if c[0] <= start < c[1]]
        act.contents = frozenset(c[2] for c in around)
        act.denied = any(c[3] for c in around)
        found.append(act)
    at = {act.head: act.id for act in found}
    for act in found:
        before = _apart_from(tree, act.head)
        act.apart = frozenset() if before is None or before not in at else frozenset({at[before]})
        for other in _same_means(tree, act, found, tables):
            act.same |= {other.id}
            other.same |= {act.id}
    return found


def date_of(tree: Tree, tables: Tables, trigger: str) -> tuple[dict[str, Any], str] | None:
    """The row of the date that a trigger's `time` argument names, and its mention; None where it has none.

    A date that another trigger of the sentence governs more closely is that trigger's, unless the two are coordinated.
    """
    for argument in tables.arguments.get(trigger, ()):
        if argument["role"] != "time" or not argument["mention"]:
            continue
        value = tables.mentions[argument["mention"]]["value"]
        if value not in tables.dates or is_comparison(tree, tables.dates[value]):
            continue
        owner = _owner(tree, tables, argument["mention"])
        if owner is None or owner == trigger or _coordinated(tree, tables, owner, trigger):
            return tables.dates[value], argument["mention"]
    return None


def _owner(tree: Tree, tables: Tables, mention: str) -> str | None:
    """The trigger to which a date belongs: the nearest above it of those that claim it, or else the nearest of them."""
    claims = tables.claims.get(mention, {})
    date = tables.mentions[mention]["head"]
    above = next((claims[i] for i in tree.ancestors(date) if i in claims), None)
    if above is not None or not claims:
        return above
    return claims[min(claims, key=lambda i: (abs(i - date), i))]


def _coordinated(tree: Tree, tables: Tables, a: str, b: str) -> bool:
    """Whether two triggers stand in one chain of conjuncts, or one is the subject or object of the other."""
    first, second = tables.triggers[a]["head"], tables.triggers[b]["head"]
    for lower, upper in ((first, second), (second, first)):
        i = lower
        while tree.heads[i] != i and tree.deps[i] in ("conj", "nsubj", "nsubjpass", "dobj", "advcl"):
            i = tree.heads[i]
            if i == upper:
                return True
    return False


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
        act.start, act.end = bounds(date[0])


def _refers(tree: Tree, row: dict[str, Any], anaphors: frozenset[str]) -> str | None:
    """The noun by which a trigger refers to an event told before: its own, or the subject of its clause."""
    head = row["head"]
    if row["noun"] and form(tree, head) == "the":
        return tree.lemmas[head]
    governor = tree.heads[head]
    if row["noun"] and tree.lemmas[governor] in _PRESENTING:
        # "This marks the third raid": the pronoun points back even where the noun does not
        subject = tree.child(governor, "nsubj")
        if subject is not None and tree.lowers[subject] in ("this", "it", "that"):
            return tree.lemmas[head]
    below = head
    for ancestor in tree.ancestors(head)[:_CLAUSES]:
        if tree.apart_in_time(below):
            return None  # "the incident occurred after rockets were fired": these are what came before it
        below = ancestor
        subject = tree.child(ancestor, "nsubj")
        if subject is not None and subject != head and tree.lemmas[ancestor] in _CONSISTING:
            if tree.lemmas[subject] in anaphors and form(tree, subject) == "the":
                return tree.lemmas[subject]  # "the incident involved a launcher that fired …"
    return None


def _apart_from(tree: Tree, head: int) -> int | None:
    """The noun of which it is said that it came after or before an act: "the incident occurred after rockets were fired".

    Two verbs ("after the bomb went off, gunmen stormed in") may be stages of one event.
    """
    below = head
    for above in tree.ancestors(head)[:_CLAUSES]:
        if tree.apart_in_time(below):
            return tree.child(above, "nsubj")
        below = above
    return None


def _same_means(tree: Tree, act: Act, acts: list[Act], tables: Tables) -> list[Act]:
    """Acts of the sentence that use the weapon which this one only describes.

    "The attack involved drones that targeted the base", "the device, hidden in a cart, went off".
    """
    rows = tables.arguments.get(act.id, ())
    mine = {a["mention"] for a in rows if a["role"] == "weapon" and a["mention"]}
    if not any(tree.heads[act.head] == tables.mentions[m]["head"] for m in mine):
        return []
    return [
        other
        for other in acts
        if other is not act
        and other.sentence == act.sentence
        and other.type == act.type
        and any(a["role"] == "weapon" and a["mention"] in mine for a in tables.arguments.get(other.id, ()))
    ]


def _same_clause(tree: Tree, act: Act, before: list[Act]) -> frozenset[str]:
    """Acts that this one only tells the course or the result of, by the syntax.

    A participle ("shelled the port, destroying a silo"), a relative clause on the act's own noun ("the bombing that hit the
    shrine"), and a verb whose subject is the act ("the blast hit the market").
    """
    heads = {other.head: other.id for other in before if other.type == act.type}
    modes = {other.head: other.modes for other in before}
    found = set()
    governor, dep = tree.heads[act.head], tree.deps[act.head]
    if governor in heads:
        gerund = dep == "advcl" and tree.tags[act.head] == "VBG" and not act.modes & _APART
        if dep in ("relcl", "acl") or (gerund and not modes[governor] & _APART):
            found.add(heads[governor])
    subject = tree.child(act.head, "nsubj")
    if subject in heads:
        found.add(heads[subject])
    return frozenset(found)


def _ties(tree: Tree, head: int, heads: Mapping[int, str]) -> dict[str, str]:
    """Other triggers of the sentence that stand near in the tree → the dependencies on the way to them.

    Up to four steps up to a governor, and from each of these down to what is coordinated with it.
    """
    found: dict[str, str] = {}
    path: list[str] = []
    i = head
    for _ in range(_CLAUSES):
        if tree.heads[i] == i:
            break
        path.append(_step(tree, i))
        i = tree.heads[i]
        if i in heads:
            found.setdefault(heads[i], ">".join(path[-3:]))
        for j in tree.children[i]:
            if j in heads and j != head and tree.deps[j] in _BRANCHES:
                found.setdefault(heads[j], f"{'>'.join(path[-2:])}<{tree.deps[j]}")
    for j in tree.children[head]:
        if j in heads:
            found.setdefault(heads[j], f"<{_step(tree, j)}")
        for k in tree.children[j]:
            if k in heads:
                found.setdefault(heads[k], f"<{_step(tree, j)}<{tree.deps[k]}")
    return found


def _step(tree: Tree, i: int) -> str:
    """A dependency, with the word where that is a preposition or a clause's conjunction ("after", "when", "for")."""
    if tree.deps[i] == "prep":
        return f"prep {tree.lowers[i]}"
    if tree.deps[i] == "advcl":
        mark = tree.child(i, "mark", "advmod")
        return "advcl" if mark is None else f"advcl {tree.lowers[mark]}"
    return tree.deps[i]


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
