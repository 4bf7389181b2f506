"""Noun phrases in a Tree: who is coordinated, what is meant, what modifies it and what hangs on it by a preposition.

Labels are those of the English ClearNLP scheme that spaCy's parsers use.
"""

from __future__ import annotations

from eventwire.lexicon.word_classes import NOTHING, Classes
from eventwire.matching.tree import Tree

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_DEPTH = 6


class Nominals:
    """Nouns of one Tree, and what belongs to them.

    Args:
        classes: slug → words; of these `partitive`: words that stand for the noun after their "of", which is what is meant.
    """

    def __init__(self, tree: Tree, classes: Classes) -> None:
        self.tree = tree
        self._partitive = classes.get("partitive", NOTHING)

    def members(self, i: int) -> list[int]:
        """A noun and those coordinated with it."""
        tree = self.tree
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            for k in tree.children[j]:
                if tree.deps[k] == "conj" and tree.pos[k] in NOMINAL:
                    stack.append(k)
        return sorted(found)

    def meant(self, i: int) -> int:
        """The noun that is meant: of "dozens of rockets" the rockets, of a relative pronoun what it refers to."""
        tree = self.tree
        for _ in range(_DEPTH):
            if tree.lowers[i] in RELATIVES and tree.pos[i] in ("PRON", "DET", "SCONJ"):
                above = self._antecedent(i)
                if above is None:
                    return i
                i = above
            elif tree.lowers[i] in self._partitive or tree.tags[i] == "CD":
                below = next(
                    (
                        p
                        for k in tree.children[i]
                        if tree.deps[k] == "prep" and tree.lowers[k] == "of"
                        for p in tree.children[k]
                        if tree.deps[p] == "pobj"
                    ),
                    None,
                )
                if below is None:
                    return i
                i = below
            else:
                return i
        return i

    def _antecedent(self, i: int) -> int | None:
        tree = self.tree
        j = i
        for _ in range(_DEPTH):
            if tree.deps[j] == "relcl":
                return tree.heads[j]
            if tree.heads[j] == j:
                return None
            j = tree.heads[j]
        return None

    def nouns(self, i: int) -> list[int]:
        """What is meant by a noun phrase's members, without doubles, in text order."""
        found = [self.meant(j) for j in self.members(i)]
        return list(dict.fromkeys([*found, *(k for j in found for k in self.examples(j))]))

    def examples(self, i: int) -> list[int]:
        """What stands behind "including" at a word, as nouns."""
        tree = self.tree
        return [
            m
            for k in tree.children[i]
            if tree.lowers[k] == "including" and tree.deps[k] == "prep"
            for p in tree.children[k]
            if tree.deps[p] == "pobj"
            for m in self.members(p)
        ]

    def modifiers(self, i: int) -> list[int]:
        """Adjectives and compound nouns of a noun, those coordinated with them included."""
        tree = self.tree
        found, stack = (
            [],
            [
                k
                for k in tree.children[i]
                if k < i and tree.deps[k] in ("compound", "amod", "nmod", "npadvmod")
            ],
        )
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(
                k
                for k in tree.children[j]
                if tree.deps[k] in ("conj", "compound", "amod", "nmod", "npadvmod") and k < i
            )
        return sorted(found)

    def prepositions(self, i: int) -> list[tuple[str, int]]:
        """`(preposition, noun)` for what depends on a word by a preposition; "out of", "close to" by their last word."""
        tree = self.tree
        found: list[tuple[str, int]] = []
        for k in tree.children[i]:
            dep = tree.deps[k]
            if tree.lowers[k] == "according":
                continue
            if dep in ("prep", "agent", "dative") and tree.pos[k] in ("ADP", "SCONJ", "ADV", "VERB", "PART"):
                self._below(k, tree.lowers[k], found)
            elif dep == "advmod" and tree.children[k]:
                for j in tree.children[k]:
                    if tree.deps[j] == "prep":
                        self._below(j, tree.lowers[j], found)
        return found

    def _below(self, k: int, word: str, found: list[tuple[str, int]]) -> None:
        tree = self.tree
        for p in tree.children[k]:
            dep = tree.deps[p]
            if dep == "pobj":
                found.extend((word, j) for j in self.nouns(p))
            elif dep == "prep" or (dep == "conj" and tree.pos[p] == "ADP"):
                self._below(p, tree.lowers[p], found)
            elif dep == "pcomp":
                found.append((word, p))
