"""Role filling: the slots of a trigger, its frame, and what may fill each role → arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventwire.layers import ArgumentValue, TriggerValue
from eventwire.lexicon.frames import FrameLine, RoleLine, SupportLine
from eventwire.lexicon.word_classes import NOTHING, Classes
from eventwire.matching.fillers import Fillers, bare_phrase
from eventwire.matching.grammar import Grammar
from eventwire.matching.places import nearest_places
from eventwire.matching.pronouns import PRONOUNS, antecedent
from eventwire.matching.slots import SlotFinder, Slots
from eventwire.matching.times import nearest_date
from eventwire.matching.tree import Tree

# What a place in the name of an act is to it: "the airport attack" was on the airport, "the Madrid bombings" were in Madrid.
_NAMED_AFTER = {"facility": "target"}


@dataclass(slots=True)
class RoleRules:
    """Compiled frames.

    Attributes:
        frames: id → frame. by_type: event type → frame. supports: lemma → its lines. roles: role → what may fill it.
        people: lemmas of nouns of people. seats: verbs that say where somebody is.
        never: nouns of time, number and acts, which fill no role. belonging: verbs whose participle says whose a thing is.
        order: words that put one event before or after another.
    """

    frames: dict[str, FrameLine] = field(default_factory=dict)
    by_type: dict[str, FrameLine] = field(default_factory=dict)
    supports: dict[str, list[SupportLine]] = field(default_factory=dict)
    roles: dict[str, RoleLine] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    belonging: frozenset[str] = frozenset()
    order: frozenset[str] = frozenset()


def compile_roles(
    frames: Sequence[FrameLine],
    supports: Sequence[SupportLine],
    roles: Sequence[RoleLine],
    classes: Classes,
) -> RoleRules:
    """Index frames by id and type, supports by lemma; `classes` are the word classes by slug."""
    made = RoleRules(
        people=classes.get("people", NOTHING) | classes.get("politics", NOTHING),
        seats=classes.get("seat", NOTHING),
        never=classes.get("no-filler", NOTHING),
        belonging=classes.get("belonging", NOTHING),
        order=classes.get("time-order", NOTHING),
    )
    for frame in frames:
        made.frames[frame.id] = frame
        for event_type in frame.types:
            made.by_type[event_type] = frame
    for line in sorted(supports, key=lambda s: s.id):
        for lemma in line.lemmas:
            made.supports.setdefault(lemma, []).append(line)
    made.roles = {line.role: line for line in roles}
    return made


def completed(found: list[ArgumentValue], fillers: Fillers) -> list[ArgumentValue]:
    """Arguments in text order; a place that is the target is also the place where there is no other."""
    places = [
        a
        for a in found
        if a["role"] == "target" and a["mention"] and fillers.rows[a["mention"]]["label"] == "PLACE"
    ]
    if places and not any(a["role"] == "place" for a in found):
        found = [*found, ArgumentValue({**places[0], "role": "place", "basis": "inferred"})]
    return sorted(found, key=lambda a: (a["tokens"], a["role"]))


class RoleFinder:
    """Fills the roles of the triggers of one Doc."""

    def __init__(
        self, tree: Tree, grammar: Grammar, fillers: Fillers, rules: RoleRules, heads: Iterable[int] = ()
    ) -> None:
        self.others = frozenset(heads)  # of all triggers of the Doc
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.rules = rules
        self.slots = SlotFinder(tree, grammar, fillers, rules.supports, rules.belonging)
        self.head = 0  # of the trigger in hand

    def arguments(self, trigger: TriggerValue) -> list[ArgumentValue]:
        """The arguments of a trigger, in text order."""
        frame = self.rules.frames.get(trigger["frame"] or "") or self.rules.by_type.get(trigger["type"])
        if frame is None:
            return []
        head = self.head = trigger["head"]
        slots = self.slots.find(head, trigger["noun"], actors=frame.actors)
        own = set(range(*trigger["tokens"]))
        found = self._fill(frame, slots, own)
        self._settle(found)
        if not any(a["role"] == "place" for a in found):
            filled = {tuple(a["tokens"]) for a in found}
            for place in nearest_places(
                self.tree, self.fillers, head, taken=filled, seats=self.rules.seats, others=self.others
            ):
                found.append(self._argument("place", place, "clause/place", "text"))
        date = nearest_date(self.tree, self.fillers, head, self.rules.order)
        if date is not None:
            found.append(self._argument("time", date, "clause/time", "text"))
        return completed(found, self.fillers)

    def _label(self, argument: ArgumentValue) -> str | None:
        name = argument["mention"]
        return None if name is None else str(self.fillers.rows[name]["label"])

    # -- filling -------------------------------------------------------------------------------------------------------

    def _fill(self, frame: FrameLine, slots: Slots, own: set[int]) -> list[ArgumentValue]:
        found: list[tuple[int, ArgumentValue]] = []
        taken: set[tuple[int, int]] = set()
        ordered = sorted(
            ((s.rank, slot, s.token) for slot, row in slots.items() for s in row if slot in frame.slots),
            key=lambda x: (x[0], x[2], x[1]),
        )
        ranks: dict[str, int] = {}
        for rank, slot, token in ordered:
            if token in own:
                continue
            for role in frame.slots[slot]:
                argument = self._admitted(role, token, slot, f"{frame.id}:{slot}")
                if argument is None or (
                    frame.actors and role == "target" and self._label(argument) != "ACTOR"
                ):
                    continue
                # A role that the trigger's own words fill is not filled again from further off.
                if ranks.setdefault(role, rank) < rank:
                    break
                span = (argument["tokens"][0], argument["tokens"][1])
                if span not in taken:
                    taken.add(span)
                    found.append((rank, argument))
                break
        return [a for _, a in found]

    def _admitted(self, role: str, token: int, slot: str, rule: str) -> ArgumentValue | None:
        line = self.rules.roles.get(role)
        if line is None:
            return None
        tree, fillers = self.tree, self.fillers
        basis = "text"
        if tree.lowers[token] in PRONOUNS:
            name = antecedent(tree, fillers, token)
            if name is None:
                return None
            basis = "inferred"
        else:
            name = fillers.at(token)
        if name is not None and fillers.rows[name]["label"] != "QUANTITY":
            name = self._nearest(name, token)
            row = fillers.rows[name]
            label, kind = row["label"], fillers.kind(row["head"])
            if slot == "modifier" and label == "PLACE" and role != _NAMED_AFTER.get(kind or "", "place"):
                return None
            if label in line.admits or f"{label}/{kind}" in line.admits:
                return ArgumentValue(
                    role=role, tokens=list(row["tokens"]), mention=name, rule=rule, basis=basis
                )
            return None
        if role == "victim" and tree.tags[token] == "CD" and slot != "modifier":
            return ArgumentValue(role=role, tokens=[token, token + 1], mention=None, rule=rule, basis=basis)
        if slot == "modifier" or tree.pos[token] not in ("NOUN", "PROPN") or tree.lowers[token] == "one":
            return None
        if tree.lemmas[token] in self.rules.never:
            return None
        known = tree.lemmas[token] in self.rules.people or tree.tags[token] == "NNP"
        if line.bare == "any" or (line.bare == "people" and known):
            return ArgumentValue(
                role=role, tokens=bare_phrase(tree, token), mention=None, rule=rule, basis=basis
            )
        return None

    def _nearest(self, name: str, token: int) -> str:
        """Of a mention and what stands in apposition to it, the one nearer to the trigger."""
        tree, fillers = self.tree, self.fillers
        label = fillers.rows[name]["label"]
        if token >= self.head:
            return name
        for k in tree.children[token]:
            other = fillers.head.get(k)
            if tree.deps[k] == "appos" and other is not None and token < k < self.head:
                if fillers.rows[other]["label"] == label == "ACTOR":
                    return other
        return name

    def _argument(self, role: str, mention: str, rule: str, basis: str) -> ArgumentValue:
        return ArgumentValue(
            role=role,
            tokens=list(self.fillers.rows[mention]["tokens"]),
            mention=mention,
            rule=rule,
            basis=basis,
        )

    def _settle(self, found: list[ArgumentValue]) -> None:
        """A crewed platform is the agent where there is no other ("coalition aircraft destroyed"), else the weapon."""
        agents = [a for a in found if a["role"] == "agent"]
        weapons = [a for a in agents if self._label(a) == "WEAPON"]
        for a in weapons:
            if len(weapons) < len(agents):
                a["role"] = "weapon"
        if not agents:
            for a in found:
                crewed = a["mention"] and self.fillers.rows[a["mention"]]["kind"] in ("aircraft", "vessel")
                if a["role"] == "weapon" and crewed and a["rule"].endswith((":subject", ":possessor")):
                    a["role"] = "agent"
