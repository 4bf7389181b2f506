"""Lines of `places/`: abbreviated divisions and the nouns that say what a place is; and the weights of the ranking."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from eventwire.lexicon.lines import Line


class Abbreviation(Line):
    """How a state or province is abbreviated.

    Attributes:
        name: its name. forms: abbreviations that are names by themselves ("Tex."). codes: letters that stand for it only
            after a comma and another name (", TX"). country: ISO alpha-3. geonames_id: id in the place index.
    """

    name: str
    forms: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    country: str = Field(pattern="^[A-Z]{3}$")
    geonames_id: int


class PlaceNoun(Line):
    """Words beside a name that say what kind of place it is, or which part of it.

    Attributes:
        role: `division` (province), `second` (county), `settlement` (town of), `country`, `direction` (northern).
        words: lower-case.
    """

    role: Literal["division", "second", "settlement", "country", "direction", "water"]
    words: tuple[str, ...] = Field(min_length=1)


class Weights(BaseModel):
    """Weights of the evidence for what a name means, in natural-log odds; `places/weights.json`.

    Attributes:
        provenance: how the numbers were found.
        population: per decimal digit of population. own: found by its own name. entry: a country, region or facility of the lexicon.
        feature: per GeoNames feature code. kind: agreement with what the words around say it is.
        within: lies in the place that the text says it lies in ("Paris, Texas"); also the penalty for lying elsewhere.
        country: the article speaks of its country; country_half: mentions that give half of it. home: the publisher's country.
        same_country, same_admin1, same_admin2, near: other names of the article may lie there; `half` is the number of such names
            that gives half of the weight. far: no other name does.
        rounds: how often the mutual support is computed. unsure: least lead over the second best for a confident choice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: str
    population: float
    own: float
    entry: float
    feature: dict[str, float]
    kind: float
    within: float
    country: float
    country_half: float
    home: float
    same_country: float
    same_admin1: float
    same_admin2: float
    near: float
    half: float
    rounds: int
