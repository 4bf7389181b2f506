"""Quantities of news sentences: spans, bounds, measures and what is counted."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.quantities import Quantities
from eventwire.lexicon.markup import parse_markup


def annotate(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for name, pipe in nlp.pipeline:
        doc = pipe(doc)
        if name == "eventwire_quantities":
            break
    return doc


def quantities(doc: Doc) -> list[tuple[str, str]]:
    table = layers.table(doc, "quantities")
    return [(s.text, table[s.id_]["measure"] or "") for s in layers.spans(doc, layers.QUANTITIES)]


MEASURES = [
    "[14](killed) killed and [30](wounded) wounded in the market.",
    "A truck bomb tore through the market, killing [at least 14](killed) people and wounding [dozens](wounded).",
    "The death toll rose to [45](killed) on Sunday.",
    "The death toll has climbed from [20](killed) to [45](killed).",
    "Rebels launched [two](weapons) drones at the depot.",
    "[Three](killed) of the dead were cooks.",
    "[14](killed) dead, [30](wounded) injured.",
    "[120](killed) people, including [11](killed) children, were killed.",
    "A drone and [two](weapons) missiles hit the port.",
    "[Between 30 and 40](killed) fighters were killed.",
    "[Some 200](displaced) families fled the village.",
    "The raid left [nine](killed) people dead.",
    "[No one](killed) was killed in the attack.",
    "Police arrested [14](arrests) suspects and shot [two](wounded) others.",
    "Air defences shot down [12](intercepted) drones.",
    "Jets carried out [five](strikes) airstrikes against [12](targets) positions.",
    "The army said it destroyed [three](targets) tanks and [two](targets) warehouses.",
    "[Eleven](wounded) people were hurt and [five](personnel) advisers were withdrawn.",
    "Rebels used [20kg](-) of explosives.",
    "[Eleven](-) people were taken to hospital.",
    "[Forty](killed) who were murdered lie here.",
    "The number of people killed rose to [45](killed).",
    "The alliance will send [2,500](personnel) troops to the border.",
    "Gunmen abducted [more than 50](captured) schoolgirls.",
    "[Six](missing) fishermen are still missing.",
    "[Six](killed) soldiers are feared dead.",
    "[Two](killed) villagers are believed to have been killed.",
    "The ministry recorded [seven](attacks) attacks on convoys.",
    "The post was attacked with [five](weapons) rockets.",
    "[Dozens](killed) of people were killed and [hundreds](wounded) injured.",
    "[Four](killed) soldiers and [a dozen](killed) militants died in the clash.",
    "The blast killed a guard and [three](killed) visitors.",
    "Soldiers killed [eight](killed) militants and captured [three](captured) others.",
    "The bodies of [nine](killed) sailors were recovered.",
    "[Two to three thousand](displaced) people fled.",
    "[Two](killed) children were among the [14](killed) people killed.",
]

SPANS = [
    "[About 2,500](~2500..2500) troops crossed.",
    "[At least 11](11..) people came.",
    "[Up to 30](..30) people came.",
    "[Dozens](~24..) of people came.",
    "[Between 30 and 40](30..40) people came.",
    "[30 to 40](30..40) people came.",
    "[30-40](30..40) people came.",
    "[Half a dozen](6..6) people came.",
    "[Two hundred and fifty](250..250) people came.",
    "[Twenty-five](25..25) people came.",
    "[2.5 million](2500000..2500000) people came.",
    "[Two or three](~2..3) people came.",
    "[More than 1,200](1200..) people came.",
    "[Nearly 60](~60..60) people came.",
    "[As many as 300](..300) people came.",
    "[Several hundred](~300..) people came.",
    "[Tens of thousands](~20000..) of people came.",
    "[No fewer than nine](9..) people came.",
    "[Over half a million](500000..) people came.",
    "[1.2 to 1.5 million](1200000..1500000) people came.",
]

NOTHING = [
    "He paid $5 million for the house.",
    "A 14-year-old boy sang.",
    "Olga Marsh, 42, of Torvik, sang.",
    "The 122mm rocket fell.",
    "The S-300 stood beside the T-72.",
    "Flight 752 left at 10 a.m.",
    "She finished second in 1998.",
    "The first and the 47th brigade met.",
    "They called on 555-0187-22.",
    "The court quoted article 5.",
    "The team won 3-1.",
    "One of them laughed.",
    "The 12-member council met for two hours.",
    "Two thirds agreed.",
    "The guns opened up at 0730 and fell silent at 1800.",
    "He has a drone.",
    "Olga Marsh, now 42, sang.",
    "None of the injuries were serious.",
    "The group earned millions of dollars.",
    "The tower stands at 59.173616; 18.167988.",
]


@pytest.mark.parametrize("row", MEASURES)
def test_measures(nlp: Language, row: str) -> None:
    text, marks = parse_markup(row)
    doc = annotate(nlp, text)
    assert quantities(doc) == [(text[m.start : m.end], m.label.strip("-")) for m in marks]


@pytest.mark.parametrize("row", SPANS)
def test_bounds(nlp: Language, row: str) -> None:
    text, marks = parse_markup(row)
    doc = annotate(nlp, text)
    (span,) = layers.spans(doc, layers.QUANTITIES)
    value = layers.table(doc, "quantities")[span.id_]
    low, _, high = marks[0].label.lstrip("~").partition("..")
    assert (span.start_char, span.end_char) == (marks[0].start, marks[0].end)
    assert (value["low"], value["high"], value["approximate"]) == (
        float(low) if low else None,
        float(high) if high else None,
        marks[0].label.startswith("~"),
    )


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_count_nothing(nlp: Language, text: str) -> None:
    assert quantities(annotate(nlp, text)) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Rebels fired two long-range rockets.", ["rockets"]),
        ("Dozens of armed men came.", ["men"]),
        ("The blast killed 14.", [None]),
        ("Three of the dead were cooks.", ["dead"]),
    ],
)
def test_what_is_counted(nlp: Language, text: str, counted: list[str | None]) -> None:
    doc = annotate(nlp, text)
    rows = layers.table(doc, "quantities").values()
    assert [doc[r["counted"]].text if r["counted"] is not None else None for r in rows] == counted


def test_disk_and_bytes_round_trips(nlp: Language, tmp_path: object) -> None:
    component = nlp.get_pipe("eventwire_quantities")
    assert isinstance(component, Quantities)
    component.to_disk(str(tmp_path))
    assert Quantities().from_disk(str(tmp_path)).files == component.files
    assert Quantities().from_bytes(component.to_bytes()).files == component.files


def test_no_annotation_is_needed(nlp: Language) -> None:
    component = nlp.get_pipe("eventwire_quantities")
    doc = component(nlp.make_doc("At least 14 people were killed."))
    assert [span.text for span in layers.spans(doc, layers.QUANTITIES)] == ["At least 14"]


WORDS = [
    "two", "30", "and", "to", "between", "-", "–", "a", "few", "dozen", "hundred", "of", "or", "more", "than", "at", "least", ",", ".",
    "$", "%", "one", "no",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_any_words_give_ordered_spans(nlp: Language, words: list[str]) -> None:
    component = nlp.get_pipe("eventwire_quantities")
    doc = component(Doc(nlp.vocab, words=words))
    spans = layers.spans(doc, layers.QUANTITIES)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_a_long_run_of_numbers_takes_linear_time(nlp: Language) -> None:
    component = nlp.get_pipe("eventwire_quantities")
    doc = Doc(nlp.vocab, words=["two", "hundred", "and", "between"] * 10_000)
    begun = time.process_time()
    component(doc)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("text", ["NONE", "no one", "Dozens", "two", "at least", "none of"])
def test_a_text_may_end_with_any_number_word(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert [span.text for span in doc.spans["quantities"] if span.text not in text] == []
