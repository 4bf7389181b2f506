"""Zip archives, ordinary and hostile."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest
from articles import failure, only, summary
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwire.article import Article
from eventwire.readers import Tally, read


def zipped(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_members_in_their_order_with_the_archives_path_in_their_ids(tmp_path: Path) -> None:
    (tmp_path / "wire").mkdir()
    members: dict[str, bytes | str] = {
        "b/2024-04-23-raid.txt": "words",
        "a.jsonl": '{"text": "one"}\n{"id": "own", "text": "two"}\n',
        "a.html": "<html><body><p>page</p></body></html>",
        "a.csv": "text\nrow\n",
        "empty/": "",
        ".hidden/x.txt": "hidden",
        "__MACOSX/x.txt": "hidden",
        "photo.jpg": b"\xff\xd8\xff",
        "gold.json": '{"schema_version": "1"}',
    }
    zipped(tmp_path / "wire" / "day.zip", members)
    tally = Tally()
    found = list(read([tmp_path], tally=tally))
    assert summary(found) == [
        ("wire/day.zip/b/2024-04-23-raid", "words"),
        ("wire/day.zip/a:1", "one"),
        ("own", "two"),
        ("wire/day.zip/a.html", "page"),
        ("wire/day.zip/a.csv:2", "row"),
    ]
    assert isinstance(found[0], Article)
    assert found[0].path == f"{tmp_path}/wire/day.zip/b/2024-04-23-raid.txt"
    assert (found[0].published, found[0].published_source) == ("2024-04-23", "filename")
    assert (tally.records, dict(tally.suffixes)) == (1, {".jpg": 1})
    assert summary(read([tmp_path / "wire" / "day.zip"]))[0] == ("day.zip/b/2024-04-23-raid", "words")


def test_an_archive_is_recognized_by_content(tmp_path: Path) -> None:
    zipped(tmp_path / "a.txt", {"b.txt": "words"}, zipfile.ZIP_BZIP2)
    zipped(tmp_path / "empty.zip", {})
    assert summary(read([tmp_path])) == [("a.txt/b", "words")]


@pytest.mark.parametrize("name", ["../up.txt", "a/../../up.txt", "/etc/up.txt", "..\\up.txt", "C:\\up.txt"])
def test_a_path_that_leads_out_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    zipped(tmp_path / "a.zip", {name: "out", "b.txt": "in"})
    bad, good = read([tmp_path])
    assert summary([bad])[0][1] == "archive"
    assert "leads out of the archive" in str(bad)
    assert summary([good]) == [("a.zip/b", "in")]


def test_nested_archives_are_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"x.txt": "deep"}).read_bytes()
    (tmp_path / "inner.zip").unlink()
    zipped(
        tmp_path / "a.zip",
        {"i.zip": inner, "g.txt.gz": gzip.compress(b"deep"), "t.txt": bytes(257) + b"ustar", "b.txt": "in"},
    )
    (tmp_path / "b.zip.gz").write_bytes(gzip.compress(inner))
    (tmp_path / "c.gz").write_bytes(gzip.compress(bytes(257) + b"ustar" + bytes(250)))
    found = list(read([tmp_path]))
    assert [code for _, code in summary(found)] == [
        "archive",
        "archive",
        "archive",
        "in",
        "archive",
        "archive",
    ]
    assert all("one layer of packing" in str(found[i]) for i in (0, 1, 2, 4, 5))


def test_a_bomb_in_an_archive(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"bomb.txt": bytes(60_000_000), "b.txt": "in"})
    bomb, rest = read([tmp_path])
    assert summary([bomb, rest]) == [("a.zip/bomb", "archive"), ("a.zip/b", "in")]
    assert "200 times" in str(bomb)


def test_an_archive_as_a_whole_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventwire.readers.archive.ALWAYS", 500_000)
    zipped(tmp_path / "a.zip", {f"{i}.txt": "a" * 200_000 for i in range(6)})
    found = list(read([tmp_path]))
    assert [name for name, _ in summary(found)] == ["a.zip/0", "a.zip/1", "a.zip/2", "a"]
    assert [isinstance(result, Article) for result in found] == [True, True, False, False]
    assert "the last 3 members are not read" in str(found[-1])


def overlapping(copies: int) -> bytes:
    """An archive whose members are all the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", "a" * 900_000)
    data = out.getvalue()
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[start:end] * copies
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), start, 0)
    return data[:start] + entries + tail


def test_overlapping_members_are_limited_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventwire.readers.archive.ALWAYS", 2_000_000)
    (tmp_path / "a.zip").write_bytes(overlapping(1_000))
    found = list(read([tmp_path]))
    assert sum(isinstance(result, Article) for result in found) <= 2
    assert "not unpacked past" in str(found[-1]) or "verlap" in str(found[-1])


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [("MOST_MEMBERS", 3, "found 5 members"), ("DIRECTORY", 100, "list of members")],
)
def test_too_many_members(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: int, message: str
) -> None:
    monkeypatch.setattr(f"eventwire.readers.archive.{setting}", value)
    zipped(tmp_path / "a.zip", {f"{i}.txt": "words" for i in range(5)})
    error = failure(read([tmp_path]))
    assert (error.article_id, error.code) == ("a", "archive")
    assert message in str(error)


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", {"a.txt": "words", "b.txt": "in"})
    data = file.read_bytes()
    encrypted = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[data.index(sign) + at] |= 1
    file.write_bytes(encrypted)
    first, second = read([tmp_path])
    assert "encrypted" in str(first)
    assert summary([first, second]) == [("a.zip/a", "archive"), ("a.zip/b", "in")]
    zipped(file, {"a.txt": "words", "b.txt": "in"}, zipfile.ZIP_LZMA)
    assert [code for _, code in summary(read([tmp_path]))] == ["archive", "archive"]


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    zipped(tmp_path / "letter.zip", {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    error = failure(read([tmp_path]))
    assert (error.code, "office document" in str(error)) == ("binary", True)


def test_a_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", {"a.txt": "first words", "b.txt": "in"}, zipfile.ZIP_STORED)
    file.write_bytes(file.read_bytes().replace(b"first words", b"other words"))
    first, second = read([tmp_path])
    assert summary([first, second]) == [("a.zip/a", "archive"), ("a.zip/b", "in")]
    assert "CRC" in str(first)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_any_damage_is_named(tmp_path_factory: pytest.TempPathFactory, at: int, patch: bytes) -> None:
    file = zipped(
        tmp_path_factory.mktemp("zip") / "a.zip", {"a.txt": "words " * 20, "b.jsonl": '{"text": "b"}'}
    )
    data = bytearray(file.read_bytes())
    at %= len(data)
    data[at : at + len(patch)] = patch
    file.write_bytes(data)
    for result in read([file]):
        assert isinstance(result, Article) or str(result)


def test_a_day_and_a_text_of_a_member(tmp_path: Path) -> None:
    zipped(tmp_path / "2020-01-01.zip", {"2024-04-23.txt": "words"})
    assert only(read([tmp_path])).published == "2024-04-23"
