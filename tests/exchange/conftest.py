"""The corpus as it goes out to a tool."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventwire.evaluation.gold import read_gold
from eventwire.exchange import Annotated

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def corpus() -> list[Annotated]:
    return [Annotated(g.record, g.text) for part in ("dev", "test") for g in read_gold(CORPUS / part)]


@pytest.fixture
def biu(corpus: list[Annotated]) -> Annotated:
    """One article of the corpus, with events of several types and characterizations."""
    return next(item for item in corpus if item.record.document.id == "biu-market")
