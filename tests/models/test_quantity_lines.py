"""The data of `quantities/`: every line valid, every example true."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.lexicon.lines import parse_all
from eventwire.lexicon.markup import parse_markup
from eventwire.lexicon.quantities import MeasureRule, QuantityWord
from eventwire.resources import model_path

FOLDER = model_path() / "quantities"
WORDS = parse_all(QuantityWord, (FOLDER / "words.jsonl").read_bytes(), path="words.jsonl")
RULES = parse_all(MeasureRule, (FOLDER / "measures.jsonl").read_bytes(), path="measures.jsonl")
LAST = "eventwire_quantities"


def annotate(nlp: Language, text: str) -> Doc:
    """The Doc up to the quantities."""
    doc = nlp.make_doc(text)
    for name, pipe in nlp.pipeline:
        doc = pipe(doc)
        if name == LAST:
            break
    return doc


def found(doc: Doc) -> set[tuple[int, int, str]]:
    return {
        (s.start_char, s.end_char, layers.table(doc, "quantities")[s.id_]["measure"] or "")
        for s in layers.spans(doc, layers.QUANTITIES)
    }


@pytest.mark.parametrize(
    ("line", "example"),
    [(line, e) for line in [*WORDS, *RULES] for e in line.examples],
    ids=lambda v: str(getattr(v, "id", v)),
)
def test_examples(nlp: Language, line: QuantityWord | MeasureRule, example: str) -> None:
    text, marks = parse_markup(example)
    got = found(annotate(nlp, text))
    if isinstance(line, MeasureRule):
        assert got == {(m.start, m.end, m.label) for m in marks}
    else:
        assert {g[:2] for g in got} == {(m.start, m.end) for m in marks}


@pytest.mark.parametrize("example", [e for line in WORDS for e in line.not_examples])
def test_not_examples_of_words_hold_no_quantity(nlp: Language, example: str) -> None:
    assert found(annotate(nlp, example)) == set()


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, e) for rule in RULES for e in rule.not_examples],
    ids=lambda v: str(getattr(v, "id", v)),
)
def test_not_examples_of_measures(nlp: Language, rule: MeasureRule, example: str) -> None:
    assert rule.measure not in {g[2] for g in found(annotate(nlp, example))}


@pytest.mark.parametrize("lines", [WORDS, RULES], ids=["words", "measures"])
def test_lines_are_sorted_unique_and_exemplified(lines: list[QuantityWord] | list[MeasureRule]) -> None:
    assert [line.id for line in lines] == sorted({line.id for line in lines})
    assert all(line.examples for line in lines)
