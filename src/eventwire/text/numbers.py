"""Numbers in words and digits → bounds: "two hundred and fifty", "2.5 million", "half a dozen", "dozens", "a few hundred".

Strings in, values out; the words themselves come from the model's data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_DIGITS = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?\Z")
_LARGEST = 1e15
_HYPHENS = frozenset({"-", "‑", "–"})


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds of a number, inclusive; an open bound is None."""

    low: float | None
    high: float | None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The vocabulary of numbers, all lower-case.

    Attributes:
        ones: 0 to 19. tens: 20 to 90. scales: hundred and up, dozen. vague: words for an indefinite number, as tuples of
            tokens, with their bounds ("dozens", "a few").
    """

    ones: Mapping[str, float]
    tens: Mapping[str, float]
    scales: Mapping[str, float]
    vague: Mapping[tuple[str, ...], Amount]

    def starts(self) -> frozenset[str]:
        """First words that may begin a number, apart from digits."""
        first = {*self.ones, *self.tens, "a", "half"}
        return frozenset(first | {words[0] for words in self.vague})


def digits(word: str) -> float | None:
    """The value of digits with or without thousands separators, None for anything else."""
    return float(word.replace(",", "")) if _DIGITS.match(word) else None


def read_number(words: Sequence[str], i: int, known: NumberWords) -> tuple[int, Amount] | None:
    """The number that begins at word `i`, the longest reading.

    Args:
        words: lower-case tokens; a hyphen between words is a token.

    Returns:
        The index past its last word and its bounds; None where no number begins.
    """
    for length in (4, 3, 2, 1):
        vague = known.vague.get(tuple(words[i : i + length]))
        if vague is not None:
            return _scaled(words, i + length, vague, known)
    word = words[i]
    if word == "half":
        if words[i + 1 : i + 2] == ["a"] and i + 2 < len(words) and words[i + 2] in known.scales:
            value = known.scales[words[i + 2]] / 2
            return i + 3, Amount(value, value)
        return None
    if word == "a":
        if i + 1 < len(words) and words[i + 1] in known.scales:
            return _cardinal(words, i + 1, known, begun=1.0)
        return None
    printed = digits(word)
    if printed is not None:
        end, factor = _factor(words, i + 1, known)
        return _result(end, printed * factor)
    if word in known.ones or word in known.tens:
        return _cardinal(words, i, known, begun=None)
    return None


def _scaled(words: Sequence[str], i: int, amount: Amount, known: NumberWords) -> tuple[int, Amount]:
    """An indefinite number before a scale: "several hundred"."""
    j = i
    if j < len(words) and words[j] == "of" and j + 1 < len(words) and words[j + 1] in known.scales:
        j += 1
    end, factor = _factor(words, j, known)
    if factor == 1.0:
        return i, amount
    low = amount.low * factor if amount.low is not None else None
    high = amount.high * factor if amount.high is not None else None
    return end, Amount(low, high, True)


def _factor(words: Sequence[str], i: int, known: NumberWords) -> tuple[int, float]:
    factor = 1.0
    while i < len(words) and words[i] in known.scales and factor < _LARGEST:
        factor *= known.scales[words[i]]
        i += 1
    return i, factor


def _cardinal(
    words: Sequence[str], i: int, known: NumberWords, *, begun: float | None
) -> tuple[int, Amount] | None:
    """A number in words, from its first unit; `begun` is the value of an article before a scale."""
    total, current = 0.0, begun
    end = i
    while i < len(words):
        word = words[i]
        if word in known.tens and (current is None or (current >= 100 and current % 100 == 0)):
            current = (current or 0.0) + known.tens[word]
            if i + 2 < len(words) and words[i + 1] in _HYPHENS and 0 < known.ones.get(words[i + 2], 0) < 10:
                current += known.ones[words[i + 2]]
                i += 2
            elif i + 1 < len(words) and 0 < known.ones.get(words[i + 1], 0) < 10:
                current += known.ones[words[i + 1]]
                i += 1
        elif word in known.ones and (current is None or (current >= 100 and current % 100 == 0)):
            current = (current or 0.0) + known.ones[word]
        elif word in known.scales and current is not None:
            scale = known.scales[word]
            if scale >= 1000:
                total, current = total + current * scale, None
            else:
                current *= scale
        elif (
            word == "and"
            and (current or total) >= 100
            and i + 1 < len(words)
            and (words[i + 1] in known.ones or words[i + 1] in known.tens)
            and (current is None or current % 100 == 0)
        ):
            i += 1
            continue
        else:
            break
        i += 1
        end = i
    return _result(end, total + (current or 0.0))


def _result(end: int, value: float) -> tuple[int, Amount] | None:
    return (end, Amount(value, value)) if value <= _LARGEST else None
