"""Mentions: which words are one, with what label and kind. Whole sentences, every mention of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from spacy.language import Language
from spacy.tokens import Span

import eventwire
from eventwire import layers
from eventwire.checking.check import rules_only
from eventwire.components.mentions import Mentions
from eventwire.lexicon.markup import parse_markup

AFTER_MENTIONS = [
    f"eventwire_{name}"
    for name in ("places", "entities", "triggers", "arguments", "modality", "attribution", "events")
]
LABELS = ("ACTOR", "WEAPON", "PLACE")


@pytest.fixture(autouse=True)
def without_scorer(nlp: Language) -> Iterator[None]:
    """These sentences show what the rules do."""
    with rules_only(nlp):
        yield


BOUNDS = [
    "[Iranian-backed militia groups](ACTOR/armed_group) crossed the [border](PLACE/area).",
    "The [truck-mounted rocket launcher](WEAPON/launcher) was found in the [valley](PLACE/area).",
    "[Syrian opposition fighters](ACTOR/armed_group) left the [town](PLACE/area).",
    "[Coalition aircraft](WEAPON/aircraft) destroyed the [bridge](PLACE/facility).",
    "The [soldiers](ACTOR/military) who guarded the [checkpoint](PLACE/facility) fled.",
    "His [lawyer](ACTOR/person) spoke to the [police](ACTOR/police).",
    "Frequent [rocket](WEAPON/rocket) and [drone](WEAPON/drone) attacks hit the [camp](PLACE/facility).",
    "[Iraq's army](ACTOR/military) closed the [road](PLACE/facility).",
    "A [group](ACTOR/armed_group) of [gunmen](ACTOR/armed_group) stopped the [driver](ACTOR/person).",
    "The [government](ACTOR/government) of [Senegal](PLACE/country) thanked the [farmers](ACTOR/civilians).",
    "[Members](ACTOR/person) of the [Arab League](ACTOR/organization) met in [Tunis](PLACE/city).",
    "[Shells](WEAPON/artillery) hit the [northern outskirts](PLACE/area) of the [city](PLACE/area).",
]
TITLES = [
    "[Maj. Gen. Ola Harlan](ACTOR/person) spoke.",
    "[Foreign Minister Ivo Keswick](ACTOR/person) spoke.",
    "[Staff Sgt. Nadarat](ACTOR/person) was hurt.",
    "[Ivo Harlan](ACTOR/person), the [Pentagon press secretary](ACTOR/person), spoke.",
    "The [president](ACTOR/person) met [Col. Ruta Velde](ACTOR/person) on Monday.",
]
STATES = [
    "[Ethiopia](ACTOR/state) accused [Eritrea](ACTOR/state) of arming the [rebels](ACTOR/armed_group).",
    "[Washington](ACTOR/state) urged [Khartoum](ACTOR/state) to sign.",
    "Heavy rain fell in [Ethiopia](PLACE/country).",
    "It rained in [Khartoum](PLACE/city).",
    "[Israel](ACTOR/state)'s strikes on [Lebanon](PLACE/country) went on.",
    "[Iranian](ACTOR/state) attacks on the [port](PLACE/facility) went on.",
    "Talks with [Iran](ACTOR/state) broke down.",
    "[Syria](PLACE/country) saw its worst drought in years.",
    "The [soldiers](ACTOR/military) left [Chad](PLACE/country).",
]
GROUPS = [
    "[Hamas militants](ACTOR/armed_group) fired at [Israeli soldiers](ACTOR/military).",
    "[IS fighters](ACTOR/armed_group) fled.",
    "[NATO](ACTOR/organization) rejected the claim.",
    "The [Houthis](ACTOR/armed_group) denied it.",
    "[Kurds](ACTOR/civilians) and [Arabs](ACTOR/civilians) live in the [valley](PLACE/area).",
    "Hundreds of [Iraqis](ACTOR/civilians) marched.",
]
NOTHING = [
    "The rule stays in force until May.",
    "The base rate rose by two points.",
    "The verse is from the Koran.",
    "It rained for hours.",
]


def mentions(nlp: Language, text: str) -> list[tuple[str, str, str | None]]:
    with nlp.select_pipes(disable=AFTER_MENTIONS):
        doc = nlp(text)
    rows = doc._.mentions
    return [
        (span.text, span.label_, rows[span.id_]["kind"])
        for span in doc.spans["mentions"]
        if span.label_ in LABELS
    ]


@pytest.mark.parametrize("sentence", [*BOUNDS, *TITLES, *STATES, *GROUPS, *NOTHING])
def test_sentence(nlp: Language, sentence: str) -> None:
    text, marks = parse_markup(sentence)
    expected = []
    for mark in marks:
        label, _, kind = mark.label.partition("/")
        expected.append((text[mark.start : mark.end], label, kind))
    assert mentions(nlp, text) == expected


def test_how_often_is_no_part_of_a_weapon(nlp: Language) -> None:
    found = mentions(nlp, "The garrison faced frequent mortar and drone strikes.")
    assert [text for text, label, _ in found if label == "WEAPON"] == ["mortar", "drone"]


def test_a_named_province_is_not_named_again(nlp: Language) -> None:
    found = mentions(nlp, "Shells fell on a village in the Anbar province of western Iraq.")
    assert {"Anbar province", "western Iraq"} <= {text for text, label, _ in found if label == "PLACE"}


def test_a_group_is_named_by_its_name(nlp: Language) -> None:
    doc = nlp("Houthi rebels seized a ship.")
    assert next(row["entry"] for row in doc._.mentions.values()) == "actor/houthi-movement"


def test_one_meaning_for_an_unknown_name(nlp: Language) -> None:
    text = "Maj. Gen. Ola Ryberg spoke to reporters. Ryberg said the road was shut. Later Ryberg left."
    assert {kind for words, _, kind in mentions(nlp, text) if "Ryberg" in words} == {"person"}


def test_mentions_do_not_overlap_and_keep_the_text(nlp: Language) -> None:
    text = "“Iraq’s army” 🚀 fired at Ansar Allah\nnear Ṣanʿāʾ — 3 soldiers, é́ and İstanbul police said."
    doc = nlp(text)
    spans = list(doc.spans["mentions"])
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(text[s.start_char : s.end_char] == s.text for s in spans)
    assert "Ansar Allah" in [s.text for s in spans]


def test_ents_of_a_rule_upstream_stay(nlp: Language) -> None:
    doc = nlp.make_doc("The Grey Heron Unit shelled the port.")
    for name, pipe in nlp.pipeline:
        if name == "eventwire_gazetteer":
            doc.ents = [Span(doc, 1, 3, label="ACTOR")]
        doc = pipe(doc)
    assert ("Grey Heron", "ACTOR") in [(s.text, s.label_) for s in doc.spans["mentions"]]


@pytest.mark.parametrize(
    ("set_ents", "expected"),
    [
        ("extend", {"rebels": "ACTOR", "$5": "MONEY"}),
        ("replace", {"rebels": "ACTOR"}),
        ("off", {"$5": "MONEY"}),
    ],
)
def test_set_ents(nlp: Language, set_ents: str, expected: dict[str, str]) -> None:
    doc = nlp.make_doc("The rebels paid $5.")
    component = Mentions(set_ents=set_ents)  # type: ignore[arg-type]
    component.load_model("en_eventwire")
    for name, pipe in nlp.pipeline:
        if name == "eventwire_mentions":
            doc.ents = [Span(doc, 3, 5, label="MONEY")]
            doc = component(doc)
            break
        doc = pipe(doc)
    assert {e.text: e.label_ for e in doc.ents} == expected


def test_bytes_round_trip() -> None:
    nlp = eventwire.load(exclude=AFTER_MENTIONS)
    pipe = nlp.get_pipe("eventwire_mentions")
    again = Mentions().from_bytes(pipe.to_bytes())
    assert again.files == pipe.files


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Tuscaloosa Police Department sent two officers.",
            {"Tuscaloosa": "PLACE", "Police Department": "ACTOR"},
        ),
        ("A Charleston man was held on Friday.", {"Charleston": "PLACE", "man": "ACTOR"}),
        ("The U.S. ambassador left on Friday.", {"U.S. ambassador": "ACTOR"}),
        ("Pakistan's police closed the road.", {"Pakistan's police": "ACTOR"}),
    ],
)
def test_places_before_an_actor(nlp: Language, sentence: str, expected: dict[str, str]) -> None:
    doc = nlp(sentence)
    found = {s.text: s.label_ for s in layers.spans(doc, layers.MENTIONS) if s.label_ in ("PLACE", "ACTOR")}
    assert expected.items() <= found.items()


def test_places_before_an_actor_can_stay(nlp: Language) -> None:
    mentions = nlp.get_pipe("eventwire_mentions")
    mentions.part_places = False
    try:
        doc = nlp("A Charleston man was held on Friday.")
    finally:
        mentions.part_places = True
    assert "Charleston man" in {span.text for span in layers.spans(doc, layers.MENTIONS)}
