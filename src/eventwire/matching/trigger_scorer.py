"""A trained second opinion on trigger words: what the rules missed or turned down, and what they took for the wrong event or wrongly for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventwire.matching.linear import Linear
from eventwire.matching.trigger_candidates import Candidate
from eventwire.matching.trigger_features import SENTENCES, TriggerFeatures
from eventwire.matching.trigger_rules import TurnedDown

NONE = "none"
ADMITTED = "model/triggers"
VETOED = "not taken for an event"
MOODS = ("conflict", "calm")
WORDS = "words"  # in the settings: unlisted words that named events in training
# Armed mentions in 100 words, up to which an article is calm: it is not about conflict, and the words of conflict need more evidence.
_CALM = 1.0
# In an article of fewer sentences nothing that the rules found is turned down: it says too little about itself.
_LONG = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scorer makes of a candidate.

    Attributes:
        type: of the event that it names, other than by the rules, None for no event. p: the probability of that, in [0, 1].
    """

    candidate: Candidate
    type: str | None
    p: float

    @property
    def line(self) -> TurnedDown | None:
        """The turned-down rule of that type, with the longest phrase."""
        return next((row for row in self.candidate.down if row.line.type == self.type), None)


class TriggerScorer:
    """Judges candidates.

    Args:
        model: classes are the types of events and `none`. Its settings hold probabilities for articles of `conflict` and for
            `calm` ones: `down`, that of a type from which a word that the rules turned down is admitted; `unlisted`, the same
            for a word that they don't know (1: not asked); `veto`, that of any event at all below which what they found is
            turned down; `retype`, that of another type from which what they found has this one. `down TYPE` and
            `unlisted TYPE` hold for one type instead. `words`: "verb" and "noun" → unlisted words that are asked about.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self._thresholds = {
            name: {step: float(value) for step, value in model.settings[name].items()} for name in MOODS
        }

    def judge(self, features: TriggerFeatures, rows: Sequence[Candidate]) -> list[Verdict]:
        """Where the scorer thinks otherwise than the rules, in text order."""
        least = self._thresholds[mood(features)]
        if least["unlisted"] >= 1:
            rows = [row for row in rows if row.found is not None or row.down]
        if not rows or features.sentences < SENTENCES:
            return []
        veto = least["veto"] if features.sentences >= _LONG else 0.0
        told = self.model.probabilities([features.of(row) for row in rows])
        none = self.model.classes.index(NONE)
        changed = []
        for row, p in zip(rows, told.tolist(), strict=True):
            best = max((k for k in range(len(p)) if k != none), key=p.__getitem__)
            kind = self.model.classes[best]
            if row.found is None:
                if p[best] >= least_of(least, "down" if row.down else "unlisted", kind):
                    changed.append(Verdict(row, kind, p[best]))
            elif 1 - p[none] < veto:
                changed.append(Verdict(row, None, p[none]))
            elif kind != row.found["type"] and p[best] >= least["retype"]:
                changed.append(Verdict(row, kind, p[best]))
        return changed

    def reasons(self, features: TriggerFeatures, verdict: Verdict) -> list[tuple[str, float]]:
        """What weighed most for a verdict, above 0, and against it."""
        return self.model.reasons(features.of(verdict.candidate), verdict.type or NONE)


def least_of(thresholds: Mapping[str, float], state: str, kind: str) -> float:
    """From which probability on a word that the rules left out is admitted as an event of a type.

    Args:
        thresholds: of the article's mood. state: `down` or `unlisted`.
    """
    return thresholds.get(f"{state} {kind}", thresholds[state])


def mood(features: TriggerFeatures) -> str:
    """Whether an article is one of `conflict` or `calm`."""
    return "calm" if features.armed <= _CALM else "conflict"
