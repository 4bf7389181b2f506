"""CSV, TSV and Parquet → Articles."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import duckdb
import pytest
from articles import failure, only, summary
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwire.article import Article
from eventwire.readers import FieldMapping, Tally, read


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def parquet(path: Path, query: str) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_usual_names_are_recognized(tmp_path: Path) -> None:
    file = write(
        tmp_path / "feed.csv",
        'Article ID,Headline,Body,Pub_Date,Link,Source,Lang\nx,"A, b","Rockets ""hit""\nthe base.",2024-04-23,https://e.com,Times,eng\n,,second,,,,\n',
    )
    first, second = read([file], published="2020-01-01")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.title, first.text) == ("x", "A, b", 'Rockets "hit"\nthe base.')
    assert (first.published, first.published_source) == ("2024-04-23", "metadata")
    assert (first.url, first.publisher, first.language) == ("https://e.com", "Times", "en")
    assert (second.id, second.published, second.published_source) == ("feed:4", "2020-01-01", "option")
    assert second.title is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "text;title\nRockets, hit;b\n"),
        ("a.tsv", "text\ttitle\nRockets, hit\tb\n"),
        ("a.csv", "text|title\r\nRockets, hit|b\r\n"),
        ("a.csv", '\ufefftext,title\n"Rockets, hit",b'),
        ("a.csv", 'text,title\n"Rockets, hit",b\n'.encode("utf-16")),
        ("a.csv.gz", gzip.compress(b'text,title\n"Rockets, hit",b\n')),
    ],
    ids=["semicolon", "tab", "bar", "mark", "utf-16", "gzip"],
)
def test_delimiters_and_encodings(tmp_path: Path, name: str, content: str | bytes) -> None:
    article = only(read([write(tmp_path / name, content)]))
    assert (article.id, article.text, article.title) == ("a:2", "Rockets, hit", "b")


def test_another_encoding_is_named(tmp_path: Path) -> None:
    content = "text,title\n" + "Gunmen attacked the “old” café in the town’s market,b\n" * 4
    found = list(read([write(tmp_path / "a.csv", content.encode("cp1252"))]))
    assert {(a.text, a.encoding) for a in found if isinstance(a, Article)} == {
        ("Gunmen attacked the “old” café in the town’s market", "cp1252")
    }
    late = ("text\n" + "Rockets hit.\n" * 6_000).encode() + b"caf\xe9\n"
    *_, last = read([write(tmp_path / "b.csv", late)])
    assert isinstance(last, Article)
    assert (last.text, [issue.code for issue in last.issues]) == ("caf\ufffd", ["encoding"])


def test_a_row_of_another_length_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "text,title\none,a\ntwo\nthree,b,c\n\nfour,d,\n")
    assert summary(read([file])) == [("a:2", "one"), ("a:3", "csv"), ("a:4", "csv"), ("a:6", "four")]


def test_a_quote_that_is_never_closed_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventwire.readers.csv.LARGEST", 200_000)
    limit = csv.field_size_limit(100_000)
    try:
        file = write(tmp_path / "a.csv", 'text\nfirst\n"second\n' + "more words\n" * 30_000)
        assert summary(read([file])) == [("a:2", "first"), ("a", "csv")]
    finally:
        csv.field_size_limit(limit)


def test_long_cells_are_read(tmp_path: Path) -> None:
    text = "Rockets hit the base. " * 20_000
    assert only(read([write(tmp_path / "a.csv", f"text\n{text.strip()}\n")])).text == text.strip()


@pytest.mark.parametrize(
    ("content", "mapping", "message", "code"),
    [
        ("x,y\n1,2\n", "", r"'x', 'y'.*--map text=NAME", "no-text"),
        ("text,y\n1,2\n", "published=day", r"'text', 'y', expected also 'day' \(for published\)", "columns"),
        ("", "", "expected a line of column names", "empty"),
        ("text\n\x00\x01\x02\x03", "", "control characters", "binary"),
    ],
)
def test_tables_without_articles(tmp_path: Path, content: str, mapping: str, message: str, code: str) -> None:
    file = write(tmp_path / "a.csv", content)
    error = failure(read([file], mapping=FieldMapping.parse([mapping] if mapping else [])))
    assert error.code == code
    with pytest.raises(type(error), match=message):
        raise error


def test_a_mapping_wins_over_the_usual_names(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "text,summary,date,when\nlong,short,2020-01-01,23 April 2024\n")
    article = only(read([file], mapping=FieldMapping.parse(["text=summary, published=when"])))
    assert (article.text, article.published) == ("short", "2024-04-23")


def test_tables_of_events_and_other_tables_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "events.csv", "event_id,text_sha256,trigger,schema_version\n1,2,3,1\n")
    write(tmp_path / "scores.csv", "team,points\na,3\n")
    parquet(tmp_path / "events.parquet", "SELECT 1 AS event_id, 'a' AS text, '1' AS schema_version")
    parquet(tmp_path / "scores.parquet", "SELECT 1 AS points")
    tally = Tally()
    assert list(read([tmp_path], tally=tally)) == []
    assert tally.records == 2
    assert dict(tally.suffixes) == {".csv": 1, ".parquet": 1}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=5))
def test_what_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    rows = [
        tuple(c.encode("utf-8", "ignore").decode().replace("\r", " ").replace("\x00", "") for c in row)
        for row in rows
    ]  # type: ignore[misc]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("text", "title"), *rows])
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    file.write_bytes(out.getvalue().encode())
    found = list(read([file]))
    if len(found) == 1 and getattr(found[0], "code", "") == "binary":
        return  # nothing but control characters
    assert [a.text for a in found if isinstance(a, Article)] == [t for t, u in rows if t.strip() or u.strip()]


def test_parquet(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "a.parquet",
        "SELECT * FROM (VALUES ('x', 'one', TIMESTAMPTZ '2024-04-23 23:30:00+00', {'name': 'Times'}), (NULL, NULL, NULL, NULL), "
        "('y', 'three', NULL, NULL)) t(id, body, date, source)",
    )
    first, second, third = read([file])
    assert isinstance(first, Article)
    assert (first.id, first.text, first.published, first.publisher) == ("x", "one", "2024-04-23", "Times")
    assert summary([second, third]) == [("a:2", "no-text"), ("y", "three")]
    assert f"{file}:2" in str(second)


def test_parquet_of_many_rows_in_order(tmp_path: Path) -> None:
    file = parquet(tmp_path / "a.parquet", "SELECT 'text ' || i AS text FROM range(1000) t(i)")
    assert summary(read([file])) == [(f"a:{i + 1}", f"text {i}") for i in range(1000)]


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a*[b]?.parquet", "http:__x.parquet", "né.pq"])
def test_parquet_is_recognized_by_content_under_any_name(tmp_path: Path, name: str) -> None:
    parquet(tmp_path / "z.parquet", "SELECT 'words' AS text").rename(tmp_path / name)
    parquet(tmp_path / "ab.other", "SELECT 'another file' AS text")
    assert only(read([tmp_path])).text == "words"


def test_packed_parquet(tmp_path: Path) -> None:
    plain = parquet(tmp_path / "z.parquet", "SELECT 'words' AS text").read_bytes()
    (tmp_path / "z.parquet").unlink()
    write(tmp_path / "a.parquet.gz", gzip.compress(plain))
    assert summary(read([tmp_path])) == [("a:1", "words")]


@pytest.mark.parametrize("cut", [10, 60, -3])
def test_damaged_parquet(tmp_path: Path, cut: int) -> None:
    file = parquet(tmp_path / "a.parquet", "SELECT 'words' AS text")
    error = failure(read([write(file, file.read_bytes()[:cut])]))
    assert (error.article_id, error.code) == ("a", "parquet")
