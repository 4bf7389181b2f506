"""The dates component on parsed sentences: tenses, anchors, missing publication days, hostile text."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from eventwire.components.dates import Dates
from eventwire.errors import InputError, ModelDataError
from eventwire.layers import DATES
from eventwire.lexicon.markup import parse_markup


@pytest.fixture(scope="module")
def component() -> Dates:
    found = Dates()
    found.load_model("en_eventwire")
    return found


def annotate(nlp: Language, component: Dates, text: str, published: str | None) -> Doc:
    doc = nlp.make_doc(text)
    for name, pipe in nlp.pipeline:
        if not name.startswith("eventwire_") or name == "eventwire_sentences":
            doc = pipe(doc)
    doc._.article = {"id": "a", "published": published, "publisher_country": None}
    return component(doc)


# Tuesday 23 April 2024. The marked words are found, nothing else; the first one has these values.
TABLE = [
    ("The drones came on [April 22](DATE).", "2024-04-22", "2024-04-22", "2024-04-22", "2024-04-22"),
    (
        "[Tuesday](DATE), the ministry confirmed two raids.",
        "2024-04-23",
        "2024-04-23",
        "2024-04-23",
        "2024-04-23",
    ),
    (
        "The ministry confirmed two raids on [Tuesday](DATE).",
        "2024-04-23",
        "2024-04-23",
        "2024-04-23",
        "2024-04-23",
    ),
    (
        "Gunmen fired on the base in [early February](DATE).",
        "2024-02-01",
        "2024-02-10",
        "2024-02~",
        "2024-02",
    ),
    (
        "The base has been hit often since [mid-October](DATE).",
        "2023-10-11",
        "2023-10-20",
        "2023-10~",
        "2023-10",
    ),
    (
        "It was the first attack since [February 4](DATE).",
        "2024-02-04",
        "2024-02-04",
        "2024-02-04",
        "2024-02-04",
    ),
    ("No troops had been hurt since [February](DATE).", "2024-02-01", "2024-02-29", "2024-02", "2024-02"),
    ("The envoys will meet on [Friday](DATE).", "2024-04-26", "2024-04-26", "2024-04-26", "2024-04-26"),
    ("The envoys met on [Friday](DATE).", "2024-04-19", "2024-04-19", "2024-04-19", "2024-04-19"),
    (
        "The truce is expected to begin on [Sunday](DATE).",
        "2024-04-28",
        "2024-04-28",
        "2024-04-28",
        "2024-04-28",
    ),
    ("The trial opens on [Monday](DATE).", "2024-04-29", "2024-04-29", "2024-04-29", "2024-04-29"),
    (
        "The vote was postponed until [Thursday](DATE).",
        "2024-04-25",
        "2024-04-25",
        "2024-04-25",
        "2024-04-25",
    ),
    ("The dam was destroyed in [June](DATE).", "2023-06-01", "2023-06-30", "2023-06", "2023-06"),
    ("The new dam will open in [June](DATE).", "2024-06-01", "2024-06-30", "2024-06", "2024-06"),
    (
        "The survivors of the [October 7](DATE) attacks testified.",
        "2023-10-07",
        "2023-10-07",
        "2023-10-07",
        "2023-10-07",
    ),
    (
        "He gave no reason for the [May 14](DATE) deadline.",
        "2024-05-14",
        "2024-05-14",
        "2024-05-14",
        "2024-05-14",
    ),
    ("They were shot by rebels [last year](DATE).", "2023-01-01", "2023-12-31", "2023", "2023"),
    ("Raiders came [two weeks ago](DATE).", "2024-04-08", "2024-04-14", "2024-04-08/2024-04-14", "2024-W15"),
    ("It has been quiet for [two weeks](DATE).", None, None, None, "P2W"),
    ("Gunmen struck [Friday night](DATE).", "2024-04-19", "2024-04-19", "2024-04-19", "2024-04-19TNI"),
]
NOTHING = [
    "The rebels may march on the capital.",
    "Some 2000 troops crossed the river.",
    "The council passed resolution 1999 without debate.",
    "A second man was hurt, and the third fled.",
    "The 44-year-old man was released.",
    "The fall of the city shocked its allies.",
    "The budget grew by 4.2 percent to $1990.",
    "Sat in the sun, he watched.",
]


@pytest.mark.parametrize(("marked", "start", "end", "edtf", "timex"), TABLE, ids=[row[0] for row in TABLE])
def test_sentence(
    nlp: Language,
    component: Dates,
    marked: str,
    start: str | None,
    end: str | None,
    edtf: str | None,
    timex: str,
) -> None:
    text, spans = parse_markup(marked)
    doc = annotate(nlp, component, text, "2024-04-23")
    assert [(s.start_char, s.end_char) for s in doc.spans[DATES]] == [(m.start, m.end) for m in spans]
    row = doc._.dates["d1"]
    assert (row["start"], row["end"], row["edtf"], row["timex_value"]) == (start, end, edtf, timex)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_found(nlp: Language, component: Dates, text: str) -> None:
    doc = annotate(nlp, component, text, "2024-04-23")
    assert [span.text for span in doc.spans[DATES]] == []


STORY = (
    "On April 22, militiamen sent two drones at the depot, the first raid since February 4. Rockets had been fired at it on "
    "the previous day. Two days later the post was empty."
)


def test_anchored_dates_lean_on_the_last_date_of_the_story(nlp: Language, component: Dates) -> None:
    doc = annotate(nlp, component, STORY, "2024-04-23")
    rows = doc._.dates
    assert [span.text for span in doc.spans[DATES]] == [
        "April 22",
        "February 4",
        "previous day",
        "Two days later",
    ]
    assert rows["d2"]["bound"] == "since"
    assert (rows["d3"]["start"], rows["d3"]["basis"], rows["d3"]["anchor"]) == (
        "2024-04-21",
        "anchored",
        "d1",
    )
    assert (rows["d4"]["start"], rows["d4"]["anchor"]) == ("2024-04-23", "d3")


def test_without_publication_day_no_year_is_guessed(nlp: Language, component: Dates) -> None:
    rows = annotate(nlp, component, STORY, None)._.dates
    assert (rows["d1"]["start"], rows["d1"]["edtf"]) == (None, "XXXX-04-22")
    assert rows["d3"]["start"] is None
    doc = annotate(nlp, component, "On Tuesday he left; last week he was in Rome.", None)
    assert [(row["start"], row["end"]) for row in doc._.dates.values()] == [(None, None), (None, None)]


def test_one_year_in_the_text_settles_the_others(nlp: Language, component: Dates) -> None:
    doc = annotate(nlp, component, "The war began on June 3, 2019. The bridge fell on July 9.", None)
    assert doc._.dates["d2"]["start"] == "2019-07-09"
    assert doc._.dates["d2"]["basis"] == "anchored"


def test_weekday_narrows_the_year(nlp: Language, component: Dates) -> None:
    doc = annotate(nlp, component, "They met on Thursday, May 4, in Vienna.", "2024-04-23")
    assert doc._.dates["d1"]["start"] == "2023-05-04"


def test_alone_in_a_blank_pipeline() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("eventwire_dates", config={"published": "2024-04-23", "publisher_country": "GBR"})
    doc = blank("Filed on 3/4/2024; they will meet on Friday, she said on Tuesday.")
    assert next(row["start"] for row in doc._.dates.values()) == "2024-04-03"
    assert [span.id_ for span in doc.spans[DATES]] == ["d1", "d2", "d3"]


def test_config_and_data_are_checked(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InputError, match="published"):
        Dates(published="soon")
    with pytest.raises(ModelDataError, match="no data"):
        Dates().from_disk(tmp_path_factory.mktemp("empty"))


def test_bytes_and_disk_round_trips(component: Dates, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("dates")
    component.to_disk(folder)
    assert Dates().from_disk(folder).files == component.files
    assert Dates().from_bytes(component.to_bytes()).files == component.files


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "May",
                "3",
                "1999",
                "last",
                "next",
                "the",
                "week",
                "of",
                "Tuesday",
                "ago",
                "since",
                "a",
                "two",
                "31",
                "February",
                "30",
                "noon",
                "p.m.",
                "é",
                "👍🏽",
                "\n",
                ",",
                ".",
                "-",
                "'90s",
                "fiscal",
                "quarter",
                "early",
            ]
        )
        | st.text(max_size=6),
        max_size=25,
    )
)
def test_any_text_survives(words: list[str]) -> None:
    component = _shared()
    doc = spacy.blank("en")(" ".join(words))
    doc._.article = {"id": "a", "published": "2024-02-29", "publisher_country": None}
    component(doc)
    last = 0
    for span in doc.spans[DATES]:
        assert span.start >= last
        last = span.end
        row = doc._.dates[span.id_]
        assert (row["start"] is None) == (row["end"] is None)
        if row["start"]:
            assert row["start"] <= row["end"]


_SHARED: list[Dates] = []


def _shared() -> Dates:
    if not _SHARED:
        _SHARED.append(Dates(published=None))
        _SHARED[0].load_model("en_eventwire")
    return _SHARED[0]


@pytest.mark.parametrize(
    "unit", ["may ", "1990-", "3 to ", "the last ", "a", "1/", "\n ", "late of the end "]
)
def test_time_grows_linearly(component: Dates, unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        component.grammar.candidates(text)
        return time.process_time() - begin

    small, large = min(seconds(20_000) for _ in range(2)), seconds(160_000)
    assert large < 24 * small + 0.2
