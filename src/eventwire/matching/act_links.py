"""How an act hangs together with others of its article by the syntax: referred to, result, stage, neighbour in the tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventwire.matching.act_forms import form
from eventwire.matching.act_words import ActWords
from eventwire.matching.acts import Act
from eventwire.matching.event_tables import Tables
from eventwire.matching.time_order import apart_in_time
from eventwire.matching.tree import Tree

_PRESENTING = frozenset({"mark", "be", "represent", "constitute"})
_CLAUSES = 4
_BRANCHES = frozenset({"conj", "advcl", "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp"})
# modes of acts that a participle adds to another act rather than telling its result
_APART = frozenset({"abduct", "beat", "torture", "sexual", "arrest", "seize", "deport"})


def refers_to(tree: Tree, row: dict[str, Any], words: ActWords) -> str | None:
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
        if apart_in_time(tree, below, words.order):
            return None  # "the incident occurred after rockets were fired": these are what came before it
        below = ancestor
        subject = tree.child(ancestor, "nsubj")
        if subject is not None and subject != head and tree.lemmas[ancestor] in words.consisting:
            if tree.lemmas[subject] in words.anaphors and form(tree, subject) == "the":
                return tree.lemmas[subject]  # "the incident involved a launcher that fired …"
    return None


def apart_from(tree: Tree, head: int, words: ActWords) -> int | None:
    """The noun of which it is said that it came after or before an act: "the incident occurred after rockets were fired".

    Two verbs ("after the bomb went off, gunmen stormed in") may be stages of one event.
    """
    below = head
    for above in tree.ancestors(head)[:_CLAUSES]:
        if apart_in_time(tree, below, words.order):
            return tree.child(above, "nsubj")
        below = above
    return None


def same_means(tree: Tree, act: Act, acts: list[Act], tables: Tables) -> list[Act]:
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


def same_clause(tree: Tree, act: Act, before: list[Act]) -> frozenset[str]:
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


def ties(tree: Tree, head: int, heads: Mapping[int, str]) -> dict[str, str]:
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


def linked(tree: Tree, head: int, heads: dict[int, str]) -> list[str]:
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
