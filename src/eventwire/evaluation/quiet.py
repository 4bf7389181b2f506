"""False alarms: what was found in articles whose gold has no events, per 1,000 words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Quiet:
    """Articles whose gold has no events.

    Attributes:
        counted: for each of them the number of predicted events and of words (white-space separated; None: unknown).
    """

    counted: list[tuple[int, int | None]]

    @property
    def articles(self) -> int:
        """How many there are."""
        return len(self.counted)

    @property
    def events(self) -> int:
        """Predicted events in them, all of them false."""
        return sum(events for events, _ in self.counted)

    @property
    def words(self) -> int | None:
        """Words of them; None where a text is not known."""
        known = [words for _, words in self.counted if words is not None]
        return sum(known) if len(known) == self.articles else None

    @property
    def per_1000_words(self) -> float | None:
        """False events per 1,000 words; None without such articles or without their texts."""
        return 1000 * self.events / self.words if self.words else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values; the rate rounded to two places."""
        rate = self.per_1000_words
        return {
            "articles": self.articles,
            "words": self.words,
            "events": self.events,
            "events_per_1000_words": None if rate is None else round(rate, 2),
        }
