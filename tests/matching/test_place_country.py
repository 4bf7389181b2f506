"""The country of places without a name, and places that nothing else in the article speaks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventwire.lexicon.place_rules import Around
from eventwire.matching.place_context import Spot
from eventwire.matching.place_country import Land, likely, surroundings
from eventwire.matching.place_ranking import Choice, Option

WEIGHTS = Around(country=0.6, state=0.2, told=0.5, half=15, before=0.4, article=5, spoken=0.5, opens=0.6)
SENTS = [0] * 10 + [1] * 10 + [2] * 10


@pytest.mark.parametrize(
    ("lands", "spoken", "expected"),
    [
        # an acting state beside it says less than the towns of the article
        ([Land(14, "USA", "state"), Land(2, "IRQ", "place")], {}, ("IRQ", "place/article-country")),
        ([Land(12, "SYR", "place"), Land(2, "IRQ", "place")], {}, ("SYR", "place/sentence-country")),
        ([], {"IRN": 2}, ("IRN", "place/article-country")),
        ([], {}, (None, "place/unknown")),
        # the scene of the first words against as many places of another country
        ([Land(1, "CHL", "place"), Land(20, "PER", "place")], {}, ("CHL", "place/article-country")),
        ([Land(9, "CHL", "state"), Land(20, "PER", "place")], {}, ("PER", "place/article-country")),
    ],
)
def test_country_of_a_place_without_a_name(
    lands: list[Land], spoken: dict[str, int], expected: tuple[str | None, str]
) -> None:
    assert surroundings(15, lands, spoken, SENTS, WEIGHTS) == expected


def option(key: int, country: str, population: int, *, own: bool = True) -> Option:
    return Option(key, "PPL", country, None, None, 0.0, 0.0, population, own=own)


def test_a_small_place_alone_in_its_country_is_none() -> None:
    options = [
        option(1, "IRQ", 9000),
        option(2, "IRQ", 9000),
        option(3, "USA", 2000),
        option(4, "TUR", 900_000),
    ]
    spots = [Spot(f"m{i}", i, i + 1) for i in range(len(options))]
    choices: list[Choice | None] = [Choice(o, 1.0, "place/only") for o in options]
    assert [choice is not None for choice in likely(spots, choices, {})] == [True, True, False, True]
    assert likely(
        spots, [*choices[:2], Choice(replace(options[2], feature="PPLC"), 1.0, ""), choices[3]], {}
    )[2]
    spots[2].start = 0  # a dateline
    assert likely(spots, choices, {})[2] is not None
    spots[2].start = 2
    large = Choice(option(5, "ESP", 600_000, own=False), 1.0, "place/only")  # "Seville"
    assert likely(spots, [*choices[:2], large, choices[3]], {})[2] is large
    spots[2].inner = True  # "Seville" in "the Seville suite"
    assert likely(spots, [*choices[:2], large, choices[3]], {})[2] is None
    spots[2].inner = False
    spots[2].country = "USA"  # the text says so
    assert likely(spots, choices, {}) == choices
    assert likely([Spot("m0", 0, 1)], choices[2:3], {}) == choices[2:3]
