"""When an event happened, as a linear scorer weighs the dates around its triggers: what the rules chose is evidence among other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from eventwire.layers import TimeValue
from eventwire.matching.linear import Linear
from eventwire.matching.time_candidates import DateFinder, DatePair

DATE, NONE = "date", "none"


class TimeScorer:
    """Tells for each trigger which dates may be the event's.

    Args:
        model: classes are `date` and `none`. Its settings hold `least`, the probability from which on a date counts, and `keep`, the
            same for the one that the rules chose.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self.least = float(model.settings["least"])
        self.keep = float(model.settings["keep"])
        self._date = model.classes.index(DATE)

    def weigh(self, finder: DateFinder, triggers: Iterable[str]) -> dict[str, list[TimeValue]]:
        """The dates of each trigger that count, the most probable first."""
        found = {trigger: finder.pairs(trigger) for trigger in triggers}
        features = [row for trigger, pairs in found.items() for row in finder.features(trigger, pairs)]
        told = iter(self.model.probabilities(features)[:, self._date].tolist() if features else ())
        return {
            trigger: self._counting(finder, trigger, pairs, list(islice(told, len(pairs))))
            for trigger, pairs in found.items()
        }

    def _counting(
        self, finder: DateFinder, trigger: str, pairs: Sequence[DatePair], told: Sequence[float]
    ) -> list[TimeValue]:
        found = [
            TimeValue(mention=pair.mention, p=round(p, 4), apart=pair.apart)
            for pair, p in zip(pairs, told, strict=True)
            if p >= (self.keep if finder.ruled(trigger, pair) else self.least)
        ]
        return sorted(found, key=lambda row: -row["p"])

    def reasons(self, finder: DateFinder, trigger: str, mention: str) -> list[tuple[str, float]]:
        """What weighed most for a date, above 0, and against it."""
        pairs = finder.pairs(trigger)
        rows = finder.features(trigger, pairs)
        return next(
            (
                self.model.reasons(row, DATE)
                for pair, row in zip(pairs, rows, strict=True)
                if pair.mention == mention
            ),
            [],
        )
