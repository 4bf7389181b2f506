"""An article with gold as pytest sees it: one test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventwire.errors import EventwireError
from eventwire.evaluation.authoring import build
from eventwire.evaluation.gold import Gold, read_gold
from eventwire.evaluation.source import SUFFIX, read_source
from eventwire.testing.article_case import differences
from eventwire.testing.gates import gates_for
from eventwire.testing.pipeline import Differs, pipeline


def is_gold(path: Path) -> bool:
    """Whether a `.gold` or `.json` file is an article's gold.

    A source is; compiled gold is where its text stands beside it and its source does not, which would be the same case twice.
    JSON that can be read and is no record is somebody else's.
    """
    if path.suffix == SUFFIX:
        return True
    if not path.with_suffix(".txt").is_file() or path.with_suffix(SUFFIX).is_file():
        return False
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return True  # the test says what is wrong with it
    return isinstance(value, dict) and "schema_version" in value


def _read(path: Path) -> Gold:
    if path.suffix != SUFFIX:
        return read_gold(path)[0]
    source = read_source(path)
    record, _ = build(source, path.name.removesuffix(SUFFIX))
    return Gold(path, record, source.text)


class ArticleFile(pytest.File):
    """Gold of one article."""

    def collect(self) -> Iterator[ArticleItem]:
        """The one item."""
        yield ArticleItem.from_parent(self, name=self.path.name.removesuffix(self.path.suffix))


class ArticleItem(pytest.Item):
    """One article."""

    def runtest(self) -> None:
        """Compare the article's record with its gold, layer by layer.

        Raises:
            Differs: where a gate is not met. EventwireError: for gold or gates that are wrong, or an article that is refused.
        """
        gold = _read(self.path)
        gates = gates_for(self.path, self.config.rootpath)
        found = differences(gold, gates, pipeline(self.config))
        if found is not None:
            raise Differs(found)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The place and the difference, without a traceback."""
        if isinstance(excinfo.value, Differs):
            return f"{self.path}: gold (-) against record (+)\n{excinfo.value}"
        if isinstance(excinfo.value, EventwireError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line from 0, and name."""
        return self.path, 0, self.name
