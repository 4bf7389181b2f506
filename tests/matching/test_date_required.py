"""What a text must contain for a date rule to be tried."""

from __future__ import annotations

import pytest

from eventwire.errors import ModelDataError
from eventwire.lexicon.dates import DateRule, DateWord
from eventwire.lexicon.lines import parse
from eventwire.matching.dates.grammar import Grammar
from eventwire.matching.dates.required import ClassWords, Required, required


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
    assert list(required(pattern).classes) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{count} {unit} ago", ["ago"]),
        ("(?:early|small) Hours of (?P<span>{day} markets?)", ["hours", "of", "market"]),
        (r"at [0-9]{2}:[0-9]{2}(?: sharp)?(?= or)(?! late)", ["at", ":"]),
        (r"(?P<sep>[/.])x(?P=sep)", ["x"]),
        (r"(?i:by \d{1,2} noon)", ["by", "noon"]),
        ("ago|hence", []),
    ],
)
def test_words_of_a_pattern_are_required_likewise(pattern: str, expected: list[str]) -> None:
    assert list(required(pattern).words) == expected


def _needs(*classes: tuple[str, ...]) -> Required:
    return Required(classes, ())


@pytest.mark.parametrize(
    "text", ["at 5pm", "AT 5PM", "on the f\u0131rst", "F\u0130RST", "New\nYear", "soon GMT"]
)
def test_forms_count_as_regular_expressions_compare_them(text: str) -> None:
    words = ClassWords()
    for form in ("pm", "first", "New Year", "GMT"):
        words.add_form("any", form)
    assert words.of(text).may_fit(_needs(("any",)))
    assert not words.of("nothing here of the year, gmt").may_fit(_needs(("any",)))


def test_words_are_found_in_any_letter_case() -> None:
    text = ClassWords().of("Two years AGO")
    assert text.may_fit(Required((), ("ago",)))
    assert not text.may_fit(Required((), ("ago", "half")))


def test_a_pattern_stands_for_its_class() -> None:
    words = ClassWords()
    words.add_pattern("year", "(?:19|20)[0-9]{2}")
    assert words.of("in 1994").may_fit(_needs(("other", "year")))
    assert not words.of("in 194").may_fit(_needs(("year",)))
    assert not words.of("in 1994").may_fit(_needs(("year",), ("other",)))


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
