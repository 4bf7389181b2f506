"""What `--to` names: a file, a folder or a database, by its suffix or its scheme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from eventwire.errors import InputError

Kind = Literal["duckdb", "parquet", "jsonl", "csv", "geojson", "postgresql"]

_SUFFIXES: dict[str, Kind] = {
    ".duckdb": "duckdb",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".geojson": "geojson",
}
EXPECTED = (
    "expected postgresql://…, a name with .duckdb, .parquet (a folder), .jsonl, .csv or .geojson, "
    "or one of these kinds before it (duckdb:NAME)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A place for records.

    Attributes:
        kind: what it is. place: a path, or for PostgreSQL the URL with its password.
    """

    kind: Kind
    place: str

    @property
    def path(self) -> Path | None:
        """The file or folder; None for a server."""
        return None if self.kind == "postgresql" else Path(self.place)

    @property
    def name(self) -> str:
        """The place as messages may show it."""
        return without_password(self.place) if self.kind == "postgresql" else self.place

    @property
    def has_tables(self) -> bool:
        """Whether it takes the rows of every table, in any order; other targets are files that are written in order."""
        return self.kind in ("duckdb", "postgresql", "parquet")

    def files(self) -> list[Path]:
        """The files that are there now, so that a reader of the folder around them can leave them out."""
        path = self.path
        if path is None:
            return []
        return sorted(path.iterdir()) if path.is_dir() else [path]


def target_of(url: str) -> Target:
    """What a URL, a path, or a path with a kind before it names.

    Raises:
        InputError: where that cannot be told.
    """
    scheme, colon, rest = url.partition(":")
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        return Target("postgresql", url)
    if colon and scheme in get_args(Kind) and scheme != "postgresql":
        rest = rest.removeprefix("//")
        if rest:
            return Target(cast(Kind, scheme), rest)
    kind = _SUFFIXES.get(Path(url).suffix.lower())
    if kind is None or "://" in url:
        shown = scheme + "://…" if "://" in url else repr(url)  # what follows could be a password
        raise InputError(f"{shown}: not known as a place for records; {EXPECTED}")
    return Target(kind, url)


def without_password(url: str) -> str:
    """A database URL as messages may show it."""
    shown = re.sub(r"^(\w+://[^:@/?#]*):[^/?#]*@", r"\1@", url)
    return re.sub(r"([?&])(?:ssl)?password=[^&]*&?", r"\1", shown).rstrip("?&")
