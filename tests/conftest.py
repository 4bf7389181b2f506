"""The pipeline, loaded once for the whole run; the corpus, computed once; a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from spacy.language import Language

import eventwire
from eventwire.article import Article
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
def nlp() -> Language:
    return eventwire.load()


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


def _postgres_binaries() -> Path | None:
    """The folder with initdb and pg_ctl; Debian keeps it off the path."""
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server in a folder of its own, reached through a socket there, run by an unprivileged user."""
    binaries = _postgres_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server here (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'eventwire[postgres]')")
    place = Path(tempfile.mkdtemp(prefix="eventwire-pg-"))
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        user = "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"
        shutil.chown(place, user)
    server = PostgresServer(binaries, place, user)
    server.command(
        "initdb", "-D", place / "data", "-U", "eventwire", "-A", "trust", "-E", "UTF8", "--no-sync"
    )
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)


class PostgresServer:
    """A server that a test can stop and start, and make empty databases in."""

    def __init__(self, binaries: Path, place: Path, user: str | None) -> None:
        self._binaries, self._place, self._user = binaries, place, user
        self._count = 0

    def command(self, name: str, *arguments: str | Path) -> None:
        command = [self._binaries / name, *arguments]
        subprocess.run(
            command,
            check=True,
            user=self._user,
            cwd=self._place,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        options = f"-k {self._place} -c listen_addresses='' -c fsync=off"
        self.command(
            "pg_ctl", "-D", self._place / "data", "-w", "-l", self._place / "log", "-o", options, "start"
        )

    def stop(self) -> None:
        self.command("pg_ctl", "-D", self._place / "data", "-w", "-m", "immediate", "stop")

    def url(self, schema: str) -> str:
        options = quote(f"-csearch_path={schema}")
        return f"postgresql://eventwire:secret@/postgres?host={self._place}&options={options}"

    def new_database(self) -> str:
        """The URL of an empty schema, which is a database of its own to eventwire, and cheaper than one."""
        import psycopg

        self._count += 1
        name = f"test{self._count}"
        with psycopg.connect(self.url("public"), autocommit=True) as connection:
            connection.execute(f"create schema {name}")
        return self.url(name)


@pytest.fixture(params=["duckdb", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    """An empty database of each kind."""
    if request.param == "duckdb":
        return Target("duckdb", str(tmp_path / "events.duckdb"))
    server: PostgresServer = request.getfixturevalue("postgres")
    return Target("postgresql", server.new_database())
