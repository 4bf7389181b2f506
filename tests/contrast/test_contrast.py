"""The contrast set: one act, told in every way in which it may or may not have happened; every sentence must come out right."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


SENTENCES = lines("sentences.jsonl")
FAMILIES = lines("families.jsonl")


@pytest.mark.parametrize(
    "row", SENTENCES, ids=lambda row: f"{row['family']}: {row['text']} [{row['trigger']}]"
)
def test_reading(nlp: Language, row: dict[str, Any]) -> None:
    assert row["text"].count(row["trigger"]) == 1
    start = row["text"].index(row["trigger"])
    end = start + len(row["trigger"])
    doc = nlp(row["text"])
    events = [
        event
        for event in doc._.events
        if any(m["start"] < end and start < m["end"] for m in event["mentions"])
    ]
    assert len(events) == 1, doc._.events
    # null: the reading is right whatever this value is
    expected = {
        name: row[name] for name in ("type", "modality", "negated", "outcome") if row[name] is not None
    }
    assert {name: events[0][name] for name in expected} == expected


def test_size_and_families() -> None:
    counts = Counter(row["family"] for row in SENTENCES)
    assert len(SENTENCES) >= 200
    assert len(counts) >= 40
    assert list(counts) == [family["family"] for family in FAMILIES]
    pairs = [(row["text"], row["trigger"]) for row in SENTENCES]
    assert len(pairs) == len(set(pairs))


def test_families_are_listed_in_the_docs() -> None:
    counts = Counter(row["family"] for row in SENTENCES)
    text = (ROOT / "docs" / "modality.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{f['family']}` | {f['says']} | {counts[f['family']]} |" for f in FAMILIES]
    assert f"{len(SENTENCES)} sentences in {len(FAMILIES)} families" in text
