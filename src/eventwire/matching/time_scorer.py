"""When an event happened, as a linear scorer weighs the dates around its triggers: what the rules chose is evidence among other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventwire.layers import TimeValue
from eventwire.matching.linear import Linear
from eventwire.matching.time_candidates import DateFinder, DatePair

DATE, NONE = "date", "none"
RULE = "model/times"


class TimeScorer:
    """Tells for each trigger which dates may be the event's.

    Args:
        model: classes are `date` and `none`. Its settings hold `least`, the probability from which on a date counts.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self.least = float(model.settings["least"])
        self._date = model.classes.index(DATE)

    def weigh(self, finder: DateFinder, triggers: Iterable[str]) -> dict[str, list[TimeValue]]:
        """The dates of each trigger that count, the most probable first."""
        found = {trigger: finder.pairs(trigger) for trigger in triggers}
        told = self.model.by_group({t: finder.features(t, pairs) for t, pairs in found.items()})
        return {
            t: self._counting(finder, t, pairs, told[t][:, self._date].tolist()) for t, pairs in found.items()
        }

    def _counting(
        self, finder: DateFinder, trigger: str, pairs: Sequence[DatePair], told: Sequence[float]
    ) -> list[TimeValue]:
        found = []
        for pair, p in zip(pairs, told, strict=True):
            if p >= self.least:
                ruled = finder.ruled(trigger, pair)
                found.append(TimeValue(mention=pair.mention, p=round(p, 4), apart=pair.apart, ruled=ruled))
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
