"""HTML pages → Articles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.intake import admit
from eventwire.readers import html, read
from eventwire.readers.source import Unreadable

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Drones hit depot - Example Times</title>
<meta property="og:site_name" content="Example Times"><meta property="og:title" content="Drones hit depot">
<meta name="description" content="On 2018-05-06 there was no attack"><meta property="og:image" content="https://example.com/2019/03/04/a.jpg">
<link rel="canonical" href="https://example.com/news/depot">{}</head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Drones hit depot</h1>{}
<p>Two drones hit a fuel depot near Aden on Monday, killing three guards. On 2023-01-02 rockets had hit it.</p>
<p>Yemen's defence ministry called the strike an act of terrorism.<br>It said that the guards had been on duty.</p></article>
<aside><p>Related: <a href="/x">Another story, <time datetime="2011-01-01">1 January</time></a></p></aside>
<footer>Copyright 2019 Example Times</footer></body></html>"""


def page(head: str = "", body: str = "", **options: str) -> Article:
    return html.article_of(PAGE.format(head, body).encode(), article_id="a", path="a.html", **options)


def test_body_title_publisher_and_address() -> None:
    article = page()
    assert article.text.split("\n\n")[1:] == [
        "Two drones hit a fuel depot near Aden on Monday, killing three guards. On 2023-01-02 rockets had hit it.",
        "Yemen's defence ministry called the strike an act of terrorism.",
        "It said that the guards had been on duty.",
    ]
    assert "Related" not in article.text
    assert (article.title, article.publisher) == ("Drones hit depot", "Example Times")
    assert (article.url, article.encoding) == ("https://example.com/news/depot", "utf-8")


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2024-04-23T10:00:00Z">', "", "2024-04-23"),
        ('<meta name="date" content="April 23, 2024">', "", "2024-04-23"),
        ('<meta name="DC.date.issued" content="2024-04-23">', "", "2024-04-23"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2024-04-25", '
            '"datePublished": "2024-04-23T08:00:00+03:00"}</script>',
            "",
            "2024-04-23",
        ),
        ("", '<time datetime="2024-04-23T10:00:00">yesterday</time>', "2024-04-23"),
        (
            '<link rel="canonical" href="https://example.com/2024/04/23/depot">',
            "",
            None,
        ),  # the first one counts
        ('<meta property="article:modified_time" content="2024-04-25">', "", None),
        ('<meta property="article:published_time" content="someday">', "", None),
        (
            '<meta property="article:published_time" content="2099-12-31">',
            "",
            "2099-12-31",
        ),  # no clock decides
    ],
)
def test_the_day_comes_from_metadata_and_never_from_the_words(head: str, body: str, day: str | None) -> None:
    article = page(head, body, published="2020-01-01")
    expected = (day, "metadata") if day else ("2020-01-01", "option")
    assert (article.published, article.published_source) == expected


def test_a_dated_address_tells_the_day() -> None:
    data = PAGE.format("", "").replace("/news/depot", "/2024/04/23/depot").encode()
    article = html.article_of(data, article_id="a", path="a.html")
    assert (article.published, article.published_source) == ("2024-04-23", "metadata")


def test_without_any_day_it_is_unknown() -> None:
    article = page()
    assert (article.published, article.published_source) == (None, "none")
    named = page(named_day="2024-04-24")
    assert (named.published, named.published_source) == ("2024-04-24", "filename")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<html><head><meta charset=windows-1252></head><body><p>Caf\xe9 rockets \x93hit\x94 it.</p></body></html>".encode("latin-1"), "cp1252"),
        ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body><p>Café “hit”</p></body></html>'.encode("cp1252"), "iso8859-1"),
        ("<html><body><p>Café “hit”</p></body></html>".encode("utf-16"), "utf-16-le"),
        ("<html><head><meta charset=latin-1></head><body><p>Café “hit”</p></body></html>".encode(), "utf-8"),
        ("<html><head><meta charset=no-such></head><body><p>Café hit</p></body></html>".encode("latin-1"), None),
    ],
    ids=["declared", "as-browsers-do", "mark", "utf-8-first", "unknown"],
)  # fmt: skip
def test_encodings(data: bytes, encoding: str | None) -> None:
    article = html.article_of(data, article_id="a", path="a.html")
    assert "Café" in article.text or encoding is None
    assert encoding in (None, article.encoding)
    assert bool(article.issues) == (encoding != "utf-8")


def test_xhtml_with_entities_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the password")
    doctype = f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{secret.as_uri()}" [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Rockets hit &x; the base.</p><p>So the army said on Monday.</p></body></html>"
    for start in ("", '<?xml version="1.0" encoding="utf-8"?>'):
        (tmp_path / "a.xhtml").write_text(start + doctype + body)
        for result in read([tmp_path / "a.xhtml"]):
            assert "password" not in repr(result)
    plain = doctype.split(" [")[0] + ">" + body
    (tmp_path / "a.xhtml").write_text('<?xml version="1.0" encoding="utf-8"?>' + plain)
    (article,) = read([tmp_path / "a.xhtml"])
    assert isinstance(article, Article)
    assert "Rockets hit" in article.text
    assert "password" not in article.text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body></body></html>", "empty"),
        (b"<html><head><script>var a = 1;</script></head></html>", "empty"),
        (b"<div>" * 100_000 + b"Rockets hit", "empty"),
        (b"<html><body>" + b"<div>" * 230 + b"Rockets hit the base.", "html"),
        (b"<html>\x00\x01\x02\x03\x04\x05\x06", "binary"),
    ],
    ids=["no-body", "script", "cut", "deep", "binary"],
)
def test_pages_that_give_no_article(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable, match="found") as caught:
        html.article_of(data, article_id="a", path="a.html")
    assert (caught.value.code, caught.value.status) == (code, "skipped" if code == "empty" else "failed")


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    article = html.article_of(b"<p>Rockets hit the base.<p>The army <b>said so</i>", article_id="a", path="a")
    assert article.text == "Rockets hit the base.\n\nThe army said so"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<", ">", "<!--", "<b", "&#0;", "&#x110000;", "<![CDATA[", "\x00", "Rockets ", "<time datetime='x'>", "<html>", "<table><tr>", "é", "\ud83d"]), max_size=30))  # fmt: skip
def test_any_markup_is_an_article_or_a_named_reason(pieces: list[str]) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    try:
        article = html.article_of(data, article_id="a", path="a.html")
    except Unreadable:
        return
    assert article.text.strip()


def test_a_page_in_a_folder_is_read_and_one_pasted_as_text_is_not(tmp_path: Path) -> None:
    for name in ("a.html", "b.txt"):
        (tmp_path / name).write_text(PAGE.format("", ""))
    first, second = read([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert admit(first).text.endswith("on duty.")
    with pytest.raises(ArticleError, match="HTML page"):
        admit(second)


def test_html_is_imported_for_pages_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rockets hit the base.")
    (tmp_path / "b.csv").write_text("text\nRockets hit the base.\n")
    code = (
        "import sys; from eventwire.readers import read\n"
        f"found = list(read([{str(tmp_path)!r}]))\n"
        "heavy = {'trafilatura', 'lxml', 'duckdb'} & set(sys.modules)\n"
        "assert len(found) == 2 and not heavy, (found, heavy)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
