"""Entries of the whole corpus, computed once, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import eventwire
from eventwire.article import Article
from eventwire.language import versions_of
from eventwire.readers import read
from eventwire.schema import Versions
from eventwire.sinks.entry import Entry, content_of
from eventwire.sinks.run import Run

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def versions(nlp: Language) -> Versions:
    return versions_of(nlp)


@pytest.fixture(scope="session")
def run(versions: Versions) -> Run:
    return Run(versions, {"inputs": ["corpus"]})


@pytest.fixture(scope="session")
def entries(nlp: Language) -> list[Entry]:
    """Every article of the corpus."""
    articles = [item for item in read([CORPUS / "dev", CORPUS / "test"]) if isinstance(item, Article)]
    records = [eventwire.extract(article, nlp=nlp) for article in articles]
    return [
        Entry(record=record, content=content_of(article), text=article.text)
        for article, record in zip(articles, records, strict=True)
    ]
