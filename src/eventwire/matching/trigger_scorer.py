"""A trained second opinion on trigger words: what the rules missed or turned down, and what they took for the wrong event or wrongly for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.matching.linear import Linear
from eventwire.matching.trigger_candidates import Candidate
from eventwire.matching.trigger_features import SENTENCES, TriggerFeatures
from eventwire.matching.trigger_rules import TurnedDown

NONE = "none"
ADMITTED = "model/triggers"
VETOED = "not taken for an event"
WORDS = "words"  # in the settings: unlisted words that named events in training
PASSED = "passed"  # and words like listed ones that hardly ever did
EVENTFUL = "eventful"  # and the events in a sentence up to which an article's words need more evidence
# The odds of a quiet article's words fall with the square of what is missing to that, down to a tenth, so that what is certain is told of it too.
_QUIET = 0.25
_WEIGHT = 2.0
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
    """What the scorer makes of an article: whether it is calm (tells of few events), and where the scorer thinks otherwise than the rules, in text order.

    `calm` is None for an article that is too short to say.
    """

    calm: bool | None
    verdicts: list[Verdict]


class TriggerScorer:
    """Judges candidates.

    Args:
        model: classes are the types of events and `none`. Its settings hold probabilities: `least`, that of a type from which on a word that the rules
            turned down is admitted and what they found has another type than theirs, and that of any event at all below which what they found is
            turned down; `unlisted`, from which on a word that no rule lists is admitted. `least TYPE` and `unlisted TYPE` hold for what is admitted
            as one type instead. `eventful`: how many events in a sentence the scorer expects of an article whose words count as they are; where it
            expects fewer, they need more evidence; 0 takes every article as it is. `words` and `passed`: "verb" and "noun" → unlisted words
            that are asked about, and that are not.
    """

    def __init__(self, model: Linear) -> None:
        self.model = model
        self._least = float(model.settings["least"])
        self._eventful = float(model.settings[EVENTFUL])

    def judge(self, features: TriggerFeatures, rows: Sequence[Candidate]) -> Judgement:
        """Whether an article is calm, and what changes.

        Args:
            rows: all candidates of the article.
        """
        if features.sentences < SENTENCES:
            return Judgement(None, [])
        told = self.model.probabilities([features.of(row) for row in rows]).tolist() if rows else []
        none = self.model.classes.index(NONE)
        factor = evidence((p[none] for p in told), features.sentences, eventful=self._eventful)
        changed = []
        for row, p in zip(rows, told, strict=True):
            best = max((k for k in range(len(p)) if k != none), key=p.__getitem__)
            kind, own, any_ = self.model.classes[best], weighed(p[best], factor), weighed(1 - p[none], factor)
            if row.found is None:
                if own >= least_of(self.model.settings, kind, listed=bool(row.down)):
                    changed.append(Verdict(row, kind, own))
            elif any_ < self._least and features.sentences >= _LONG:
                changed.append(Verdict(row, None, 1 - any_))
            elif kind != row.found["type"] and own >= self._least:
                changed.append(Verdict(row, kind, own))
        return Judgement(factor < 1, changed)

    def reasons(self, features: TriggerFeatures, verdict: Verdict) -> list[tuple[str, float]]:
        """What weighed most for a verdict, above 0, and against it."""
        return self.model.reasons(features.of(verdict.candidate), verdict.type or NONE)


def least_of(settings: Mapping[str, Any], kind: str, *, listed: bool) -> float:
    """From which probability on a word that the rules left out is admitted as an event of a type.

    Args:
        settings: of a model. listed: whether a rule lists the word, and turned it down.
    """
    name = "least" if listed else "unlisted"
    return float(settings.get(f"{name} {kind}", settings[name]))


def evidence(nothing: Iterable[float], sentences: int, *, eventful: float) -> float:
    """The factor, from 0.1 to 1, by which the odds of an article's words fall that they name events.

    Args:
        nothing: for each of its candidates the probability that it names no event. sentences: their number.
            eventful: events in a sentence, expected by these probabilities, from which on the factor is 1; at least 0.

    Source: Saerens, Latinne and Decaestecker 2002, "Adjusting the outputs of a classifier to new a priori probabilities", whose weight would be 1.
    """
    expected = sum(1 - p for p in nothing) / sentences
    return float(min(1.0, max(expected, _QUIET) / eventful) ** _WEIGHT) if eventful else 1.0


def weighed(p: float, factor: float) -> float:
    """A probability whose odds are multiplied by a factor above 0."""
    return p * factor / (1 - p + p * factor)
