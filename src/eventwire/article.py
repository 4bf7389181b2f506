"""The article as the pipeline sees it: an id, a text that is never changed after this, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from eventwire.errors import InputError
from eventwire.schema.record import Issue, NearDuplicate
from eventwire.schema.terms import PublishedSource


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article.

    Attributes:
        id: unique within a run; becomes `document.id`.
        text: the text; all offsets of the record count code points of exactly this string.
        published: publication date, `YYYY-MM-DD` or a `datetime.date`, or None where unknown.
        published_source: where `published` comes from; set to "option" when a date is given without a source.
        title, url, publisher: as the source gives them, or None.
        publisher_country: ISO 3166-1 alpha-3 of the publisher, or None; decides between day-first and month-first.
        language: ISO 639-1 code, or None where nobody detected it.
        path: where it was read from, or None. encoding: the encoding of the file it came from, or None.
        line: the number of its line or row there, from 1, where it shares its file with others.
        issues: what the reader noticed. near_duplicate_of: an earlier article with nearly the same text, or None.

    Raises:
        InputError: where `published` is not a date, or the text is not a string.
    """

    id: str
    text: str
    published: str | dt.date | None = None
    published_source: PublishedSource = "none"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    publisher_country: str | None = None
    language: str | None = None
    path: str | None = None
    encoding: str | None = None
    line: int | None = None
    issues: tuple[Issue, ...] = field(default=())
    near_duplicate_of: NearDuplicate | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise InputError(f"article {self.id}: text is {type(self.text).__name__}, expected str")
        if not isinstance(self.id, str) or not self.id:
            raise InputError(f"article id is {self.id!r}, expected a non-empty string")
        object.__setattr__(self, "published", iso_day(self.published, where=f"article {self.id}: published"))
        if self.published is not None and self.published_source == "none":
            object.__setattr__(self, "published_source", "option")

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal; lone surrogates are kept as they are."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def place(self) -> str:
        """Where it was read from, for messages: `path` or `path:line`; "" where that is not known."""
        return f"{self.path}:{self.line}" if self.path and self.line else self.path or ""

    def for_doc(self) -> dict[str, str | None]:
        """What the components may know about the article: plain values that survive a trip to a worker process."""
        published = self.published
        return {
            "id": self.id,
            "published": published if isinstance(published, str) else None,
            "title": self.title,
            "publisher": self.publisher,
            "publisher_country": self.publisher_country,
        }


def iso_day(value: object, *, where: str) -> str | None:
    """A day as `YYYY-MM-DD`.

    Args:
        value: None, a date, a datetime, or a string that begins with an ISO 8601 calendar date.
        where: the place to name in the error.

    Raises:
        InputError: for anything else.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        head, rest = value.strip()[:10], value.strip()[10:]
        try:
            if len(head) == 10 and (not rest or rest[0] in "T "):
                return dt.date.fromisoformat(head).isoformat()
        except ValueError:
            pass
    raise InputError(f"{where}: found {value!r}, expected a date as YYYY-MM-DD")
