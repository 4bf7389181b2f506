"""The actor files of the gazetteer: every line valid, ids sorted and unique, names shared by nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from spacy.language import Language

from eventwire.checking.check import rules_only
from eventwire.lexicon.entries import ActorEntry, PlaceEntry
from eventwire.lexicon.lines import parse_all
from eventwire.lexicon.markup import parse_markup
from eventwire.lexicon.mentions import MentionRule
from eventwire.resources import model_path

AFTER_MENTIONS = [
    f"eventwire_{name}"
    for name in ("places", "entities", "triggers", "arguments", "modality", "attribution", "events")
]
FILES = {
    "actors.jsonl": ActorEntry,
    "actor_nouns.jsonl": ActorEntry,
    "titles.jsonl": ActorEntry,
    "countries.jsonl": PlaceEntry,
    "place_nouns.jsonl": PlaceEntry,
}


@pytest.fixture(autouse=True)
def without_scorer(nlp: Language) -> Iterator[None]:
    """A rule's example shows what the rules do."""
    with rules_only(nlp):
        yield


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


EXAMPLES = {
    **{f"gazetteer/{name}": kind for name, kind in FILES.items()},
    "mentions/rules.jsonl": MentionRule,
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_true(name: str, nlp: Language) -> None:
    """Every marked span comes out as marked; nothing of the line comes out of its `not_examples`."""
    path = model_path() / name
    entries = parse_all(EXAMPLES[name], path.read_bytes(), path=name)  # type: ignore[type-var]
    own = nlp.select_pipes(disable=AFTER_MENTIONS)
    shown = [(line.id, *parse_markup(sentence)) for line in entries for sentence in line.examples]
    hidden = [(line.id, sentence) for line in entries for sentence in line.not_examples]
    with own:
        misses = []
        for (rule, text, marks), doc in zip(shown, nlp.pipe(text for _, text, _ in shown), strict=True):
            found = {
                (span.start_char, span.end_char): (span.label_, doc._.mentions[span.id_]["kind"])
                for span in doc.spans["mentions"]
            }
            for mark in marks:
                label, _, kind = mark.label.partition("/")
                got = found.get((mark.start, mark.end))
                if got is None or got[0] != label or kind not in ("", got[1]):
                    misses.append((rule, text[mark.start : mark.end], mark.label, got))
        for (rule, text), doc in zip(hidden, nlp.pipe(text for _, text in hidden), strict=True):
            misses.extend(
                (rule, span.text, "nothing", text)
                for span in doc.spans["mentions"]
                if rule in (span.kb_id_, doc._.mentions[span.id_]["rule"])
            )
    assert misses == []
