"""The pipeline, loaded once for the whole run; the corpus, computed once; a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import MISSING, PostgresServer, binaries, running_server
from spacy.language import Language

import eventwire
from eventwire.article import Article
from eventwire.extraction import one_thread
from eventwire.language import versions_of
from eventwire.readers import read
from eventwire.schema import Versions
from eventwire.sinks.entry import Entry, content_of
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target

CORPUS = Path(__file__).parents[1] / "corpus"
OFFLINE = Path(__file__).parent / "offline"


def pytest_configure() -> None:
    """No test reaches another machine, nor does a Python process that a test starts; loopback stays."""
    sys.path.append(str(OFFLINE))
    from refusing import refuse

    refuse()
    paths = [str(OFFLINE), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)


@pytest.fixture(scope="session")
def nlp() -> Iterator[Language]:
    """The pipeline; as in extraction, its matrix products take one thread, on few cores several times as fast."""
    loaded = eventwire.load()
    with one_thread():
        yield loaded


@pytest.fixture(scope="session")
def versions(nlp: Language) -> Versions:
    return versions_of(nlp)


@pytest.fixture(scope="session")
def run(versions: Versions) -> Run:
    return Run(versions, {"inputs": ["corpus"]})


@pytest.fixture(scope="session")
def entries(nlp: Language) -> list[Entry]:
    """Every article of the corpus, with a day of publication so that dates resolve."""
    articles = [
        item
        for item in read([CORPUS / "dev", CORPUS / "test"], published="2024-04-23")
        if isinstance(item, Article)
    ]
    records = [eventwire.extract(article, nlp=nlp) for article in articles]
    return [
        Entry(record=record, content=content_of(article), text=article.text)
        for article, record in zip(articles, records, strict=True)
    ]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server of the tests' own, or none where its binaries are missing."""
    if binaries() is None:
        pytest.skip(MISSING)
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'eventwire[postgres]')")
    with running_server() as server:
        yield server


@pytest.fixture(params=["duckdb", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    """An empty database of each kind."""
    if request.param == "duckdb":
        return Target("duckdb", str(tmp_path / "events.duckdb"))
    server: PostgresServer = request.getfixturevalue("postgres")
    return Target("postgresql", server.new_database())
