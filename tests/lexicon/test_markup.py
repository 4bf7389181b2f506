import pytest

from eventwire.errors import MarkupError
from eventwire.lexicon.markup import Marked, parse_markup


def test_spans_are_offsets_of_the_plain_text() -> None:
    text, spans = parse_markup("Two [Shahed drones](WEAPON/drone) hit [the port](PLACE).")
    assert text == "Two Shahed drones hit the port."
    assert spans == [Marked(4, 17, "WEAPON/drone"), Marked(22, 30, "PLACE")]


def test_escapes_and_plain_parentheses_are_text() -> None:
    assert parse_markup(r"A \[note\] (sic)") == ("A [note] (sic)", [])


def test_spans_may_nest() -> None:
    text, spans = parse_markup("[rockets [at dawn](DATE)](X)")
    assert text == "rockets at dawn"
    assert spans == [Marked(0, 15, "X"), Marked(8, 15, "DATE")]


@pytest.mark.parametrize("bad", ["[open", "shut]", "[x]", "[x]()", "[](L)", "[x](L"])
def test_a_stray_bracket_is_an_error(bad: str) -> None:
    with pytest.raises(MarkupError):
        parse_markup(bad)
