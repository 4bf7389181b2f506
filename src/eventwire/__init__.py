"""News text about conflict and security in, normalized event records out; every field traceable to its characters."""

from __future__ import annotations

__version__ = "0.1.0"

from eventwire.api import extract, extract_many, load
from eventwire.article import Article
from eventwire.errors import EventwireError
from eventwire.schema import ArticleRecord

__all__ = ["Article", "ArticleRecord", "EventwireError", "__version__", "extract", "extract_many", "load"]
