"""Whether a number counts something, or rather names a thing or measures time, money, age or a share."""

from __future__ import annotations

from collections.abc import Set

from eventwire.matching.quantity_words import HYPHENS, QuantityWords
from eventwire.matching.tree import Tree
from eventwire.text.numbers import digits

_GLUED = ("-", "–", "/", ".", ":", "+")
_CLOCK_BEFORE = frozenset({"at", "until", "from", "by", "around", "about", "since", "before", "after", "to"})
_CLOCK_AFTER = frozenset(
    {"yesterday", "today", "tomorrow", "on", "this", "local", "(", "[", ")", "]", ".", ",", "and", "to", ""}
)
_CLOSERS = frozenset({",", ".", ")", ";", "-", "—", ""})


def counts_something(tree: Tree, words: QuantityWords, first: int, last: int, taken: Set[int]) -> bool:
    """Whether the number counts something, rather than naming or measuring time, money, age or a share."""
    lowers = tree.lowers
    before = lowers[first - 1] if first > tree.bounds[tree.sents[first]][0] else ""
    after = lowers[last] if last < len(lowers) else ""
    beyond = lowers[last + 1] if last + 1 < len(lowers) else ""
    two = f"{lowers[first - 2]} {before}" if first > 1 else ""
    if (
        two in words.label
        or before in words.label
        or before in words.currency
        or after in words.currency
        or before == "#"
    ):
        return False
    if after in words.unit:
        return False
    if after == "of" and beyond in words.currency:
        return False
    if (
        before in ("and", "or", ",", "&")
        and first > 2
        and (
            lowers[first - 3] in words.label or " ".join(lowers[max(0, first - 4) : first - 2]) in words.label
        )
    ):
        return digits(lowers[first - 2]) is None  # "resolutions 2254 and 2118"
    if len(lowers[first].partition(".")[2]) > 2:
        return False  # a coordinate
    if after in ("more", "other", "-", "whole", "full", "straight", "consecutive") and beyond in words.unit:
        return False
    if after in HYPHENS and not tree.spaces[last - 1] and beyond[:1].isalnum():
        return tuple(lowers[last : last + 2]) in words.after
    if first and not tree.spaces[first - 1] and before[:1] in _GLUED:
        return False
    if after in ("/", ":") and not tree.spaces[last - 1]:
        return False
    if lowers[first] == "one" and last == first + 1:
        return _counting_one(tree, first)
    if tree.tags[first - 1 : first] in (["NNP"], ["NNPS"]) and not _right_headed(tree, first, last):
        return before in ("", ",") or (lowers[first] in words.starts and not tree.words[first][0].isupper())
    if _age(tree, first, after):
        return False
    value = digits(lowers[first])
    if value is not None and last == first + 1:
        if 1900 <= value <= 2100 and "," not in lowers[first] and not _right_headed(tree, first, last):
            return False
        if len(lowers[first]) == 4 and _clock(lowers[first], before, after):
            return False
        if after in (".", ")") and first == tree.bounds[tree.sents[first]][0]:
            return False
    if any(char in lowers[first] for char in "$€£"):
        return False
    return not any(j in taken for j in range(first, last))


def _age(tree: Tree, first: int, after: str) -> bool:
    """ "Marsh, 42, of Torvik", "Marsh, now 42,"."""
    comma = first - 2 if first and tree.lowers[first - 1] == "now" else first - 1
    if comma < 1 or after not in _CLOSERS or digits(tree.lowers[first]) is None:
        return False
    named = tree.pos[comma - 1] == "PROPN" or tree.tags[comma - 1] in ("NNP", "NNPS")
    return named and tree.lowers[comma] in (",", "(") and not _right_headed(tree, first, first + 1)


def _right_headed(tree: Tree, first: int, last: int) -> bool:
    return any(tree.heads[j] >= last for j in range(first, last))


def _counting_one(tree: Tree, i: int) -> bool:
    """ "one" counts before its noun; as a pronoun or in "one of" it does not."""
    if i + 1 >= len(tree) or tree.lowers[i + 1] == "of":
        return False
    h = tree.heads[i]
    if not (i < h <= i + 6 and tree.deps[i] == "nummod" and tree.pos[h] in ("NOUN", "PROPN", "ADJ")):
        return False
    return i == 0 or tree.lowers[i - 1] not in (
        "no",
        "the",
        "that",
        "this",
        "any",
        "every",
        "each",
        "which",
    )


def _clock(word: str, before: str, after: str) -> bool:
    """Whether four digits are a time of day: "at 0730", "around 1400 yesterday"."""
    if not word.isdigit() or int(word[:2]) > 24 or int(word[2:]) > 59:
        return False
    return word[0] == "0" or (before in _CLOCK_BEFORE and after in _CLOCK_AFTER)
