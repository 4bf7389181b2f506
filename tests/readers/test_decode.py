"""Bytes → text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.readers.decode import NotText, decode, mend_surrogates

CURLY = "Gunmen attacked the “old” café in the town’s market on Monday – police said. " * 4
CYRILLIC = "Боевики напали на блокпост к северу от города во вторник, сообщил представитель армии. " * 4


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    assert decode(text.encode()).text == text


def test_line_ends_and_outer_white_space_stay() -> None:
    assert decode(b"  one\r\ntwo\rthree\n\n").text == "  one\r\ntwo\rthree\n\n"


def test_only_the_byte_order_mark_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 + "é\ufeff".encode()).text == "é\ufeff"


@pytest.mark.parametrize(
    ("text", "written_in", "read_as"),
    [
        (CURLY, "cp1252", "cp1252"),
        (CURLY, "mac_roman", "mac_roman"),
        (CURLY, "utf-16-le", "utf-16-le"),
        (CURLY, "utf-16-be", "utf-16-be"),
        (CURLY, "utf-16", "utf-16-le"),
        (CYRILLIC, "cp1251", "cp1251"),
        (CYRILLIC, "koi8-r", "koi8_r"),
    ],
)
def test_other_encodings_are_detected_and_named(text: str, written_in: str, read_as: str) -> None:
    found = decode(text.encode(written_in))
    assert (found.text, found.encoding) == (text, read_as)
    assert [issue.code for issue in found.issues] == ["encoding"]
    assert read_as in found.issues[0].message


def test_utf8_with_a_bad_byte_stays_utf8() -> None:
    found = decode(("“naïve” " * 50).encode() + b"\x93 end")
    assert found.text == "“naïve” " * 50 + "\ufffd end"
    issue = found.issues[0]
    assert (found.text[issue.start : issue.end], found.encoding) == ("\ufffd", "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and so on",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        bytes(range(256)) * 4,
        b"\x00" * 100,
        b"\x00\x01\x02ab" * 50,
    ],
    ids=["pdf", "zip", "png", "all-bytes", "nuls", "control"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotText, match=r"found .* expected text"):
        decode(data)


def test_a_stray_control_character_is_kept() -> None:
    text = "Rockets hit\x00 the \x1b[31mbase\x07 on Monday. " + "The army said so. " * 20
    assert decode(text.encode()).text == text


def test_lone_surrogates_become_one_replacement_character() -> None:
    mended, issues = mend_surrogates("ab\ud83dcd")
    assert mended == "ab\ufffdcd"
    assert [(i.start, i.end) for i in issues] == [(2, 3)]
