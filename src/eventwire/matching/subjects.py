"""Which triggers an attribution is about: those in its content, and the one that a pronoun or a noun there points back to."""

from __future__ import annotations

from bisect import bisect_left

from eventwire.matching.attributed import Attribution
from eventwire.matching.tree import Tree

_POINTERS = frozenset({"it", "this", "that", "these", "those", "they", "such", "what", "which"})
_BACK = 3  # sentences that a pointer looks back


def triggers_about(tree: Tree, one: Attribution, triggers: list[tuple[int, str]]) -> list[str]:
    """Ids of the triggers that an attribution is about, in text order.

    Args:
        triggers: head token and id of every trigger, in order of the tokens.
    """
    found: list[tuple[int, str]] = []
    if one.content is not None:
        past = (
            one.term[1] if one.term is not None else one.content[1]
        )  # what follows a label is no part of it
        low, high = bisect_left(triggers, (one.content[0], "")), bisect_left(triggers, (past, ""))
        found = [t for t in triggers[low:high] if t[0] != one.head]
    pointer = _pointer(tree, one, [head for head, _ in found])
    if pointer is not None:
        before = bisect_left(triggers, (min(pointer, one.cue[0]), ""))
        while before and triggers[before - 1][0] == one.head:
            before -= 1
        if before and tree.sents[pointer] - tree.sents[triggers[before - 1][0]] <= _BACK:
            found.append(triggers[before - 1])
    return [i for _, i in sorted(set(found))]


def _pointer(tree: Tree, one: Attribution, own: list[int]) -> int | None:
    """The token that points back to an event: the labelled thing, or the content's own first word."""
    if one.about is not None:
        i = one.about
        if tree.lowers[i] in _POINTERS:
            return None if tree.lowers[i] == "what" else i
        if any(tree.left[i] <= head < tree.right[i] for head in own) or (own and one.term is None):
            return None
        if any(tree.lowers[j] in _POINTERS or tree.lowers[j] == "the" for j in tree.children[i]):
            return i
        return None
    if own:
        return None
    if one.content is None:
        return one.head if one.act in ("deny", "decline", "condemn", "confirm") else None
    for i in range(one.content[0], min(one.content[0] + 3, one.content[1])):
        if tree.lowers[i] in _POINTERS and tree.deps[i] != "mark":
            return i
    return None
