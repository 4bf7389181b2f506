"""The pipeline, loaded once for the whole run."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventwire


@pytest.fixture(scope="session")
def nlp() -> Language:
    return eventwire.load()
