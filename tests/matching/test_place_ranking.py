"""The ranking with plain data: no index, no Doc."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.lexicon.place_rules import Weights
from eventwire.matching.place_ranking import Name, Option, lies_in, rank
from eventwire.resources import model_path

WEIGHTS = Weights.model_validate(json.loads((model_path() / "places" / "weights.json").read_bytes()))

FRANCE = Option("country/FRA", "PCLI", "FRA", None, None, 46.0, 2.0, 0)
TEXAS = Option(10, "ADM1", "USA", 10, None, 31.5, -99.3, 20_000_000)
PARIS_FRANCE = Option(1, "PPLC", "FRA", 5, 6, 48.9, 2.3, 2_000_000)
PARIS_TEXAS = Option(2, "PPLA2", "USA", 10, 11, 33.7, -95.6, 25_000)
LAMAR_TEXAS = Option(11, "ADM2", "USA", 10, 11, 33.7, -95.6, 34_000)
LAMAR_GEORGIA = Option(21, "ADM2", "USA", 20, 21, 33.1, -84.1, 7_000)


def test_population_decides_alone() -> None:
    (choice,) = rank([Name([PARIS_TEXAS, PARIS_FRANCE])], WEIGHTS, countries={})
    assert choice.option is PARIS_FRANCE
    assert 0.5 < choice.probability <= 1


def test_what_the_text_says_goes_first() -> None:
    name = Name([PARIS_TEXAS, PARIS_FRANCE], within=[[TEXAS]])
    (choice,) = rank([name], WEIGHTS, countries={"FRA": 1})
    assert (choice.option, choice.rule) == (PARIS_TEXAS, "place/within")


def test_countries_of_the_article_count() -> None:
    small = Option(3, "PPL", "SYR", 30, None, 36.0, 37.0, 5_000)
    large = Option(4, "PPL", "EGY", 40, None, 30.0, 31.0, 50_000)
    (choice,) = rank([Name([small, large])], WEIGHTS, countries={"SYR": 4})
    assert (choice.option, choice.rule) == (small, "place/country")


def test_names_support_each_other() -> None:
    first, second = rank([Name([LAMAR_GEORGIA, LAMAR_TEXAS]), Name([PARIS_TEXAS])], WEIGHTS, countries={})
    assert first.option is LAMAR_TEXAS
    assert second.rule == "place/only"


def test_one_name_does_not_support_itself() -> None:
    one = rank([Name([PARIS_TEXAS, PARIS_FRANCE])], WEIGHTS, countries={})
    many = rank([Name([PARIS_TEXAS, PARIS_FRANCE], count=9)], WEIGHTS, countries={})
    assert one == many


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        (PARIS_FRANCE, FRANCE, True),
        (PARIS_TEXAS, FRANCE, False),
        (PARIS_TEXAS, TEXAS, True),
        (PARIS_FRANCE, TEXAS, False),
        (LAMAR_TEXAS, TEXAS, True),
        (LAMAR_GEORGIA, TEXAS, False),
        (PARIS_TEXAS, LAMAR_TEXAS, True),
        (TEXAS, TEXAS, None),
    ],
)
def test_containment(inner: Option, outer: Option, expected: bool | None) -> None:
    assert lies_in(inner, outer) is expected


POOL = [PARIS_FRANCE, PARIS_TEXAS, LAMAR_TEXAS, LAMAR_GEORGIA, TEXAS, FRANCE]


@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=4, unique=True), min_size=1, max_size=6))
def test_order_of_names_and_options_does_not_matter(lists: list[list[Option]]) -> None:
    forward = rank([Name(options) for options in lists], WEIGHTS, countries={})
    backward = rank([Name(options[::-1]) for options in reversed(lists)], WEIGHTS, countries={})
    assert [c.option.key for c in forward] == [c.option.key for c in reversed(backward)]
    assert all(0 < c.probability <= 1 + 1e-9 for c in forward)
