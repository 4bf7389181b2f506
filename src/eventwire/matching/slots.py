"""What stands in the slots of a trigger: of a verb by syntax, of an event noun also by the words that govern it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eventwire.lexicon.frames import SupportLine
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
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


@dataclass(slots=True)
class Slot:
    """A filler of a slot: its noun, and how far from the trigger it was found (0 is its own dependent)."""

    token: int
    rank: int


Slots = dict[str, list[Slot]]


class SlotFinder:
    """Finds the slots of the triggers of one Doc."""

    def __init__(
        self,
        tree: Tree,
        grammar: Grammar,
        fillers: Fillers,
        supports: Mapping[str, Sequence[SupportLine]],
        belonging: frozenset[str] = frozenset(),
    ) -> None:
        self.belonging = belonging  # verbs whose participle says whose a thing is
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.supports = supports

    def find(self, head: int, noun: bool, *, actors: bool) -> Slots:
        """The slots of a trigger.

        Args:
            head: its head token. noun: whether it is an event noun. actors: whether things give their possessors too.
        """
        slots: Slots = {}
        if noun:
            self._noun_slots(head, slots)
        else:
            self._verb_slots(head, slots, 0)
        if actors:
            self._actors_behind(slots)
        self._owners(slots)
        return slots

    @staticmethod
    def _add(slots: Slots, slot: str, tokens: Iterable[int], rank: int) -> None:
        row = slots.setdefault(slot, [])
        known = {s.token for s in row}
        row.extend(Slot(j, rank) for j in tokens if j not in known)

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
        modifiers = grammar.modifiers(n)
        self._add(slots, "modifier", modifiers, 0)
        # Of "rocket and drone strikes" the parser may take the first weapon for a noun of its own.
        before = (modifiers[0] if modifiers else n) - 2
        if before >= 0 and tree.lowers[before + 1] in ("and", "or") and tree.tags[before] == "NN":
            if self.fillers.label(before) == "WEAPON":
                self._add(slots, "modifier", [before], 0)
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
            if tree.deps[above] == "dobj":
                # "accused the army of the massacre": the phrase may hang on either
                self._apply(tree.heads[above], "prep:" + word, slots, rank)
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
        for line in self.supports.get(tree.lemmas[v], ()):
            if line.position != position:
                continue
            verb = tree.pos[v] in ("VERB", "AUX")
            for source, into in line.gives.items():
                if source == "self":  # "the masterminds of the attack", or who is said to be one
                    tokens = (grammar.doers(v) if tree.deps[v] == "attr" else []) or [v]
                elif source == "subject":
                    tokens = self._subjects(v)
                elif source == "object":
                    tokens = grammar.objects(v) if verb else []
                elif source == "dative":
                    tokens = self._receivers(v)
                elif source == "possessor":
                    tokens = [] if verb else grammar.doers(v)
                else:
                    tokens = [j for word, j in grammar.prepositions(v) if "prep:" + word == source]
                self._add(slots, into, tokens, rank)

    def _subjects(self, v: int) -> list[int]:
        grammar, pos = self.grammar, self.tree.pos[v]
        if pos in ("VERB", "AUX"):
            return grammar.subjects(v)
        return grammar.bearers(v) if pos == "ADJ" else grammar.doers(v)

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

    def _owners(self, slots: Slots) -> None:
        """Whom the sites that are struck belong to: "depots held by the militia", "sites linked to the Guards"."""
        tree, grammar = self.tree, self.grammar
        for slot in ("object", "prep:on", "prep:against", "prep:at"):
            for found in list(slots.get(slot, ())):
                if self.fillers.label(found.token) == "ACTOR":
                    continue
                for v in tree.children[found.token]:
                    if tree.deps[v] in ("acl", "relcl") and tree.lemmas[v] in self.belonging:
                        owners = [j for word, j in grammar.prepositions(v) if word in ("by", "to", "with")]
                        self._add(slots, "owner", owners, found.rank)

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
