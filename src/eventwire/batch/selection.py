"""Which articles of its input a run takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from eventwire.article import Article, iso_day
from eventwire.batch.job import Item
from eventwire.errors import InputError
from eventwire.text.dateline import find_dateline

_SHARD = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The articles to take; all by default.

    Attributes:
        limit: how many at most, the first ones. since: the earliest day of publication, `YYYY-MM-DD`; an article that doesn't
            tell its day is taken.
        shard, shards: take the part `shard` of `shards` (from 1), by a hash of the id: an article always falls into the same
            part, and every article into one.

    Raises:
        InputError: for bounds that leave no meaning.
    """

    limit: int | None = None
    since: str | None = None
    shard: int = 1
    shards: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", iso_day(self.since, where="since"))
        if self.limit is not None and self.limit < 0:
            raise InputError(f"limit: found {self.limit}, expected 0 or more")
        if not 1 <= self.shard <= self.shards:
            raise InputError(
                f"shard: found {self.shard}/{self.shards}, expected 1/{self.shards} to {self.shards}/{self.shards}"
            )

    def takes(self, item: Item) -> bool:
        """Whether an article is among them, its place in the input aside."""
        if isinstance(item, Article):
            return self._is_recent(item) and self._has(item.id)
        return self._has(item.article_id)

    def of(self, items: Iterable[Item]) -> Iterator[Item]:
        """Those that are taken, as they come."""
        return islice(filter(self.takes, items), self.limit)

    def _has(self, name: str) -> bool:
        if self.shards == 1:
            return True
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.shards == self.shard - 1

    def _is_recent(self, article: Article) -> bool:
        if self.since is None:
            return True
        day = article.published
        if day is None:
            dateline = find_dateline(article.text)
            day = dateline.day if dateline else None
        return day is None or str(day) >= self.since


def shard_of(text: str) -> tuple[int, int]:
    """`2/8` as numbers.

    Raises:
        InputError: for anything else.
    """
    found = _SHARD.fullmatch(text.strip())
    if found is None:
        raise InputError(f"shard: found {text!r}, expected a part and how many there are, as in 2/8")
    return int(found[1]), int(found[2])
