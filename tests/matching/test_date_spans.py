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
        ("Rebels shelled Goma in 2004 and 2006.", "2004-01-01", "2004-12-31"),  # not what lies between
        ("Rebels shelled Goma on Monday and Tuesday's talks failed.", "2012-06-11", "2012-06-11"),
    ],
)
def test_two_dates_are_one_stretch_of_time(text: str, start: str, end: str, nlp: Language) -> None:
    event = extract(text, published="2012-06-15", nlp=nlp).events[0]
    assert event.time is not None
    assert (event.time.start, event.time.end) == (start, end)


def test_both_dates_show_where_the_time_comes_from(nlp: Language) -> None:
    text = "The clans fought a war from 1995 to 1999."
    steps = extract(text, published="2012-06-15", nlp=nlp).events[0].provenance["time"]
    assert [text[step.start : step.end] for step in steps] == ["1995", "1999"]
