"""gzip and zstd, whole, cut, damaged and hostile."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest
from articles import failure, only, summary
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwire.article import Article
from eventwire.readers import Tally, packed, read
from eventwire.readers.source import Unreadable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACK = {"gz": gzip.compress, "zst": zstd.compress}
TEXT = "Rockets hit the base on Monday. " * 400


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "words", [("a", "words")]),
        ("a", "words", [("a", "words")]),
        ("sub.b.md", "words", [("sub.b", "words")]),
        ("a.html", "<html><body><p>words</p></body></html>", [("a", "words")]),
        ("a.json", '[{"text": "one"}]', [("a:1", "one")]),
        ("a.jsonl", '{"text": "one"}\n{"id": "x", "text": "two"}', [("a:1", "one"), ("x", "two")]),
        ("a.csv", "text\none\n", [("a:2", "one")]),
    ],
)
def test_every_format_packed(
    tmp_path: Path, packing: str, name: str, content: str, expected: list[tuple[str, str]]
) -> None:
    (tmp_path / f"{name}.{packing}").write_bytes(PACK[packing](content.encode()))
    assert summary(read([tmp_path])) == expected


def test_the_content_decides_where_the_suffix_misleads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(b"packed"))
    (tmp_path / "b.txt.gz").write_bytes(b"not packed")
    (tmp_path / "c.gz").write_bytes(zstd.compress(b'{"text": "one"}\n{"text": "two"}\n'))
    (tmp_path / "d.log.gz").write_bytes(b"passed over")
    tally = Tally()
    assert summary(read([tmp_path], tally=tally)) == [
        ("a", "packed"),
        ("b", "not packed"),
        ("c:1", "one"),
        ("c:2", "two"),
    ]
    assert tally.suffixes == {".gz": 1}


def test_the_day_in_the_name_of_a_packed_file(tmp_path: Path) -> None:
    (tmp_path / "2024-04-23.txt.gz").write_bytes(gzip.compress(b"words"))
    article = only(read([tmp_path]))
    assert (article.published, article.published_source) == ("2024-04-23", "filename")


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("cut", [12, 40, -1])
def test_a_cut_text_is_no_article(tmp_path: Path, packing: str, cut: int) -> None:
    (tmp_path / f"a.txt.{packing}").write_bytes(PACK[packing](TEXT.encode())[:cut])
    error = failure(read([tmp_path]))
    assert (error.article_id, error.code) == ("a", "packed")
    assert "breaks off or is damaged" in str(error)


@pytest.mark.parametrize("packing", PACK)
def test_lines_before_a_cut_are_read(tmp_path: Path, packing: str) -> None:
    rows = "".join(f'{{"text": "{i * 7919 % 104729} {TEXT[:50]}"}}\n' for i in range(20_000))
    data = PACK[packing](rows.encode())
    (tmp_path / f"a.jsonl.{packing}").write_bytes(data[: len(data) * 2 // 3])
    *articles, last = read([tmp_path])
    assert len(articles) > 1_000
    assert all(isinstance(article, Article) for article in articles)
    assert summary([last]) == [("a", "packed")]


@pytest.mark.parametrize("packing", PACK)
def test_a_bomb_is_not_unpacked(tmp_path: Path, packing: str) -> None:
    (tmp_path / f"a.txt.{packing}").write_bytes(PACK[packing](bytes(60_000_000)))
    (tmp_path / "b.txt").write_text("the rest goes on")
    bomb, rest = read([tmp_path])
    assert summary([bomb, rest]) == [("a", "packed"), ("b", "the rest goes on")]
    assert "not unpacked any further" in str(bomb)


@pytest.mark.parametrize("outer", PACK)
@pytest.mark.parametrize("inner", PACK)
def test_one_layer_is_opened(tmp_path: Path, outer: str, inner: str) -> None:
    (tmp_path / f"a.txt.{outer}").write_bytes(PACK[outer](PACK[inner](b"words")))
    error = failure(read([tmp_path]))
    assert error.code == "archive"
    assert "one layer of packing is opened" in str(error)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=2_000), st.sampled_from(sorted(PACK)), st.integers(0, 2_000), st.integers(0, 255))
def test_any_damage_is_named(data: bytes, packing: str, at: int, value: int) -> None:
    whole = bytearray(PACK[packing](data))
    whole[at % len(whole)] = value
    kind = packed.packing_of(bytes(whole))
    if kind is None:
        return
    codes = set()
    try:
        packed.unpacked(io.BytesIO(bytes(whole)), kind).read()
    except Unreadable as err:
        codes.add(err.code)
    assert codes <= {"packed"}
