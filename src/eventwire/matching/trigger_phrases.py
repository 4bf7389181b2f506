"""Where the words of a trigger's phrase stand: "took hostage", "called for", "state of emergency"."""

from __future__ import annotations

from eventwire.matching.tree import Tree

_WINDOW = 6  # tokens in which the words of a verb phrase must follow its verb


def phrase(tree: Tree, i: int, noun: bool, rest: tuple[str, ...]) -> list[int] | None:
    """Where the other words of a phrase stand, or None where they don't.

    Args:
        i: its verb, or the last word of a noun phrase. rest: lemmas or lower-cased words, before a noun and after a verb.
    """
    if not rest:
        return []
    found: list[int] = []
    if noun:
        j = i - 1
        for word in reversed(rest):
            if j >= 0 and tree.words[j] == "-":
                j -= 1
            if j < 0 or (tree.lemmas[j] != word and tree.lowers[j] != word):
                return None
            found.append(j)
            j -= 1
        return found
    j = i
    for word in rest:
        for k in range(j + 1, min(j + _WINDOW, tree.bounds[tree.sents[i]][1])):
            if (tree.lemmas[k] == word or tree.lowers[k] == word) and _below(tree, k, i):
                if (
                    tree.tags[k] == "TO" and tree.pos[k] == "PART"
                ):  # "stands ready to defend" is no "stand to"
                    return None
                j = k
                break
            if tree.pos[k] == "VERB" or tree.words[k] in (",", ";", ":", "."):
                return None
        else:
            return None
        found.append(j)
    return found


def head(tree: Tree, i: int, rest: list[int]) -> int:
    """The word of a noun phrase that governs the others: of "state of emergency" the state."""
    words = {i, *rest}
    free = [k for k in words if tree.heads[k] not in words or tree.heads[k] == k]
    return i if i in free or not free else min(free)


def goes_on(tree: Tree, i: int, after: tuple[str, ...]) -> bool:
    """Whether these lemmas follow at once."""
    return not after or tree.lemmas[i + 1 : i + 1 + len(after)] == list(after)


def _below(tree: Tree, k: int, i: int) -> bool:
    """Whether a word of a verb phrase belongs to the verb: it follows at once or hangs on it, at most two steps down."""
    heads = tree.heads
    if k == i + 1 or heads[k] == k - 1:
        return True
    if tree.deps[k] == "prep":
        # "called on Monday for", but not "called her mother on": an object takes the verb for itself
        return heads[k] == i and not any(tree.deps[c] == "dobj" and i < c < k for c in tree.children[i])
    return i in (heads[k], heads[heads[k]], heads[heads[heads[k]]])
