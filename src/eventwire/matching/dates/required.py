"""Which words a text must contain for a date rule to fit anywhere in it, so that the others need not be tried."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A class of words in a pattern: `{month}`, `{name:one|two}`, `{:class}`.
PLACEHOLDER = re.compile(r"\{(?:(?P<name>[a-z_]*):)?(?P<classes>[a-z_]+(?:\|[a-z_]+)*)\}")

_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_AROUND = re.compile(r"\(\?(?:[=!]|<[=!])")
_CHARACTERS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
# Letters that fit an "i" where case does not count, and that `casefold` does not make one.
_DOTLESS = str.maketrans("İı", "ii")


def required(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The placeholders without which a pattern matches nothing, each as the classes of which it takes any.

    Those that are optional, one of several branches, or in a look around are left out.
    """
    open_groups: list[_Group] = [_Group(around=False)]
    at = 0
    while at < len(pattern):
        placeholder = PLACEHOLDER.match(pattern, at)
        characters = _CHARACTERS.match(pattern, at)
        if placeholder:
            at = placeholder.end()
            if not _OPTIONAL.match(pattern, at):
                open_groups[-1].found.append(tuple(placeholder["classes"].split("|")))
        elif characters:
            at = characters.end()
        elif pattern[at] == "(":
            open_groups.append(_Group(around=_AROUND.match(pattern, at) is not None))
            at += 1
        elif pattern[at] == ")" and len(open_groups) > 1:
            group = open_groups.pop()
            at += 1
            if not (group.branches or group.around or _OPTIONAL.match(pattern, at)):
                open_groups[-1].found += group.found
        else:
            open_groups[-1].branches |= pattern[at] == "|"
            at += 2 if pattern[at] == "\\" else 1
    return () if open_groups[0].branches else tuple(dict.fromkeys(open_groups[0].found))


class _Group:
    """A group that is being read."""

    def __init__(self, *, around: bool) -> None:
        self.around = around
        self.branches = False
        self.found: list[tuple[str, ...]] = []


class ClassWords:
    """What a text must contain to hold a word of a class: one of its words, or a match of one of its patterns."""

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}
        self._patterns: dict[str, list[re.Pattern[str]]] = {}

    def add_word(self, name: str, word: str) -> None:
        """A word, without blanks, that some form of the class contains."""
        self._words.setdefault(name, set()).add(_folded(word))

    def add_pattern(self, name: str, pattern: str) -> None:
        """A regular expression that stands for a family of words of the class."""
        self._patterns.setdefault(name, []).append(re.compile(pattern, re.IGNORECASE))

    def of(self, text: str) -> TextClasses:
        """The classes of a text."""
        return TextClasses(text, self._words, self._patterns)


class TextClasses:
    """Which classes a text may hold words of."""

    def __init__(
        self, text: str, words: dict[str, set[str]], patterns: dict[str, list[re.Pattern[str]]]
    ) -> None:
        self._text = text
        self._folded = _folded(text)
        self._words = words
        self._patterns = patterns
        self._known: dict[str, bool] = {}

    def may_fit(self, needed: Iterable[tuple[str, ...]]) -> bool:
        """Whether the text may hold all of a rule's required placeholders."""
        return all(any(self._holds(name) for name in names) for names in needed)

    def _holds(self, name: str) -> bool:
        known = self._known.get(name)
        if known is None:
            known = any(word in self._folded for word in self._words.get(name, ())) or any(
                pattern.search(self._text) for pattern in self._patterns.get(name, ())
            )
            self._known[name] = known
        return known


def _folded(text: str) -> str:
    """The text as `re.IGNORECASE` compares it."""
    return text.casefold() if text.isascii() else text.translate(_DOTLESS).casefold()
