"""The way from a trigger up the tree: which word stands over it, and by which relation."""

from __future__ import annotations

from dataclasses import dataclass

from eventwire.matching.phrases import is_negated, is_passive
from eventwire.matching.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_MODIFIERS = frozenset({"compound", "nmod", "poss", "amod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: the word that is reached, the relation to it, and the preposition that the relation goes through."""

    to: int
    relation: str
    preposition: str | None = None


def step_up(tree: Tree, i: int) -> Step | None:
    """The step from token `i` to the word that governs it, prepositions passed over.

    Returns:
        A Step whose relation is complement, object, subject, preposition, head, conj, clause (adverbial) or relative;
        None at the root.
    """
    head, dep = tree.heads[i], tree.deps[i]
    if head == i:
        return None
    if dep in ("xcomp", "ccomp"):
        return Step(head, "complement")
    if dep == "acl":
        said = tree.tags[i] in ("VB", "VBG") or _has_to(tree, i) or tree.child(i, "mark") is not None
        return Step(head, "complement" if said else "relative")
    if dep == "relcl":
        return Step(head, "complement" if _has_to(tree, i) else "relative")
    if dep == "advcl":
        return Step(head, "complement" if _has_to(tree, i) else "clause")
    if dep == "dobj":
        return Step(head, "object")
    if dep == "nsubjpass":
        return Step(head, "object")
    if dep in ("nsubj", "csubj"):
        return Step(head, "object" if is_passive(tree, head) else "subject")
    if dep in ("pobj", "pcomp"):
        if tree.heads[head] == head:
            return None
        over = tree.heads[head]
        while tree.deps[over] == "prep" and tree.heads[over] != over:  # "because of", "in case of"
            over = tree.heads[over]
        return Step(over, "preposition" if dep == "pobj" else "complement", tree.lowers[head])
    if dep == "conj":
        return Step(head, "conj")
    if dep in _MODIFIERS and tree.pos[head] in _NOUNS:
        return Step(head, "head")
    if dep in ("attr", "oprd"):
        return Step(head, "object")
    return None


def _has_to(tree: Tree, i: int) -> bool:
    return any(tree.lowers[j] == "to" and tree.deps[j] == "aux" for j in tree.children[i])


def negation(tree: Tree, i: int) -> int | None:
    """The token that negates a verb or noun: "not", "never", a determiner "no", "without", "neither", "nobody"."""
    for j in tree.children[i]:
        if j > i and tree.pos[i] == "VERB":
            continue
        if tree.deps[j] == "neg" or tree.lowers[j] in ("never", "no", "neither", "nor", "n't", "n’t"):
            if tree.lowers[j] not in ("no", "neither") or tree.deps[j] in ("det", "neg", "preconj"):
                return j
    head = tree.heads[i]
    if tree.deps[i] in ("pcomp", "pobj") and tree.lowers[head] == "without":
        return head
    if tree.pos[i] in ("VERB", "AUX") and is_negated(tree, i):
        return next((j for j in tree.children[i] if tree.deps[j] in ("nsubj", "nsubjpass")), i)
    return None


def shares_auxiliaries(tree: Tree, i: int) -> bool:
    """Whether a joined verb stands under the auxiliaries of the verb that it is joined to ("will attack and burn")."""
    if tree.tags[i] not in ("VB", "VBN", "VBG"):
        return False
    return all(tree.deps[j] not in ("aux", "auxpass", "nsubj", "nsubjpass") for j in tree.children[i])
