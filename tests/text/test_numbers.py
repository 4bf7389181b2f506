"""Numbers in words and digits."""

from __future__ import annotations

import pytest

from eventwire.text.numbers import Amount, NumberWords, digits, read_number

KNOWN = NumberWords(
    ones={"zero": 0, "one": 1, "two": 2, "five": 5, "fourteen": 14},
    tens={"twenty": 20, "fifty": 50},
    scales={"hundred": 100, "thousand": 1e3, "million": 1e6, "dozen": 12},
    vague={("dozens",): Amount(24, None, True), ("a", "few"): Amount(3, None, True)},
)


@pytest.mark.parametrize(
    ("words", "length", "amount"),
    [
        ("fourteen men", 1, Amount(14, 14)),
        ("two hundred and fifty men", 4, Amount(250, 250)),
        ("two hundred and men", 2, Amount(200, 200)),
        ("twenty - five men", 3, Amount(25, 25)),
        ("fifty five men", 2, Amount(55, 55)),
        ("two thousand five hundred", 4, Amount(2500, 2500)),
        ("one million two hundred thousand and five", 7, Amount(1_200_005, 1_200_005)),
        ("a hundred men", 2, Amount(100, 100)),
        ("half a dozen men", 3, Amount(6, 6)),
        ("half a million men", 3, Amount(500_000, 500_000)),
        ("two dozen men", 2, Amount(24, 24)),
        ("2,500 men", 1, Amount(2500, 2500)),
        ("2.5 million men", 2, Amount(2_500_000, 2_500_000)),
        ("dozens of men", 1, Amount(24, None, True)),
        ("a few hundred men", 3, Amount(300, None, True)),
        ("zero men", 1, Amount(0, 0)),
    ],
)
def test_the_longest_reading(words: str, length: int, amount: Amount) -> None:
    assert read_number(words.split(), 0, KNOWN) == (length, amount)


@pytest.mark.parametrize(
    "words", ["a man", "half the men", "men", "hundred men", "1,23 men", "12a", "and fifty"]
)
def test_no_number(words: str) -> None:
    assert read_number(words.split(), 0, KNOWN) is None


@pytest.mark.parametrize(
    ("word", "value"), [("1,234,567", 1234567.0), ("3.5", 3.5), ("12,3", None), ("x", None), ("٣", None)]
)
def test_digits(word: str, value: float | None) -> None:
    assert digits(word) == value


def test_a_huge_number_is_none() -> None:
    assert read_number(["9" * 15, "million", "million"], 0, KNOWN) is None
