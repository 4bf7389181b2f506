"""The date rules as regular expressions, and every place of a text where one of them fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from eventwire.errors import ModelDataError
from eventwire.lexicon.dates import DateRule, DateWord
from eventwire.matching.dates.required import PLACEHOLDER, ClassWords, Required, required

Value = int | float | str | None

# Longer than any date expression: how far around a key word its rules are tried.
REACH = 60

_WORD = re.compile(r"[^\W_]+")
# What may stand for a blank of a pattern, and what the text on which patterns are tried has in its place. Patterns that spell this
# out at each of their blanks are five times as long, and take as many times as long to compile.
_GAP = re.compile(r"[ \t\r\n\u00a0\u202f]+")
_BLANKS = re.compile(r"[ \t\u00a0\u202f]{1,2}|[ \t]{0,2}\r?\n[ \t]{0,2}")
_BLANK = "(?: {1,6})"
_ARTICLE = re.compile(r"the\s{1,3}(?=\S)", re.IGNORECASE)
# No part of a longer word or number: "$2000", "1,994", "v2.2004", "50%".
_LEFT = r"(?<![\w$£#])(?<!€)(?<![0-9][.,:/])"
_RIGHT = r"(?![\w%])(?![.,:/][0-9])"
# Stands in for a class where a pattern is only checked: of no fixed width, as most classes are.
_ANY_WORD = "(?:x|yy)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a rule fits: the mention's characters, half-open, and the values of the rule's fields."""

    start: int
    end: int
    rule: DateRule
    fields: dict[str, Value] = field(compare=False)
    texts: dict[str, str] = field(compare=False)


