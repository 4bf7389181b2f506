"""What pytest calls: options, and which files hold cases. Imports only pytest, since every pytest run pays for it."""

from __future__ import annotations

from pathlib import Path

import pytest

SENTENCES = ".sentences"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plug-in."""
    group = parser.getgroup("eventwire", "event records against your own cases")
    group.addoption(
        "--eventwire",
        action="store_true",
        help="collect *.sentences, and articles with gold (*.json beside *.txt, *.gold)",
    )
    group.addoption(
        "--eventwire-rules",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder of your own rules; can be repeated",
    )
    group.addoption("--eventwire-model", metavar="NAME", help="a model's name or directory")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a file of sentences or an article with gold, where `--eventwire` was given."""
    if not parent.config.getoption("--eventwire"):
        return None
    if file_path.suffix == SENTENCES:
        from eventwire.testing.sentence_items import SentenceFile

        return SentenceFile.from_parent(parent, path=file_path)
    if file_path.suffix in (".gold", ".json"):
        from eventwire.testing.article_items import ArticleFile, is_gold

        return ArticleFile.from_parent(parent, path=file_path) if is_gold(file_path) else None
    return None
