"""Every modality line is valid and unique, and its example sentences come out as they are marked."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire.lexicon.lines import parse_all
from eventwire.lexicon.markup import parse_markup
from eventwire.lexicon.modality import ModalityCue
from eventwire.resources import model_path

PATH = "modality/cues.jsonl"
LINES = parse_all(ModalityCue, (model_path() / PATH).read_bytes(), path=PATH)
EXAMPLES = [pytest.param(line, e, id=f"{line.id}-{n}") for line in LINES for n, e in enumerate(line.examples)]


def test_ids_are_unique_and_sorted() -> None:
    ids = [line.id for line in LINES]
    assert ids == sorted(set(ids))


def test_every_line_has_an_example() -> None:
    assert [line.id for line in LINES if not line.examples] == []


@pytest.mark.parametrize(("line", "sentence"), EXAMPLES)
def test_example(nlp: Language, line: ModalityCue, sentence: str) -> None:
    text, marks = parse_markup(sentence)
    doc = nlp(text)
    found = [(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.spans["cues"]]
    for mark in marks:
        assert (mark.start, mark.end, mark.label) in [row[:3] for row in found], (
            text,
            list(doc.spans["triggers"]),
        )
    if line.pos != "support":
        assert line.id in [row[3] for row in found]
