"""`eventwire check` on our own model: every line valid, every example true, one test per file."""

from __future__ import annotations

from collections import defaultdict

import pytest
from spacy.language import Language

from eventwire.checking.check import Finding, check
from eventwire.lexicon.kinds import parser_for
from eventwire.resources import model_path

ROOT = model_path()
FILES = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.rglob("*.jsonl"))


@pytest.fixture(scope="module")
def findings(nlp: Language) -> dict[str, list[Finding]]:
    """What the check finds, by file."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in check(nlp=nlp):
        path = finding.place.rsplit(":", 1)[0]
        found[path.removeprefix(f"{ROOT.as_posix()}/")].append(finding)
    return found


@pytest.mark.parametrize("file", FILES)
def test_every_line_is_valid_and_every_example_true(file: str, findings: dict[str, list[Finding]]) -> None:
    assert parser_for(file) is not None
    assert [str(finding) for finding in findings[file] if finding.level == "error"] == []
