import pytest
from spacy.language import Language

from eventwire import extract


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The clans fought a war from 1995 to 1999.", "1995-01-01", "1999-12-31"),
        ("Between Thursday and Sunday the rebels shelled Goma.", "2012-06-07", "2012-06-10"),
        ("Rebels shelled Goma on Monday and Tuesday.", "2012-06-11", "2012-06-12"),
        ("Rebels shelled Goma in March and in April.", "2012-03-01", "2012-04-30"),
        ("Rebels shelled Goma from last week to this week.", "2012-06-04", "2012-06-17"),
        ("Rebels shelled Goma from the 1980s to the 1990s.", "1980-01-01", "1999-12-31"),
        ("Rebels shelled Goma from May 9, 1999 to May 2, 1999.", "1999-05-09", "1999-05-09"),  # no weekdays
        ("Rebels shelled Goma in 2004 and 2006.", "2004-01-01", "2004-12-31"),  # not what lies between
        ("Rebels shelled Goma on Monday and Tuesday's talks failed.", "2012-06-11", "2012-06-11"),
    ],
)
def test_two_dates_are_one_stretch_of_time(text: str, start: str, end: str, nlp: Language) -> None:
    event = extract(text, published="2012-06-15", nlp=nlp).events[0]
    assert event.time is not None
    assert (event.time.start, event.time.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The clans fought a war from 1995 to 1999.", "1995/1999"),
        ("Rebels shelled Goma from last week to this week.", "2012-06-04/2012-06-17"),
        ("Between Thursday and Sunday the rebels shelled Goma.", "2012-06-07/2012-06-10"),
    ],
)
def test_a_stretch_is_one_interval_of_edtf(text: str, edtf: str, nlp: Language) -> None:
    time = extract(text, published="2012-06-15", nlp=nlp).events[0].time
    assert time is not None
    assert (time.edtf, time.precision) == (edtf, "range")


def test_both_dates_show_where_the_time_comes_from(nlp: Language) -> None:
    text = "The clans fought a war from 1995 to 1999."
    steps = extract(text, published="2012-06-15", nlp=nlp).events[0].provenance["time"]
    assert [text[step.start : step.end] for step in steps if step.basis != "model"] == ["1995", "1999"]
