"""The readable gold source: what it compiles to, and what a mistake in it gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventwire.errors import GoldError
from eventwire.evaluation.authoring import build
from eventwire.evaluation.source import parse_source
from eventwire.schema import ArticleRecord

SOURCE = """\
title: A short one
published: 2020-05-05
style: test

=== text
[Rebels|reb: A armed_group SDN] [fired|@e1] [at least two|q: Q 2..] [rockets|w: W rocket] at [Kassala|kas] on [Monday|d: D 2020-05-04 published].
"[We [shot|@e1] back|@c1.content]," [he|@c1.speaker] [said|@c1]. The [[gunmen|reb] came in a bus|@c2.content], a \\[local\\] [man|man: A civilians SDN] [said|@c2].

=== entities
kas: P city SDN ll=15.45,36.4
# a comment
col: A person SDN position=colonel aff=army:part_of,SDN:speaks_for:lexicon
army: A military SDN
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb place=kas weapon=w when=d weapons=q:of=w:src=c1
=== characterizations
c1: report speaker=reb direct official about=e1
c2: report speaker=man unofficial
"""


def compile_text(text: str) -> ArticleRecord:
    return build(parse_source(text, Path("made.gold")), "made")[0]


def without(*lines: str) -> str:
    kept = SOURCE
    for line in lines:
        assert line in kept
        kept = kept.replace(line, "")
    return kept


GOOD = without(
    "col: A person SDN position=colonel aff=army:part_of,SDN:speaks_for:lexicon\n", "army: A military SDN\n"
)


def test_offsets_and_ids_are_computed() -> None:
    source = parse_source(GOOD, Path("made.gold"))
    record, plain = build(source, "made")
    assert source.text.startswith("Rebels fired at least two rockets at Kassala on Monday.\n")
    assert "a [local] man" in source.text
    assert [(m.id, m.text, m.label, m.entity) for m in record.mentions] == [
        ("m1", "Rebels", "ACTOR", "reb"),
        ("m2", "at least two", "QUANTITY", "q"),
        ("m3", "rockets", "WEAPON", "w"),
        ("m4", "Kassala", "PLACE", "kas"),
        ("m5", "Monday", "DATE", "d"),
        ("m6", "gunmen", "ACTOR", "reb"),
        ("m7", "man", "ACTOR", "man"),
    ]
    for m in record.mentions:
        assert source.text[m.start : m.end] == m.text
    assert list(plain)[:3] == ["schema_version", "fictional", "style"]
    assert plain["fictional"] is True


def test_event_has_arguments_time_place_and_quantity() -> None:
    event = compile_text(GOOD).events[0]
    assert event.trigger.text == "fired"
    assert [m.text for m in event.mentions] == ["fired", "shot"]
    assert [(a.role, a.text, a.mention) for a in event.arguments] == [
        ("agent", "Rebels", "m1"),
        ("place", "Kassala", "m4"),
        ("weapon", "rockets", "m3"),
        ("time", "Monday", "m5"),
    ]
    assert event.time is not None
    assert (event.time.start, event.time.end, event.time.basis) == ("2020-05-04", "2020-05-04", "text")
    assert event.location is not None
    assert (event.location.entity, event.location.country, event.location.precision) == (
        "kas",
        "SDN",
        "populated_place",
    )
    quantity = event.quantities[0]
    assert (quantity.measure, quantity.low, quantity.high, quantity.of, quantity.source) == (
        "weapons",
        2,
        None,
        "m3",
        "c1",
    )


def test_characterization_has_the_words_that_stand_there() -> None:
    first, second = compile_text(GOOD).characterizations
    assert first.speaker is not None
    assert second.speaker is not None
    assert (first.speaker.text, first.speaker.entity, first.speaker.mention, first.speaker.official) == (
        "he",
        "reb",
        None,
        True,
    )
    assert first.content is not None
    assert first.content.text == "We shot back"
    assert first.direct
    assert (second.speaker.text, second.speaker.mention, second.speaker.official) == ("man", "m7", False)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D 2020-05-04", ("2020-05-04", "2020-05-04", "2020-05-04", "2020-05-04", "DATE", "day")),
        ("D 2020-02-01..2020-02-29", ("2020-02-01", "2020-02-29", "2020-02", "2020-02", "DATE", "month")),
        ("D 2020-01-01..2020-12-31", ("2020-01-01", "2020-12-31", "2020", "2020", "DATE", "year")),
        ("D 1990-01-01..1999-12-31", ("1990-01-01", "1999-12-31", "199X", "199X", "DATE", "decade")),
        (
            "D 2021-03-22..2021-03-28",
            ("2021-03-22", "2021-03-28", "2021-03-22/2021-03-28", "2021-W12", "DATE", "week"),
        ),
        (
            "D 2020-02-03..2020-02-05",
            ("2020-02-03", "2020-02-05", "2020-02-03/2020-02-05", None, "DATE", "range"),
        ),
        ("D P10D", (None, None, None, "P10D", "DURATION", None)),
        ("D TIME 2020-05-04TMO", ("2020-05-04", "2020-05-04", "2020-05-04", "2020-05-04TMO", "TIME", "day")),
    ],
)
def test_dates(written: str, expected: tuple[str | None, ...]) -> None:
    record = compile_text(GOOD.replace("D 2020-05-04 published", written).replace("when=d ", ""))
    date = next(e for e in record.entities if e.label == "DATE")
    assert (date.start, date.end, date.edtf, date.timex_value, date.timex_type, date.precision) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Q 2", (2, 2, False)),
        ("Q 11..", (11, None, False)),
        ("Q ..30", (None, 30, False)),
        ("Q 30..40", (30, 40, False)),
        ("Q 24..~", (24, None, True)),
        ("Q 200~", (200, 200, True)),
    ],
)
def test_quantities(written: str, expected: tuple[object, ...]) -> None:
    record = compile_text(GOOD.replace("Q 2..", written))
    quantity = next(e for e in record.entities if e.label == "QUANTITY")
    assert (quantity.low, quantity.high, quantity.approximate) == expected


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("D 2020-05-04 published", "D 2020-13-04", 6, "month must be in"),
        ("Q 2..", "Q two", 6, "expected N"),
        ("A armed_group", "A army", 6, "expected one of"),
        ("A armed_group SDN", "A armed_group Sudan", 6, "alpha-3"),
        ("[fired|@e1]", "[fired|@e9]", 6, "'@e9' has no line"),
        ("[Kassala|kas]", "[Kassala|kassala]", 6, "'kassala' is declared nowhere"),
        ("[Kassala|kas]", "[Kassala", 6, "'[' is never closed"),
        ("agent=reb", "agent=rebels", 13, "'rebels' is not declared"),
        ("agent=reb", "agent=reb#3", 13, "expected #1 to #2"),
        ("agent=reb", "actor=reb", 13, "expected a role"),
        ("weapons=q:of=w:src=c1", "weapons=w", 13, "is no quantity"),
        ("src=c1", "src=c7", 13, "no characterization"),
        ("when=d", "when=kas", 13, "is no date"),
        ("c2: report", "c1: report", 16, "expected a new id"),
        ("style: test", "stile: test", 1, "'stile'"),
        ("=== events", "=== event", 12, "expected each of"),
    ],
)
def test_mistakes_are_named_with_their_line(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    with pytest.raises(GoldError) as caught:
        compile_text(GOOD.replace(old, new))
    assert message in str(caught.value)
    assert caught.value.line == line


def test_entity_that_is_never_marked_is_a_mistake() -> None:
    with pytest.raises(GoldError, match="declared but never marked"):
        compile_text(SOURCE)


def test_value_outside_the_vocabulary_is_a_mistake() -> None:
    with pytest.raises(GoldError, match="modality"):
        compile_text(GOOD.replace("actual/unknown", "real/unknown"))


@pytest.mark.parametrize(
    ("when", "declared", "expected"),
    [
        ("d", "D 2020-05-04", ("2020-05-04", "2020-05-04", "2020-05-04", "text", "m5")),
        ("d", "D 2020-05-04 anchored", ("2020-05-04", "2020-05-04", "2020-05-04", "anchored", "m5")),
        ("d:inherited", "D 2020-05-04", ("2020-05-04", "2020-05-04", "2020-05-04", "anchored", "m5")),
        ("d..", "D 2020-05-04", ("2020-05-04", None, "2020-05-04/..", "text", "m5")),
        ("..d", "D 2020-05-04", (None, "2020-05-04", "../2020-05-04", "text", "m5")),
    ],
)
def test_event_time(when: str, declared: str, expected: tuple[str | None, ...]) -> None:
    source = GOOD.replace("D 2020-05-04 published", declared).replace("when=d ", f"when={when} ")
    event = compile_text(source).events[0]
    time = event.time
    assert time is not None
    assert (time.start, time.end, time.edtf, time.basis, time.mention) == expected
    assert ("time" in [a.role for a in event.arguments]) == ("inherited" not in when)


@pytest.mark.parametrize(
    ("words", "declared", "basis"),
    [
        ("May 4", "D 2020-05-04", "published"),
        ("May 4, 2020", "D 2020-05-04", "text"),
        ("three days", "D P3D", "text"),
        ("a day later", "D 2020-05-04 anchored", "anchored"),
    ],
)
def test_basis_of_a_date_follows_from_its_words(words: str, declared: str, basis: str) -> None:
    source = GOOD.replace("[Monday|d: D 2020-05-04 published]", f"[{words}|d: {declared}]").replace(
        "when=d ", ""
    )
    assert next(e for e in compile_text(source).entities if e.label == "DATE").basis == basis


@pytest.mark.parametrize(
    ("mentions", "name"),
    [
        ("[KASSALA|kas]: in the [Sudanese town|kas] of [Kassala|kas]", "Kassala"),
        ("[KASSALA|kas]: in the [town|kas]", "Kassala"),
        ("in the [old town|kas]", "old town"),
    ],
)
def test_name_of_an_entity(mentions: str, name: str) -> None:
    source = f"=== text\n{mentions}.\n=== entities\nkas: P city SDN\n"
    assert [e.name for e in compile_text(source).entities] == [name]


@pytest.mark.parametrize(
    ("declared", "precision"),
    [
        ("P city SDN", "populated_place"),
        ("P region SDN", "admin1"),
        ("P region SDN precision=area", "area"),
        ("P country SDN ll=16,30", "country"),
        ("P area SDN", None),
        ("P area SDN ll=15,36", "area"),
        ("P facility SDN subtype=port", None),
        ("P facility SDN ll=15,36", "site"),
    ],
)
def test_precision_of_a_place(declared: str, precision: str | None) -> None:
    (place,) = compile_text(f"=== text\n[Somewhere|p: {declared}].\n").entities
    assert place.label == "PLACE"
    assert place.precision == precision
