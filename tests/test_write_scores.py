"""The script that writes figures into docs/evaluation.md, and that the document has its markers."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_scores", ROOT / "scripts" / "write_scores.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_block_is_replaced_and_the_rest_is_kept(script: ModuleType) -> None:
    document = "a\n<!-- dev: by x -->\nold\n<!-- /dev -->\nb\n<!-- test: by x -->\n<!-- /test -->\n"
    once = script.inserted(document, "dev", r"new \1 | <b>")
    assert once == document.replace("old", r"new \1 | <b>")
    assert script.inserted(once, "dev", r"new \1 | <b>") == once
    with pytest.raises(ValueError, match="found no single block"):
        script.inserted("nothing", "dev", "new")


def test_the_document_has_a_filled_block_for_each(script: ModuleType) -> None:
    document = script.DOC.read_text(encoding="utf-8")
    for name in script.BLOCKS:
        assert script.inserted(document, name, "gone") != document
    assert document.index("(benchmarks.md)") < document.index("<!-- test:") < document.index("<!-- dev:")
