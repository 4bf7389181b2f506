"""What may enter the pipeline: articles in English, as text. Everything else gets its reason here, with a code.

| code | status | reason |
| --- | --- | --- |
| `empty` | skipped | no letters or digits |
| `language` | skipped | another language than English, named in `document.language` |
| `html` | skipped | a whole HTML page in place of its text |
| `too-long` | failed | more than 20 million characters |
| `not-unicode` | failed | lone surrogates, which no encoding can write |
| `html-tags` | (issue) | some HTML tags in the text; it is computed as it stands |
"""

from __future__ import annotations

import dataclasses
import re

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.schema import Issue
from eventwire.text.dateline import find_dateline
from eventwire.text.languages import language_of

LONGEST = 20_000_000  # characters
_HEAD = 2_000  # characters in which a page shows what it is

_PAGE = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|br|a|img|ul|li|h[1-6]|strong|em|td|tr|script|article)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_FEW = 3  # tags from which on they are more than a mention of HTML


def admit(article: Article) -> Article:
    """The article with its language, with the day of its dateline where it has no other date, and with what was noticed
    added to its issues.

    Raises:
        ArticleError: for an article that is not computed; code and status as in the table above.
    """
    text = article.text
    if len(text) > LONGEST:
        raise _refused(article, "too-long", f"{len(text)} characters, expected at most {LONGEST}")
    if not any(map(str.isalnum, text)):
        raise _refused(article, "empty", "no letters or digits in the text", status="skipped")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as err:
        message = f"character {err.start} is a lone surrogate, expected Unicode text"
        raise _refused(article, "not-unicode", message) from err
    page = _PAGE.search(text, 0, _HEAD)
    if page:
        message = f"an HTML page ({page[0]!r} at character {page.start()}), expected its text"
        raise _refused(article, "html", message, status="skipped")
    language = article.language or language_of(text)
    if language.split("-")[0].lower() != "en":
        message = f"the text is in {language!r}, expected English"
        raise _refused(article, "language", message, status="skipped", language=language)
    admitted = dataclasses.replace(article, language="en", issues=(*article.issues, *_tags(text)))
    dateline = find_dateline(text) if article.published is None else None
    if dateline is None or dateline.day is None:
        return admitted
    return dataclasses.replace(admitted, published=dateline.day, published_source="dateline")


def _tags(text: str) -> tuple[Issue, ...]:
    if "</" not in text and "/>" not in text and "<p>" not in text and "<br>" not in text:
        return ()
    found = list(_TAG.finditer(text))
    if len(found) < _FEW:
        return ()
    message = f"{len(found)} HTML tags stand in the text, the first here; it is read as it stands"
    return (Issue(code="html-tags", message=message, start=found[0].start(), end=found[0].end()),)


def _refused(
    article: Article, code: str, message: str, *, status: str = "failed", language: str | None = None
) -> ArticleError:
    return ArticleError(
        message,
        article_id=article.id,
        code=code,
        path=article.path,
        status=status,
        language=language,
        article=article,
    )
