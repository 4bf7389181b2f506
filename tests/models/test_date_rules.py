"""Every line of `dates/` is valid, and every example of a date rule comes out as it says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eventwire.lexicon.dates import DateExample, DateRule, DateWord
from eventwire.lexicon.lines import parse
from eventwire.lexicon.markup import parse_markup
from eventwire.matching.dates.grammar import Grammar
from eventwire.matching.dates.narrative import DateFound, read_dates
from eventwire.matching.dates.text_clues import TextClues
from eventwire.resources import model_path
from eventwire.text.dates import day_first_of
from eventwire.text.edtf import is_edtf
from eventwire.text.timex import is_timex

FOLDER: Path = model_path() / "dates"
WORDS = parse(DateWord, (FOLDER / "words.jsonl").read_bytes(), path="words.jsonl")
RULES = [
    rule
    for file in sorted(FOLDER.glob("*.jsonl"))
    if file.name != "words.jsonl"
    for rule in parse(DateRule, file.read_bytes(), path=file.name)
]
GRAMMAR = Grammar(WORDS, RULES)
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def read(text: str, published: str | None, country: str | None = None) -> list[DateFound]:
    return read_dates(
        text,
        GRAMMAR,
        TextClues(text, GRAMMAR.forms),
        published=dt.date.fromisoformat(published) if published else None,
        day_first=day_first_of(country),
    )


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.id}:{i}" for i, (rule, _) in enumerate(EXAMPLES)]
)
def test_example_comes_out(rule: DateRule, example: DateExample) -> None:
    text, marked = parse_markup(example.text)
    found = read(text, example.published, example.publisher_country)
    assert [text[date.start : date.end] for date in found] == [text[m.start : m.end] for m in marked]
    shown = {(m.start, m.end): m.label for m in marked}
    (date,) = [date for date in found if shown[date.start, date.end] == "DATE"]
    value = date.value
    assert date.rule == rule.id
    assert {
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "edtf": value.edtf,
        "timex_type": value.timex_type,
        "timex_value": value.timex_value,
    } == {key: getattr(example, key) for key in ("start", "end", "edtf", "timex_type", "timex_value")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_examples_and_stays_out_of_others(rule: DateRule) -> None:
    assert rule.examples
    for text in rule.not_examples:
        assert rule.id not in [date.rule for date in read(text, "2024-04-23")]


def test_ids_are_unique_and_sorted() -> None:
    ids = [line.id for line in [*WORDS, *RULES]]
    assert len(ids) == len(set(ids))
    assert [word.id for word in WORDS] == sorted(word.id for word in WORDS)


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES], ids=lambda e: e.text)
def test_expected_values_are_well_formed(example: DateExample) -> None:
    if example.edtf is not None:
        assert is_edtf(example.edtf)
    if example.timex_value is not None:
        assert is_timex(example.timex_type, example.timex_value)