@dataclass
class _Tried:
    """A rule as it is tried on texts.

    The expression is compiled at the first text that may hold a match: all of them take longer to compile than an article to
    compute, and an article needs a third of them.
    """

    rule: DateRule
    source: str
    classes: dict[str, tuple[str, ...]]  # field -> classes that give its value
    required: Required

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression."""
        return re.compile(self.source)


class Grammar:
    """All words and rules, ready to be tried on texts."""

    def __init__(self, words: Iterable[DateWord], rules: Iterable[DateRule]) -> None:
        """Put words and rules together, and check them.

        Raises:
            ModelDataError: for a pattern that is no regular expression or names an unknown class.
        """
        self._forms: dict[str, dict[str, Value]] = {}
        self._sources: dict[str, list[tuple[str, str]]] = {}
        self._keys: dict[str, set[str]] = {}
        self._numeric_classes: set[str] = set()
        self._words = ClassWords()
        for word in sorted(words, key=lambda w: w.id):
            self._add(word)
        self._alternations = {name: _alternation(parts) for name, parts in self._sources.items()}
        self._by_class: dict[str, list[_Tried]] = {}
        for rule in sorted(rules, key=lambda r: r.id):
            if rule.needs not in self._sources:
                raise ModelDataError(f"needs unknown class {rule.needs!r}", path="dates", rule_id=rule.id)
            self._by_class.setdefault(rule.needs, []).append(self._tried(rule))
        used = set(self._by_class)
        # Only classes that some rule needs are looked for.
        self._wanted = {
            key: tuple(sorted(classes & used)) for key, classes in self._keys.items() if classes & used
        }
        self._wanted_numeric = [
            (name, re.compile(self._alternations[name], re.IGNORECASE))
            for name in sorted(self._numeric_classes & used)
        ]

    def forms(self, name: str) -> frozenset[str]:
        """The printed forms of a class; empty where there is no such class."""
        return frozenset(self._forms.get(name, ()))

    def candidates(self, text: str) -> list[Candidate]:
        """Every match of every rule, overlapping ones included, in text order."""
        text = _GAP.sub(_even, text)
        windows: dict[str, list[list[int]]] = {}
        wanted, numeric = self._wanted, self._wanted_numeric
        for match in _WORD.finditer(text):
            word = match.group()
            if word[0].isdigit():
                at = match.start()
                # A pattern may begin with the apostrophe before the digits.
                classes = tuple(
                    name
                    for name, regex in numeric
                    if regex.match(text, at) or (at and regex.match(text, at - 1))
                ) + wanted.get(word.lower(), ())
            else:
                classes = wanted.get(word, ())
                lower = word.lower()
                if lower != word:
                    classes += wanted.get(lower, ())
                if not classes:
                    continue
            first, last = max(0, match.start() - REACH), match.end() + REACH
            for name in classes:
                spans = windows.setdefault(name, [])
                if spans and first <= spans[-1][1]:
                    spans[-1][1] = last
                else:
                    spans.append([first, last])
        found: dict[tuple[int, int, str], Candidate] = {}
        for name in sorted(windows):
            around = self._words.of("\n".join(text[first:last] for first, last in windows[name]))
            for tried in self._by_class[name]:
                if not around.may_fit(tried.required):
                    continue
                for first, last in windows[name]:
                    for match in tried.regex.finditer(text, first, min(last, len(text))):
                        candidate = self._candidate(tried, match)
                        found[candidate.start, candidate.end, candidate.rule.id] = candidate
        return [found[key] for key in sorted(found)]

    def _candidate(self, tried: _Tried, match: re.Match[str]) -> Candidate:
        fields: dict[str, Value] = {}
        texts: dict[str, str] = {}
        for name, group in match.groupdict().items():
            if group is None or name == "span":
                continue
            plain = name.partition("__")[0]
            texts[plain] = group
            fields[plain] = self._value(tried.classes.get(name, ()), group)
        start, end = match.span("span") if "span" in tried.regex.groupindex else match.span()
        # A mention is the bare expression, without the article.
        article = _ARTICLE.match(match.string, start, end)
        return Candidate(article.end() if article else start, end, tried.rule, fields, texts)

    def _value(self, classes: tuple[str, ...], group: str) -> Value:
        key = " ".join(group.split())
        for name in classes:
            forms = self._forms[name]
            if key in forms:
                return forms[key]
            if key.lower() in forms:
                return forms[key.lower()]
        if re.fullmatch(r"[0-9]{1,3}\.[0-9]", key):
            return float(key)
        digits = re.sub(r"[^0-9]", "", group)
        return int(digits) if digits else group

    def _add(self, word: DateWord) -> None:
        for name in word.classes:
            sources = self._sources.setdefault(name, [])
            forms = self._forms.setdefault(name, {})
            if word.pattern is not None:
                sources.append((word.pattern, ""))
                self._numeric_classes.add(name)
                self._words.add_pattern(name, word.pattern)
                continue
            for form in word.forms:
                sources.append((re.escape(form).replace(r"\ ", _BLANK), form))
                forms[form] = word.value
                parts = _WORD.findall(form)
                if not parts:
                    raise ModelDataError(f"form {form!r} has no letters", path="dates", rule_id=word.id)
                # The longest word is the rarest one: "Christmas Day" is looked for at "Christmas".
                longest = max(parts, key=len)
                self._keys.setdefault(longest, set()).add(name)
                self._words.add_form(name, form)

    def _tried(self, rule: DateRule) -> _Tried:
        checked, _ = self._expanded(rule, rule.pattern, dict.fromkeys(self._alternations, _ANY_WORD))
        try:
            re.compile(checked)
        except re.error as err:
            raise ModelDataError(f"pattern: {err}", path="dates", rule_id=rule.id) from err
        body, classes = self._expanded(rule, rule.pattern.replace(" ", _BLANK), self._alternations)
        return _Tried(rule, f"{_LEFT}(?i:{body}){_RIGHT}", classes, required(rule.pattern))

    def _expanded(
        self, rule: DateRule, pattern: str, alternations: dict[str, str]
    ) -> tuple[str, dict[str, tuple[str, ...]]]:
        """A pattern with these for the classes that it names, and the classes of each of its fields."""
        classes: dict[str, tuple[str, ...]] = {}

        def expand(match: re.Match[str]) -> str:
            names = tuple(match["classes"].split("|"))
            for name in names:
                if name not in alternations:
                    raise ModelDataError(f"unknown class {name!r}", path="dates", rule_id=rule.id)
            body = "(?:" + "|".join(alternations[name] for name in names) + ")"
            if match["name"] == "":
                return body
            name = match["name"] or names[0]
            # The same field may stand in several branches of a pattern; regular expressions want distinct names.
            group = name if name not in classes else f"{name}__{len(classes)}"
            classes[group] = names
            return f"(?P<{group}>{body})"

        return PLACEHOLDER.sub(expand, pattern), classes


def _even(gap: re.Match[str]) -> str:
    """As many blanks as a gap has characters, or as many line breaks where no date goes on behind it."""
    return (" " if _BLANKS.fullmatch(gap.group()) else "\n") * len(gap.group())


def _alternation(parts: list[tuple[str, str]]) -> str:
    """All forms of a class as one group, longest first; forms with a capital only as written.

    A look at the first letter keeps long lists from being tried at places where none of them can begin.
    """
    pieces, forms, letters = [], [], set()
    for source, form in sorted(set(parts), key=lambda part: (-len(part[1]), part)):
        if not form:
            pieces.append(f"(?:{source})")
            continue
        letters.update({form[0].lower(), form[0].upper()})
        forms.append(source if form == form.lower() else f"(?-i:{source})")
    if forms:
        first = "".join(re.escape(letter) for letter in sorted(letters))
        pieces.append(f"(?=[{first}])(?:{'|'.join(forms)})")
    return "(?:" + "|".join(pieces) + ")"
