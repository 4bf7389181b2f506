"""What may enter the pipeline."""

from __future__ import annotations

import pytest

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.intake import admit

GERMAN = (
    "Bewaffnete besetzten am Dienstag einen Kontrollpunkt nördlich der Stadt und schossen auf vorbeifahrende Autos. "
    "Der Gouverneur sagte, niemand sei verletzt worden, doch die Straße blieb zwei Tage lang gesperrt."
) * 2


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("", "empty", "skipped"),
        (" \n\t. — \u202e", "empty", "skipped"),
        (GERMAN, "language", "skipped"),
        ("<!DOCTYPE html><html><body><p>Rockets hit the base.</p></body></html>", "html", "skipped"),
        ("Rockets hit \ud83d the base.", "not-unicode", "failed"),
    ],
)
def test_refusals(text: str, code: str, status: str) -> None:
    with pytest.raises(ArticleError) as caught:
        admit(Article(id="a", text=text, path="a.txt"))
    error = caught.value
    assert (error.code, error.status, error.article_id, error.path) == (code, status, "a", "a.txt")


def test_the_language_is_named() -> None:
    with pytest.raises(ArticleError) as caught:
        admit(Article(id="a", text=GERMAN))
    assert caught.value.language == "de"


def test_a_language_that_is_given_is_believed() -> None:
    assert admit(Article(id="a", text=GERMAN, language="en-GB")).language == "en"


def test_some_tags_are_an_issue() -> None:
    text = "Before. <p>Rockets hit the base.</p><br/>The army said so."
    (issue,) = admit(Article(id="a", text=text)).issues
    assert (issue.code, text[issue.start : issue.end]) == ("html-tags", "<p>")


def test_an_ordinary_text_passes_unchanged() -> None:
    text = "Rockets hit a base; the tag <p> begins a paragraph in HTML."
    admitted = admit(Article(id="a", text=text))
    assert (admitted.text, admitted.language, admitted.issues) == (text, "en", ())


def test_the_dateline_gives_the_day_where_nothing_else_does() -> None:
    text = "ADEN, April 22, 2024 — Rockets hit a base."
    found = admit(Article(id="a", text=text))
    assert (found.published, found.published_source) == ("2024-04-22", "dateline")
    known = admit(Article(id="a", text=text, published="2024-04-23"))
    assert (known.published, known.published_source) == ("2024-04-23", "option")
