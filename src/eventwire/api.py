"""The library's functions: load the pipeline, extract one article, extract many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.language import Language

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.language import load
from eventwire.records import record_of
from eventwire.schema import ArticleRecord, Versions

__all__ = ["extract", "extract_many", "load"]


@lru_cache(maxsize=1)
def _default() -> Language:
    return load()


def extract(
    article: str | Article, *, published: str | dt.date | None = None, nlp: Language | None = None
) -> ArticleRecord:
    """The record of one article."""
    if isinstance(article, str):
        article = Article(id="text", text=article, published=published)
    nlp = nlp or _default()
    doc = nlp.make_doc(article.text)
    doc._.article = article.for_doc()
    return record_of(nlp(doc), article, Versions(eventwire="0.1.0", rules="", model="", schema="1"))


def extract_many(
    articles: Iterable[Article], *, nlp: Language | None = None
) -> Iterator[ArticleRecord | ArticleError]:
    """One result per article, in order."""
    for article in articles:
        yield extract(article, nlp=nlp)
