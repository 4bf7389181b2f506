"""What bad input does not do: end a run, fill the memory, reach the network, or vanish without a word."""

from __future__ import annotations

import bz2
import gzip
import socket
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from articles import summary
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventwire.article import Article
from eventwire.readers import Tally, read
from eventwire.readers.formats import KNOWN

STARTS = (b"", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"PAR1", b"<html>", b"{", b'[{"text":', b"text,title\n", b"\xff\xfe", b'text\n"')  # fmt: skip
SUFFIXES = (*sorted(KNOWN), ".txt.gz", ".csv.zst", ".gz", "")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(SUFFIXES))
@example(b"PAR1", b"\x00" * 20 + b"PAR1", ".parquet")
@example(b"PAR1", b"\x15\x00\x00\x00PAR1", ".txt")
def test_any_bytes_under_any_name_have_an_outcome(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / f"a{suffix}").write_bytes(start + rest)
    (folder / "b.txt").write_text("the rest goes on")
    tally = Tally()
    *found, last = read([folder], tally=tally)
    assert summary([last]) == [("b", "the rest goes on")]
    assert all(isinstance(result, Article) or (result.code != "error" and str(result)) for result in found)
    table_or_list_without_rows = suffix in (
        ".csv",
        ".tsv",
        ".csv.zst",
        ".json",
        ".html",
        ".jsonl",
        ".ndjson",
        ".zip",
    )
    assert found or str(tally) or table_or_list_without_rows


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.zip", "a.gz", "a.parquet"]
)
def test_100_megabytes_of_nothing_in_one_file(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(100_000_001)
    (tmp_path / "b.txt").write_text("the rest goes on")
    tracemalloc.start()
    try:
        first, second = read([tmp_path])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert summary([first])[0][1] in ("too-long", "binary")
    assert summary([second]) == [("b", "the rest goes on")]
    assert peak < 350_000_000


def test_a_reader_that_trips_does_not_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object, **__: object) -> None:
        raise ZeroDivisionError("over a stone")

    (tmp_path / "a.json").write_text('{"text": "words"}')
    (tmp_path / "b.txt").write_text("the rest goes on")
    monkeypatch.setattr("eventwire.readers.whole_json.articles_of", trip)
    first, second = read([tmp_path])
    assert summary([first, second]) == [("a", "error"), ("b", "the rest goes on")]
    assert str(first) == "cannot be read: ZeroDivisionError: over a stone"


def test_one_folder_with_everything_wrong(tmp_path: Path) -> None:
    text = b"Rockets hit the base on Monday. " * 50
    files = {
        "01-good.txt": text,
        "02-cut.txt.gz": gzip.compress(text)[:-10],
        "03-bomb.txt.gz": gzip.compress(bytes(30_000_000)),
        "04-empty.html": b"<html><body>",
        "05-picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "06-feed.jsonl": b'{"text": "one"}\nnot json\n{"text": "three"}\n',
        "07-table.csv": b'text\none\n"never closed\n',
        "08-no.zip": b"PK\x03\x04 but no archive",
        "09-no.parquet": b"PAR1 but no Parquet PAR1",
        "10-pdf.html": b"%PDF-1.7 ...",
        "11-bzip2.txt": bz2.compress(text),
        "12-good.md": text,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "13-out.zip", "w") as archive:
        archive.writestr("../../up.txt", "out")
        archive.writestr("in.txt", "in")
    tally = Tally()
    found = summary(read([tmp_path], tally=tally))
    assert found == [
        ("01-good", text.decode()),
        ("02-cut", "packed"),
        ("03-bomb", "packed"),
        ("04-empty", "empty"),
        ("05-picture", "binary"),
        ("06-feed:1", "one"),
        ("06-feed:2", "json"),
        ("06-feed:3", "three"),
        ("07-table:2", "one"),
        ("07-table:3", "csv"),
        ("08-no", "archive"),
        ("09-no", "parquet"),
        ("10-pdf", "binary"),
        ("11-bzip2", "binary"),
        ("12-good", text.decode()),
        ("13-out.zip/../../up", "archive"),
        ("13-out.zip/in", "in"),
    ]
    assert str(tally) == ""


def test_reading_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    page = (
        '<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head><base href="http://127.0.0.1:9/">'
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><script src="http://127.0.0.1:9/a.js"></script></head>'
        '<body><article><p>Rockets hit the base on Monday.</p><img src="http://127.0.0.1:9/a.png">'
        '<iframe src="http://127.0.0.1:9/"></iframe></article></body></html>'
    )
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.jsonl").write_text('{"text": "words", "url": "http://127.0.0.1:9/"}\n')
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert summary(read([tmp_path])) == [("a", "Rockets hit the base on Monday."), ("b:1", "words")]
