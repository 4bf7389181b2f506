"""JSON files and feeds → Articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from articles import failure, only, summary

from eventwire.article import Article
from eventwire.readers import FieldMapping, Tally, read


def write(path: Path, value: Any, **options: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value, **options))
    return path


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"text": "one"}, {"id": "x", "body": "two"}, 3, {"k": 1}], [("a:1", "one"), ("x", "two"), ("a:3", "json"), ("a:4", "no-text")]),
        ({"status": "ok", "articles": [{"content": "one"}]}, [("a:1", "one")]),
        ({"response": {"docs": [{"body": "one"}]}}, [("a:1", "one")]),
        ({"text": "one", "items": [{"text": "no"}]}, [("a", "one")]),
        ({"body": "one"}, [("a", "one")]),
        ([], []),
        ([1, 2], [("a", "no-text")]),
        (3, [("a", "json")]),
        ({"k": 1}, [("a", "no-text")]),
        ('{"text": "one"}\n{"text": "two"}\n', [("a:1", "one"), ("a:2", "two")]),
        ('{"text": "one"}\n{"text": ', [("a:1", "one"), ("a:2", "json")]),
        ('{"text": ', [("a", "json")]),
        ("[" * 100_000, [("a", "json")]),
        ("", [("a", "json")]),
    ],
)  # fmt: skip
def test_shapes(tmp_path: Path, value: Any, expected: list[tuple[str, str]]) -> None:
    assert summary(read([write(tmp_path / "a.json", value)])) == expected


def test_a_list_in_a_json_lines_file(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [{"text": "one"}, {"text": "two"}], indent=1)
    assert summary(read([file])) == [("a:1", "one"), ("a:2", "two")]


def test_what_is_no_article_is_passed_over_in_a_folder_only(tmp_path: Path) -> None:
    write(tmp_path / "a.json", {"schema_version": "1"})
    write(tmp_path / "b.json", [{"schema_version": "1"}, {"schema_version": "1"}])
    write(tmp_path / "c.json", [{"name": "x"}])
    write(tmp_path / "a.txt", "words")
    tally = Tally()
    assert summary(read([tmp_path], tally=tally)) == [("a", "words")]
    assert (tally.records, dict(tally.suffixes)) == (3, {".json": 1})
    assert failure(read([tmp_path / "c.json"])).code == "no-text"


def test_names_of_news_apis(tmp_path: Path) -> None:
    row = {
        "source": {"id": None, "name": "The Example Times"},
        "title": "T",
        "url": "https://e.com/a",
        "publishedAt": "2024-04-23T10:00:00Z",
        "content": "",
        "articleBody": "words",
    }
    article = only(read([write(tmp_path / "a.json", {"articles": [row]})]))
    assert (article.text, article.publisher, article.published) == (
        "words",
        "The Example Times",
        "2024-04-23",
    )


def test_mapped_names_lead_into_objects(tmp_path: Path) -> None:
    rows = '{"a": {"b": "words"}, "a.c": "2024-04-23"}\n{"a": 1, "text": "other"}\n{"a": {"b": "no day"}}\n'
    file = write(tmp_path / "a.jsonl", rows)
    first, second, third = read([file], mapping=FieldMapping.parse(["text=a.b", "published=a.c"]))
    assert isinstance(first, Article)
    assert (first.text, first.published, first.issues) == ("words", "2024-04-23", ())
    assert summary([second]) == [("a:2", "no-text")]
    assert "'a.b'" in str(second)
    assert isinstance(third, Article)
    assert [issue.code for issue in third.issues] == ["metadata"]
    assert "'a.c'" in third.issues[0].message


def test_the_day_in_the_name_of_a_file_with_one_article(tmp_path: Path) -> None:
    article = only(read([write(tmp_path / "2024-04-23.json", {"text": "words"})]))
    assert (article.published, article.published_source) == ("2024-04-23", "filename")
    article = only(read([write(tmp_path / "2024-04-24.json", [{"text": "words"}])]))
    assert (article.published, article.published_source) == (None, "none")


@pytest.mark.parametrize(
    ("value", "country", "day"),
    [
        ("April 23, 2024", None, "2024-04-23"),
        ("23/04/2024", None, "2024-04-23"),
        ("04/05/2024", None, None),
        ("04/05/2024", "USA", "2024-04-05"),
        ("04/05/2024", "GBR", "2024-05-04"),
        ("2024-04-23 10:00:00", None, "2024-04-23"),
        ("April 2024", None, None),
    ],
)
def test_written_dates(tmp_path: Path, value: str, country: str | None, day: str | None) -> None:
    row = {"text": "words", "date": value, "publisher_country": country}
    article = only(read([write(tmp_path / "a.json", row)]))
    assert article.published == day
    assert bool(article.issues) == (day is None)


def test_a_huge_file_of_json_and_a_huge_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventwire.readers.whole_json.LARGEST", 1_000)
    assert failure(read([write(tmp_path / "a.json", [{"text": "w" * 2_000}])])).code == "too-long"
    monkeypatch.setattr("eventwire.readers.source.lines_of.__kwdefaults__", {"largest": 1_000})
    file = write(tmp_path / "a.jsonl", '{"text": "one"}\n{"text": "' + "w" * 2_000 + '"}\n')
    assert summary(read([file])) == [("a:1", "one"), ("a", "too-long")]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["text"], "expected field=name"),
        (["text="], "expected field=name"),
        (["txt=body"], "expected one of id, text"),
        (["text=a,text=b"], "comes twice"),
        (["text=a", "text=b"], "comes twice"),
        ([""], "expected field=name"),
    ],
)
def test_mappings_that_cannot_be_used(texts: list[str], message: str) -> None:
    with pytest.raises(Exception, match=message):
        FieldMapping.parse(texts)
