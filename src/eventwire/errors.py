"""Every exception class of the package, each with the place it happened as structured fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventwire.article import Article


class EventwireError(Exception):
    """Base class of every error that eventwire raises on purpose."""


class ArticleError(EventwireError):
    """An article that could not be read or computed.

    Attributes:
        article_id: the id of the article, as it would stand in `document.id`.
        code: a stable short name of the reason, e.g. `"empty"` or `"not-text"`.
        path: where it was read from, or None.
        status: the `document.status` that the article's record gets, `"failed"` or `"skipped"`.
        language: ISO 639-1, where it is the reason.
        article: the article, where it could be read at all.
    """

    def __init__(
        self,
        message: str,
        *,
        article_id: str,
        code: str,
        path: str | None = None,
        status: str = "failed",
        language: str | None = None,
        article: Article | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.article_id = article_id
        self.code = code
        self.path = path
        self.status = status
        self.language = language
        self.article = article

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only fields do not survive pickling by default, and worker processes send them.
        return (_article_error, (self.args[0], {k: v for k, v in vars(self).items() if k != "message"}))


def _article_error(message: str, fields: dict[str, Any]) -> ArticleError:
    return ArticleError(message, **fields)


class InputError(EventwireError):
    """An input as a whole that cannot be used: a missing path, an unreadable file, a date that does not parse."""


class ModelDataError(EventwireError):
    """A mistake in a lexicon or rule file.

    Attributes:
        path: the file. line: 1-based line number, or None for the file as a whole. rule_id: the rule, where known.
    """

    def __init__(
        self, message: str, *, path: str | Path, line: int | None = None, rule_id: str | None = None
    ) -> None:
        place = str(path) if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {rule_id + ': ' if rule_id else ''}{message}")
        self.message = message
        self.path = str(path)
        self.line = line
        self.rule_id = rule_id

    def __reduce__(self) -> tuple[object, ...]:
        return (
            _model_data_error,
            (self.message, {"path": self.path, "line": self.line, "rule_id": self.rule_id}),
        )


def _model_data_error(message: str, fields: dict[str, Any]) -> ModelDataError:
    return ModelDataError(message, **fields)


class GoldError(EventwireError):
    """Gold annotations that do not fit the contract or their article.

    Attributes:
        path: the gold file. line: 1-based line number, or None.
    """

    def __init__(self, message: str, *, path: str | Path, line: int | None = None) -> None:
        super().__init__(f"{path if line is None else f'{path}:{line}'}: {message}")
        self.message = message
        self.path = str(path)
        self.line = line


class SinkError(EventwireError):
    """A place for records that cannot be written or read: a full disk, a locked database, a server that went away.

    Attributes:
        target: the place, without a password.
    """

    def __init__(self, message: str, *, target: str) -> None:
        super().__init__(message)
        self.message = message
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return (_sink_error, (self.message, self.target))


def _sink_error(message: str, target: str) -> SinkError:
    return SinkError(message, target=target)


class RunError(EventwireError):
    """A run over many articles that cannot go on: no worker process gets ready, the rules changed under it."""


class MarkupError(EventwireError):
    """A sentence markup (`[span](LABEL)`) that cannot be parsed."""
