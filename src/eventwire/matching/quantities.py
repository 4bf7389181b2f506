"""Quantities in a Tree: numbers with their approximators, except those that count nothing."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from eventwire.lexicon.quantities import QuantityWord
from eventwire.matching.tree import Tree
from eventwire.text.numbers import Amount, NumberWords, digits, read_number

_HYPHENS = frozenset({"-", "–", "—", "‑", "−"})
_LONGEST = 4  # tokens of the longest approximator
_NUMERIC_DEPS = frozenset({"quantmod", "advmod", "amod", "nummod", "npadvmod", "dep", ""})
_GLUED = ("-", "–", "/", ".", ":", "+")
_CLOCK_BEFORE = frozenset({"at", "until", "from", "by", "around", "about", "since", "before", "after", "to"})
_CLOCK_AFTER = frozenset(
    {"yesterday", "today", "tomorrow", "on", "this", "local", "(", "[", ")", "]", ".", ",", "and", "to", ""}
)
_CLOSERS = frozenset({",", ".", ")", ";", "-", "—", ""})


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity: half-open token indices, the part that is the number itself, bounds, and the rule that shaped them.

    `none` marks a word for nobody ("no one"), which is a quantity only where it has a measure; `unit` a printed unit ("15km").
    """

    start: int
    end: int
    first: int
    last: int
    amount: Amount
    rule: str
    none: bool = False
    unit: bool = False


@dataclass(slots=True)
class _Words:
    """The data lines by role."""

    before: dict[tuple[str, ...], QuantityWord] = field(default_factory=dict)
    after: dict[tuple[str, ...], QuantityWord] = field(default_factory=dict)
    zero: dict[tuple[str, ...], QuantityWord] = field(default_factory=dict)
    rules: dict[tuple[str, ...], str] = field(default_factory=dict)
    label: set[str] = field(default_factory=set)
    unit: set[str] = field(default_factory=set)
    span_unit: set[str] = field(default_factory=set)
    currency: set[str] = field(default_factory=set)
    change: set[str] = field(default_factory=set)


