"""Articles → records → sinks, chunk by chunk: what `extract --to` does."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator

from spacy.language import Language

from eventwire.api import extract_many
from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.language import versions_of
from eventwire.records import failed_record
from eventwire.schema import ArticleRecord
from eventwire.sinks.entry import Entry, content_of, work_key
from eventwire.sinks.opening import Sink

CHUNK = 100  # articles that are written at once

Item = Article | ArticleError


def file_articles(
    items: Iterable[Item], sink: Sink, *, nlp: Language, processes: int = 1
) -> Iterator[ArticleRecord | ArticleError | None]:
    """Compute the articles that a sink does not have, and write them.

    Args:
        items: Articles, and ArticleErrors as readers give them. sink: what takes them.

    Returns:
        For each article its record or the ArticleError that says why there is none, or None where the sink has it already.
        A result comes after its chunk was written.

    Raises:
        SinkError: where a chunk cannot be written; those before it are.
    """
    versions = versions_of(nlp)
    waiting: deque[tuple[Item, str]] = deque()
    known = 0

    def missing() -> Iterator[Item]:
        nonlocal known
        source = iter(items)
        while some := list(itertools.islice(source, CHUNK)):
            contents = [content_of(item) for item in some]
            keys = [
                work_key(item.id if isinstance(item, Article) else item.article_id, content, versions)
                for item, content in zip(some, contents, strict=True)
            ]
            done = sink.done(keys)
            for item, content, key in zip(some, contents, keys, strict=True):
                if key in done:
                    known += 1
                else:
                    waiting.append((item, content))
                    yield item

    results = extract_many(missing(), processes=processes, nlp=nlp)
    while True:
        chunk = list(itertools.islice(results, CHUNK))
        entries = []
        for result in chunk:
            item, content = waiting.popleft()
            record = result if isinstance(result, ArticleRecord) else failed_record(result, versions)
            article = item if isinstance(item, Article) else item.article
            entries.append(Entry(record=record, content=content, text=article.text if article else None))
        if entries:
            sink.write(entries)
        yield from itertools.repeat(None, known)
        known = 0
        yield from chunk
        if not chunk:
            return
