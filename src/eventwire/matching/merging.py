"""Which triggers of an article are the same event.

Two triggers are one event when nothing speaks against it (other day, other place, other means, other parties, other
modality) and something speaks for it: one is the consequence of the other, a definite noun refers back, or the parties agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from eventwire.lexicon.events import EventAnaphor
from eventwire.matching.acts import REAL, Act, Group
from eventwire.matching.identity import disjoint

# A consequence reported further away than this has lost its act.
_REACH = 2
# How many events are looked back on: more than any news article has, and what keeps a book linear.
_EVENTS = 100


class Anaphors:
    """Nouns that refer back to an event.

    Args:
        lines: the nouns, with the types of event that they can name.
    """

    def __init__(self, lines: Iterable[EventAnaphor]) -> None:
        self._types: dict[str, set[str]] = {}
        for line in lines:
            for noun in line.nouns:
                self._types.setdefault(noun, set()).update(line.types)

    def refers(self, act: Act, group: Group) -> bool:
        """Whether an act's noun can name a group's event."""
        if act.refers is None or (act.sentence == group.last.sentence and not act.label):
            return False
        kind = group.acts[0].type
        return kind in self._types.get(act.refers, ()) or (act.refers == act.lemma and kind == act.type)


class Merger:
    """Groups acts into events by rules.

    Args:
        anaphors: nouns that refer back, with the types of event that they can name.
    """

    def __init__(self, anaphors: Iterable[EventAnaphor]) -> None:
        self.anaphors = Anaphors(anaphors)

    def merge(self, acts: list[Act]) -> list[list[Act]]:
        """Acts of one event together; events in the order of their first act.

        Args:
            acts: in text order.
        """
        groups: list[Group] = []
        of: dict[str, Group] = {}
        waiting: list[Act] = []
        for act in acts:
            if act.consequence:
                waiting.append(act)
                continue
            group = self._antecedent(act, groups, of)
            if group is None:
                group = Group([])
                groups.append(group)
            group.acts.append(act)
            of[act.id] = group
        for act in waiting:
            group = self._cause(act, groups, of)
            if group is None:
                group = Group([])
                groups.append(group)
            group.acts.append(act)
            of[act.id] = group
        return in_text_order(groups)

    def joined(self, act: Act, groups: list[Group]) -> Group | None:
        """The group of these that the rules would join an act to, or None."""
        of = {a.id: group for group in groups for a in group.recent}
        return self._cause(act, groups, of) if act.consequence else self._antecedent(act, groups, of)

    def _antecedent(self, act: Act, groups: list[Group], of: dict[str, Group]) -> Group | None:
        for other in sorted(act.same):
            if other in of and of[other].last.type == act.type:
                return of[other]
        best: tuple[int, bool, int, int] | None = None
        found = None
        for number, group in enumerate(before(act, groups)):
            refers = self.anaphors.refers(act, group)
            if not (refers or group.last.type == act.type) or not self._compatible(act, group):
                continue
            agreement = _agreement(act, group)
            if not refers and agreement < 1:
                continue
            # "the attack" is the one just told, or else what the article is about
            near = act.sentence - group.last.sentence <= 1
            rank = (agreement, near, len(group.acts), number)
            if best is None or rank > best:
                best, found = rank, group
        return found

    def _cause(self, act: Act, groups: list[Group], of: dict[str, Group]) -> Group | None:
        for other in sorted(act.linked):
            if other in of and self._compatible(act, of[other], loosely=True):
                return of[other]
        near: list[tuple[int, int, Group]] = []
        groups = before(act, groups)
        alone = sum(g.acts[0].type == act.type and not g.acts[0].consequence for g in groups) == 1
        for group in groups:
            if group.acts[0].type != act.type:
                continue
            distance, tokens = min(
                (abs(act.sentence - a.sentence), abs(act.head - a.head)) for a in group.recent
            )
            earlier = any(a.sentence <= act.sentence for a in group.recent)
            if (distance <= _REACH or alone) and earlier and self._compatible(act, group, loosely=True):
                near.append((distance, tokens, group))
        near.sort(key=lambda item: item[:2])
        if not near:
            return None
        distance, _, group = near[0]
        if distance and act.parties.get("agent"):
            return group if act.parties["agent"] & group.keys("agent") else None
        return group

    def _compatible(self, act: Act, group: Group, *, loosely: bool = False) -> bool:
        for other in group.recent:
            if (act.modality in REAL) != (other.modality in REAL):
                return False
            if act.negated != other.negated and not (act.consequence or other.consequence):
                return False
            if act.modality not in REAL and act.modality != other.modality:
                return False
            if disjoint(act, other):
                return False
        agents, theirs = act.parties.get("agent", frozenset()), group.keys("agent")
        if agents and theirs and not agents & theirs and (agents & act.named or not loosely):
            return False
        if not loosely:
            if act.refers is None and _upon_others(act, group):
                return False
        ways = frozenset(w for a in group.acts for w in a.ways)
        if act.ways and ways and not act.ways & ways:
            return False
        cities = frozenset(c for a in group.acts for c in a.cities)
        if act.cities and cities and not act.cities & cities:
            return False
        countries = frozenset(c for a in group.acts for c in a.countries)
        return not (act.countries and countries and not act.countries & countries)


def in_text_order(groups: list[Group]) -> list[list[Act]]:
    """The acts of groups, and the groups by their first act, without what nothing happened in."""
    for group in groups:
        group.acts.sort(key=lambda a: a.head)
    told = [g.acts for g in groups if not all(a.consequence and a.negated for a in g.acts)]
    return sorted(told, key=lambda acts: acts[0].head)  # "nobody was hurt" is no event of its own


def before(act: Act, groups: list[Group]) -> list[Group]:
    """The last groups that begin no later than shortly after an act; all of them in an article of ordinary length."""
    if len(groups) <= _EVENTS:
        return groups
    past = bisect_right(groups, act.sentence + _REACH, key=lambda group: group.acts[0].sentence)
    return groups[max(0, past - _EVENTS) : past]


def _upon(act: Act) -> frozenset[str]:
    return frozenset(k for role in ("target", "victim", "recipient") for k in act.parties.get(role, ()))


def _upon_others(act: Act, group: Group) -> bool:
    """Whether an act is done to others than a group's acts are.

    People and the place where they are don't exclude each other ("troops", "the garrison"); a weapon that is destroyed
    and anything else do.
    """
    mine, others = _upon(act), group.keys("target", "victim", "recipient")
    if not mine or not others or mine & others:
        return False
    sorts = {act.sorts.get(key, "") for key in mine}
    theirs = {a.sorts[key] for a in group.acts for key in _upon(a) if key in a.sorts}
    return bool(sorts & theirs) or "WEAPON" in sorts | theirs


def _agreement(act: Act, group: Group) -> int:
    """How many of agent, acted-upon, means, place, day and an uncommon modality the act shares with the group."""
    shared = 0
    shared += bool(act.parties.get("agent", frozenset()) & group.keys("agent"))
    shared += bool(_upon(act) & group.keys("target", "victim", "recipient"))
    shared += bool(act.cities & frozenset(c for a in group.acts for c in a.cities))
    shared += act.start is not None and any(a.start == act.start and a.end == act.end for a in group.acts)
    shared += bool(act.means & frozenset(m for a in group.acts for m in a.means))
    shared += act.modality != "actual" and any(a.modality == act.modality for a in group.acts)
    return shared
