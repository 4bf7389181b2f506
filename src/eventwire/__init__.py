"""News text about conflict and security in, normalized event records out; every field traceable to its characters."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from eventwire.api import extract, extract_many, load
    from eventwire.article import Article
    from eventwire.errors import EventwireError
    from eventwire.schema import ArticleRecord

__all__ = ["Article", "ArticleRecord", "EventwireError", "__version__", "extract", "extract_many", "load"]

# Public names and where they live. They are imported at their first use: pytest imports this package for its plug-in in
# every run of every project that has eventwire installed, and spaCy must not be loaded for that.
_HOMES = {
    "Article": "eventwire.article",
    "ArticleRecord": "eventwire.schema",
    "EventwireError": "eventwire.errors",
    "extract": "eventwire.api",
    "extract_many": "eventwire.api",
    "load": "eventwire.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
