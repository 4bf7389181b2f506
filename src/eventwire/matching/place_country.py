"""The country of a place that has no name, or a name that nobody knows: by the places, states and peoples around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eventwire.lexicon.place_rules import Around

Sort = Literal["place", "country", "state"]
_BACK = 2  # sentences before in which a place is still near


@dataclass(frozen=True, slots=True)
class Land:
    """A mention that lies in a country, or is one.

    Attributes:
        at: its first token. country: ISO alpha-3. sort: `place` inside a country, `country` as a place, `state` as an actor.
    """

    at: int
    country: str
    sort: Sort


def surroundings(
    start: int, lands: Sequence[Land], spoken: Mapping[str, float], sents: Sequence[int], weights: Around
) -> tuple[str | None, str]:
    """The country with most evidence, or None, and the rule that gave it.

    Args:
        start: first token of the place. lands: of the article. spoken: ISO alpha-3 → how often peoples and institutions of the
            country are named. sents: number of the sentence of each token. weights: of the evidence.
    """
    worth = {"place": 1.0, "country": weights.country, "state": weights.state}
    here: defaultdict[str, float] = defaultdict(float)
    score: defaultdict[str, float] = defaultdict(float)
    for land in lands:
        weight = worth[land.sort]
        score[land.country] += weight * weights.article / len(lands)
        back = sents[start] - sents[land.at]
        if back == 0:
            told = 1.0 + weights.told * (land.at < start)
            here[land.country] += weight * told / (1.0 + abs(land.at - start) / weights.half)
        elif 0 < back <= _BACK:
            score[land.country] += weight * weights.before / back
    total = sum(spoken.values())
    for country, count in spoken.items():
        score[country] += weights.spoken * count / total
    for country, weight in here.items():
        score[country] += weight
    if not score:
        return None, "place/unknown"
    best = min(score, key=lambda country: (-score[country], country))
    return best, "place/sentence-country" if best in here else "place/article-country"
