"""Abbreviated places: "Paris, TX", "Mass. lawmakers", "W. Va."."""

from __future__ import annotations

from collections.abc import Set

from eventwire.matching.streets import Found
from eventwire.matching.tree import Tree


def abbreviated(tree: Tree, forms: Set[str], codes: Set[str]) -> list[Found]:
    """The abbreviations of an article, in text order.

    Args:
        forms: those that are names by themselves, after a comma, before a word in small letters, or with more than one full stop.
        codes: those after a comma only.
    """
    found: list[Found] = []
    last = 0
    for i, word in enumerate(tree.words):
        if i < last or not word[:1].isupper():
            continue
        after_comma = i > 1 and tree.words[i - 1] in (",", "(") and tree.words[i - 2][:1].isupper()
        end = i + 1
        if word in codes:
            if after_comma:
                found.append(Found(i, end, "GPE"))
            continue
        form = word
        if end < len(tree) and f"{word} {tree.words[end]}" in forms:
            form, end = f"{word} {tree.words[end]}", end + 1
        elif not word.endswith(".") and end < len(tree) and tree.words[end] == "." and not tree.spaces[i]:
            form, end = word + ".", end + 1
        if form not in forms:
            continue
        inside = end < len(tree) and tree.sents[end] == tree.sents[i] and tree.words[end].islower()
        if after_comma or inside or form.count(".") > 1:
            found.append(Found(i, end, "GPE"))
            last = end
    return found