class QuantityFinder:
    """Compiled number words.

    Args:
        words: the lines of `quantities/words.jsonl`.
    """

    def __init__(self, words: Iterable[QuantityWord]) -> None:
        ones: dict[str, float] = {}
        tens: dict[str, float] = {}
        scales: dict[str, float] = {}
        vague: dict[tuple[str, ...], Amount] = {}
        self._words = kept = _Words()
        values = {"one": ones, "ten": tens, "scale": scales}
        sets = {
            "label": kept.label,
            "unit": kept.unit,
            "span_unit": kept.span_unit,
            "currency": kept.currency,
            "change": kept.change,
        }
        phrases = {"before": kept.before, "after": kept.after, "zero": kept.zero}
        for line in words:
            for form in line.forms:
                tokens = tuple(form.split())
                if line.role in values:
                    values[line.role][form] = line.value or 0.0
                elif line.role == "vague":
                    vague[tokens] = Amount(line.low, line.high, line.approximate)
                    kept.rules[tokens] = line.id
                elif line.role in sets:
                    sets[line.role].add(form)
                elif line.role in phrases:
                    phrases[line.role][tokens] = line
        self._known = NumberWords(ones, tens, scales, vague)
        self._starts = self._known.starts()
        self._zero_starts = {tokens[0] for tokens in kept.zero}

    def find(self, tree: Tree, *, taken: Set[int]) -> list[Found]:
        """The quantities of a text, in order.

        Args:
            taken: tokens of dates and of names, whose numbers count nothing.
        """
        lowers = tree.lowers
        found: list[Found] = []
        i, n = 0, len(lowers)
        while i < n:
            low = lowers[i]
            one: Found | None = None
            if low[0].isdigit() or low in self._starts:
                one = self._at(tree, i, taken, found[-1].end if found else 0)
            elif low in self._zero_starts:
                one = self._zero(tree, i)
            if one is not None and any(j in taken for j in range(one.first, one.last)):
                one = None
            if one is not None:
                found.append(one)
                i = max(i + 1, one.end)
            else:
                i += 1
        return found

    def _zero(self, tree: Tree, i: int) -> Found | None:
        for length in (2, 1):
            line = self._words.zero.get(tuple(tree.lowers[i : i + length]))
            if line is None or i + length > len(tree):  # a slice past the end is shorter than its length
                continue
            if tree.lowers[i + length : i + length + 1] != ["of"]:
                end = i + length
                return Found(i, end, i, end, Amount(line.low, line.high), line.id, none=True)
        return None

    def _at(self, tree: Tree, i: int, taken: Set[int], floor: int) -> Found | None:
        lowers = tree.lowers
        read = read_number(lowers, i, self._known)
        if read is None:
            return None
        end, amount = read
        end = self._within_sentence(tree, i, end)
        rule = self._words.rules.get(tuple(lowers[i:end]), "number/value")
        first, last = i, end
        between = i > floor and lowers[i - 1] in ("between", "from")
        changed = between and lowers[i - 1] == "from" and self._changes(tree, i)
        ranged = None if changed else self._range(tree, end, amount, between=between)
        if ranged is not None:
            last, amount = ranged
            end, rule = last, "number/range"
        if not self._counts(tree, first, last, taken):
            return None
        start = first
        if between and ranged is not None:
            start = first - 1
        before = self._before(tree, start, floor)
        if before is not None:
            start, line = before
            amount, rule = _bounded(amount, line), line.id
        after = self._after(tree, end)
        if after is not None:
            end, line = after
            amount, rule = _bounded(amount, line), line.id
        elif end < len(lowers) and lowers[end] in self._words.span_unit and not tree.spaces[end - 1]:
            return Found(start, end + 1, first, last, amount, rule, unit=True)
        return Found(start, end, first, last, amount, rule)

    def _within_sentence(self, tree: Tree, i: int, end: int) -> int:
        limit = tree.bounds[tree.sents[i]][1]
        return min(end, limit)

    def _changes(self, tree: Tree, i: int) -> bool:
        """Whether "from A to B" tells of a change, so that A and B are two figures."""
        return any(
            tree.lemmas[j] in self._words.change
            for j in range(max(tree.bounds[tree.sents[i]][0], i - 6), i - 1)
        )

    def _range(self, tree: Tree, end: int, amount: Amount, *, between: bool) -> tuple[int, Amount] | None:
        lowers = tree.lowers
        if end + 1 >= len(lowers) or amount.low is None or amount.high is None:
            return None
        link = lowers[end]
        if not (link in ("to", "or") or link in _HYPHENS or (link == "and" and between)):
            return None
        if link == "and" and lowers[end - 1] == "and":
            return None
        if end + 1 >= tree.bounds[tree.sents[end]][1]:
            return None
        read = read_number(lowers, end + 1, self._known)
        if read is None or read[1].high is None or read[1].low is None:
            return None
        last, upper = read
        low, high = amount.low, read[1].high
        if digits(lowers[end + 1]) is None or digits(lowers[end - 1]) is None or last > end + 2:
            low = self._same_scale(lowers, end + 1, last, low)
        if low >= high:
            return None
        if link == "or" and high - low > 2 and high > 2 * low:
            return None
        return last, Amount(low, high, link == "or" or amount.approximate or upper.approximate)

    def _same_scale(self, lowers: list[str], first: int, last: int, low: float) -> float:
        """ "two to three million": the scale of the second number is that of the first."""
        factor = 1.0
        for word in lowers[first:last]:
            factor *= self._known.scales.get(word, 1.0)
        return low * factor if low < factor else low

    def _before(self, tree: Tree, start: int, floor: int) -> tuple[int, QuantityWord] | None:
        first = max(floor, tree.bounds[tree.sents[start]][0])
        for length in range(_LONGEST, 0, -1):
            begin = start - length
            if begin < first:
                continue
            line = self._words.before.get(tuple(tree.lowers[begin:start]))
            if line is None:
                continue
            if line.preposition and not self._modifies(tree, begin, start):
                continue
            return begin, line
        return None

    def _modifies(self, tree: Tree, begin: int, number: int) -> bool:
        """Whether a word that is also a preposition belongs to the number by the parse."""
        return all(
            tree.deps[j] in _NUMERIC_DEPS
            or (tree.deps[j] == "prep" and tree.child(j, "pobj") == number and tree.tags[number] == "CD")
            for j in range(begin, number)
            if tree.pos[j] == "ADP"
        )

    def _after(self, tree: Tree, end: int) -> tuple[int, QuantityWord] | None:
        for length in (2, 1):
            line = self._words.after.get(tuple(tree.lowers[end : end + length]))
            if line is not None:
                return end + length, line
        return None

    def _counts(self, tree: Tree, first: int, last: int, taken: Set[int]) -> bool:
        """Whether the number counts something, rather than naming or measuring time, money, age or a share."""
        lowers, words = tree.lowers, self._words
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
                lowers[first - 3] in words.label
                or " ".join(lowers[max(0, first - 4) : first - 2]) in words.label
            )
        ):
            return digits(lowers[first - 2]) is None  # "resolutions 2254 and 2118"
        if len(lowers[first].partition(".")[2]) > 2:
            return False  # a coordinate
        if (
            after in ("more", "other", "-", "whole", "full", "straight", "consecutive")
            and beyond in words.unit
        ):
            return False
        if after in _HYPHENS and not tree.spaces[last - 1] and beyond[:1].isalnum():
            return tuple(lowers[last : last + 2]) in words.after
        if first and not tree.spaces[first - 1] and before[:1] in _GLUED:
            return False
        if after in ("/", ":") and not tree.spaces[last - 1]:
            return False
        if lowers[first] == "one" and last == first + 1:
            return self._counting_one(tree, first)
        if tree.tags[first - 1 : first] in (["NNP"], ["NNPS"]) and not self._right_headed(tree, first, last):
            return before in ("", ",") or (
                lowers[first] in self._starts and not tree.words[first][0].isupper()
            )
        if self._age(tree, first, after):
            return False
        value = digits(lowers[first])
        if value is not None and last == first + 1:
            if (
                1900 <= value <= 2100
                and "," not in lowers[first]
                and not self._right_headed(tree, first, last)
            ):
                return False
            if len(lowers[first]) == 4 and _clock(lowers[first], before, after):
                return False
            if after in (".", ")") and first == tree.bounds[tree.sents[first]][0]:
                return False
        if any(char in lowers[first] for char in "$€£"):
            return False
        return not any(j in taken for j in range(first, last))

    def _age(self, tree: Tree, first: int, after: str) -> bool:
        """ "Marsh, 42, of Torvik", "Marsh, now 42,"."""
        comma = first - 2 if first and tree.lowers[first - 1] == "now" else first - 1
        if comma < 1 or after not in _CLOSERS or digits(tree.lowers[first]) is None:
            return False
        named = tree.pos[comma - 1] == "PROPN" or tree.tags[comma - 1] in ("NNP", "NNPS")
        return named and tree.lowers[comma] in (",", "(") and not self._right_headed(tree, first, first + 1)

    def _right_headed(self, tree: Tree, first: int, last: int) -> bool:
        return any(tree.heads[j] >= last for j in range(first, last))

    def _counting_one(self, tree: Tree, i: int) -> bool:
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


def _bounded(amount: Amount, line: QuantityWord) -> Amount:
    return Amount(
        None if line.low_open else amount.low,
        None if line.high_open else amount.high,
        amount.approximate or line.approximate,
    )
