"""What several tests of the readers share."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.article import Article
from eventwire.errors import ArticleError


def summary(results: Iterable[Article | ArticleError]) -> list[tuple[str, str]]:
    """(id, text) of an Article, (id, code) of an error."""
    return [(r.id, r.text) if isinstance(r, Article) else (r.article_id, r.code) for r in results]


def only(results: Iterable[Article | ArticleError]) -> Article:
    """The one article that was read."""
    (found,) = results
    assert isinstance(found, Article), found
    return found


def failure(results: Iterable[Article | ArticleError]) -> ArticleError:
    """The one error that was given."""
    (found,) = results
    assert isinstance(found, ArticleError), found
    return found
