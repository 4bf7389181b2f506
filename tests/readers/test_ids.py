"""Ids of files and articles."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.readers.ids import Ids, stem_of

NAMES = st.lists(
    st.sampled_from(["a.txt", "a.md", "a.txt.gz", "b/a.txt", "b/a.b.txt", "b/a.b.md", "c.zip/a.txt", "a"])
)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a.txt", "a"),
        ("wire/a.b.txt", "wire/a.b"),
        ("wire/a.csv.gz", "wire/a"),
        ("a.gz", "a"),
        ("a", "a"),
        ("w.zip/a.html", "w.zip/a"),
    ],
)
def test_stems(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@given(st.lists(st.text(max_size=3)))
def test_an_id_is_taken_once_in_memory_and_on_disk(names: list[str]) -> None:
    first: dict[str, str] = {}
    memory = Ids()
    with contextlib.closing(Ids(in_memory=0)) as disk:
        for number, name in enumerate(names):
            expected = first.get(name)
            first.setdefault(name, f"path {number}")
            assert memory.take(name, f"path {number}") == expected
            assert disk.take(name, f"path {number}") == expected


@given(NAMES)
def test_different_files_get_different_names_and_the_same_file_the_same(names: list[str]) -> None:
    taken = Ids()
    given_names: dict[str, str] = {}
    for name in names:
        found = taken.name_file(name, f"folder/{name}")
        assert given_names.setdefault(name, found) == found
    assert len(set(given_names.values())) == len(given_names)


def test_what_was_in_memory_is_known_on_disk() -> None:
    with contextlib.closing(Ids(in_memory=2)) as taken:
        for name in "abcd":
            assert taken.take(name, f"{name}.txt") is None
        assert [taken.take(name, "again") for name in "abcd"] == ["a.txt", "b.txt", "c.txt", "d.txt"]
