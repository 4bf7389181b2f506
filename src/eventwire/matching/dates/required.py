"""Which words a text must contain for a date rule to fit anywhere in it, so that the others need not be tried."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A class of words in a pattern: `{month}`, `{name:one|two}`, `{:class}`.
PLACEHOLDER = re.compile(r"\{(?:(?P<name>[a-z_]*):)?(?P<classes>[a-z_]+(?:\|[a-z_]+)*)\}")

_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
_AGAIN = re.compile(r"\{[0-9]*,?[0-9]*\}|\(\?P=\w+\)")
_OPENED = re.compile(r"\((?:\?(?:P<\w+>|[a-z-]*:|<?[=!]))?")
_CHARACTERS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_LITERAL = re.compile(r"[A-Za-z:]+")
# Letters that fit an "i" where case does not count, and that `casefold` does not make one.
_DOTLESS = str.maketrans("İı", "ii")


@dataclass(frozen=True, slots=True)
class Required:
    """Without which a pattern matches nothing.

    Attributes:
        classes: placeholders, each as the classes of which it takes any. words: pieces of text, in lower case.
    """

    classes: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


def required(pattern: str) -> Required:
    """What a pattern needs; what is optional, one of several branches, or in a look around is left out."""
    open_groups: list[_Group] = [_Group(around=False)]
    at = 0
    while at < len(pattern):
        group = open_groups[-1]
        if placeholder := PLACEHOLDER.match(pattern, at):
            at = placeholder.end()
            if not _OPTIONAL.match(pattern, at):
                group.classes.append(tuple(placeholder["classes"].split("|")))
        elif skipped := _CHARACTERS.match(pattern, at) or _AGAIN.match(pattern, at):
            at = skipped.end()
        elif literal := _LITERAL.match(pattern, at):
            at = literal.end()
            word = literal.group()[:-1] if _OPTIONAL.match(pattern, at) else literal.group()
            if word:
                group.words.append(word.lower())
        elif opened := _OPENED.match(pattern, at):
            at = opened.end()
            open_groups.append(_Group(around=opened.group().endswith(("=", "!"))))
        elif pattern[at] == ")" and len(open_groups) > 1:
            open_groups.pop()
            at += 1
            if not (group.branches or group.around or _OPTIONAL.match(pattern, at)):
                open_groups[-1].classes += group.classes
                open_groups[-1].words += group.words
        else:
            group.branches |= pattern[at] == "|"
            at += 2 if pattern[at] == "\\" else 1
    whole = open_groups[0]
    if whole.branches:
        return Required((), ())
    return Required(tuple(dict.fromkeys(whole.classes)), tuple(dict.fromkeys(whole.words)))


class _Group:
    """A group that is being read."""

    def __init__(self, *, around: bool) -> None:
        self.around = around
        self.branches = False
        self.classes: list[tuple[str, ...]] = []
        self.words: list[str] = []


class ClassWords:
    """What a text must contain to hold a word of a class: all parts of one of its forms, or a match of one of its patterns."""

    def __init__(self) -> None:
        self._forms: dict[str, set[tuple[str, ...]]] = {}
        self._patterns: dict[str, list[re.Pattern[str]]] = {}

    def add_form(self, name: str, form: str) -> None:
        """A form of the class; one with a capital letter stands in texts as written."""
        self._forms.setdefault(name, set()).add(tuple(sorted(form.split(), key=len, reverse=True)))

    def add_pattern(self, name: str, pattern: str) -> None:
        """A regular expression that stands for a family of words of the class."""
        self._patterns.setdefault(name, []).append(re.compile(pattern, re.IGNORECASE))

    def of(self, text: str) -> TextClasses:
        """The classes of a text."""
        return TextClasses(text, self._forms, self._patterns)


class TextClasses:
    """Which classes a text may hold words of."""

    def __init__(
        self, text: str, forms: dict[str, set[tuple[str, ...]]], patterns: dict[str, list[re.Pattern[str]]]
    ) -> None:
        self._text = text
        self._folded = _folded(text)
        self._forms = forms
        self._patterns = patterns
        self._known: dict[str, bool] = {}

    def may_fit(self, needed: Required) -> bool:
        """Whether the text may hold all that a rule requires."""
        return all(word in self._folded for word in needed.words) and all(
            any(self._holds(name) for name in names) for names in needed.classes
        )

    def _holds(self, name: str) -> bool:
        known = self._known.get(name)
        if known is None:
            known = any(map(self._stands, self._forms.get(name, ()))) or any(
                pattern.search(self._text) for pattern in self._patterns.get(name, ())
            )
            self._known[name] = known
        return known

    def _stands(self, form: tuple[str, ...]) -> bool:
        return all(part in (self._folded if part.islower() else self._text) for part in form)


def _folded(text: str) -> str:
    """The text as `re.IGNORECASE` compares it."""
    return text.casefold() if text.isascii() else text.translate(_DOTLESS).casefold()
