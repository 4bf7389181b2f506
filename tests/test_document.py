"""Articles that are long, or have no white space: nothing lost, memory and time bounded."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventwire
from eventwire import document

SENTENCE = "Rebels fired two rockets at the base near Aden on Monday. "


@pytest.mark.parametrize(
    "text",
    ["", "a", SENTENCE * 10, "x" * 1000, "one\n\ntwo three. four " * 30, "no-space," * 100, "\n\n" * 200],
    ids=["empty", "letter", "sentences", "run", "paragraphs", "commas", "breaks"],
)
def test_parts_join_to_the_text_and_are_small(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(document, "PART", 100)
    parts = list(document._parts(text))
    assert "".join(parts) == text
    assert all(len(part) <= 100 for part in parts)


def test_parts_end_with_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "PART", 100)
    assert set(document._parts(SENTENCE * 10)) == {SENTENCE}


def test_a_long_article_is_one_record(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SENTENCE * 6
    whole = eventwire.extract(text, published="2024-04-23", nlp=nlp)
    monkeypatch.setattr(document, "PART", 100)
    parts = eventwire.extract(text, published="2024-04-23", nlp=nlp)
    assert [(m.start, m.end, m.label) for m in parts.mentions] == [
        (m.start, m.end, m.label) for m in whole.mentions
    ]
    assert [e.type for e in parts.events] == [e.type for e in whole.events]


@pytest.mark.parametrize(
    "run",
    ["." * 50_000, "“" * 50_000, "aB3/" * 20_000, "e\u0301" * 30_000],
    ids=["dots", "quotes", "base64", "marks"],
)
def test_a_run_without_white_space_is_no_trap(nlp: Language, run: str) -> None:
    text = f"{SENTENCE}{run} {SENTENCE}"
    record = eventwire.extract(text, published="2024-04-23", nlp=nlp)
    assert record.events
    assert all(text[m.start : m.end] == m.text for m in record.mentions)
