"""The classes of words that rules and components share: `words/classes.jsonl` as sets, by the slug of their id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from eventwire.lexicon.lines import parse
from eventwire.lexicon.triggers import WordClass

CLASSES = "words/classes.jsonl"
NOTHING: frozenset[str] = frozenset()  # a class that a model does not have
Classes = Mapping[str, frozenset[str]]
"""Slug → words: `phrasal` for the line `class/phrasal`."""


def classes_in(files: Mapping[str, bytes]) -> Classes:
    """The classes among a component's files.

    Raises:
        ModelDataError: for a line that is none.
    """
    return _classes(files.get(CLASSES, b""))


@lru_cache(maxsize=4)  # several components read the same file
def _classes(data: bytes) -> Classes:
    lines = parse(WordClass, data, path=CLASSES)
    return {line.id.split("/", 1)[1]: frozenset(line.words) for line in lines}
