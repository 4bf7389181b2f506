"""A second look at trigger words that conditions turned down: which of them name an event after all."""

from __future__ import annotations

from collections.abc import Sequence

from eventwire.matching.linear import Linear
from eventwire.matching.trigger_features import TriggerFeatures
from eventwire.matching.trigger_rules import TurnedDown

EVENT, NONE = "event", "none"
ADMITTED = "model/triggers"
# Armed mentions and events of the rules in 100 words, more than which an article must have to be news of conflict; in others
# conditions have the last word. Our own articles lose nothing by it, general news nine in ten of what would be admitted.
_CONFLICT = 1.0
# A text of fewer sentences says too little about what it tells of.
_SENTENCES = 4


class TriggerScorer:
    """Admits words as triggers.

    Args:
        model: classes `event` and `none`; `settings["least"]` is the probability from which a word is admitted.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self.least = float(model.settings["least"])

    def choose(self, features: TriggerFeatures, turned_down: Sequence[TurnedDown]) -> list[TurnedDown]:
        """The words to admit, each as its most probable type, in text order."""
        conflict = features.armed > _CONFLICT and features.events > _CONFLICT
        if not conflict or features.sentences < _SENTENCES:
            return []
        grouped = groups(turned_down)
        rows = [features.of(at, kind, group) for (at, kind), group in grouped.items()]
        best: dict[int, tuple[float, TurnedDown]] = {}
        event = self.model.classes.index(EVENT)
        for ((at, _), group), row in zip(grouped.items(), self.model.probabilities(rows), strict=True):
            p = float(row[event])
            if p >= self.least and (at not in best or p > best[at][0]):
                best[at] = (p, group[0])
        return [row for _, row in best.values()]


def groups(turned_down: Sequence[TurnedDown]) -> dict[tuple[int, str], list[TurnedDown]]:
    """What was turned down by token and type, in text order; of one type the rule with the longest phrase first."""
    found: dict[tuple[int, str], list[TurnedDown]] = {}
    for row in sorted(
        turned_down, key=lambda t: (t.at, t.line.type, -len(t.words), -t.line.priority, t.line.id)
    ):
        found.setdefault((row.at, row.line.type), []).append(row)
    return found
