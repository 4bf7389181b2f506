"""The comparison of dates and places where its texts are absent, and the section that it keeps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def fields(
    script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> ModuleType:
    module = script("fields")
    monkeypatch.setattr(module, "TABLE", tmp_path / "benchmarks.md")
    return module


def test_absent_data_is_skipped_with_a_message(
    fields: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fields.py", "--data", str(tmp_path / "nothing")])
    assert fields.main() == 0
    assert "is not there" in capsys.readouterr().err
    assert not fields.TABLE.exists()


def test_a_section_replaces_its_own_and_keeps_the_rest(fields: ModuleType) -> None:
    fields.TABLE.write_text("# Public\n\n| muc4 | 1 |\n\n## History\n\n- one\n", encoding="utf-8")
    fields.write("places", "**Places**: old\n\n| a | 1 |\n")
    fields.write("dates", "**Dates**: new\n\n| b | 2 |\n")
    fields.write("places", "**Places**: new\n\n| a | 3 |\n")
    text = fields.TABLE.read_text(encoding="utf-8")
    assert text.startswith("# Public\n\n| muc4 | 1 |\n\n## Dates and places")
    assert text.endswith(
        "**Dates**: new\n\n| b | 2 |\n\n**Places**: new\n\n| a | 3 |\n\n## History\n\n- one\n"
    )
    assert "old" not in text
    assert text.count(fields.INTRO) == 1


def test_words_without_offsets_are_found_in_order(fields: ModuleType) -> None:
    records = sys.modules["field_records"]
    words = [("May", {"n": 1}), ("June", {"n": 2}), ("May", {"n": 3}), ("April", {"n": 4})]
    found = records.located("May or June, then May", words)
    assert found == [(0, 3, {"n": 1}), (7, 11, {"n": 2}), (18, 21, {"n": 3})]
