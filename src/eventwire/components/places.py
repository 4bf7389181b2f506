"""The places component: which place on the globe a mention means."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Literal

from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.layers import MentionValue, PlaceValue, ToponymValue
from eventwire.lexicon.lines import objects, parse
from eventwire.lexicon.place_rules import Abbreviation, PlaceCue, PlaceNoun, Weights
from eventwire.lexicon.places import PlaceIndex
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.place_context import PlaceContext, Spot
from eventwire.matching.place_country import Land, Sort, likely, surroundings
from eventwire.matching.place_options import PlaceOptions
from eventwire.matching.place_ranking import Choice, Name, Option, rank
from eventwire.matching.tree import Tree, tree_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.text.folding import fold_word, join

_OUTER = frozenset({"PCLI", "RGN", "ADM1", "ADM2"})  # what other places can lie in
Of = Literal["mentions", "toponyms"]
_LARGE = 100_000  # people; a facility may be called after a city of this size without more evidence


@Language.factory(
    "eventwire_places",
    requires=["doc.spans"],
    assigns=["doc._.places", "doc._.toponyms"],
    default_config={"model": DEFAULT_MODEL, "of": "mentions"},
)
def make_places(nlp: Language, name: str, model: str, of: Of) -> Places:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
        of: what is resolved: PLACE mentions and states, or, in a pipeline without mentions, the bare names of `eventwire_toponyms`.
    """
    component = Places(of=of)
    component.load_model(model)
    return component


