"""One article → its result, with one pipeline: a record, or the reason why there is none."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from spacy.language import Language
from threadpoolctl import ThreadpoolController

from eventwire.article import Article
from eventwire.document import annotate
from eventwire.errors import ArticleError
from eventwire.intake import admit
from eventwire.language import versions_of
from eventwire.records import record_of
from eventwire.schema import ArticleRecord, Versions

Result = ArticleRecord | ArticleError


class Extraction:
    """Article → result, with one pipeline."""

    def __init__(
        self, nlp: Language, versions: Versions | None = None, *, include_text: bool = False
    ) -> None:
        self._nlp = nlp
        self._include_text = include_text
        self.versions = versions or _versions(nlp)
        self._threads = ThreadpoolController()

    def __call__(self, item: Article | ArticleError) -> Result:
        if isinstance(item, ArticleError):
            return item
        try:
            article = admit(item)
            # looked up once: finding the libraries takes longer than a short article
            with self._threads.limit(limits=1, user_api="blas"), _uncollected():
                doc = annotate(self._nlp, article)
                return record_of(doc, article, self.versions, include_text=self._include_text)
        except ArticleError as err:
            return err
        except Exception as err:  # one article's trouble must not end the run; the error names the article
            message = f"{type(err).__name__}: {err}"
            error = ArticleError(message, article_id=item.id, code="error", path=item.path, article=item)
            error.__cause__ = err
            return error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within it Python doesn't look for unreachable cycles of objects; between articles it does.

    One article makes many objects and few cycles: looking for them among all that a loaded pipeline holds takes 6 % of its time. Switched
    off, and not by thresholds as where a pipeline is loaded: articles of two threads overlap, and the last to end would restore the other's 0.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def one_thread() -> AbstractContextManager[object]:
    """Within it matrix products take one thread, the fastest for matrices of a sentence's size: more wait for each other.

    Call it where a pipeline is loaded: only libraries that are loaded already can be told.
    """
    return ThreadpoolController().limit(limits=1, user_api="blas")


_VERSIONS: weakref.WeakKeyDictionary[Language, Versions] = weakref.WeakKeyDictionary()


def _versions(nlp: Language) -> Versions:
    """The versions of a pipeline, hashed once; a pipeline changed afterwards keeps what it had at its first article."""
    if nlp not in _VERSIONS:
        _VERSIONS[nlp] = versions_of(nlp)
    return _VERSIONS[nlp]
