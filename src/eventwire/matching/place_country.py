"""The country of a place that has no name, or a name that nobody knows: by the places, states and peoples around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from eventwire.lexicon.place_rules import Around
from eventwire.matching.place_context import Spot
from eventwire.matching.place_ranking import Choice, Option

Sort = Literal["place", "country", "state"]
_OTHERS = 2  # names of other countries that make an article one of those
_SMALL = 50_000  # people; a larger place is not outvoted by its surroundings
_LARGE = 100_000  # likewise, where the name is not the place's own ("Seville")
_OPENING = 8  # tokens at the start of an article in which a place is its scene: a dateline, or a place in the first words
_SEATS = frozenset({"PPLC", "PPLG"})
DISPUTED = ""  # in place of a country, of places that one state holds and another one claims
_BACK = 2  # sentences before in which a place is still near


@dataclass(frozen=True, slots=True)
class Land:
    """A mention that lies in a country, or is one.

    Attributes:
        at: its first token. country: ISO alpha-3, or `DISPUTED`. sort: `place` inside a country, `country` as a place, `state` as an actor.
    """

    at: int
    country: str
    sort: Sort


def surroundings(
    start: int, lands: Sequence[Land], spoken: Mapping[str, float], sents: Sequence[int], weights: Around
) -> tuple[str | None, str]:
    """The country with most evidence, or None, and the rule that gave it.

    Args:
        start: first token of the place. lands: of the article, in text order. spoken: ISO alpha-3 → how often peoples and institutions of the
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
    if lands and lands[0].at < _OPENING and lands[0].sort == "place":
        score[lands[0].country] += weights.opens
    total = sum(spoken.values())
    for country, count in spoken.items():
        score[country] += weights.spoken * count / total
    for country, weight in here.items():
        score[country] += weight
    if not score:
        return None, "place/unknown"
    best = min(score, key=lambda country: (-score[country], country))
    return best or None, "place/sentence-country" if best in here else "place/article-country"


def likely(
    spots: Sequence[Spot], choices: Sequence[Choice | None], spoken: Mapping[str, float]
) -> list[Choice | None]:
    """The choices without those that stand alone in a country that nothing else in the article speaks of.

    A name inside of a longer one ("the Duchess Phoenix Hospital") also goes where no other place of the article is in its country.

    An article of Iraqi towns that has a "Dora" means one that the index does not know, not the one in Alabama. Large places, those
    of which the text says where they lie, and articles that speak of no other country are left alone.

    Args:
        spots: mentions. choices: one for each. spoken: ISO alpha-3 → how often its people and institutions are named.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for choice in choices:
        if choice is not None and choice.option.country:
            names[choice.option.country].add(str(choice.option.key))
    found: list[Choice | None] = []
    for spot, choice in zip(spots, choices, strict=True):
        if choice is not None and _alone(spot, choice.option, names, spoken):
            found.append(None)
        else:
            found.append(choice)
    return found


def _alone(spot: Spot, option: Option, names: Mapping[str, set[str]], spoken: Mapping[str, float]) -> bool:
    country = option.country
    if country is None:
        return False
    if spot.inner and (spot.loose or not option.own) and option.feature not in ("PCLI", "RGN"):
        # "the Duchess Phoenix Hospital" is at a place of that name only where the article is there anyway
        return len(names[country]) == 1 and (len(names) > 1 or any(other != country for other in spoken))
    if option.feature in ("PCLI", "RGN", "FAC") or spot.within or spot.country:
        return False
    if spoken.get(country) or len(names[country]) > 1:
        return False
    if _known_abroad(spot, option):
        return False
    others = sum(len(mine) for other, mine in names.items() if other != country)
    others += sum(1 for other in spoken if other != country and other not in names)
    return others >= _OTHERS


def _known_abroad(spot: Spot, option: Option) -> bool:
    """Whether a place needs nothing beside it: it opens the article, is a seat of government, or is large for how it is named."""
    if not option.feature.startswith("PPL"):
        return option.own and not spot.inner and option.population >= _SMALL
    if option.feature in _SEATS or (option.own and option.population >= _SMALL):
        return True
    return not spot.inner and (
        spot.start == 0 or (option.own and option.feature == "PPLA") or option.population >= _LARGE
    )
