"""Files, folders and standard input → Articles."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from articles import summary

from eventwire.article import Article
from eventwire.errors import InputError
from eventwire.readers import Tally, read
from eventwire.readers.plain import day_in_name


def lines(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def test_a_folder_gives_its_articles_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "hidden.txt").write_text("hidden")
    (tmp_path / "b" / "deep.md").write_text("deep")
    (tmp_path / "c.txt").write_text("c")
    (tmp_path / "a.TXT").write_text("a")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "README").write_text("no suffix")
    (tmp_path / "gold.json").write_text('{\n"schema_version": "1", "document": {"id": "c"}}')
    (tmp_path / "records.jsonl").write_bytes(lines({"schema_version": "1", "document": {}}))
    (tmp_path / "settings.json").write_text('{"key": 1}')
    (tmp_path / "one.json").write_text('{\n"text": "from json"}')
    tally = Tally()
    found = list(read([tmp_path], tally=tally))
    assert summary(found) == [("a", "a"), ("b/deep", "deep"), ("c", "c"), ("one", "from json")]
    assert tally.records == 2
    assert dict(tally.suffixes) == {".jpg": 1, "": 1, ".json": 1}


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    found = read([tmp_path])
    next(found)
    (tmp_path / "b.txt").write_text("changed")
    assert summary([next(found)]) == [("b", "changed")]


def test_a_file_that_is_named_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "statement.odd"
    file.write_text("words")
    assert summary(list(read([file]))) == [("statement", "words")]


def test_the_output_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "out.jsonl").write_bytes(lines({"text": "old"}))
    found = list(read([tmp_path], leave_out=[tmp_path / "out.jsonl"]))
    assert summary(found) == [("a", "a")]


def test_a_missing_path_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read([tmp_path / "nowhere"])


def test_a_bad_date_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="23 April"):
        read([tmp_path], published="23 April")


def test_files_that_differ_by_suffix_only_get_different_ids(tmp_path: Path) -> None:
    for name, text in (
        ("a.md", "one"),
        ("a.txt", "two"),
        ("a.html", "<html><body><p>three</p></body></html>"),
    ):
        (tmp_path / name).write_text(text)
    (tmp_path / "a.json").write_text('{"schema_version": "1"}')  # gold beside its text takes no id
    assert summary(list(read([tmp_path]))) == [("a", "three"), ("a.md", "one"), ("a.txt", "two")]


def test_files_of_two_folders_get_different_ids(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
        (tmp_path / folder / "b.jsonl").write_bytes(lines({"text": folder}))
    found = list(read([tmp_path / "one", tmp_path / "two"]))
    two = f"{tmp_path}/two"
    assert summary(found) == [("a", "one"), ("b:1", "one"), (f"{two}/a", "two"), (f"{two}/b:1", "two")]


def test_ids_that_come_twice_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.jsonl").write_bytes(lines({"id": "a", "text": "two"}, {"id": "x", "text": "three"}))
    found = list(read([tmp_path, tmp_path / "b.jsonl"]))
    assert summary(found) == [
        ("a", "one"),
        ("a", "duplicate-id"),
        ("x", "three"),
        ("a", "duplicate-id"),
        ("x", "duplicate-id"),
    ]
    feed = tmp_path / "b.jsonl"
    assert str(found[1]).startswith(f"{feed}:1: the id 'a' came before, from {tmp_path / 'a.txt'};")
    assert str(found[4]).startswith(f"{feed}:2: the id 'x' came before, from {feed}:2;")


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    assert summary(list(read([tmp_path, tmp_path]))) == [("a", "one"), ("a", "duplicate-id")]


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf"
        + lines({"id": "x", "text": "first", "title": "T", "url": "U", "publisher": "P"})
        + b'{"id": "y", "text": \n'
        + b"\n"
        + lines({"id": "z"}, {"id": "w", "text": 3}, [1], {"text": "no id"}, {"id": 7, "text": "number"})
        + b'{"id": "cut", "text": "\xff\xfe\x00\x01\x02\x03"}\n'
        + b"[" * 100_000
    )
    found = list(read([file]))
    assert summary(found) == [
        ("x", "first"),
        ("feed:2", "json"),
        ("z", "no-text"),
        ("w", "no-text"),
        ("feed:6", "json"),
        ("feed:7", "no id"),
        ("7", "number"),
        ("feed:9", "binary"),
        ("feed:10", "json"),
    ]
    assert isinstance(found[0], Article)
    assert (found[0].title, found[0].url, found[0].publisher) == ("T", "U", "P")
    assert f"{file}:2" in str(found[1])


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2024-04-23", "2024-04-23"),
        ("2024-04-23T23:59:00+02:00", "2024-04-23"),
        ("Tue, 23 Apr 2024 10:00:00 GMT", "2024-04-23"),
    ],
)
def test_dates_of_metadata(tmp_path: Path, given: str, day: str) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_bytes(lines({"text": "words", "published": given}))
    (article,) = read([file], published="2020-01-01")
    assert isinstance(article, Article)
    assert (article.published, article.published_source, article.issues) == (day, "metadata", ())


@pytest.mark.parametrize("given", ["someday", "2024-13-01", 5, ["2024-04-23"], "2024-04-23x"])
def test_a_date_that_does_not_parse_is_unknown_and_an_issue(tmp_path: Path, given: object) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_bytes(lines({"text": "words", "published": given}))
    (article,) = read([file], published="2020-01-01")
    assert isinstance(article, Article)
    assert (article.published, article.published_source) == (None, "none")
    assert [issue.code for issue in article.issues] == ["published"]
    assert "feed.jsonl:1" in article.issues[0].message


def test_option_and_file_name_fill_the_date(tmp_path: Path) -> None:
    (tmp_path / "2024-04-23-raid.txt").write_text("words")
    (named,) = read([tmp_path])
    (given,) = read([tmp_path], published="2024-05-01")
    assert isinstance(named, Article)
    assert isinstance(given, Article)
    assert (named.published, named.published_source) == ("2024-04-23", "filename")
    assert (given.published, given.published_source) == ("2024-05-01", "option")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("raid_20240423", "2024-04-23"),
        ("news/2024.04.23", "2024-04-23"),
        ("2024-02-30", None),
        ("2024-04-23 to 2024-04-25", None),
        ("120240423", None),
        ("9999-04-23", None),
        ("2024-04-23/item", None),
    ],
)
def test_the_day_in_a_name(name: str, day: str | None) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Plain words.\nMore.", [("stdin", "Plain words.\nMore.")]),
        (b"\n\n  words", [("stdin", "\n\n  words")]),
        (b"", [("stdin", "")]),
        (b'{"text": "a"}\n{"id": "b", "text": "b"}', [("stdin:1", "a"), ("b", "b")]),
        (b'\n{"text": "a"}\n', [("stdin:2", "a")]),
        (b'{"text": "a"\n{"text": "b"}\n', [("stdin:1", "json"), ("stdin:2", "b")]),
        (b"{curly} words", [("stdin", "{curly} words")]),
        (b'{\n "text": "a"\n}\n', [("stdin", "a")]),
        (b'[\n{"text": "a"},\n{"text": "b"}]', [("stdin", '[\n{"text": "a"},\n{"text": "b"}]')]),
        (b"<!doctype html>\n<html><body><p>Page.</p></body></html>", [("stdin", "Page.")]),
        (gzip.compress(b"packed words", mtime=0), [("stdin", "packed words")]),
        (b"PK\x03\x04 and so on", [("stdin", "archive")]),
        (b"text\nno,table\n", [("stdin", "text\nno,table\n")]),
    ],
)
def test_standard_input(data: bytes, expected: list[tuple[str, str]]) -> None:
    assert summary(list(read(["-"], stdin=io.BytesIO(data)))) == expected
