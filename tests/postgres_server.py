"""A PostgreSQL server in a folder of its own, for tests and benchmarks; reached through a socket there."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

MISSING = "no PostgreSQL server here (Debian: apt-get install postgresql)"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl; Debian keeps it off the path."""
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A new server, run by an unprivileged user and deleted at the end."""
    place_of_binaries = binaries()
    if place_of_binaries is None:
        raise FileNotFoundError(MISSING)
    place = Path(tempfile.mkdtemp(prefix="eventwire-pg-"))
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        user = "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"
        shutil.chown(place, user)
    server = PostgresServer(place_of_binaries, place, user)
    try:
        server.command(
            "initdb", "-D", place / "data", "-U", "eventwire", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
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
