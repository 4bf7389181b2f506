"""Whether a country's name, or the seat of its government, stands for the acting state or for the place."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.lexicon.mentions import MentionRule
from eventwire.matching.tree import Tree


class Statehood:
    """Compiled rules of the slots about states.

    Args:
        rules: all lines of `mentions/`.
    """

    def __init__(self, rules: Iterable[MentionRule]) -> None:
        words: dict[str, dict[str, str]] = {}
        for rule in rules:
            slot = words.setdefault(rule.slot, {})
            for word in rule.words:
                slot.setdefault(word, rule.id)
        self._words = words

    def possessed(self, lemma: str) -> str | None:
        """The rule that makes a noun an act, or None."""
        return self._words.get("possessed", {}).get(lemma)

    def state(self, tree: Tree, head: int, *, seat: bool, actors: set[int]) -> str | None:
        """The rule by which a country at token `head` is an actor; None where it is a place.

        Args:
            seat: true for a capital, which needs a plainer sign.
            actors: tokens that head a mention of an actor, for coordination and predicates.
        """
        seen = 0
        while tree.deps[head] == "conj" and seen < 40:
            head = tree.heads[head]
            seen += 1
        dep, up = tree.deps[head], tree.heads[head]
        lemma = tree.lemmas[up]
        if seen and head in actors:
            return "state/coordination"
        if dep in ("nsubj", "nsubjpass"):
            return self._subject(tree, up, lemma, dep, seat=seat, actors=actors)
        if dep == "agent":
            return "state/agent"
        if self._slot("includes", tree.lowers[up] if dep == "pobj" else lemma):
            whole = tree.heads[up] if dep == "pobj" else tree.child(up, "nsubj")
            if whole in actors and dep in ("pobj", "dobj"):
                return self._slot("includes", tree.lowers[up] if dep == "pobj" else lemma)
        if dep == "pobj":
            return self._after_preposition(tree, up, seat=seat)
        if dep in ("dobj", "dative"):
            return self._slot("object", lemma) if dep == "dobj" else "state/dative"
        if dep == "poss":
            found = self._slot("possessed", lemma)
            if found or seat:
                return found
            return None if self._slot("place_possessed", lemma) or up not in actors else "state/possessor"
        if dep in ("compound", "nmod", "amod"):
            return None if seat else self._slot("possessed", lemma)  # "the Madrid bombings" are not Madrid's
        return None

    def _slot(self, slot: str, word: str) -> str | None:
        return self._words.get(slot, {}).get(word)

    def _subject(
        self, tree: Tree, verb: int, lemma: str, dep: str, *, seat: bool, actors: set[int]
    ) -> str | None:
        if seat:
            return self._slot("seat_subject", lemma) if dep == "nsubj" else None
        if lemma == "be":
            for i in tree.children[verb]:
                if tree.deps[i] == "attr":
                    return "state/predicate" if i in actors else None
                if tree.deps[i] == "acomp":
                    return self._slot("seat_subject", tree.lemmas[i])
            return None
        if self._slot("place_subject", lemma):
            return None
        return "state/subject"

    def _after_preposition(self, tree: Tree, prep: int, *, seat: bool) -> str | None:
        word = tree.lowers[prep]
        if tree.deps[prep] == "agent":
            return "state/agent"
        found = self._slot("preposition", word)
        if found and not seat:
            return found
        up = tree.heads[prep]
        if tree.deps[prep] == "dative":
            return self._slot("to", tree.lemmas[up])
        pair = f"{tree.lemmas[up]} {word}"
        found = self._slot("actor_of", pair)
        if found:
            return found
        if word == "to" and tree.pos[up] in ("VERB", "NOUN"):
            return self._slot("to", tree.lemmas[up])
        return None
