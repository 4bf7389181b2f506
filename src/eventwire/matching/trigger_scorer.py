"""A trained second opinion on trigger words: what the rules missed or turned down, and what they took for the wrong event or wrongly for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
PASSED = "passed"  # and words like listed ones that hardly ever did
# Armed mentions in 100 words, up to which an article is civil.
_ARMED = 1.0
# Events that the scorer expects in a sentence on average, below which an article is calm: it tells of little that is coded, and its words
# need more evidence. By cross-validation over our articles F1 of triggers rises by 0.005 against "civil is calm", by which politics without an army
# lost a third of its events, and articles without any event have 92 false ones instead of 109. With 0.45 for civil articles too it would rise by 0.008,
# and in general news four of ten that come in are wrong.
_EVENTFUL = {"armed": 0.45, "civil": 0.8}
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


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the scorer makes of an article: whether it is calm, and where the scorer thinks otherwise than the rules, in text order.

    `calm` is None for an article that is too short to say.
    """

    calm: bool | None
    verdicts: list[Verdict]


class TriggerScorer:
    """Judges candidates.

    Args:
        model: classes are the types of events and `none`. Its settings hold probabilities for articles of `conflict` and for
            `calm` ones (`mood`): `down`, that of a type from which a word that the rules turned down is admitted; `unlisted`, the same
            for a word that they don't know; `veto`, that of any event at all below which what they found is
            turned down; `retype`, that of another type from which what they found has this one. `down TYPE` and
            `unlisted TYPE` hold for one type instead. `words` and `passed`: "verb" and "noun" → unlisted words that are asked about, and that are not.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self._thresholds = {
            name: {step: float(value) for step, value in model.settings[name].items()} for name in MOODS
        }

    def judge(self, features: TriggerFeatures, rows: Sequence[Candidate]) -> Judgement:
        """The mood of an article and what changes.

        Args:
            rows: all candidates of the article.
        """
        if features.sentences < SENTENCES:
            return Judgement(None, [])
        told = self.model.probabilities([features.of(row) for row in rows]).tolist() if rows else []
        none = self.model.classes.index(NONE)
        name = mood((p[none] for p in told), features.sentences, features.armed)
        least = self._thresholds[name]
        veto = least["veto"] if features.sentences >= _LONG else 0.0
        changed = []
        for row, p in zip(rows, told, strict=True):
            best = max((k for k in range(len(p)) if k != none), key=p.__getitem__)
            kind = self.model.classes[best]
            if row.found is None:
                if p[best] >= least_of(least, "down" if row.down else "unlisted", kind):
                    changed.append(Verdict(row, kind, p[best]))
            elif 1 - p[none] < veto:
                changed.append(Verdict(row, None, p[none]))
            elif kind != row.found["type"] and p[best] >= least["retype"]:
                changed.append(Verdict(row, kind, p[best]))
        return Judgement(name == "calm", changed)

    def reasons(self, features: TriggerFeatures, verdict: Verdict) -> list[tuple[str, float]]:
        """What weighed most for a verdict, above 0, and against it."""
        return self.model.reasons(features.of(verdict.candidate), verdict.type or NONE)


def least_of(thresholds: Mapping[str, float], state: str, kind: str) -> float:
    """From which probability on a word that the rules left out is admitted as an event of a type.

    Args:
        thresholds: of the article's mood. state: `down` or `unlisted`.
    """
    return thresholds.get(f"{state} {kind}", thresholds[state])


def mood(nothing: Iterable[float], sentences: int, armed: float) -> str:
    """Whether an article is one of `conflict` or `calm`.

    Args:
        nothing: for each of its candidates the probability that it names no event. sentences: their number.
        armed: its armed mentions in 100 words.
    """
    least = _EVENTFUL["armed" if armed > _ARMED else "civil"]
    return "calm" if sum(1 - p for p in nothing) < least * sentences else "conflict"