class Places(DataFiles):
    """Resolves PLACE mentions and states to places with country, division, coordinates and GeoNames id.

    Reads: `doc._.mentions`, `doc.spans["candidates"]`, `doc.spans["toponyms"]`, `["names"]`, `doc._.entries`, `doc._.article` (the
    publisher's country), the words. Writes: `doc._.places` and `doc._.toponyms`, or of toponyms `doc._.places` and `doc.spans["places"]`
    with the keys as ids. A facility with a place in its name ("Harlow hospital") gets that place's point
    with that precision; a part of a country ("northern Iraq") has the whole's point with precision `area`; a place that nobody knows gets the country that its surroundings suggest, and no coordinates.
    """

    folders = (
        "places",
        "gazetteer/places.bin",
        "gazetteer/countries.jsonl",
        "gazetteer/regions.jsonl",
        "gazetteer/facilities.jsonl",
    )
    suffixes = (".jsonl", ".json", ".bin")

    def __init__(self, *, of: Of = "mentions") -> None:
        self.of = of

    def compile(self) -> None:
        """Open the index and compile names, nouns and weights."""
        nouns: list[PlaceNoun] = []
        short: list[Abbreviation] = []
        lines: list[dict[str, Any]] = []
        index: PlaceIndex | None = None
        weights: Weights | None = None
        for path, data in self.files.items():
            if path.endswith("places.bin"):
                index = PlaceIndex(data, path)
            elif path.endswith("weights.json"):
                weights = _weights(data, path)
            elif path.endswith("nouns.jsonl"):
                nouns = parse(PlaceNoun, data, path=path)
            elif path.endswith("cues.jsonl"):
                cues = parse(PlaceCue, data, path=path)
                self._between = {w for cue in cues if cue.role == "between" for w in cue.words}
            elif path.endswith("abbreviations.jsonl"):
                short = parse(Abbreviation, data, path=path)
            elif path.startswith("gazetteer/"):
                lines += [line for _, line in objects(data, path=path)]
        if index is None or weights is None:
            raise ModelDataError("expected places.bin and weights.json", path="places")
        self._weights = weights
        self._context = PlaceContext(nouns)
        self._options = PlaceOptions(index, lines, short)

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.places`, and the spans of toponyms."""
        if self.of == "mentions":
            doc._.places = self._find(doc, layers.table(doc, "mentions"))
            doc._.toponyms = self._toponyms(doc)
        else:
            mentions = _names(doc, layers.TOPONYMS)
            doc._.places = self._find(doc, mentions)
            doc.spans[layers.PLACES] = [
                Span(doc, start, end, label=doc._.places[local]["kind"] or "", span_id=local)
                for local, (start, end) in ((local, mentions[local]["tokens"]) for local in doc._.places)
            ]
        return doc

    def _toponyms(self, doc: Doc) -> dict[str, ToponymValue]:
        """The bare names, each with the mention that it is or lies in.

        A name that is a PLACE mention means what this one does; "Tehran" as an actor is Iran, and as a name the city.
        """
        names = _names(doc, layers.NAMES)
        own = self._find(doc, names)
        over = {
            i: local
            for local, row in layers.table(doc, "mentions").items()
            for i in range(row["tokens"][0], row["tokens"][1])
        }
        found: dict[str, ToponymValue] = {}
        for local, alone in own.items():
            start, end = names[local]["tokens"]
            mention = over.get(start) or over.get(end - 1)
            row = layers.table(doc, "mentions").get(mention or "")
            same = row is not None and row["label"] == "PLACE" and row["tokens"] == [start, end]
            place: PlaceValue = doc._.places[mention] if same else alone
            found[local] = {**place, "mention": mention}
            if alone["kind"] == "facility":
                found[local]["kind"] = "facility"  # a street, which a mention may take for a town
        return found

    def _find(self, doc: Doc, mentions: dict[str, MentionValue]) -> dict[str, PlaceValue]:
        tree = tree_of(doc)
        spots = []
        for local, row in mentions.items():
            if row["label"] == "PLACE" or (row["kind"] == "state" and row["entry"] in self._options.entries):
                spot = Spot(local, row["tokens"][0], row["tokens"][1], row["entry"])
                spot.kind = "settlement" if row["rule"].startswith("seat/") else None
                spots.append(spot)
        spots.sort(key=lambda spot: spot.start)
        people, spoken = self._people(doc)
        self._context.read(tree, spots, people)
        options = self._candidates(doc, tree, spots, mentions)
        choices = self._resolve(spots, options, spoken, _home(doc))
        choices = likely(spots, choices, spoken)
        entries = layers.table(doc, "entries")
        lands = [
            Land(spot.start, choice.option.country, _sort(mentions[spot.id], choice.option))
            for spot, choice in zip(spots, choices, strict=True)
            if choice is not None and choice.option.country
        ]
        found: dict[str, PlaceValue] = {}
        for spot, choice in zip(spots, choices, strict=True):
            row = mentions[spot.id]
            subtype = (entries.get(row["entry"] or "") or {}).get("subtype")
            if tree.lemmas[row["head"]] in self._between and (choice is None or spot.inner):
                found[spot.id] = _unknown(
                    row["kind"], doc[spot.start : spot.end].text, None, subtype, "placecue/between"
                )
                continue
            if choice is None:
                country: str | None
                own = {people[i] for i in range(spot.start, spot.end) if i in people}
                if len(own) == 1 and row["kind"] in ("area", "region", "city"):
                    country, rule = own.pop(), "place/country"  # "Polish airspace"
                else:
                    around = self._weights.around
                    country, rule = surroundings(spot.start, lands, spoken, tree.sents, around)
                found[spot.id] = _unknown(
                    row["kind"], doc[spot.start : spot.end].text, country, subtype, rule
                )
                continue
            value = self._options.value(choice.option, choice.rule)
            if spot.inner and (row["generic"] or row["kind"] in ("facility", "area")):
                value["kind"], value["name"] = row["kind"], doc[spot.start : spot.end].text
                value["geonames_id"], value["subtype"], value["rule"] = None, subtype, "place/inner-name"
            elif spot.part and choice.option.feature in _OUTER:
                value["kind"], value["name"] = "region", doc[spot.start : spot.end].text
                value["geonames_id"], value["precision"] = None, "area"
            found[spot.id] = value
        return {local: found[local] for local in mentions if local in found}

    def _people(self, doc: Doc) -> tuple[dict[int, str], Counter[str]]:
        """Tokens of demonyms, and how often each country is spoken of by its people or institutions."""
        entries = layers.table(doc, "entries")
        people: dict[int, str] = {}
        spoken: Counter[str] = Counter()
        for span in layers.spans(doc, layers.CANDIDATES):
            country = (entries.get(span.kb_id_) or {}).get("country")
            if country and span.label_ in (DEMONYM, "ACTOR"):
                spoken[country] += 1
                if span.label_ == DEMONYM:
                    people.update(dict.fromkeys(range(span.start, span.end), country))
        return people, spoken

    def _candidates(
        self, doc: Doc, tree: Tree, spots: list[Spot], mentions: dict[str, Any]
    ) -> list[list[Option]]:
        """The options of each spot: of the whole mention, of the name in it, or of a place that its name has inside."""
        found: list[list[Option]] = []
        named = {
            join([fold_word(word) for word in tree.words[span.start : span.end]])
            for span in layers.spans(doc, layers.TOPONYMS)
            if span.label_ != "PERSON"
        }
        for spot in spots:
            row = mentions[spot.id]
            mine: list[Option] = []
            if not row["generic"]:
                facility = row["kind"] == "facility" and spot.entry in self._options.entries
                for words in (spot.full, spot.words):
                    mine = mine or self._options.of(words, spot.entry)
                if facility or _area(mine, spot.entry):
                    mine = [option for option in mine if option.key == spot.entry]
                elif row["kind"] == "facility" and len(spot.full) == 1 and not set(spot.full) & named:
                    mine = []
            spot.part = spot.part and not self._options.of(spot.full)  # "South Sudan" is no part of Sudan
            found.append(mine)
        known = named | {join(spot.words) for spot, mine in zip(spots, found, strict=True) if mine}
        for i, spot in enumerate(spots):
            if not found[i]:
                found[i] = self._inside(tree, spot, known, described=mentions[spot.id]["entry"] is not None)
        return found

    def _inside(self, tree: Tree, spot: Spot, known: set[str], *, described: bool) -> list[Option]:
        for words, open_end in self._context.inner(tree, spot):
            options = self._options.of(words)
            if not options:
                continue
            large = any(o.feature in ("PCLI", "ADM1") or o.population >= _LARGE for o in options)
            if join(words) in known or open_end or (described and (large or len(words) > 1)):
                spot.inner, spot.words = True, words
                return options
        return []

    def _resolve(
        self, spots: list[Spot], options: list[list[Option]], spoken: Counter[str], home: str | None
    ) -> list[Choice | None]:
        names: dict[tuple[str, str], Name] = {}
        name_of: list[tuple[str, str] | None] = []
        last: dict[str, str] = {}
        for spot, mine in zip(spots, options, strict=True):
            if not mine:
                name_of.append(None)
                continue
            word = join(spot.words or spot.full)
            outer = [kept for i in spot.within if (kept := [o for o in options[i] if o.feature in _OUTER])]
            if spot.country in self._options.countries:
                outer.append([self._options.countries[spot.country]])
            # A name lies where the article last said it does, until it says otherwise.
            sign = "|".join(sorted(str(place[0].key) for place in outer)) if outer else last.get(word, "")
            last[word] = sign
            name = names.setdefault((word, sign), Name(mine, count=0))
            name.count += 1
            name.kind = name.kind or spot.kind
            name.within = name.within or outer
            name_of.append((word, sign))
        ranked = rank(list(names.values()), self._weights, countries=spoken, home=home)
        chosen = dict(zip(names, ranked, strict=True))
        return [chosen[key] if key is not None else None for key in name_of]


def _weights(data: bytes, path: str) -> Weights:
    try:
        return Weights.model_validate(json.loads(data))
    except (ValueError, ValidationError) as err:
        raise ModelDataError(f"weights do not fit: {err}", path=path) from err


def _names(doc: Doc, key: str) -> dict[str, MentionValue]:
    """The place names of a group of spans as rows of mentions."""
    spans = [span for span in layers.spans(doc, key) if span.label_ != "PERSON"]
    return {
        f"p{number}": {
            "tokens": [span.start, span.end],
            "head": span.root.i,
            "label": "PLACE",
            "kind": "facility" if span.label_ == "FAC" else None,
            "entry": None,
            "value": None,
            "generic": False,
            "rule": "toponym",
        }
        for number, span in enumerate(spans, 1)
    }


def _home(doc: Doc) -> str | None:
    article = doc._.article
    return article.get("publisher_country") if article else None


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
