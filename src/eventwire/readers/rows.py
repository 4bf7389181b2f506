"""What the readers of feeds and tables share: the file that rows stand in, and row → Article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.readers.fields import article_from
from eventwire.readers.mapping import FieldMapping
from eventwire.readers.source import Unreadable
from eventwire.readers.tally import Tally
from eventwire.schema import Issue


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of rows, each of which is an article.

    Attributes:
        name: gives what begins the id of an article without one, and takes it; not called for a file without articles.
        path: for `document.path` and messages.
        published: the day to take where a row doesn't say, `YYYY-MM-DD`. named_day: the day in the name of a file that
            holds one article.
        mapping: which names stand for which fields. tally: counts the rows that are records.
    """

    name: Callable[[], str]
    path: str
    published: str | None = None
    named_day: str | None = None
    mapping: FieldMapping = field(default_factory=FieldMapping)
    tally: Tally = field(default_factory=Tally)

    def object_article(
        self,
        row: Mapping[str, Any],
        number: int | None,
        *,
        encoding: str | None,
        issues: tuple[Issue, ...] = (),
    ) -> Article | ArticleError | None:
        """The article of a JSON object, or why it is none; None for a record, which the tally counts.

        Args:
            row: the object. number: of its line or place, from 1; None for a file that is one object.

        Raises:
            Unreadable: where a file that is one object has no text.
        """
        if "schema_version" in row:
            self.tally.records += 1
            return None
        values, missing = self.mapping.values(row)
        place = self._place(number)
        notes = [*issues]
        for name in missing:
            notes.append(
                Issue(code="metadata", message=f"{place}: found no key {name!r}, which was mapped to a field")
            )
        if "text" not in values:
            error = Unreadable(self.mapping.no_text(row), code="no-text", article_id=_own_id(values))
            if number is None:
                raise error
            return self.error(error, number)
        return self.cells_article(values, number, encoding=encoding, issues=tuple(notes))

    def cells_article(
        self,
        values: Mapping[str, Any],
        number: int | None,
        *,
        encoding: str | None,
        issues: tuple[Issue, ...] = (),
    ) -> Article | ArticleError:
        """The article of a row whose fields are told apart, or why it is none."""
        try:
            return article_from(
                values,
                article_id=self._id(number),
                path=self.path,
                place=self._place(number),
                line=number,
                published=self.published,
                named_day=self.named_day,
                encoding=encoding,
                issues=issues,
            )
        except Unreadable as err:
            if number is None:
                raise
            return self.error(err, number)

    def error(self, err: Unreadable, number: int | None = None) -> ArticleError:
        """The error of one row, or of the file as a whole."""
        name = err.article_id or self._id(number)
        return ArticleError(
            f"{self._place(number)}: {err}",
            article_id=name,
            code=err.code,
            path=self.path,
            status=err.status,
        )

    def _place(self, number: int | None) -> str:
        return self.path if number is None else f"{self.path}:{number}"

    def _id(self, number: int | None) -> str:
        return self.name() if number is None else f"{self.name()}:{number}"


def _own_id(values: Mapping[str, Any]) -> str | None:
    given = values.get("id")
    return given if isinstance(given, str) and given.strip() else None
