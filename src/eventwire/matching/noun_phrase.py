"""Noun phrases in a Tree: where one begins, and which noun a word modifies."""

from __future__ import annotations

from collections.abc import Container

from eventwire.matching.tree import Tree

_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "npadvmod", "advmod", "punct", "cc", "conj", "nummod", "quantmod", "dep"}
)
_HEADS = frozenset({"amod", "compound", "nmod", "npadvmod"})
_INNER = frozenset(
    {"ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV", "PUNCT", "CCONJ", "SYM", "X", "PART", "ADP"}
)
_HYPHENS = frozenset({"-", "–", "—", "/", "--", "‑"})
_NOT_FIRST_TAGS = frozenset(
    {
        "DT",
        "PDT",
        "PRP$",
        "WDT",
        "WP$",
        "CC",
        "CD",
        "HYPH",
        "IN",
        "RB",
        "RBR",
        "RBS",
        "POS",
        "TO",
        ":",
        ",",
        ".",
    }
)
# closed class: adjectives that count or point rather than describe
_NOT_FIRST = frozenset(
    {
        "other",
        "many",
        "several",
        "few",
        "some",
        "all",
        "both",
        "such",
        "more",
        "most",
        "various",
        "numerous",
        "own",
        "same",
        "another",
        "any",
        "each",
        "every",
        "no",
    }
)
_LONGEST = 12  # tokens; bounds a phrase in a text without syntax


def top(tree: Tree, i: int) -> int:
    """The noun that token `i` modifies from the left, itself where it modifies none."""
    steps = 0
    while steps < _LONGEST:
        h = tree.heads[i]
        if h <= i or h - i > _LONGEST or tree.deps[i] not in _HEADS:
            # "drone and rocket attacks": the first conjunct of a modifier modifies what the other does
            if tree.deps[i] != "conj" or tree.deps[h] not in _HEADS or tree.heads[h] <= i or h == i:
                return i
            h = tree.heads[h]
        if tree.pos[h] not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") or tree.tags[h] in (
            "VBD",
            "VBZ",
            "VBP",
            "VB",
            "MD",
        ):
            return i
        if any(tree.tags[k] == "POS" or tree.words[k] in ",;:()" for k in range(i + 1, h)):
            return i
        i = h
        steps += 1
    return i


def start_of(
    tree: Tree, first: int, head: int, stop: int, *, compound: bool = False, not_first: Container[str] = ()
) -> int:
    """Where the noun phrase begins whose last known word is `head`.

    Args:
        first: first token that surely belongs to it. head: its noun.
        stop: first token that it may reach. compound: true takes only nouns and hyphenated words in, for a noun that itself
            modifies another ("Shahed drone attack", but "frequent drone attacks").
        not_first: more words that are left out at its left edge.

    Returns:
        A token index in `[stop, first]`: pre-modifiers in, determiners, possessors and numbers at its left edge out.
    """
    low = max(stop, first - _LONGEST, tree.bounds[tree.sents[head]][0])
    start = first
    while start > low and _inside(tree, start - 1, head, first):
        if tree.pos[start - 1] == "CCONJ" and tree.tags[start - 2][:2] not in ("JJ", "VB"):
            break  # "Iraqi and Syrian forces", but "the army and the police"
        if compound and not (
            tree.deps[start - 1] in ("compound", "nmod")
            or tree.words[start - 1] in _HYPHENS
            or (start < len(tree) and tree.words[start] in _HYPHENS)
            or tree.words[start - 2 : start - 1] == ["-"]
        ):
            break
        start -= 1
    while start < first and (
        tree.tags[start] in _NOT_FIRST_TAGS
        or tree.lowers[start] in _NOT_FIRST
        or tree.lowers[start] in not_first
        or tree.pos[start] in ("PUNCT", "CCONJ", "SPACE")
    ):
        if tree.tags[start] in ("RB", "RBR", "RBS") and _describes(tree, start):
            break
        if tree.tags[start] == "CD" and start + 1 < len(tree) and tree.words[start + 1] in _HYPHENS:
            break
        start += 1
    return start


def _describes(tree: Tree, i: int) -> bool:
    """Whether an adverb opens a compound adjective ("heavily armed", "remotely piloted", "north-eastern")."""
    h = tree.heads[i]
    return h > i and h - i <= 2 and tree.tags[h] in ("VBN", "VBG", "JJ")


def _inside(tree: Tree, j: int, head: int, first: int) -> bool:
    """Whether token `j` is a pre-modifier inside the phrase of `head`."""
    if tree.pos[j] not in _INNER or tree.tags[j] in (
        "DT",
        "PRP$",
        "POS",
        "WDT",
        "VB",
        "VBD",
        "VBZ",
        "VBP",
        "MD",
        "TO",
    ):
        return False
    if tree.pos[j] == "PUNCT" and tree.words[j] not in _HYPHENS and tree.words[j] != ",":
        return False
    if tree.words[j] in _HYPHENS and tree.spaces[j] and j and tree.spaces[j - 1]:
        return False  # a dash with space on both sides parts phrases: "MOSUL - Gunmen"
    i, steps = j, 0
    while steps < 6:
        if tree.deps[i] not in _MODIFIERS:
            return False
        h = tree.heads[i]
        if h == head or first <= h <= head:
            return tree.deps[i] != "conj" and not (
                tree.words[j] == "," and tree.deps[j] == "punct" and h == head and j < first - 8
            )
        if h == i or h < j - _LONGEST or h > head:
            return False
        i = h
        steps += 1
    return False


def root_of(tree: Tree, start: int, end: int) -> int:
    """The head token of a span: the last one before any "of" or "in" whose own head lies outside of the span."""
    outside = [
        i
        for i in range(start, end)
        if tree.pos[i] not in ("PUNCT", "PART", "SPACE")
        and (tree.heads[i] == i or not start <= tree.heads[i] < end)
    ]
    if not outside:
        return end - 1
    stop = next((i for i in range(start + 1, end) if tree.pos[i] == "ADP"), end)
    return max((i for i in outside if i < stop), default=outside[-1])
