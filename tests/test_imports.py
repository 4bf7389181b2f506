"""Who may import whom: rooms from left to right, and third-party packages in their own rooms only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import eventwire

ROOT = Path(eventwire.__file__).parent

# A room may import itself and those before its own group; rooms of one group leave each other alone.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("errors", "schema"),
    ("article", "resources", "text"),
    ("lexicon",),
    ("readers", "layers", "intake"),
    ("matching",),
    ("components",),
    ("records", "document", "stances"),
    ("sinks", "evaluation"),
    ("exchange",),
    ("language", "workers"),
    ("extraction",),
    ("api", "checking", "explanation", "scorer", "training"),
    ("batch",),
    ("cli", "testing"),
)
LEVEL = {room: level for level, group in enumerate(GROUPS) for room in group}
FREE = {"", "__main__"}  # the package itself and its entry

# Package -> the places where it may be imported.
THIRD_PARTY = {
    "spacy": {"layers.py", "matching", "components", "records.py", "document.py", "language.py", "api.py", "extraction.py", "checking", "explanation.py", "scorer.py", "exchange/docbin.py", "testing", "training"},
    "thinc": {"language.py", "components/trained.py", "components/entity_decoder.py"},
    "typer": {"cli"},
    "rich": {"cli", "evaluation/report.py"},
    "numpy": {"components/sentences.py", "components/entity_decoder.py", "components/paragraph_parser.py", "matching/feature_table.py", "matching/linear.py", "matching/nearness.py", "matching/word_clusters.py", "matching/word_vectors.py", "training", "lexicon/places.py", "evaluation/bootstrap.py"},
    "dateparser": {"text/dates.py"},
    "py3langid": {"text/languages.py"},
    "charset_normalizer": {"readers/decode.py"},
    "ahocorasick_rs": {"matching"},
    "threadpoolctl": {"extraction.py"},
    "pytest": {"testing"},
    "regex": {"exchange/offsets.py"},
    "sklearn": {"training/fit.py"},
    "scipy": {"training/fit.py", "training/choice.py"},
    "psycopg": {"sinks/database/postgres.py"},
    "srsly": {"components/serialise.py"},
    "trafilatura": {"readers/html.py"},
    "htmldate": {"readers/html.py"},
    "lxml": {"readers/html.py"},
    "backports": {"readers/packed.py"},
    "duckdb": {"readers/parquet.py", "sinks"},
    "rensa": {"batch/near_duplicates.py"},
}  # fmt: skip
FILES = sorted(ROOT.rglob("*.py"))


def room_of(module: str) -> str:
    """`eventwire.schema.terms` -> `schema`; the package itself -> ``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(file: Path) -> set[str]:
    """The modules that a file imports when it runs; imports for type checkers only don't count."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "eventwire":
            found.update(f"eventwire.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name.removesuffix(".__version__") for name in found}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_go_one_way(file: Path) -> None:
    relative = file.relative_to(ROOT)
    room = relative.parts[0].removesuffix(".py")
    if room == "__init__":
        room = ""
    own = [room_of(name) for name in imported(file) if name.split(".")[0] == "eventwire"]
    if room not in FREE:
        wrong = [other for other in own if other not in ("", room) and LEVEL[other] >= LEVEL[room]]
        assert wrong == []
    for package, places in THIRD_PARTY.items():
        if any(name.split(".")[0] == package for name in imported(file)):
            spots = {relative.as_posix(), *(parent.as_posix() for parent in relative.parents)}
            assert spots & places, f"{package} is imported in {relative}, expected only in {sorted(places)}"


def test_every_room_has_its_place() -> None:
    rooms = {file.relative_to(ROOT).parts[0].removesuffix(".py") for file in FILES}
    assert rooms - {"__init__", "__main__"} == set(LEVEL)
