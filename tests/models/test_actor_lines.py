"""The actor files of the gazetteer: every line valid, ids sorted and unique, names shared by nobody else."""

from __future__ import annotations

from collections import Counter

import pytest

from eventwire.lexicon.entries import ActorEntry, PlaceEntry
from eventwire.lexicon.lines import parse_all
from eventwire.lexicon.markup import parse_markup
from eventwire.lexicon.mentions import MentionRule
from eventwire.resources import model_path

FILES = {
    "actors.jsonl": ActorEntry,
    "actor_nouns.jsonl": ActorEntry,
    "titles.jsonl": ActorEntry,
    "countries.jsonl": PlaceEntry,
    "place_nouns.jsonl": PlaceEntry,
}


def lines(name: str) -> list[ActorEntry | PlaceEntry]:
    path = model_path() / "gazetteer" / name
    return list(parse_all(FILES[name], path.read_bytes(), path=name))  # type: ignore[type-var]


@pytest.mark.parametrize("name", FILES)
def test_lines_are_valid_sorted_and_show_themselves(name: str) -> None:
    entries = lines(name)
    assert [entry.id for entry in entries] == sorted({entry.id for entry in entries})
    for entry in entries:
        assert entry.examples, entry.id
        shown = ""
        for example in entry.examples:
            text, marks = parse_markup(example)
            assert marks, entry.id
            shown += text + "\n"
        words = entry.forms if isinstance(entry, ActorEntry) else (*entry.forms, *entry.demonyms)
        assert any(form.lower() in shown.lower() for form in words), entry.id


def test_every_form_names_one_actor() -> None:
    counts = Counter(
        form
        for name in ("actors.jsonl", "actor_nouns.jsonl", "titles.jsonl")
        for entry in lines(name)
        for form in entry.forms
    )
    assert [form for form, n in counts.items() if n > 1] == []


def test_every_sponsor_and_country_is_a_country() -> None:
    known = {entry.country for entry in lines("countries.jsonl")}
    for entry in lines("actors.jsonl"):
        assert isinstance(entry, ActorEntry)
        assert {code for code in (entry.country, *entry.sponsors) if code} <= known, entry.id


def test_mention_rules_are_valid() -> None:
    path = model_path() / "mentions" / "rules.jsonl"
    rules = parse_all(MentionRule, path.read_bytes(), path="rules.jsonl")
    assert [rule.id for rule in rules] == sorted({rule.id for rule in rules})
    assert all(rule.examples for rule in rules)
