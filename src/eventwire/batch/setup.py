"""What every process of a run has to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventwire.resources import DEFAULT_MODEL
from eventwire.sinks.prepared import Options
from eventwire.sinks.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is computed, and for what places; it can be pickled.

    Attributes:
        targets: where records go. model, rules: as in `eventwire.load`; each worker process loads them itself.
        options: of the sinks. settings: what was asked for, as `Run` keeps it.
    """

    targets: Sequence[Target]
    model: str | Path = DEFAULT_MODEL
    rules: Sequence[str | Path] = ()
    options: Options = field(default_factory=Options)
    settings: Mapping[str, Any] = field(default_factory=dict)
