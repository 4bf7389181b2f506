"""Country words in a Tree: names, demonyms and seats of government, up to four words long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventwire.matching.tree import Tree


class CountryWords:
    """Country of a run of words.

    Args:
        entries: lines of `countries.jsonl` as plain objects, with `country`, `forms`, `demonyms`, `demonym_nouns`.
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._country: dict[tuple[str, ...], str] = {}
        for entry in entries:
            for key in ("forms", "demonyms", "demonym_nouns"):
                for form in entry.get(key) or ():
                    self._country.setdefault(_key(form), entry["country"])
        self._first: dict[str, int] = {}
        for words in self._country:
            self._first[words[0]] = max(self._first.get(words[0], 0), len(words))

    def at(self, tree: Tree, i: int, stop: int) -> tuple[int, str] | None:
        """The longest country word that begins at token `i` and ends before `stop`: `(its end, alpha-3)`, or None."""
        longest = self._first.get(tree.words[i])
        if longest is None:
            return None
        for end in range(min(stop, i + longest), i, -1):
            found = self._country.get(tuple(tree.words[i:end]))
            if found is not None:
                return end, found
        return None

    def within(self, tree: Tree, start: int, end: int) -> list[tuple[int, int, str]]:
        """All country words in a half-open range of tokens, as `(start, end, alpha-3)`."""
        found, i = [], start
        while i < end:
            hit = self.at(tree, i, end)
            if hit is None:
                i += 1
            else:
                found.append((i, hit[0], hit[1]))
                i = hit[0]
        return found


def _key(form: str) -> tuple[str, ...]:
    # The tokenizer splits at hyphens inside words; forms are printed with spaces otherwise.
    return tuple(form.replace("-", " - ").split())
