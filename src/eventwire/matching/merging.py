"""Which triggers of an article are the same event.

Two triggers are one event when nothing speaks against it (other day, other place, other means, other parties, other
modality) and something speaks for it: one is the consequence of the other, a definite noun refers back, or the parties agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from eventwire.lexicon.events import EventAnaphor

_REAL = frozenset({"actual", "attempted", "alleged", "denied"})
# A consequence reported further away than this has lost its act.
# How many events, and acts of each, are looked back on: more than any news article has, and what keeps a book linear.
_EVENTS = 100
_ACTS = 50
_REACH = 2


@dataclass(slots=True)
class Act:
    """What one trigger says.

    Attributes:
        id: the trigger's id. type, modes, modality: as in the contract. sentence: number of its sentence. head: its token.
        lemma: of the trigger's head. noun: whether it is nominal.
        refers: the noun by which it refers back ("the attack", "this first assault", "the incident involved …"), or None.
        label: whether it stands in what somebody called an event ("what he described as a failed attack").
        same: ids of triggers that are the same event by the syntax.
        consequence: whether it is a death, an injury or an interception.
        linked: ids of triggers that the syntax ties it to (subject, object, clause of).
        parties: role → keys of who fills it (entity ids, or "word:lemma" for a noun phrase that is no mention).
        sorts: key → label of the mention that fills a role, "" for a bare noun phrase.
        named: keys that are names rather than descriptions. means: kinds of weapon.
        ways: modes that exclude each other ("aerial", "firearms").
        start, end: ISO days of its own date, or None. places: place keys; cities: those that are cities or facilities.
        countries: alpha-3 codes of its places.
    """

    id: str
    type: str
    modes: frozenset[str]
    modality: str
    negated: bool
    sentence: int
    head: int
    lemma: str
    noun: bool = False
    refers: str | None = None
    label: bool = False
    same: frozenset[str] = frozenset()
    consequence: bool = False
    linked: frozenset[str] = frozenset()
    parties: dict[str, frozenset[str]] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    start: str | None = None
    end: str | None = None
    places: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


@dataclass(slots=True)
class Group:
    """Acts that are one event, in text order."""

    acts: list[Act]

    @property
    def last(self) -> Act:
        return self.acts[-1]

    @property
    def recent(self) -> list[Act]:
        """The last of the acts."""
        return self.acts[-_ACTS:]

    def keys(self, *roles: str) -> frozenset[str]:
        """Who fills any of these roles in any of the acts."""
        return frozenset(k for act in self.recent for role in roles for k in act.parties.get(role, ()))


class Merger:
    """Groups acts into events.

    Args:
        anaphors: nouns that refer back, with the types of event that they can name.
    """

    def __init__(self, anaphors: Iterable[EventAnaphor]) -> None:
        self._types: dict[str, set[str]] = {}
        for line in anaphors:
            for noun in line.nouns:
                self._types.setdefault(noun, set()).update(line.types)

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
                if act.negated:
                    continue  # "nobody was hurt" is no event of its own
                group = Group([])
                groups.append(group)
            group.acts.append(act)
            of[act.id] = group
        for group in groups:
            group.acts.sort(key=lambda a: a.head)
        return [group.acts for group in sorted(groups, key=lambda g: g.acts[0].head)]

    def _antecedent(self, act: Act, groups: list[Group], of: dict[str, Group]) -> Group | None:
        for other in sorted(act.same):
            if other in of and of[other].last.type == act.type:
                return of[other]
        best: tuple[int, bool, int, int] | None = None
        found = None
        for number, group in enumerate(_before(act, groups)):
            refers = self._refers(act, group)
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

    def _refers(self, act: Act, group: Group) -> bool:
        if act.refers is None or (act.sentence == group.last.sentence and not act.label):
            return False
        kind = group.acts[0].type
        return kind in self._types.get(act.refers, ()) or (act.refers == act.lemma and kind == act.type)

    def _cause(self, act: Act, groups: list[Group], of: dict[str, Group]) -> Group | None:
        for other in sorted(act.linked):
            if other in of and self._compatible(act, of[other], loosely=True):
                return of[other]
        near: list[tuple[int, int, Group]] = []
        groups = _before(act, groups)
        alone = sum(g.acts[0].type == act.type and not g.acts[0].consequence for g in groups) == 1
        for group in groups:
            if group.acts[0].type != act.type:
                continue
            distance, tokens = min(
                (abs(act.sentence - a.sentence), abs(act.head - a.head)) for a in group.recent
            )
            before = any(a.sentence <= act.sentence for a in group.recent)
            if (distance <= _REACH or alone) and before and self._compatible(act, group, loosely=True):
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
            if (act.modality in _REAL) != (other.modality in _REAL):
                return False
            if act.negated != other.negated and not (act.consequence or other.consequence):
                return False
            if act.modality not in _REAL and act.modality != other.modality:
                return False
            if _disjoint(act, other):
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


def _before(act: Act, groups: list[Group]) -> list[Group]:
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


def _disjoint(a: Act, b: Act) -> bool:
    """Whether both have dates of their own and the dates exclude each other."""
    if (a.start or a.end) is None or (b.start or b.end) is None:
        return False
    first, last = "0000-00-00", "9999-99-99"
    apart = (a.end or last) < (b.start or first) or (b.end or last) < (a.start or first)
    # "since October" against "on Tuesday": a period is not the incident, although it holds its day.
    open_ended = ((a.end is None) != (b.end is None)) or ((a.start is None) != (b.start is None))
    return apart or open_ended


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
