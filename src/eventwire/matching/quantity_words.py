"""The words of numbers, of what bounds them and of what they count, by their role."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from eventwire.lexicon.quantities import QuantityWord
from eventwire.text.numbers import Amount, NumberWords

HYPHENS = frozenset({"-", "–", "—", "‑", "−"})


@dataclass(slots=True)
class QuantityWords:
    """The lines by role.

    Attributes:
        numbers: the words that numbers are made of. starts, zero_starts: first words of numbers, and of phrases for nobody.
        before, after, zero: phrases around a number, and for none. rules: vague number → its line's id.
        label, unit, span_unit, currency, change: words beside which a number names, measures or changes something.
    """

    numbers: NumberWords
    before: dict[tuple[str, ...], QuantityWord] = field(default_factory=dict)
    after: dict[tuple[str, ...], QuantityWord] = field(default_factory=dict)
    zero: dict[tuple[str, ...], QuantityWord] = field(default_factory=dict)
    rules: dict[tuple[str, ...], str] = field(default_factory=dict)
    label: set[str] = field(default_factory=set)
    unit: set[str] = field(default_factory=set)
    span_unit: set[str] = field(default_factory=set)
    currency: set[str] = field(default_factory=set)
    change: set[str] = field(default_factory=set)
    starts: Set[str] = frozenset()
    zero_starts: Set[str] = frozenset()

    @classmethod
    def of(cls, words: Iterable[QuantityWord]) -> QuantityWords:
        """Compile the lines of `quantities/words.jsonl`."""
        ones: dict[str, float] = {}
        tens: dict[str, float] = {}
        scales: dict[str, float] = {}
        vague: dict[tuple[str, ...], Amount] = {}
        kept = cls(NumberWords(ones, tens, scales, vague))
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
        kept.starts = kept.numbers.starts()
        kept.zero_starts = {tokens[0] for tokens in kept.zero}
        return kept
