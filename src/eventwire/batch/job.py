"""An article on its way through a run."""

from __future__ import annotations

from dataclasses import dataclass

from eventwire.article import Article
from eventwire.errors import ArticleError

Item = Article | ArticleError


@dataclass(slots=True, eq=False)
class Job:
    """An article to compute, or one that could not be read and still gets its record.

    Attributes:
        number: its place in the run, from 0.
        item: what the reader gave. content: its hash, of before anything happened to it. key: its work key.
        same: the hash that it shares with articles of which the result is the same, or None.
        tries: how often a worker failed at it. window: the number of the window that it was read into.
    """

    number: int
    item: Item
    content: str
    key: str
    same: str | None
    tries: int = 0
    window: int = 0

    @property
    def size(self) -> int:
        """Characters."""
        return len(self.item.text) if isinstance(self.item, Article) else 0

    @property
    def name(self) -> str:
        """The id of the article."""
        return self.item.id if isinstance(self.item, Article) else self.item.article_id
