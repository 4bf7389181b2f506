"""Pairs of quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.matching.quotes import find_quotes

TABLE = [
    ('He said "no" twice.', ['"no"']),
    ("He said “no” and “yes.”", ["“no”", "“yes.”"]),
    ("He called it ''an error'' again.", ["''an error''"]),
    ("It’s the soldiers’ fault.", []),
    ("He called it a ‘mistake’ again.", ["‘mistake’"]),
    ("“He told me ‘run’ and I ran,” she said.", ["“He told me ‘run’ and I ran,”"]),
    ('"The sign read "Closed" that day," he said.', ['"The sign read "Closed" that day,"']),
    ("“One paragraph.\n\n“Another one,” he said.", ["“One paragraph.", "“Another one,”"]),
    ('"Never closed.\n\nThe war went on.', ['"Never closed.']),
    ("Nobody opened this” one.", []),
    ('A 5" shell fell.', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[str(n) for n in range(len(TABLE))])
def test_table(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == expected


@given(st.text(alphabet="ab.,\n \"'“”‘’", max_size=60))
def test_quotations_lie_in_order_inside_the_text(text: str) -> None:
    last = 0
    for quote in find_quotes(text):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end


def test_a_megabyte_of_marks_is_linear() -> None:
    assert len(find_quotes('"a" ' * 250_000)) == 250_000
