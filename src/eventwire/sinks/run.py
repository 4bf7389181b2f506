"""A run as the sinks know it: what was asked for, and of which versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventwire.schema import Versions


@dataclass(frozen=True, slots=True)
class Run:
    """A run; its id is made from the other two, so that a run that goes on after an interruption is the same run.

    Attributes:
        versions: of what computes its records.
        settings: what was asked for, as JSON knows it; never text of articles.
    """

    versions: Versions
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """`r` and 16 hexadecimal digits."""
        said = self.versions.model_dump_json() + self.settings_json
        return "r" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def settings_json(self) -> str:
        """The settings as JSON, keys in order."""
        return json.dumps(dict(self.settings), sort_keys=True)
