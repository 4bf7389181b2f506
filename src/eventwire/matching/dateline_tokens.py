"""Which words of a Doc are a dateline: they say where and when the agency wrote, not where and when something happened."""

from __future__ import annotations

import weakref

from spacy.tokens import Doc

from eventwire.matching.tree import Tree, tree_of

DASHES = frozenset({"—", "–", "--", "-", "---"})
_CACHE: weakref.WeakKeyDictionary[Doc, frozenset[int]] = weakref.WeakKeyDictionary()
_LONGEST = 14  # tokens before the dash: a place, a country, a date, an agency's name


def dateline_of(doc: Doc) -> frozenset[int]:
    """The `dateline_tokens` of a parsed Doc, computed once per Doc."""
    found = _CACHE.get(doc)
    if found is None:
        found = _CACHE[doc] = dateline_tokens(tree_of(doc))
    return found


def dateline_tokens(tree: Tree) -> frozenset[int]:
    """Tokens before the dash with which a line begins, where they hold a name and no verb."""
    found: set[int] = set()
    start = 0
    for i, word in enumerate(tree.words):
        if i == 0 or (not word.strip() and ("\n" in word or "\r" in word)):
            start = i + (i > 0)
            dash = _dash(tree, start)
            if dash is not None:
                found.update(range(start, dash))
    return frozenset(found)


def _dash(tree: Tree, start: int) -> int | None:
    """The free-standing dash of a line that begins at `start`, or None where other text comes before it."""
    for j in range(start, min(len(tree), start + _LONGEST)):
        word = tree.words[j]
        if "\n" in word or tree.pos[j] in ("VERB", "AUX"):
            return None
        if word in DASHES and j > start and tree.spaces[j] and tree.spaces[j - 1]:
            return j if tree.words[start][:1].isupper() else None
    return None
