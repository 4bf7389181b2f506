"""The wheel, alone in a fresh environment and away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Without the guard that keeps the suite's processes offline: pip may fetch what it builds and installs with.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    place = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(place),
        str(ROOT),
    ]
    subprocess.run(command, check=True, env=ENVIRONMENT)
    (found,) = place.glob("eventwire-*.whl")
    return found


@pytest.mark.slow
def test_the_wheel_holds_models_types_and_notices(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for file in (ROOT / "models").rglob("*"):
        if file.is_file():
            assert f"eventwire/models/{file.relative_to(ROOT / 'models').as_posix()}" in names
    assert "eventwire/py.typed" in names
    for name in ("browser.html", "browser.css", "browser.js"):
        assert f"eventwire/evaluation/page/{name}" in names
    assert "eventwire/lexicon/starter/gazetteer/actors.jsonl" in names
    assert {name.rsplit("/", 1)[-1] for name in names if "/licenses/" in name} >= {
        "LICENSE",
        "THIRD_PARTY.md",
    }


@pytest.mark.slow
def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([folder / "python", "-m", "pip", "install", "--quiet", wheel], check=True, env=ENVIRONMENT)
    (tmp_path / "raid.txt").write_text(
        "Two drones hit a fuel depot near Aden on Monday, killing three guards."
    )

    def run(*arguments: str) -> str:
        command = [folder / "eventwire", *arguments]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=tmp_path, env=ENVIRONMENT
        )
        return done.stdout

    record = json.loads(run("extract", "raid.txt", "--published", "2024-04-23"))
    assert record["document"]["id"] == "raid"
    assert "WEAPON" in {mention["label"] for mention in record["mentions"]}
    assert run("extract", "raid.txt", "--as", "events", "--format", "csv").startswith("event_id,")
    code = "import spacy; print(spacy.load('eventwire')('Rebels fired rockets.')._.mentions is not None)"
    done = subprocess.run(
        [folder / "python", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=ENVIRONMENT,
    )
    assert done.stdout.strip() == "True"
