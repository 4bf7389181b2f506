"""What a text must contain for a date rule to be tried."""

from __future__ import annotations

import pytest

from eventwire.errors import ModelDataError
from eventwire.lexicon.dates import DateRule, DateWord
from eventwire.lexicon.lines import parse
from eventwire.matching.dates.grammar import Grammar
from eventwire.matching.dates.required import ClassWords, required


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{day} {month},? {year}", [("day",), ("month",), ("year",)]),
        ("{day:day|day_word} of {month}", [("day", "day_word"), ("month",)]),
        ("(?:{weekday},? )?{month} {day}?", [("month",)]),
        ("the (?P<span>{which:prior} {daypart})", [("prior",), ("daypart",)]),
        ("(?:{month}|{weekday}) {:vague}", [("vague",)]),
        ("{month}|{year}", []),
        ("{month}(?= {year})(?! {day})(?<!{zone})", [("month",)]),
        (r"[({]{month}\({year}{1,2}(?:{day}){0,2}", [("month",), ("year",)]),
    ],
)
def test_what_is_optional_or_a_branch_is_not_required(pattern: str, expected: list[tuple[str, ...]]) -> None:
    assert list(required(pattern)) == expected


@pytest.mark.parametrize("text", ["at 5pm", "AT 5PM", "on Apr\u0131l 3", "APR\u0130L"])
def test_words_count_as_regular_expressions_compare_them(text: str) -> None:
    words = ClassWords()
    words.add_word("any", "pm")
    words.add_word("any", "April")
    assert words.of(text).may_fit([("any",)])
    assert not words.of("nothing here").may_fit([("any",)])


def test_a_pattern_stands_for_its_class() -> None:
    words = ClassWords()
    words.add_pattern("year", "(?:19|20)[0-9]{2}")
    assert words.of("in 1994").may_fit([("other", "year")])
    assert not words.of("in 194").may_fit([("year",)])
    assert not words.of("in 1994").may_fit([("year",), ("other",)])


def _grammar(pattern: str, word: dict[str, object] | None = None) -> Grammar:
    words = [DateWord(id="w", source="own", **(word or {"classes": ("month",), "forms": ("May",)}))]
    return Grammar(
        words, [DateRule(id="r", source="own", pattern=pattern, needs="month", operation="calendar")]
    )


@pytest.mark.parametrize("pattern", ["({month}", "(?<={month}){month}", "(?P<month>x){month}", "{moon}"])
def test_a_bad_pattern_is_refused_before_any_text(pattern: str) -> None:
    with pytest.raises(ModelDataError, match=r"pattern|unknown class"):
        _grammar(pattern)


@pytest.mark.parametrize("pattern", [r"([0-9])", r"[0-9"])
def test_a_bad_pattern_of_words_names_its_line(pattern: str) -> None:
    line = f'{{"id": "w", "source": "own", "classes": ["two"], "pattern": "{pattern}"}}'
    with pytest.raises(ModelDataError, match=r"words\.jsonl:1.*pattern"):
        parse(DateWord, line.encode(), path="words.jsonl")
