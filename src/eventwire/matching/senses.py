"""Whether a trigger word stands in a sense that names an event: the conditions of trigger rules over a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.lexicon.triggers import Condition
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.pronouns import PRONOUNS, antecedent
from eventwire.matching.sought import ANY, Sought
from eventwire.matching.tree import Tree

_NOUN_OBJECT = frozenset({"on", "against", "of", "at", "upon", "toward", "towards", "to"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_DESCRIBING = frozenset({"compound", "nmod", "amod", "appos"})
_WILL = frozenset({"will", "would", "'ll", "shall"})
_MAY = frozenset({"may", "might", "could"})
_PAST = frozenset({"had", "has", "have", "was", "were", "did"})
# An article is about what at least this many of its words, and one in so many, are about.
_TOPIC_COUNT = 5
_TOPIC_SHARE = 80


class Senses:
    """Looks into the slots around a candidate.

    Attributes:
        events: sentence number → types of the events found so far in it; the finder fills it between its two passes.
    """

    def __init__(self, tree: Tree, grammar: Grammar, fillers: Fillers, sought: Sought) -> None:
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.events: dict[int, set[str]] = {}
        self._topics: dict[frozenset[str], bool] = {}
        self._meant: dict[int, int | None] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._sought = sought
        self._slots: dict[tuple[str, int, bool], list[int]] = {}

    def holds(self, conditions: Iterable[Condition], i: int, noun: bool) -> Condition | None:
        """The first condition that holds for the candidate at `i`, or None."""
        for condition in conditions:
            if all(self.slot_holds(slot, values, i, noun) for slot, values in condition.items()):
                return condition
        return None

    def slot_holds(self, slot: str, values: tuple[str, ...], i: int, noun: bool) -> bool:
        """Whether one slot holds one of the values, or, with `!`, none of them."""
        denied, sought = self._sought.of(values)
        return self._any(slot, sought, i, noun) != denied

    def _any(self, slot: str, sought: frozenset[str], i: int, noun: bool) -> bool:
        tree = self.tree
        if slot == "sentence":
            return not sought.isdisjoint(self._sentence(tree.sents[i]))
        if slot == "topic":
            return self._is_topic(sought)
        if slot == "event":
            return not sought.isdisjoint(self.events.get(tree.sents[i], ()))
        if slot == "article":
            return any(not sought.isdisjoint(types) for types in self.events.values())
        if slot == "clause":
            return not sought.isdisjoint(self._clause(i, noun))
        if slot == "complement":
            return not sought.isdisjoint(self._complement(i))
        return any(self._is(j, sought) or self._stands_for(j, sought) for j in self.slot(slot, i, noun))

    def slot(self, slot: str, i: int, noun: bool) -> list[int]:
        """The tokens that stand in a slot of the candidate at `i`."""
        found = self._slots.get((slot, i, noun))
        if found is None:
            found = self._slots[slot, i, noun] = self._at(slot, i, noun)
        return found

    def _at(self, slot: str, i: int, noun: bool) -> list[int]:
        tree, grammar = self.tree, self.grammar
        if slot == "subject":
            return grammar.doers(i) if noun else grammar.subjects(i)
        if slot == "object":
            if noun:
                return [j for word, j in grammar.prepositions(i) if word in _NOUN_OBJECT]
            return grammar.objects(i)
        if slot == "modifier":
            return grammar.modifiers(i)
        if slot == "head":
            return [tree.heads[i]] if tree.deps[i] in ("compound", "amod", "nmod", "poss") else []
        if slot == "particle":
            return [k for k in tree.children[i] if tree.deps[k] in ("prt", "advmod", "acomp", "neg")]
        if slot == "preposition":
            return [k for k in tree.children[i] if tree.deps[k] in ("prep", "agent", "dative")]
        if slot == "governor":
            h = tree.heads[i]
            if tree.deps[i] == "pobj":
                return [h, tree.heads[h]]
            return [h] if h != i else []
        if slot == "under":
            return self._under(i)
        if slot == "before":
            return [i - 1] if i else []
        if slot == "after":
            return [i + 1] if i + 1 < len(tree) else []
        word = slot.removeprefix("prep:")
        return [j for found, j in grammar.prepositions(i) if found == word]

    def _under(self, i: int) -> list[int]:
        """The word whose complement the candidate is, alone or coordinated: "demanded" of "demanded that they stop and leave"."""
        tree = self.tree
        while tree.deps[i] == "conj" and tree.pos[tree.heads[i]] in ("VERB", "AUX"):
            i = tree.heads[i]
        if tree.deps[i] in _COMPLEMENTS and (tree.deps[i] != "acl" or tree.tags[i] == "VB"):
            return [tree.heads[i]]
        if tree.deps[i] == "pcomp":
            return [tree.heads[tree.heads[i]]]
        return []

    def _stands_for(self, j: int, sought: frozenset[str]) -> bool:
        """Whether a pronoun stands for one of the values, or a name has one as its title or apposition."""
        tree = self.tree
        if tree.lowers[j] in PRONOUNS:
            if j not in self._meant:
                name = antecedent(tree, self.fillers, j)
                self._meant[j] = None if name is None else int(self.fillers.rows[name]["head"])
            meant = self._meant[j]
            return meant is not None and (self._is(meant, sought) or self._stands_for(meant, sought))
        if tree.pos[j] != "PROPN":
            return False
        return any(tree.deps[k] in _DESCRIBING and tree.lemmas[k].lower() in sought for k in tree.children[j])

    def _is(self, j: int, sought: frozenset[str]) -> bool:
        tree = self.tree
        if ANY in sought or tree.lemmas[j] in sought or tree.lowers[j] in sought:
            return True
        if "QUANTITY" in sought and tree.tags[j] == "CD":
            return True
        label = self.fillers.label(j)
        if label is None:  # a name that nobody knows acts like an actor where one is asked for
            return "ACTOR" in sought and tree.tags[j] == "NNP"
        return label in sought or f"{label}/{self.fillers.kind(j)}" in sought

    def _sentence(self, number: int) -> frozenset[str]:
        found = self._words.get(number)
        if found is None:
            first, last = self.tree.bounds[number]
            # "league" is of sport, but not in the name of an actor that the lexicon knows ("Arab League")
            names = {
                i
                for i in range(first, last)
                if (name := self.fillers.inside.get(i)) and self.fillers.rows[name].get("value")
            }
            found = self._words[number] = frozenset(
                self.tree.lemmas[i]
                for i in range(first, last)
                if i not in names or self.tree.pos[i] != "PROPN"
            )
        return found

    def _is_topic(self, sought: frozenset[str]) -> bool:
        found = self._topics.get(sought)
        if found is None:
            lemmas = self.tree.lemmas
            count = sum(lemma in sought for lemma in lemmas)
            found = count >= _TOPIC_COUNT and count * _TOPIC_SHARE >= len(lemmas)
            self._topics[sought] = found
        return found

    def _clause(self, i: int, noun: bool) -> set[str]:
        tree = self.tree
        if noun:
            return {"noun"}
        tag, dep = tree.tags[i], tree.deps[i]
        if dep in ("amod", "compound", "nmod"):
            return {"modifier"}
        found = {"passive" if self.grammar.passive(i) else "active"}
        aux = [tree.lowers[k] for k in tree.children[i] if tree.deps[k] in ("aux", "auxpass")]
        if tag == "VBN" and not aux and dep in ("acl", "advcl", "conj", "ccomp", "dep", "ROOT"):
            found.add("reduced")
        if tag in ("VBZ", "VBP") or any(w in ("is", "are", "'re", "'s", "remain", "remains") for w in aux):
            found.add("present")
        if tag == "VBG" and not aux:
            found.add("gerund")
        if tag == "VB" and "to" in aux:
            found.add("infinitive")
        return found

    def _complement(self, i: int) -> set[str]:
        tree = self.tree
        found = set()
        for k in tree.children[i]:
            dep = tree.deps[k]
            if dep == "ccomp":
                found |= {"clause", tree.lemmas[k]}
                aux = [tree.lowers[j] for j in tree.children[k] if tree.deps[j] in ("aux", "auxpass")]
                if tree.tags[k] == "VB" and "to" in aux:  # "ordered the crowd to leave", parsed as a clause
                    found.add("infinitive")
                if _WILL.isdisjoint(aux) and (tree.tags[k] == "VBD" or not _PAST.isdisjoint(aux)):
                    found.add("past")
                if not _MAY.isdisjoint(aux):
                    found.add("possible")
                if "should" in aux or "must" in aux or (tree.tags[k] == "VB" and not aux) or "be" in aux[:1]:
                    found.add("subjunctive")
            elif (dep == "acl" and tree.tags[k] == "VB") or dep == "xcomp":
                found |= {"infinitive", tree.lemmas[k]}
        return found
