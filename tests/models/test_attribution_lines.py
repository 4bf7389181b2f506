"""Every attribution line is valid and unique, and its example sentences come out as they are marked."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire.lexicon.attribution import AttributionCue
from eventwire.lexicon.lines import parse_all
from eventwire.lexicon.markup import parse_markup
from eventwire.lexicon.word_classes import CLASSES, classes_in
from eventwire.matching.attributed import Attribution, AttributionCues
from eventwire.matching.attribution import find_attributions
from eventwire.matching.quotes import find_quotes, quote_tokens
from eventwire.matching.tree import tree_of
from eventwire.resources import model_path

PATH = "attribution/cues.jsonl"
LINES = parse_all(AttributionCue, (model_path() / PATH).read_bytes(), path=PATH)
EXAMPLES = [
    pytest.param(line.id, e, id=f"{line.id}-{n}") for line in LINES for n, e in enumerate(line.examples)
]


@pytest.fixture(scope="module")
def cues() -> AttributionCues:
    return AttributionCues(LINES, classes_in({CLASSES: (model_path() / CLASSES).read_bytes()}))


def test_ids_are_unique_and_sorted() -> None:
    ids = [line.id for line in LINES]
    assert ids == sorted(set(ids))


def test_every_line_has_an_example() -> None:
    assert [line.id for line in LINES if not line.examples] == []


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES)
def test_example(nlp: Language, cues: AttributionCues, rule: str, sentence: str) -> None:
    text, marks = parse_markup(sentence)
    doc = nlp(text)
    tree = tree_of(doc)
    names = [word[:1].isupper() for word in tree.words]
    quotes = quote_tokens(find_quotes(text), tree.starts, tree.ends)
    found = [a for a in find_attributions(tree, cues, quotes, names) if rule in a.rules]
    assert found, text

    def place(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return span and (tree.starts[span[0]], tree.ends[span[1] - 1])

    def shown(one: Attribution) -> set[tuple[int, int, str]]:
        parts = {
            "speaker": place(one.speaker),
            f"cue/{one.act}": place(one.cue),
            "content": place(one.content),
            "label/refused" if one.refused else "label/applied": place(one.term),
        }
        return {(*span, label) for label, span in parts.items() if span is not None}

    expected = {(m.start, m.end, m.label) for m in marks}
    wide = {(s, e, label) for one in found for s, e, label in shown(one)}
    missing = {(text[s:e], label) for s, e, label in expected - _without_articles(text, wide)}
    assert not missing, sorted((text[s:e], label) for s, e, label in wide)


def _without_articles(text: str, spans: set[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """The spans, also without a leading article."""
    more = set(spans)
    for start, end, label in spans:
        for article in ("The ", "the ", "a ", "an "):
            if text.startswith(article, start):
                more.add((start + len(article), end, label))
    return more
