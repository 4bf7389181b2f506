"""The benchmark script where the benchmarks are absent, and the table it keeps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def external(
    script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> ModuleType:
    module = script("external")
    monkeypatch.setattr(module, "TABLE", tmp_path / "benchmarks.md")
    return module


def test_absent_data_is_skipped_with_a_message(
    external: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["external.py", "re3d", "--data", str(tmp_path / "nothing")])
    assert external.main() == 0
    assert "is not there" in capsys.readouterr().err
    assert not external.TABLE.exists()


def test_rows_of_other_sets_and_the_history_are_kept(external: ModuleType) -> None:
    external.write({"muc4": "| muc4 | 1 |"}, ["muc4 0.1"], ("2026-01-01", "aaa"))
    external.write({"re3d": "| re3d | 2 |"}, ["re3d 0.2"], ("2026-01-02", "bbb"))
    external.write({"muc4": "| muc4 | 3 |"}, ["muc4 0.3"], ("2026-01-03", "ccc"))
    lines = external.TABLE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("| re3d", "| muc4"))] == [
        "| re3d | 2 |",
        "| muc4 | 3 |",
    ]
    assert [line for line in lines if line.startswith("- ")] == [
        "- 2026-01-01 aaa: muc4 0.1",
        "- 2026-01-02 bbb: re3d 0.2",
        "- 2026-01-03 ccc: muc4 0.3",
    ]
