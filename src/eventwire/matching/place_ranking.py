"""Which of the places that share a name an article means: all names of the article decide together.

Each option of a name gets a score from its own facts (population, what it is), from what the text says around the name ("Paris,
Texas", "the Lebanese city of Tripoli") and from where the other names of the article may lie. The last part is computed
in rounds, from plain to mutual: the options' probabilities of one round are the support of the next. Idea of mutual
support: Lieberman and Samet, "Adaptive context features for toponym resolution", SIGIR 2012.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from eventwire.lexicon.place_rules import Weights

_CELL = 1.0  # degrees; places in the same or an adjacent cell are near each other
_Areas = tuple[str | None, int | None, int | None, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a name may mean.

    Attributes:
        key: what identifies it: row of the place index, or lexicon id.
        feature: GeoNames feature code; `PCLI`, `RGN` or `FAC` for the lexicon's countries, regions and facilities.
        country: ISO alpha-3. admin1, admin2: identify the divisions that it is or lies in.
        latitude, longitude: degrees. own: whether the name is its own rather than an alternate one.
    """

    key: int | str
    feature: str
    country: str | None
    admin1: int | None
    admin2: int | None
    latitude: float | None
    longitude: float | None
    population: int
    own: bool = True


@dataclass(slots=True)
class Name:
    """A name of the article with all that may be meant.

    Attributes:
        options: at least one. within: options of the places in which the text says that it lies, one list for each statement.
        holds: options of the places that the text says lie in it, one list for each.
        kind: what the words around say it is: `division`, `second`, `settlement`, `country`, or None.
        count: how often the article has it.
    """

    options: list[Option]
    within: list[list[Option]] = field(default_factory=list)
    holds: list[list[Option]] = field(default_factory=list)
    kind: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class _Shared:
    """What options have in common with others.

    Attributes:
        areas: of each option, name by name. beside: cell of the globe → those around it, itself included, that have an option.
    """

    areas: list[list[_Areas]]
    beside: dict[tuple[int, int], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The option that won, its probability among the options, and the id of the evidence that put it before the second."""

    option: Option
    probability: float
    rule: str


def rank(
    names: list[Name], weights: Weights, *, countries: Mapping[str, float], home: str | None = None
) -> list[Choice]:
    """The choice for each name.

    Args:
        names: the names of one article, in any order.
        weights: of the evidence.
        countries: ISO alpha-3 → how often the article speaks of the country, its people or its institutions.
        home: the publisher's country, where known.
    """
    plain = [[_plain(name, option, weights, countries, home) for option in name.options] for name in names]
    start = [[sum(parts.values()) for parts in row] for row in plain]
    scores = start
    supports: list[list[dict[str, float]]] = [[{} for _ in name.options] for name in names]
    shared = _shared(names)
    for _ in range(weights.rounds if len(names) > 1 else 0):
        supports = _support(names, shared, [_softmax(row, weights.heat) for row in scores], weights)
        scores = [
            [alone + sum(support.values()) for alone, support in zip(*pair, strict=True)]
            for pair in zip(start, supports, strict=True)
        ]
    found = []
    for name, row, parts, support in zip(names, scores, plain, supports, strict=True):
        order = sorted(range(len(row)), key=lambda i: (-row[i], str(name.options[i].key)))
        best = order[0]
        rule = "place/only"
        if len(order) > 1:
            second = order[1]
            mine, other = {**parts[best], **support[best]}, {**parts[second], **support[second]}
            lead = {key: mine.get(key, 0.0) - other.get(key, 0.0) for key in sorted({*mine, *other})}
            rule = "place/" + max(lead, key=lambda key: lead[key])
        found.append(Choice(name.options[best], _softmax(row)[best], rule))
    return found


def lies_in(option: Option, outer: Option) -> bool | None:
    """Whether an option lies in a country or division; None where the index does not know."""
    if option.key == outer.key:
        return None
    if outer.feature == "PCLI":
        return option.country == outer.country and option.feature != "PCLI"
    if outer.country is not None and option.country != outer.country:
        return False
    if outer.admin1 is not None and outer.feature in ("ADM1", "RGN"):
        return (
            None
            if option.admin1 is None
            else option.admin1 == outer.admin1 and option.feature not in ("ADM1", "RGN")
        )
    if outer.feature == "ADM2":
        return None if option.admin2 is None else option.admin2 == outer.admin2
    if (
        outer.latitude is None
        or option.latitude is None
        or outer.longitude is None
        or option.longitude is None
    ):
        return None
    return abs(outer.latitude - option.latitude) < _CELL and abs(outer.longitude - option.longitude) < _CELL


def _plain(
    name: Name, option: Option, weights: Weights, countries: Mapping[str, float], home: str | None
) -> dict[str, float]:
    """The evidence that does not depend on the other names, by rule."""
    parts = {
        "population": weights.population * math.log10(option.population + 1),
        "feature": 0.0 if _bare_division(name, option) else weights.feature.get(option.feature, 0.0),
        "name": weights.own if option.own else 0.0,
    }
    if isinstance(option.key, str):
        parts["lexicon"] = weights.entry
    if name.kind is not None:
        parts["kind"] = weights.kind * _agreement(name.kind, option.feature)
    for outer in name.within:
        signs = [lies_in(option, place) for place in outer]
        if True in signs:
            parts["within"] = parts.get("within", 0.0) + weights.within
        elif any(True in (lies_in(other, place) for place in outer) for other in name.options):
            parts["within"] = parts.get("within", 0.0) - weights.within
    if any(True in (lies_in(inner, option) for inner in place) for place in name.holds):
        parts["holds"] = weights.within
    spoken = countries.get(option.country or "", 0.0)
    if spoken:
        parts["country"] = weights.country * spoken / (spoken + weights.country_half)
    if home is not None and option.country == home:
        parts["home"] = weights.home
    return parts


def _bare_division(name: Name, option: Option) -> bool:
    """Whether a division is only meant if its kind is left out: "Portland" for Portland Parish."""
    return option.feature in ("ADM1", "ADM2") and not option.own and name.kind is None


def _agreement(kind: str, feature: str) -> int:
    if feature == "ADM1":
        return 1 if kind == "division" else -1
    if feature == "ADM2":
        return {"second": 2, "division": 1}.get(kind, -1)
    if feature == "PCLI":
        return 1 if kind == "country" else -1
    if feature in ("RGN", "FAC"):
        return 1 if kind == "division" else -1
    return 1 if kind == "settlement" else -1


def _support(
    names: list[Name], shared: _Shared, chances: list[list[float]], weights: Weights
) -> list[list[dict[str, float]]]:
    """For each option, what the other names' options add to its score."""
    tables = tuple(defaultdict[object, float](float) for _ in range(4))
    own: list[tuple[dict[object, float], ...]] = []
    for areas, row in zip(shared.areas, chances, strict=True):
        mine: tuple[dict[object, float], ...] = ({}, {}, {}, {})
        for keys, chance in zip(areas, row, strict=True):
            for table, area in zip(mine, keys, strict=True):
                if area is not None:
                    table[area] = table.get(area, 0.0) + chance
        own.append(mine)
        for total, table in zip(tables, mine, strict=True):
            for key, chance in table.items():
                total[key] += chance
    half, by_area = weights.half, (weights.same_country, weights.same_admin1, weights.same_admin2)
    found = []
    for name, areas, mine in zip(names, shared.areas, own, strict=True):
        # what all names have in an area less what its own options have; each area is weighed once
        known: list[dict[object, float]] = [
            {
                key: weight * others / (others + half)
                for key, chance in itself.items()
                for others in (everyone[key] - chance,)
            }
            for weight, everyone, itself in zip(by_area, tables, mine, strict=False)
        ]
        near: dict[object, float] = {}
        row_found = []
        for option, (country, first, second, cell) in zip(name.options, areas, strict=True):
            parts: dict[str, float] = {}
            if country is not None and option.feature != "PCLI":
                parts["same-country"] = known[0][country]
            if first is not None:
                parts["same-division"] = known[1][first]
            if second is not None:
                parts["same-district"] = known[2][second]
            if cell is not None:
                if cell not in near:
                    others = 0.0
                    for beside in shared.beside[cell]:
                        others += tables[3][beside] - mine[3].get(beside, 0.0)
                    near[cell] = weights.near * others / (others + half)
                parts["near"] = near[cell]
            row_found.append(parts)
        found.append(row_found)
    return found


def _shared(names: list[Name]) -> _Shared:
    areas = [[_areas(option) for option in name.options] for name in names]
    cells = {cell for row in areas for *_, cell in row if cell is not None}
    beside = {
        (y, x): [other for dy in (-1, 0, 1) for dx in (-1, 0, 1) if (other := (y + dy, x + dx)) in cells]
        for y, x in cells
    }
    return _Shared(areas, beside)


def _areas(option: Option) -> _Areas:
    """What an option shares with its surroundings: country, first and second division, cell of the globe."""
    cell = None
    if (
        option.latitude is not None
        and option.longitude is not None
        and option.feature not in ("PCLI", "RGN", "ADM1")
    ):
        cell = (math.floor(option.latitude / _CELL), math.floor(option.longitude / _CELL))
    return (option.country, option.admin1, option.admin2, cell)


def _softmax(row: list[float], heat: float = 1.0) -> list[float]:
    top = max(row)
    powers = [math.exp((x - top) / heat) for x in row]
    total = sum(powers)
    return [x / total for x in powers]
