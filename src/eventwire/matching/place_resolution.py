"""Mentions to places: what their names may mean, and which of it the article as a whole speaks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventwire.layers import MentionValue, PlaceValue
from eventwire.lexicon.place_rules import Weights
from eventwire.matching.place_context import PlaceContext, Spot
from eventwire.matching.place_country import DISPUTED, Land, Sort, likely, surroundings
from eventwire.matching.place_options import PlaceOptions
from eventwire.matching.place_ranking import Choice, Name, Option, rank
from eventwire.matching.tree import Tree
from eventwire.text.folding import join

_OUTER = frozenset({"PCLI", "RGN", "ADM1", "ADM2"})  # what other places can lie in
_LARGE = 100_000  # people; a facility may be called after a city of this size without more evidence


@dataclass(frozen=True, slots=True)
class Scene:
    """What an article says of countries and places apart from the mentions that are resolved.

    Attributes:
        people: token index → alpha-3, for demonyms.
        spoken: alpha-3 → how often the article speaks of the country's people or institutions.
        named: folded names of what was recognized as a place.
        entries: lexicon entries by id. home: alpha-3 of the publisher's country, where known.
    """

    people: Mapping[int, str]
    spoken: Counter[str]
    named: set[str]
    entries: Mapping[str, Mapping[str, Any]]
    home: str | None


@dataclass
class Resolver:
    """Compiled knowledge about places.

    Attributes:
        options: names → places. context: nouns around names. weights: of the evidence.
        between: lemmas of nouns that lie between two places ("road", "border") and so are at neither.
        streets: nouns that end the name of a street.
    """

    options: PlaceOptions
    context: PlaceContext
    weights: Weights
    between: set[str]
    streets: set[str]

    def resolve(
        self, tree: Tree, mentions: Mapping[str, MentionValue], scene: Scene
    ) -> dict[str, PlaceValue]:
        """The place of each PLACE mention and state, by the mention's id and in the mentions' order."""
        spots = []
        for local, row in mentions.items():
            if row["label"] == "PLACE" or (row["kind"] == "state" and row["entry"] in self.options.entries):
                spot = Spot(local, row["tokens"][0], row["tokens"][1], row["entry"])
                spot.kind = "settlement" if row["rule"].startswith("seat/") else None
                spots.append(spot)
        spots.sort(key=lambda spot: spot.start)
        self.context.read(tree, spots, scene.people)
        options = self._candidates(tree, spots, mentions, scene)
        choices = self.choose(spots, options, scene.spoken, scene.home)
        choices = likely(spots, choices, scene.spoken)
        lands = [
            Land(spot.start, self._country(choice.option), _sort(mentions[spot.id], choice.option))
            for spot, choice in zip(spots, choices, strict=True)
            if choice is not None and (choice.option.country or self.options.disputed(choice.option))
        ]
        found = {
            spot.id: self._value(tree, spot, choice, mentions[spot.id], lands, scene)
            for spot, choice in zip(spots, choices, strict=True)
        }
        return {local: found[local] for local in mentions if local in found}

    def choose(
        self, spots: list[Spot], options: list[list[Option]], spoken: Counter[str], home: str | None
    ) -> list[Choice | None]:
        """What each spot means, None where it has no options."""
        names: dict[tuple[str, str], Name] = {}
        held: defaultdict[int, list[list[Option]]] = defaultdict(list)
        for spot, mine in zip(spots, options, strict=True):
            for i in spot.within if mine else ():
                held[i].append(mine)
        name_of: list[tuple[str, str] | None] = []
        last: dict[str, str] = {}
        for i, (spot, mine) in enumerate(zip(spots, options, strict=True)):
            if not mine:
                name_of.append(None)
                continue
            word = join(spot.words or spot.full)
            outer = [kept for j in spot.within if (kept := [o for o in options[j] if o.feature in _OUTER])]
            if spot.country in self.options.countries:
                outer.append([self.options.countries[spot.country]])
            # A name lies where the article last said it does, until it says otherwise.
            sign = "|".join(sorted(str(place[0].key) for place in outer)) if outer else last.get(word, "")
            last[word] = sign
            name = names.setdefault((word, sign), Name(mine, count=0))
            name.count += 1
            name.kind = name.kind or spot.kind
            name.within = name.within or outer
            name.holds = name.holds or held[i]
            name_of.append((word, sign))
        ranked = rank(list(names.values()), self.weights, countries=spoken, home=home)
        chosen = dict(zip(names, ranked, strict=True))
        return [chosen[key] if key is not None else None for key in name_of]

    def _candidates(
        self, tree: Tree, spots: list[Spot], mentions: Mapping[str, MentionValue], scene: Scene
    ) -> list[list[Option]]:
        """The options of each spot: of the whole mention, of the name in it, or of a place that its name has inside."""
        found: list[list[Option]] = []
        for spot in spots:
            row = mentions[spot.id]
            mine: list[Option] = []
            if not row["generic"]:
                facility = row["kind"] == "facility" and spot.entry in self.options.entries
                named_so = spot.entry in self.options.entries or self._capital(tree, spot)
                for words in (spot.full, spot.words) if named_so else ():
                    if not mine and (mine := self.options.of(words, spot.entry)):
                        spot.words = words  # "South Korea" and "North Korea" are two names
                if facility or _area(mine, spot.entry):
                    mine = [option for option in mine if option.key == spot.entry]
                elif row["kind"] == "facility" and len(spot.full) == 1 and not set(spot.full) & scene.named:
                    mine = []
            spot.part = spot.part and not self.options.of(spot.full)  # "South Sudan" is no part of Sudan
            found.append(mine)
        known = scene.named | {join(spot.words) for spot, mine in zip(spots, found, strict=True) if mine}
        for i, spot in enumerate(spots):
            if not found[i]:
                described = mentions[spot.id]["entry"] is not None
                found[i] = self._inside(tree, spot, known, scene.people, described=described)
        return found

    def _inside(
        self, tree: Tree, spot: Spot, known: set[str], people: Mapping[int, str], *, described: bool
    ) -> list[Option]:
        """The options of the longest name inside of a mention; one in a country before a sea."""
        abroad: tuple[list[str], list[Option]] | None = None
        for words, open_end in self.context.inner(tree, spot, people):
            options = self.options.of(words)
            if not options:
                continue
            large = any(o.feature in ("PCLI", "ADM1") or o.population >= _LARGE for o in options)
            if join(words) in known or open_end or (described and (large or len(words) > 1)):
                if any(o.country for o in options):
                    spot.inner, spot.words, spot.loose = True, words, not open_end
                    return options
                abroad = abroad or (words, options)
        if abroad is None:
            return []
        spot.inner, (spot.words, options) = True, abroad
        return options

    def _country(self, option: Option) -> str:
        """The country of a place; `DISPUTED` for one on disputed land."""
        return DISPUTED if self.options.disputed(option) else option.country or ""

    def _capital(self, tree: Tree, spot: Spot) -> bool:
        """Whether a mention has a word that a name may begin with: "the bush", "the east bank" and "West Street" are none."""
        return any(word[:1].isupper() for word in tree.words[spot.start : spot.end]) and not (
            len(spot.words) == 1 and spot.words[0] in self.streets and spot.end - spot.start > 1
        )

    def _value(
        self,
        tree: Tree,
        spot: Spot,
        choice: Choice | None,
        row: MentionValue,
        lands: list[Land],
        scene: Scene,
    ) -> PlaceValue:
        """The table row of a mention, from what was chosen for it."""
        kind, text = row["kind"], tree.text(spot.start, spot.end)
        subtype = (scene.entries.get(row["entry"] or "") or {}).get("subtype")
        if tree.lemmas[row["head"]] in self.between and (choice is None or spot.inner):
            return _unknown(kind, text, None, subtype, "placecue/between")
        if choice is None:
            country: str | None
            own = {scene.people[i] for i in range(spot.start, spot.end) if i in scene.people}
            if len(own) == 1 and kind in ("area", "region", "city"):
                country, rule = own.pop(), "place/country"  # "Polish airspace"
            else:
                country, rule = surroundings(spot.start, lands, scene.spoken, tree.sents, self.weights.around)
            return _unknown(kind, text, country, subtype, rule)
        if spot.inner and choice.option.country is None and kind != "area":
            # "the Black Sea port" is on land
            country, rule = surroundings(spot.start, lands, scene.spoken, tree.sents, self.weights.around)
            return _unknown(kind, text, country, subtype, rule)
        value = self.options.value(choice.option, choice.rule)
        if row["label"] == "PLACE":
            value["country"] = self._country(choice.option) or None
        if spot.inner and (row["generic"] or kind in ("facility", "area")):
            value["kind"], value["name"] = kind, text
            value["geonames_id"], value["subtype"], value["rule"] = None, subtype, "place/inner-name"
        elif spot.part and choice.option.feature in _OUTER:
            value["kind"], value["name"] = "region", text
            value["geonames_id"], value["precision"] = None, "area"
        return value


def _unknown(kind: str | None, name: str, country: str | None, subtype: str | None, rule: str) -> PlaceValue:
    return {
        "kind": kind,
        "name": name,
        "country": country,
        "admin1": None,
        "latitude": None,
        "longitude": None,
        "geonames_id": None,
        "precision": None,
        "subtype": subtype,
        "rule": rule,
    }


def _area(options: list[Option], entry: str | None) -> bool:
    """Whether the lexicon's entry of a mention is a sea or another area without a country."""
    return any(o.key == entry and o.feature == "RGN" and o.country is None for o in options)


def _sort(row: MentionValue, option: Option) -> Sort:
    if row["label"] != "PLACE":
        return "state"
    return "country" if option.feature == "PCLI" else "place"
