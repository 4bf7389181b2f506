"""The pipeline of a pytest run, loaded once, at the first case that needs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from eventwire.language import load
from eventwire.resources import DEFAULT_MODEL

_KEY = pytest.StashKey[Language]()


def pipeline(config: pytest.Config) -> Language:
    """The pipeline with the model and the rules that the command line names."""
    if _KEY not in config.stash:
        rules = [Path(folder) for folder in config.getoption("--eventwire-rules")]
        config.stash[_KEY] = load(config.getoption("--eventwire-model") or DEFAULT_MODEL, rules=rules)
    return config.stash[_KEY]


class Differs(Exception):
    """A case that did not come out; the message is what pytest shows."""
