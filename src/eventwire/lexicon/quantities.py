"""Lines of `quantities/`: the words of numbers, and what tells which measure a number is of."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eventwire.lexicon.lines import Line
from eventwire.schema.terms import Measure

WordRole = Literal[
    "one",
    "ten",
    "scale",
    "vague",
    "zero",
    "before",
    "after",
    "label",
    "unit",
    "span_unit",
    "currency",
    "change",
    "forces",
    "between",
    "release",
]
Slot = Literal["object", "subject", "state", "noun", "of", "total", "aim", "by"]
Counted = Literal["people", "forces", "munition", "platform", "place", "thing", "bare"]


class QuantityWord(Line):
    """A word of number expressions.

    Attributes:
        role: `one` 0 to 19, `ten` 20 to 90, `scale`, `vague` ("dozens"), `zero` ("no one"), `before` and `after` a number (they
            change its bounds), `label` before a number that is a name or an age ("Flight 12"), `unit` after one that counts nothing
            ("percent", "years"), `span_unit` of a measurement, `currency`, `change` (verbs after which "from A to B" are two
            figures), `forces` (lemmas of people that a state sends and withdraws), `between` (words that may
            stand between a number or its noun and its state: "six soldiers were reported dead"), `release` (lemmas of
            verbs that free: whom they free is not counted as captured or arrested).
        forms: lower-case, several words with spaces.
        value: of `one`, `ten`, `scale`. low, high: of `vague` and `zero`, inclusive.
        low_open, high_open: for `before` and `after`, whether that bound becomes open. approximate: the number is not exact.
        preposition: the word is also a preposition ("over"); it belongs to the number only where the parse says so.
    """

    role: WordRole
    forms: tuple[str, ...] = Field(min_length=1)
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    preposition: bool = False


class MeasureRule(Line):
    """Words that tell what a number is of.

    Attributes:
        on: how the words stand to what is counted: it is their `object` (or passive subject, or they are its participle) or
            active `subject`; a `state` that follows number or noun ("14 dead"); the counted `noun` itself; a noun before `of` it;
            a `total` whose figure it is ("the death toll rose to 45"); a noun or verb whose `aim` it is, after "on", "against", "at";
            what is done `by` it or with it ("an attack with two drones").
        words: lemmas, lower-case; a verb with its particle or complement as "shoot down", "take hostage".
        counts: what may be counted; empty for anything. `forces` are people who are sent, `people` includes them. `munition` is a weapon that is used up or flies uncrewed, `platform` any
            other weapon, `bare` a number without a noun.
    """

    measure: Measure
    on: Slot
    words: tuple[str, ...] = Field(min_length=1)
    counts: tuple[Counted, ...] = ()
