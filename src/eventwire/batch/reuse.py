"""Articles of the same text, day and country of publication: one is computed, and the others' records are made from its."""

from __future__ import annotations

import zlib
from collections import OrderedDict

from eventwire.article import Article
from eventwire.batch.near_duplicates import reuse_key
from eventwire.errors import ArticleError
from eventwire.extraction import Extraction, Result
from eventwire.intake import admit
from eventwire.records import record_again
from eventwire.schema import ArticleRecord

KEPT = 32_000_000  # bytes of packed records that one process keeps, of some 4,000 articles


class Reuse:
    """An extraction that remembers its last results."""

    def __init__(self, extract: Extraction, *, kept: int = KEPT) -> None:
        """Args:
        kept: how many bytes of packed records are remembered at most.
        """
        self._extract = extract
        self._most = kept
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def __call__(self, item: Article | ArticleError) -> tuple[Result, bool]:
        """The result, and whether it comes from another article's."""
        if isinstance(item, ArticleError):
            return item, False
        key = reuse_key(item)
        packed = self._kept.get(key)
        if packed is not None:
            self._kept.move_to_end(key)
            record = ArticleRecord.model_validate_json(zlib.decompress(packed))
            return record_again(record, admit(item), self._extract.versions), True
        result = self._extract(item)
        if isinstance(result, ArticleRecord):
            self._keep(key, zlib.compress(result.to_json().encode(), 1))
        return result, False

    def _keep(self, key: str, packed: bytes) -> None:
        self._kept[key] = packed
        self._size += len(packed)
        while self._size > self._most:
            self._size -= len(self._kept.popitem(last=False)[1])
