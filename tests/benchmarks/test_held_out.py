"""re3d is scored by weights that have not seen the document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from spacy.language import Language

from eventwire import Article, ArticleRecord
from eventwire.training.mentions import MentionExamples

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_document_is_among_what_its_weights_learned(
    nlp: Language, script: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_out = script("held_out")
    texts = {f"d{n}": f"Rebels shelled Aden on day {n}." for n in range(7)}
    parts = {name: "BBC Online" if name == "d6" else "CENTCOM" for name in texts}
    rows = [
        {
            "id": name,
            "text": text,
            "published": "2016-01-01",
            "gold": {
                "part": parts[name],
                "spans": [{"start": 0, "end": 6, "type": "Organisation", "confidence": 1.0}],
            },
        }
        for name, text in texts.items()
    ]
    re3d = tmp_path / "re3d.jsonl"
    re3d.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    pipe: Any = nlp.get_pipe("eventwire_mentions")
    shipped = dict(pipe.files)
    seen: list[set[str]] = []

    def trained(
        examples: MentionExamples, sets: dict[str, str], vectors: object, *, about: object
    ) -> SimpleNamespace:
        seen.append(set(examples.group))
        return SimpleNamespace(
            labels=SimpleNamespace(to_bytes=lambda: shipped[held_out.LABELS]),
            kinds=SimpleNamespace(to_bytes=lambda: shipped[held_out.KINDS]),
        )

    monkeypatch.setattr(held_out, "train_mentions", trained)
    monkeypatch.setattr(held_out, "own_articles", lambda folder: iter(()))
    articles = [Article(id=name, text=text, published="2016-01-01") for name, text in texts.items()]
    found = held_out.held_out(nlp, articles, gold=CORPUS / "train", re3d=re3d)
    for result in found:
        assert isinstance(result, ArticleRecord)
        assert result.document.id not in seen[-1]
        texts.pop(result.document.id)
    assert texts == {}
    assert len(seen) == held_out.FOLDS
    assert all(len(groups) in (4, 5) for groups in seen)
    assert pipe.files == shipped
