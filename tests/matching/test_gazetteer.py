"""The gazetteer automaton: letter case, word boundaries, overlaps, context, designations."""

from __future__ import annotations

import json

import pytest
import spacy
from spacy.tokens import Doc

from eventwire.errors import ModelDataError
from eventwire.lexicon.entries import ActorEntry, DesignationEntry, PlaceEntry, WeaponEntry, parse_gazetteer
from eventwire.matching.gazetteer import Gazetteer
from eventwire.matching.tree import tree_of

BLANK = spacy.blank("en")


def entry(model: type, /, **fields: object) -> object:
    base = {"source": "own", "examples": ()}
    return model.model_validate({**base, **fields})  # type: ignore[attr-defined]


ENTRIES = [
    entry(ActorEntry, id="a/is", label="ACTOR", kind="armed_group", name="IS", forms=["IS", "Islamic State"]),
    entry(ActorEntry, id="a/isk", label="ACTOR", kind="armed_group", name="IS-K", forms=["Islamic State Khorasan"]),
    entry(ActorEntry, id="a/guard", label="ACTOR", kind="military", name="guard", forms=["guard"], not_prev=["on"], generic=True),
    entry(ActorEntry, id="a/ansar", label="ACTOR", kind="armed_group", name="Da'wa", forms=["Da'wa"]),
    entry(WeaponEntry, id="w/fire", label="WEAPON", kind="artillery", name="rounds", forms=["rounds"], needs=["fired"]),
    entry(WeaponEntry, id="w/one", label="WEAPON", kind="drone", name="one", forms=["kestrel"], priority=1),
    entry(WeaponEntry, id="w/two", label="WEAPON", kind="drone", name="two", forms=["kestrel"]),
    entry(DesignationEntry, id="w/t", label="WEAPON", kind="vehicle", name="T tank", pattern="T-[0-9]{2}[A-Z]?"),
    entry(
        PlaceEntry, id="country/XXX", label="PLACE", kind="country", name="Ruvia", forms=["Ruvia"], country="XXX",
        demonyms=["Ruvian"], demonym_nouns=["Ruvians"], metonyms=["Port Ruvo"],
    ),
]  # fmt: skip
GAZETTEER = Gazetteer(ENTRIES)  # type: ignore[arg-type]


def hits(text: str) -> list[tuple[str, str, str]]:
    doc: Doc = BLANK(text)
    return [(doc[h.start : h.end].text, h.label, h.entry) for h in GAZETTEER.find(text, tree_of(doc))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is IS, they say.", [("IS", "ACTOR", "a/is")]),
        ("islamic state", []),
        ("Guard and GUARDS", [("Guard", "ACTOR", "a/guard")]),
        ("The Islamic State Khorasan fled", [("Islamic State Khorasan", "ACTOR", "a/isk")]),
        ("Islamic\nState", [("Islamic\nState", "ACTOR", "a/is")]),
        ("the Da’wa party", [("Da’wa", "ACTOR", "a/ansar")]),
        ("safeguard", []),
        ("He stood on guard.", []),
        ("Rounds were fired.", [("Rounds", "WEAPON", "w/fire")]),
        ("Two rounds of talks.", []),
        ("A kestrel fell.", [("kestrel", "WEAPON", "w/one")]),
        ("A T-72B burned; XT-72 did not.", [("T-72B", "WEAPON", "w/t")]),
        (
            "Ruvian Ruvians in Ruvia and Port Ruvo",
            [
                ("Ruvian", "DEMONYM", "country/XXX"),
                ("Ruvians", "ACTOR", "people/XXX"),
                ("Ruvia", "PLACE", "country/XXX"),
                ("Port Ruvo", "PLACE", "seat/XXX"),
            ],
        ),
        ("", []),
        ("İ IS", [("IS", "ACTOR", "a/is")]),
    ],
)
def test_hits(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert hits(text) == expected


def test_order_of_entries_never_decides() -> None:
    text = "A kestrel of the Islamic State Khorasan was on guard in Ruvia."
    doc = BLANK(text)
    backwards = Gazetteer(list(reversed(ENTRIES)))  # type: ignore[arg-type]
    assert backwards.find(text, tree_of(doc)) == GAZETTEER.find(text, tree_of(doc))


def test_a_long_line_takes_linear_time() -> None:
    text = "T-7 guard rounds " * 20_000
    doc = Doc(BLANK.vocab, words=text.split())
    assert len(GAZETTEER.find(doc.text, tree_of(doc))) >= 20_000


def _designation(pattern: str) -> bytes:
    line = {
        "id": "w/x",
        "label": "WEAPON",
        "kind": "rocket",
        "name": "X",
        "pattern": pattern,
        "source": "own",
    }
    return json.dumps(line).encode()


@pytest.mark.parametrize(
    "pattern", ["X-([0-9])", "X-[0-9]+", "X-(?P<n>[0-9])", "a)|(?:b", "X-(?:[0-9]", "X-[0-9"]
)
def test_a_designation_that_captures_or_has_no_bound_is_refused_with_its_line(pattern: str) -> None:
    with pytest.raises(ModelDataError, match=r"d\.jsonl:2.*w/x.*pattern"):
        parse_gazetteer(b"// first\n" + _designation(pattern), path="d.jsonl")


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (
            '{"id": "a/b", "label": "ACTOR", "kind": "military", "name": "B", "forms": ["b "], "source": "own"}',
            "forms",
        ),
        ('{"id": "a/b", "label": "THING"}', "label"),
        ('{"id": "a/b"}, {"id": "a/c"}', "column 14"),
        ('["a/b"]', "found list"),
    ],
)
def test_a_bad_line_among_good_ones_is_named(second: str, message: str) -> None:
    good = '{"id": "a/a", "label": "ACTOR", "kind": "military", "name": "A", "forms": ["a"], "source": "own"}'
    with pytest.raises(ModelDataError, match=rf"a\.jsonl:3.*{message}"):
        parse_gazetteer(f"{good}\n\n{second}\n{good}".encode(), path="a.jsonl")
