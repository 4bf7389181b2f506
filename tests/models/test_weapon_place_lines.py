"""Weapons, designations, facilities and regions: every line valid, every example true."""

from __future__ import annotations

from collections import Counter

import pytest
from spacy.language import Language

from eventwire import layers
from eventwire.lexicon.entries import DesignationEntry, GazetteerEntry, parse_gazetteer
from eventwire.lexicon.markup import parse_markup
from eventwire.resources import model_path

FILES = ("designations", "facilities", "regions", "weapons")


def lines(name: str) -> list[GazetteerEntry]:
    path = model_path() / "gazetteer" / f"{name}.jsonl"
    return list(parse_gazetteer(path.read_bytes(), path=path.name))


@pytest.mark.parametrize("name", FILES)
def test_examples(nlp: Language, name: str) -> None:
    """Candidates that end where a marked span ends have its label; the line itself is among them."""
    cases = [(line, parse_markup(e), True) for line in lines(name) for e in line.examples]
    cases += [(line, parse_markup(e), False) for line in lines(name) for e in line.not_examples]
    wrong = []
    disabled = [
        n
        for n in nlp.pipe_names
        if n in ("ner",) or (n.startswith("eventwire_") and n != "eventwire_gazetteer")
    ]
    with nlp.select_pipes(disable=disabled):
        docs = list(nlp.pipe(text for _, (text, _), _ in cases))
    for (line, (text, marks), positive), doc in zip(cases, docs, strict=True):
        hits = layers.spans(doc, layers.CANDIDATES)
        own = any(hit.kb_id_ == line.id for hit in hits)
        ends = {(hit.end_char, hit.label_) for hit in hits}
        missed = {(m.end, m.label.split("/")[0]) for m in marks} - ends
        modifier = isinstance(line, DesignationEntry) and line.modifier
        if (positive and (missed or not (own or modifier))) or (not positive and own):
            wrong.append((line.id, text))
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_lines_are_sorted_unique_and_exemplified(name: str) -> None:
    found = lines(name)
    assert [line.id for line in found] == sorted({line.id for line in found})
    assert all(line.examples for line in found)


def test_every_form_stands_once() -> None:
    counts = Counter(
        form
        for name in FILES
        for line in lines(name)
        if not isinstance(line, DesignationEntry)
        for form in line.forms
    )
    assert [form for form, n in counts.items() if n > 1] == []


def test_coordinates_come_in_pairs_with_a_precision() -> None:
    for name in ("facilities", "regions"):
        for line in lines(name):
            place = line.model_dump()
            assert (place["latitude"] is None) == (place["longitude"] is None), line.id
            assert place["latitude"] is None or place["precision"] is not None, line.id
