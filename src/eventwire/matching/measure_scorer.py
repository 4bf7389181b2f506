"""Which quantities are figures of an event and of what, as a linear scorer weighs it: what the rules say is evidence among other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventwire.layers import MeasureValue
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.measure_candidates import FigureFinder, FigurePair

NONE = "none"


class MeasureScorer:
    """Tells for each trigger which quantities are its figures, and their measures.

    Args:
        model: classes are measures and `none`. Its settings hold `least`, the probability from which on a measure counts, and `keep`,
            the same for the one that the rules gave the quantity as a figure of this trigger.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self.least = float(model.settings["least"])
        self.keep = float(model.settings["keep"])

    def weigh(self, finder: FigureFinder, triggers: Iterable[str]) -> dict[str, list[MeasureValue]]:
        """The figures of each trigger that count, the most probable first."""
        found = {trigger: finder.pairs(trigger) for trigger in triggers}
        told = self.model.by_group({t: finder.features(t, pairs) for t, pairs in found.items()})
        return {t: self._counting(pairs, told[t]) for t, pairs in found.items()}

    def _counting(self, pairs: Sequence[FigurePair], told: Floats) -> list[MeasureValue]:
        found = []
        for pair, row in zip(pairs, told, strict=True):
            measure, p, ruled = chosen(self.model.classes, row, pair.row["measure"] if pair.ruled else None)
            if p >= (self.keep if ruled else self.least):
                found.append(MeasureValue(quantity=pair.quantity, measure=measure, p=round(p, 4)))
        return sorted(found, key=lambda row: -row["p"])

    def reasons(self, finder: FigureFinder, trigger: str, told: MeasureValue) -> list[tuple[str, float]]:
        """What weighed most for a figure, above 0, and against it."""
        pairs = finder.pairs(trigger)
        rows = finder.features(trigger, pairs)
        return next(
            (
                self.model.reasons(row, told["measure"])
                for pair, row in zip(pairs, rows, strict=True)
                if pair.quantity == told["quantity"]
            ),
            [],
        )


def chosen(classes: Sequence[str], row: Floats, ruled: str | None) -> tuple[str, float, bool]:
    """The most probable measure, its probability, and whether it is what the rules say.

    Args:
        classes: of the model. row: their probabilities. ruled: the measure that the rules gave the quantity for this trigger.
    """
    of = dict(zip(classes, row.tolist(), strict=True))
    of.pop(NONE, None)
    measure = max(of, key=of.__getitem__)
    return measure, of[measure], measure == ruled
