"""Quantities in a Tree: numbers with their approximators, except those that count nothing."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from eventwire.lexicon.quantities import QuantityWord
from eventwire.matching.number_sense import counts_something
from eventwire.matching.quantity_words import HYPHENS, QuantityWords
from eventwire.matching.tree import Tree
from eventwire.text.numbers import Amount, digits, read_number

_LONGEST = 4  # tokens of the longest approximator
_NUMERIC_DEPS = frozenset({"quantmod", "advmod", "amod", "nummod", "npadvmod", "dep", ""})


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


class QuantityFinder:
    """Compiled number words.

    Args:
        words: the lines of `quantities/words.jsonl`.
    """

    def __init__(self, words: Iterable[QuantityWord]) -> None:
        self._words = QuantityWords.of(words)

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
            if low[0].isdigit() or low in self._words.starts:
                one = self._at(tree, i, taken, found[-1].end if found else 0)
            elif low in self._words.zero_starts:
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
        read = read_number(lowers, i, self._words.numbers)
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
        if not counts_something(tree, self._words, first, last, taken):
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
        if not (link in ("to", "or") or link in HYPHENS or (link == "and" and between)):
            return None
        if link == "and" and lowers[end - 1] == "and":
            return None
        if end + 1 >= tree.bounds[tree.sents[end]][1]:
            return None
        read = read_number(lowers, end + 1, self._words.numbers)
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
            factor *= self._words.numbers.scales.get(word, 1.0)
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


def _bounded(amount: Amount, line: QuantityWord) -> Amount:
    return Amount(
        None if line.low_open else amount.low,
        None if line.high_open else amount.high,
        amount.approximate or line.approximate,
    )
