"""Runs of capitalized words: where names can be."""

from __future__ import annotations

from collections.abc import Set

from eventwire.matching.tree import Tree


def capital(word: str) -> bool:
    """Whether a word is written with a capital, possibly after an apostrophe ("'Ayn")."""
    return word[:1].isupper() or (word[:1] in "'’‘\"" and word[1:2].isupper())


def runs_of(tree: Tree, taken: set[int], inner: Set[str]) -> list[tuple[int, int]]:
    """Maximal sequences of capitalized words, with function words and tight hyphens between them.

    Args:
        taken: tokens that no run may hold. inner: lower-case function words that stand inside names ("Rio de Janeiro").

    Returns:
        Half-open pairs of token indices, in text order.
    """
    runs, i, n = [], 0, len(tree)
    while i < n:
        if i in taken or not capital(tree.words[i]):
            i += 1
            continue
        j = i + 1
        while j < n and j not in taken:
            if capital(tree.words[j]):
                j += 1
            elif (step := _bridge(tree, j, inner)) and j + step < n and j + step not in taken:
                j += step + 1
            else:
                break
        runs.append((i, min(j, n)))
        i = j
    return runs


def _bridge(tree: Tree, j: int, inner: Set[str]) -> int:
    """How many tokens from `j` join two capitalized words into one name ("de", "de la", "-", "ez-"); 0 where they don't."""
    n, size = len(tree), 0
    while size < 3 and j + size < n:
        word = tree.words[j + size]
        if capital(word):
            return size
        tight = word in "-–’'" and not tree.spaces[j + size] and not tree.spaces[j + size - 1]
        if not (tight or word in inner):
            return 0
        size += 1
    return size if j + size < n and capital(tree.words[j + size]) else 0
