"""What a reader passed over, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of files and lines that are no articles.

    Attributes:
        records: record or gold JSON, and tables of events. suffixes: files of an unknown suffix, by suffix ("" for none).
        others: what is no file of its own, by what it is (linked folders, special files).
    """

    records: int = 0
    suffixes: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        parts = [f"{self.records} records"] if self.records else []
        parts += [f"{n} {suffix or 'without suffix'}" for suffix, n in sorted(self.suffixes.items())]
        parts += [f"{n} {what}" for what, n in sorted(self.others.items())]
        return ", ".join(parts)
