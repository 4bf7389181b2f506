"""What is handed to a sink: an article's record with what the record itself does not say, and the keys it is known by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.schema import ArticleRecord, Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article for a sink; it can be pickled.

    Attributes:
        record: its record.
        content: the hash that `content_of` gave before the article was computed.
        text: its text, or None where it could not be read; sinks keep of it what they were told to.
        near_duplicate_of: id of an article with nearly the same text, or None. similarity: how near, in [0, 1], or None.
    """

    record: ArticleRecord
    content: str
    text: str | None = None
    near_duplicate_of: str | None = None
    similarity: float | None = None

    @property
    def work_key(self) -> str:
        """The key under which the article counts as done; see `work_key`."""
        document = self.record.document
        return work_key(document.id, self.content, document.versions)

    @property
    def article_key(self) -> str:
        """The key of the record: the work key, or for a failure one of its own, which a later success does not meet."""
        document = self.record.document
        if document.status != "failed":
            return self.work_key
        return _hash(self.work_key, *(issue.code for issue in document.issues))


def content_of(item: Article | ArticleError) -> str:
    """The hash of everything about an article that its record depends on, as far as the reader knows it.

    Where the article lies (`path`) is left out, so that a folder can be moved. What could not be read is known by its place
    and reason instead.
    """
    if isinstance(item, ArticleError):
        return (
            content_of(item.article) if item.article else _hash("error", item.path, item.code, item.message)
        )
    return _hash(
        "article",
        item.text_sha256,
        str(item.published) if item.published else None,
        item.published_source,
        item.title,
        item.url,
        item.publisher,
        item.publisher_country,
        item.language,
        item.encoding,
    )


def work_key(doc_id: str, content: str, versions: Versions) -> str:
    """The key of the work of computing an article: the same id, content and versions give the same record."""
    return _hash(doc_id, content, versions.eventwire, versions.rules, versions.model, versions.schema_)


def _hash(*parts: str | None) -> str:
    data = json.dumps(parts).encode("ascii")
    return hashlib.sha256(data).hexdigest()[:32]
