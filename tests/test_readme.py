"""What README.md says is so: the record excerpt, the Python of "three ways to use it", the commands."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from typer.testing import CliRunner

import eventwire
from eventwire.cli.app import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)


def missing(excerpt: Any, whole: Any, where: str = "record") -> list[str]:
    """The places at which an excerpt is not part of the whole; lists have equal lengths."""
    if isinstance(excerpt, dict) and isinstance(whole, dict):
        return [p for key, value in excerpt.items() for p in missing(value, whole.get(key), f"{where}.{key}")]
    if isinstance(excerpt, list) and isinstance(whole, list) and len(excerpt) == len(whole):
        pairs = enumerate(zip(excerpt, whole, strict=True))
        return [p for i, (one, other) in pairs for p in missing(one, other, f"{where}[{i}]")]
    return [] if excerpt == whole else [f"{where}: README has {excerpt!r}, the record {whole!r}"]


def test_the_record_is_real(nlp: Language) -> None:
    quoted = re.search(r'From "(.*?)", published on (\S+),', README, flags=re.DOTALL)
    assert quoted is not None
    text = " ".join(quoted[1].split())
    (excerpt,) = (json.loads(body) for kind, body in BLOCKS if kind == "json")
    record = json.loads(eventwire.extract(text, published=quoted[2], nlp=nlp).to_json())
    assert missing(excerpt, record) == []


@pytest.mark.parametrize("number", range(2), ids=["library", "spacy"])
def test_the_python_runs(number: int) -> None:
    code = [body for kind, body in BLOCKS if kind == "python"][number].replace(
        "processes=4", "processes=None"
    )
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})


def test_the_commands_exist() -> None:
    commands = [line for kind, body in BLOCKS if kind == "sh" for line in body.splitlines()]
    found = [shlex.split(line, comments=True) for line in commands if line.startswith("eventwire ")]
    assert len(found) >= 8
    for words in found:
        known = CliRunner().invoke(app, [words[1], "--help"])
        assert known.exit_code == 0
        for option in words[2:]:
            if option.startswith("--"):
                assert option in known.stdout
