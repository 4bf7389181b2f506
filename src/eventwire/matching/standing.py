"""What is told as a standing state and no act: what a mission consists of, what troops are stationed for, what a weapon can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eventwire.matching.fillers import Fillers
from eventwire.matching.tree import Tree

_DEPTH = 8  # steps up from a trigger: clauses that lie further away say nothing about it
_NONE: frozenset[str] = frozenset()
_INSIDE = frozenset(
    {"dobj", "conj", "pobj", "prep", "pcomp", "xcomp", "ccomp", "attr", "acomp", "advcl", "acl"}
)
_VERBAL = frozenset({"VERB", "AUX"})
_PRESENT = frozenset({"VBZ", "VBP"})


class Standing:
    """Tells words inside a standing state.

    Args:
        classes: slug → words; of these `mandate` (mission, task), `stationed` (verbs of where troops are) and `capable`.
    """

    def __init__(self, tree: Tree, fillers: Fillers, classes: Mapping[str, frozenset[str]]) -> None:
        self._tree = tree
        self._fillers = fillers
        self._mandate = classes.get("mandate", _NONE)
        self._stationed = classes.get("stationed", _NONE)
        self._capable = classes.get("capable", _NONE)

    def why(self, i: int) -> str | None:
        """Why the word at `i` tells no act, or None where nothing speaks against one."""
        for below, above in self._way_up(i):
            if self._is_mandate(above):
                return "what a mission consists of"
            if self._is_purpose(below, above):
                return "what troops are stationed for"
            if self._is_capability(above):
                return "what a weapon can do"
        return None

    def _way_up(self, i: int) -> Iterator[tuple[int, int]]:
        """Pairs (word, governor) up from a word through objects, complements and conjuncts."""
        tree = self._tree
        for _ in range(_DEPTH):
            above = tree.heads[i]
            if above == i or tree.deps[i] not in _INSIDE:
                return
            yield i, above
            i = above

    def _is_mandate(self, verb: int) -> bool:
        """Whether a verb in the present says what a mission, task or role is: "their mission involves", "its task is to"."""
        tree = self._tree
        if tree.pos[verb] not in _VERBAL or not self._present(verb):
            return False
        subject = tree.child(verb, "nsubj", "nsubjpass")
        return subject is not None and tree.lemmas[subject] in self._mandate

    def _is_purpose(self, verb: int, above: int) -> bool:
        """Whether an infinitive says what somebody is somewhere for: "are stationed in the port to train pilots"."""
        tree = self._tree
        if tree.lemmas[above] not in self._stationed or tree.tags[above] != "VBN" or tree.tags[verb] != "VB":
            return False
        if not any(tree.deps[k] == "aux" and tree.lowers[k] == "to" for k in tree.children[verb]):
            return False
        return self._present(above) or tree.deps[above] == "acl"

    def _is_capability(self, word: int) -> bool:
        """Whether a weapon is said to be capable of something."""
        tree = self._tree
        if tree.lemmas[word] not in self._capable:
            return False
        above = tree.heads[word]
        if tree.deps[word] == "amod":
            owner: int | None = above
        else:
            owner = tree.child(above, "nsubj") if tree.pos[above] in _VERBAL else None
        return owner is not None and self._fillers.label(owner) == "WEAPON"

    def _present(self, verb: int) -> bool:
        """Whether a verb stands in the present; of a passive or perfect its auxiliary, which must be no past."""
        tree = self._tree
        if tree.tags[verb] in _PRESENT:
            return True
        return any(
            tree.deps[k] in ("aux", "auxpass") and tree.tags[k] in _PRESENT and tree.lemmas[k] == "be"
            for k in tree.children[verb]
        )
