"""The library's functions: load the pipeline, extract one article, extract many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from spacy.language import Language

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.extraction import Extraction, Result
from eventwire.language import from_parcel, load, to_parcel, versions_of
from eventwire.schema import ArticleRecord
from eventwire.workers import Died, in_order

__all__ = ["extract", "extract_many", "load"]

Item = str | Article | ArticleError


def extract(
    article: str | Article, *, published: str | dt.date | None = None, nlp: Language | None = None
) -> ArticleRecord:
    """The record of one article.

    Args:
        article: an Article, or its text.
        published: publication date for an article that doesn't say, `YYYY-MM-DD`; without one, "Tuesday" stays unresolved.
        nlp: a pipeline from `load()`; by default the standard one, loaded at the first call.

    Raises:
        ArticleError: for an article that failed or was skipped (`code` and `status` say why). InputError: for a bad date.
    """
    result = Extraction(nlp or _standard())(_article(article, "text", published))
    if isinstance(result, ArticleError):
        raise result
    return result


def extract_many(
    articles: Iterable[Item],
    *,
    published: str | dt.date | None = None,
    processes: int | None = None,
    nlp: Language | None = None,
    include_text: bool = False,
) -> Iterator[Result]:
    """One result per article, in order: its record, or the ArticleError that says why there is none.

    Records are the same for any number of processes and any order of the articles.

    Args:
        articles: Articles or texts; ArticleErrors, as readers give them, are passed through.
        published: publication date for articles that don't say, `YYYY-MM-DD`.
        processes: None or 1 computes in this process, more in as many others, each of which loads the pipeline once.
        nlp: a pipeline from `load()`; by default the standard one.
        include_text: whether `document.text` holds the article's text.
    """
    nlp = nlp or _standard()
    items = (_article(item, f"text-{i}", published) for i, item in enumerate(articles, 1))
    if processes is None or processes <= 1:
        yield from map(Extraction(nlp, include_text=include_text), items)
        return
    parcel = (to_parcel(nlp), versions_of(nlp), include_text)
    for item, result in in_order(items, _in_worker, parcel, processes=processes):
        yield _worker_died(item) if isinstance(result, Died) else result


def _article(item: Item, name: str, published: str | dt.date | None) -> Article | ArticleError:
    """The item as an Article; `published` only where it has no date of its own."""
    if isinstance(item, str):
        return Article(id=name, text=item, published=published)
    if published is None or isinstance(item, ArticleError) or item.published is not None:
        return item
    return Article(**{**vars(item), "published": published, "published_source": "option"})


def _worker_died(item: Article | ArticleError) -> ArticleError:
    if isinstance(item, ArticleError):
        return item
    message = "the process that computed it ended without an answer, killed or out of memory"
    return ArticleError(message, article_id=item.id, code="worker-died", path=item.path, article=item)


def _in_worker(parcel: Any) -> Callable[[Any], Any]:
    pipeline, versions, include_text = parcel
    return Extraction(from_parcel(pipeline), versions, include_text=include_text)


@lru_cache(maxsize=1)
def _standard() -> Language:
    return load()
