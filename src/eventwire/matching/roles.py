"""Role filling: the slots of a trigger, its frame, and what may fill each role → arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventwire.layers import ArgumentValue, TriggerValue
from eventwire.lexicon.frames import FrameLine, RoleLine, SupportLine
from eventwire.matching.fillers import Fillers, bare_phrase
from eventwire.matching.grammar import Grammar
from eventwire.matching.places import nearest_places
from eventwire.matching.pronouns import PRONOUNS, antecedent
from eventwire.matching.times import nearest_date
from eventwire.matching.tree import Tree

_LOOSE = frozenset(
    {
        "at",
        "toward",
        "towards",
        "on",
        "into",
        "from",
        "in",
        "near",
        "against",
        "with",
        "outside",
        "inside",
        "to",
    }
)
_PERSONAL = frozenset({"target", "victim"})


@dataclass(slots=True)
class RoleRules:
    """Compiled frames.

    Attributes:
        frames: id → frame. by_type: event type → frame. supports: lemma → its lines. roles: role → what may fill it.
        people: lemmas of nouns of people. seats: verbs that say where somebody is.
        never: nouns of time, number and acts, which fill no role.
    """

    frames: dict[str, FrameLine] = field(default_factory=dict)
    by_type: dict[str, FrameLine] = field(default_factory=dict)
    supports: dict[str, list[SupportLine]] = field(default_factory=dict)
    roles: dict[str, RoleLine] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


def compile_roles(
    frames: Sequence[FrameLine],
    supports: Sequence[SupportLine],
    roles: Sequence[RoleLine],
    classes: dict[str, frozenset[str]],
) -> RoleRules:
    """Index frames by id and type, supports by lemma; `classes` are the word classes by slug."""
    none: frozenset[str] = frozenset()
    made = RoleRules(
        people=classes.get("people", none) | classes.get("politics", none),
        seats=classes.get("seat", none),
        never=classes.get("no-filler", none),
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


@dataclass(slots=True)
class _Slot:
    """A filler of a slot: its noun, and how far from the trigger it was found (0 is its own dependent)."""

    token: int
    rank: int


Slots = dict[str, list[_Slot]]


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
        self.head = 0  # of the trigger in hand

    def arguments(self, trigger: TriggerValue) -> list[ArgumentValue]:
        """The arguments of a trigger, in text order."""
        frame = self.rules.frames.get(trigger["frame"] or "") or self.rules.by_type.get(trigger["type"])
        if frame is None:
            return []
        head = self.head = trigger["head"]
        slots: Slots = {}
        if trigger["noun"]:
            self._noun_slots(head, slots)
        else:
            self._verb_slots(head, slots, 0)
        if frame.actors:
            self._actors_behind(slots)
        own = set(range(*trigger["tokens"]))
        found = self._fill(frame, slots, own)
        self._settle(found)
        if not any(a["role"] == "place" for a in found):
            filled = {tuple(a["tokens"]) for a in found}
            for place in nearest_places(
                self.tree, self.fillers, head, taken=filled, seats=self.rules.seats, others=self.others
            ):
                found.append(self._argument("place", place, "clause/place", "text"))
        facility = [a for a in found if a["role"] == "target" and a["mention"] and self._label(a) == "PLACE"]
        if facility and not any(a["role"] == "place" for a in found):
            found.append(ArgumentValue({**facility[0], "role": "place", "basis": "inferred"}))
        date = nearest_date(self.tree, self.fillers, head)
        if date is not None:
            found.append(self._argument("time", date, "clause/time", "text"))
        return sorted(found, key=lambda a: (a["tokens"], a["role"]))

    def _label(self, argument: ArgumentValue) -> str | None:
        name = argument["mention"]
        return None if name is None else str(self.fillers.rows[name]["label"])

    # -- slots ---------------------------------------------------------------------------------------------------------

    @staticmethod
    def _add(slots: Slots, slot: str, tokens: Iterable[int], rank: int) -> None:
        row = slots.setdefault(slot, [])
        known = {s.token for s in row}
        row.extend(_Slot(j, rank) for j in tokens if j not in known)

    def _verb_slots(self, v: int, slots: Slots, rank: int) -> None:
        tree, grammar = self.tree, self.grammar
        objects = grammar.objects(v)
        self._add(slots, "subject", grammar.subjects(v), rank)
        self._add(slots, "object", objects, rank)
        if objects:
            self._add(slots, "object", grammar.examples(v), rank)
        for k in tree.children[v]:
            if tree.deps[k] == "dative" and tree.pos[k] in ("NOUN", "PROPN", "PRON"):
                self._add(slots, "dative", grammar.nouns(k), rank)
        for word, j in grammar.prepositions(v):
            self._add(slots, "prep:" + word, [j], rank)
        # The parser hangs "at the base" on the verb or on what was fired, as it likes.
        for o in objects:
            for word, j in grammar.prepositions(o):
                if word in _LOOSE:
                    self._add(slots, "prep:" + word, [j], rank + 1)
        if tree.deps[v] in ("xcomp", "conj", "advcl"):
            h = tree.heads[v]
            if tree.pos[h] == "VERB" and rank < 2:
                for word, j in grammar.prepositions(h):
                    if word in ("in", "near", "at", "outside", "inside"):
                        self._add(slots, "prep:" + word, [j], rank + 2)

    def _noun_slots(self, n: int, slots: Slots) -> None:
        tree, grammar = self.tree, self.grammar
        for k in tree.children[n]:
            if tree.deps[k] == "poss":
                self._add(slots, "possessor", grammar.nouns(k), 0)
        self._add(slots, "modifier", grammar.modifiers(n), 0)
        for word, j in grammar.prepositions(n):
            self._add(slots, "subject" if word == "by" else "prep:" + word, [j], 0)
        for k in tree.children[n]:
            if tree.deps[k] in ("acl", "relcl") and tree.pos[k] in ("VERB", "AUX"):
                self._support(n, k, slots, 1)
        self._governor(n, slots, 1)

    def _governor(self, n: int, slots: Slots, rank: int) -> None:
        """What the words above an event noun tell about its participants."""
        tree = self.tree
        top = n
        while tree.deps[top] in ("conj", "appos") and tree.pos[tree.heads[top]] in ("NOUN", "PROPN"):
            top = tree.heads[top]
        h, dep = tree.heads[top], tree.deps[top]
        if h == top:
            return
        if dep == "pobj":
            word, above = tree.lowers[h], tree.heads[h]
            self._apply(above, "prep:" + word, slots, rank)
            if tree.pos[above] in ("VERB", "AUX"):
                self._circumstances(above, slots, rank + 1)
            elif word == "of" and tree.pos[above] == "NOUN":
                for other, j in self.grammar.prepositions(above):
                    if j != top and other != "of":
                        self._add(slots, "subject" if other == "by" else "prep:" + other, [j], rank + 1)
                self._governor(above, slots, rank + 1)
        elif tree.pos[h] in ("VERB", "AUX"):
            self._support(top, h, slots, rank)

    def _support(self, n: int, v: int, slots: Slots, rank: int) -> None:
        grammar = self.grammar
        if n in grammar.objects(v):
            position = "object"
        elif n in grammar.subjects(v):
            position = "subject"
        elif self.tree.deps[n] in ("nsubj", "nsubjpass"):
            position = "object" if grammar.passive(v) else "subject"
        else:
            position = "object"
        self._apply(v, position, slots, rank)
        self._circumstances(v, slots, rank + 1)

    def _apply(self, v: int, position: str, slots: Slots, rank: int) -> None:
        tree, grammar = self.tree, self.grammar
        for line in self.rules.supports.get(tree.lemmas[v], ()):
            if line.position != position:
                continue
            verb = tree.pos[v] in ("VERB", "AUX")
            for source, into in line.gives.items():
                if source == "self":
                    tokens = [v]
                elif source == "subject":
                    tokens = grammar.subjects(v) if verb else grammar.doers(v)
                elif source == "object":
                    tokens = grammar.objects(v) if verb else []
                elif source == "dative":
                    tokens = self._receivers(v)
                elif source == "possessor":
                    tokens = [] if verb else grammar.doers(v)
                else:
                    tokens = [j for word, j in grammar.prepositions(v) if "prep:" + word == source]
                self._add(slots, into, tokens, rank)

    def _actors_behind(self, slots: Slots) -> None:
        """Whose offer, demand or ship it is: possessors and actors in the names of objects."""
        tree, grammar, fillers = self.tree, self.grammar, self.fillers
        for slot in ("object", "prep:of"):
            for found in list(slots.get(slot, ())):
                if fillers.label(found.token) == "ACTOR":
                    continue
                names = [
                    n for k in tree.children[found.token] if tree.deps[k] == "poss" for n in grammar.nouns(k)
                ]
                names += [m for m in grammar.modifiers(found.token) if fillers.label(m) == "ACTOR"]
                self._add(slots, slot, names, found.rank)

    def _receivers(self, v: int) -> list[int]:
        """To whom something is given: "gave the army an ultimatum", "the army was given an ultimatum"."""
        tree, grammar = self.tree, self.grammar
        found = [
            n
            for k in tree.children[v]
            if tree.deps[k] == "dative"
            for n in (
                grammar.nouns(k)
                if tree.pos[k] in ("NOUN", "PROPN", "PRON")
                else [m for p in tree.children[k] if tree.deps[p] == "pobj" for m in grammar.nouns(p)]
            )
        ]
        if not found and grammar.passive(v) and any(tree.deps[k] == "dobj" for k in tree.children[v]):
            found = grammar.objects(v)
        return found

    def _circumstances(self, v: int, slots: Slots, rank: int) -> None:
        """Where and with what: phrases that stand with the verb of an event noun."""
        for word, j in self.grammar.prepositions(v):
            if word in ("in", "near", "at", "outside", "inside", "across", "around", "on", "against"):
                self._add(slots, "prep:" + word, [j], rank)

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
            if slot == "modifier" and role == "place":
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
