"""Whether the words of a candidate are a date where they stand, and in which tense, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable

from eventwire.matching.dates.context import Tense
from eventwire.matching.dates.grammar import Candidate

_BEFORE = re.compile(r"([\w.'’]{1,24})[ \t\r\n\u00a0]{1,3}(?:the[ \t\r\n]{1,3})?$", re.I)
_FUTURE = re.compile(
    r"(?<!\w)(?:will|won['’]t|shall|going to|due|scheduled|expected|slated)(?!\w)|['’]ll(?!\w)", re.I
)
_BEGINS = re.compile(r"(?:^|[.!?:\n—-]\s{0,2}|[\"“‘'(])$")
_LOWER_CASED = frozenset({"unit", "same", "set", "duration", "recent_duration", "part_of_day", "anchored"})
_STOP = re.compile(r"[.!?;:\n](?=\s|$)")
# Words that are something else than a date when nothing around them says otherwise.
_DOUBTFUL = frozenset({"may", "march", "august", "april", "june"})


class TextClues:
    """Clues from the words around a candidate, for a Doc without a parse."""

    def __init__(self, text: str, forms: Callable[[str], frozenset[str]]) -> None:
        """Take a text, and what gives the words of the grammar's classes."""
        self.text = text
        self.numbered = forms("numbered")
        self.planned = forms("planned")
        self.named = forms("named")
        self.leading = forms("leading")
        self.leading_any = forms("leading_any")

    def allows(self, candidate: Candidate) -> bool:
        """As the protocol says."""
        fields = candidate.fields
        operation = candidate.rule.operation
        if operation == "calendar" and set(fields) == {"year"}:
            return self._year(candidate)
        if operation == "calendar" and set(fields) <= {"month", "which_year"}:
            return self._month(candidate)
        return self._plain(candidate)

    def tense(self, candidate: Candidate) -> Tense | None:
        """Future where a word of planning stands in the same sentence, within 120 characters."""
        before = self.text[max(0, candidate.start - 120) : candidate.start]
        after = self.text[candidate.end : candidate.end + 120]
        cut = 0
        for match in _STOP.finditer(before):
            cut = match.end()
        stop = _STOP.search(after)
        sentence = before[cut:] + " " + (after[: stop.start()] if stop else after)
        return "future" if _FUTURE.search(sentence) else None

    def word_before(self, start: int) -> str:
        """The word before a place (an article passed over), lower-cased; "" where there is none."""
        match = _BEFORE.search(self.text[max(0, start - 32) : start])
        return match.group(1) if match else ""

    def _plain(self, candidate: Candidate) -> bool:
        """No title and no name: "CBS This Morning", "NBC Nightly News", "Bloody Sunday"."""
        text = self.text[candidate.start : candidate.end]
        if candidate.rule.operation in _LOWER_CASED and text != text.upper():
            words = [candidate.texts[name] for name in ("unit", "daypart") if name in candidate.texts]
            if any(word[0].isupper() and not text.startswith(word) for word in words):
                return False
            if candidate.rule.operation == "set" and candidate.rule.value is not None and text[0].isupper():
                return _BEGINS.search(self.text[max(0, candidate.start - 4) : candidate.start]) is not None
        if candidate.rule.operation == "weekday":
            return self.word_before(candidate.start) not in self.named
        return True

    def _month(self, candidate: Candidate) -> bool:
        if candidate.texts["month"].lower() not in _DOUBTFUL:
            return True
        if self.word_before(candidate.start).lower() in self.leading:
            return True
        following = self.text[candidate.end : candidate.end + 2]
        return following[:1] in (".", ",", ")") and candidate.texts["month"].lower() != "may"

    def _year(self, candidate: Candidate) -> bool:
        if not self.text[candidate.start].isdigit():
            return True
        year = candidate.fields["year"]
        word = self.word_before(candidate.start)
        lower = word.lower().rstrip(".")
        if lower in self.numbered:
            return False
        if not isinstance(year, int) or not 1000 <= year <= 2100:
            return False
        following = re.match(r" [a-z]{2,}s(?!\w)", self.text[candidate.end : candidate.end + 24])
        if not 1900 <= year <= 2060:
            return following is None and lower in self.leading_any
        if lower in self.leading or word.lower().endswith(("'s", "’s")):
            return True
        # "Orion 1980": a capitalised word in front makes a name, "2000 troops": a plural behind makes a count.
        if word[:1].isupper() and not word.endswith("."):
            return False
        return following is None
