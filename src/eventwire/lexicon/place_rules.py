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


class Disputed(Line):
    """Land that one state holds and another one claims, so that its places are given no country.

    Attributes:
        name: what it is called. divisions: GeoNames ids of the first-level divisions in it. countries: ISO alpha-3 codes that stand for such
            land as a whole. entries: lexicon ids of regions in it.
    """

    name: str
    divisions: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


class PlaceNoun(Line):
    """Words beside a name that say what kind of place it is, or which part of it.

    Attributes:
        role: `division` (province), `second` (county), `settlement` (town of), `country`, `direction` (northern).
        words: lower-case.
    """

    role: Literal["division", "second", "settlement", "country", "direction"]
    words: tuple[str, ...] = Field(min_length=1)


class PlaceCue(Line):
    """Words around a capitalized name that speak for or against a place.

    Attributes:
        role: `locative` and `motion` prepositions and verbs before it, `dateline` marks after it; against it `title` before and
            `speech`, lemmas of verbs whose subject is a person; `function` words stand inside names ("Rio de Janeiro").
            `institution`: after a name at the start of a longer one they say that it is the place of it ("Harlow Police Department");
            `opener`: words that open names of institutions and are no place there, whatever the index has ("Central High School").
            `filler`: words between that place and the noun of the institution ("Harlow Volunteer Fire Department").
            `resident`: nouns of whoever or whatever is from there ("a Harlow man", "a Harlow shop"). `party`: letters before a hyphen
            and the home of a politician ("D-Harlow"). `feature`: nouns that end the name of a natural feature or a division
            ("Harlow Creek", "Harlow Township"); `feature_first`: those before it ("Lake Harlow").
            `between`: nouns of what lies between countries ("the border"), and so in none.
            `street`: nouns that end the name of a street; `road`: those before a number, with `road_before` before them.
        words: lower-case.
    """

    role: Literal[
        "locative",
        "motion",
        "dateline",
        "title",
        "speech",
        "function",
        "institution",
        "opener",
        "street",
        "road",
        "road_before",
        "filler",
        "resident",
        "party",
        "feature",
        "feature_first",
        "between",
    ]
    words: tuple[str, ...] = Field(min_length=1)


class ScanWeights(BaseModel):
    """Weights of the evidence that a capitalized name is a place, in natural-log odds; `places/scan.json`.

    Attributes:
        provenance: how the numbers were found.
        bias: of any name of the index. size: per decimal digit of the population of the largest place of that name, with
            `division` added for first-level divisions and `other` for names that are only alternate ones. country, region: digits that
            a country and a region of the lexicon count as having. unknown: those of names that the index does not have.
        label: by the trained recognizer's label of just this span ("" for none). inside: part of a longer capitalized name.
        institution: it opens the name of an institution, by the word after it. organization: by the recognizer alone.
        locative, motion, title, speech: cues beside it. follows: a division or country follows after a comma.
        dateline: it opens a dateline. kind: a noun says that it is a place. listed: a plural noun says so of a list. modifier: it modifies a common noun.
        surname: it ends a longer name of a person in this article. common: it is also written small in this article, or is not
            tagged as a name. elsewhere: share of the mean of its other occurrences. words: per word after the first.
        closes: it ends a longer name after "of" ("University of Harlow"). resident: something is from there. origin: after "of" that
            follows a person or a comma ("Mary Cole, 24, of Harlow"). party: after a party's letter. outer: a country or large division
            follows after a comma. feature: digits added for a noun of a natural feature or division.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: str
    bias: float
    size: float
    country: float
    region: float
    unknown: float
    division: float
    other: float
    label: dict[str, float]
    inside: float
    institution: float
    organization: float
    locative: float
    motion: float
    title: float
    speech: float
    follows: float
    dateline: float
    kind: float
    listed: float
    modifier: float
    surname: float
    common: float
    elsewhere: float
    words: float
    closes: float
    resident: float
    origin: float
    party: float
    outer: float
    feature: float


class Around(BaseModel):
    """Weights of the evidence for the country of a place without a name; the measure is a place named inside a country.

    Attributes:
        country: a country as a place. state: a state that acts. told: added share for what stands before it in its sentence.
        half: tokens of distance that halve it. before: one sentence before. article: all of the article together.
        spoken: all peoples and institutions of countries together. opens: a place in the article's first words, as a dateline is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: float
    state: float
    told: float
    half: float = Field(gt=0)
    before: float
    article: float
    spoken: float
    opens: float


class Weights(BaseModel):
    """Weights of the evidence for what a name means, in natural-log odds; `places/weights.json`.

    Attributes:
        provenance: how the numbers were found.
        population: per decimal digit of population. own: found by its own name. entry: a country, region or facility of the lexicon.
        feature: per GeoNames feature code. kind: agreement with what the words around say it is.
        within: lies in the place that the text says it lies in ("Paris, Texas"); also the penalty for lying elsewhere.
        country: the article speaks of its country; country_half: mentions that give half of it. home: the publisher's country.
        same_country, same_admin1, same_admin2, near: other names of the article may lie there; `half` is the number of such names
            that gives half of the weight.
        heat: above 1, unlikely options support each other too. rounds: how often the mutual support is computed.
        around: for places without a name.
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
    heat: float = Field(ge=1)
    rounds: int
    around: Around
