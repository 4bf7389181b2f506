"""The places component: which place on the globe a mention means."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.layers import PlaceValue
from eventwire.lexicon.lines import objects, parse
from eventwire.lexicon.place_rules import Abbreviation, PlaceNoun, Weights
from eventwire.lexicon.places import PlaceIndex
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.place_context import PlaceContext, Spot
from eventwire.matching.place_ranking import Choice, Name, Option, rank
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.text.folding import fold, join

_FEATURE = {"country": "PCLI", "region": "RGN", "area": "RGN", "facility": "FAC", "city": "PPL"}
_FIELDS = ("country", "admin1", "latitude", "longitude", "geonames_id", "precision", "subtype")


@Language.factory(
    "eventwire_places",
    requires=["doc.spans"],
    assigns=["doc._.places"],
    default_config={"model": DEFAULT_MODEL},
)
def make_places(nlp: Language, name: str, model: str) -> Places:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
    """
    component = Places()
    component.load_model(model)
    return component


class Places(DataFiles):
    """Resolves PLACE mentions and states to places with country, division, coordinates and GeoNames id.

    Reads: `doc._.mentions`, `doc.spans["candidates"]`, `doc._.entries`, `doc._.article` (the publisher's country), the words.
    Writes: `doc._.places`. A place that no source knows gets the country that its surroundings suggest, and no coordinates.
    """

    folders = (
        "places",
        "gazetteer/places.bin",
        "gazetteer/countries.jsonl",
        "gazetteer/regions.jsonl",
        "gazetteer/facilities.jsonl",
    )
    suffixes = (".jsonl", ".json", ".bin")

    def compile(self) -> None:
        """Open the index and compile names, nouns and weights."""
        self._entries: dict[str, dict[str, Any]] = {}
        self._forms: dict[str, list[str]] = defaultdict(list)
        nouns: list[PlaceNoun] = []
        short: list[Abbreviation] = []
        for path, data in self.files.items():
            if path.endswith("places.bin"):
                self._index = PlaceIndex(data, path)
            elif path.endswith("weights.json"):
                self._weights = _weights(data, path)
            elif path.endswith("nouns.jsonl"):
                nouns = parse(PlaceNoun, data, path=path)
            elif path.endswith("abbreviations.jsonl"):
                short = parse(Abbreviation, data, path=path)
            elif path.startswith("gazetteer/"):
                for _, line in objects(data, path=path):
                    self._add(line)
        self._context = PlaceContext(nouns)
        self._short: dict[str, int] = {}
        for abbreviation in short:
            row = self._index.row_of(abbreviation.geonames_id)
            if row is not None:
                self._short.update({fold(form): row for form in abbreviation.forms})
        self._cache: dict[tuple[str, ...], list[Option]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.places`."""
        doc._.places = self._find(doc)
        return doc

    def _add(self, line: dict[str, Any]) -> None:
        if line.get("disabled") or line.get("generic") or line.get("latitude") is None:
            return
        self._entries[line["id"]] = line
        for form in line["forms"]:
            known = self._forms[fold(form)]
            if line["id"] not in known:
                known.append(line["id"])

    def _find(self, doc: Doc) -> dict[str, PlaceValue]:
        mentions = layers.table(doc, "mentions")
        tree = tree_of(doc)
        spots, generic = [], []
        for local, row in mentions.items():
            if row["label"] == "PLACE" and not row["generic"]:
                spots.append(Spot(local, row["tokens"][0], row["tokens"][1], entry=row["entry"]))
            elif row["label"] == "PLACE":
                generic.append((local, row))
            elif row["kind"] == "state" and row["entry"] in self._entries:
                spots.append(Spot(local, row["tokens"][0], row["tokens"][1], entry=row["entry"]))
        spots.sort(key=lambda spot: spot.start)
        people, spoken = self._people(doc)
        self._context.read(tree, spots, people)
        choices = self._resolve(spots, mentions, spoken, _home(doc))
        found: dict[str, PlaceValue] = {}
        lands: list[tuple[int, str]] = []
        for spot, choice in zip(spots, choices, strict=True):
            if choice is not None:
                found[spot.id] = self._value(choice)
                country = choice.option.country
                if country:
                    lands.append((spot.start, country))
        for local, start in [
            *((spot.id, spot.start) for spot, choice in zip(spots, choices, strict=True) if choice is None),
            *((local, row["tokens"][0]) for local, row in generic),
        ]:
            start_token, end_token = mentions[local]["tokens"]
            country, rule = _surroundings(start, lands, spoken, tree.sents)
            found[local] = {
                "kind": mentions[local]["kind"],
                "name": doc[start_token:end_token].text,
                "country": country,
                "admin1": None,
                "latitude": None,
                "longitude": None,
                "geonames_id": None,
                "precision": None,
                "subtype": (layers.table(doc, "entries").get(mentions[local]["entry"] or "") or {}).get(
                    "subtype"
                ),
                "rule": rule,
            }
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

    def _resolve(
        self, spots: list[Spot], mentions: dict[str, Any], spoken: Counter[str], home: str | None
    ) -> list[Choice | None]:
        options = [self._options(spot, mentions[spot.id]["kind"]) for spot in spots]
        names: dict[tuple[str, str], Name] = {}
        name_of: list[tuple[str, str] | None] = []
        last: dict[str, str] = {}
        for spot, mine in zip(spots, options, strict=True):
            if not mine:
                name_of.append(None)
                continue
            word = "".join(spot.words or spot.full)
            outer = [
                kept
                for i in spot.within
                if (kept := [o for o in options[i] if o.feature in ("PCLI", "RGN", "ADM1", "ADM2")])
            ]
            if spot.country and spot.country in self._country_options:
                outer.append([self._country_options[spot.country]])
            sign = "|".join(sorted(str(place[0].key) for place in outer)) if outer else last.get(word, "")
            last[word] = sign
            key = (word, sign)
            name = names.setdefault(key, Name(mine, count=0))
            name.count += 1
            name.kind = name.kind or spot.kind
            if outer and not name.within:
                name.within = outer
            name_of.append(key)
        chosen = dict(
            zip(names, rank(list(names.values()), self._weights, countries=spoken, home=home), strict=True)
        )
        return [chosen[key] if key is not None else None for key in name_of]

    def _options(self, spot: Spot, kind: str | None) -> list[Option]:
        if kind == "facility" and spot.entry in self._entries:
            return [self._entry_option(spot.entry)]
        key = (spot.entry or "", kind or "", *spot.words, "|", *spot.full)
        if key not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[key] = self._look_up(spot, kind)
        return self._cache[key]

    def _look_up(self, spot: Spot, kind: str | None) -> list[Option]:
        found: list[Option] = []
        if spot.entry in self._entries:
            found.append(self._entry_option(spot.entry))
        for words in (spot.full, spot.words):
            if not words:
                continue
            joined = join(words)
            if joined in self._short:
                found.append(self._row_options([(self._short[joined], True)])[0])
                return found
            for entry in self._forms.get(joined, ()):
                if entry != spot.entry:
                    found.append(self._entry_option(entry))
            rows = self._index.find(words)
            if kind == "facility" and len(words) == 1:
                rows = []
            found += self._row_options(rows)
            if found:
                break
        return found

    def _row_options(self, rows: list[tuple[int, bool]]) -> list[Option]:
        facts = self._index.facts([row for row, _ in rows])
        return [Option(row, *fact, own=own) for (row, own), fact in zip(rows, facts, strict=True)]

    def _entry_option(self, entry: str) -> Option:
        line = self._entries[entry]
        return Option(
            entry,
            _FEATURE[line["kind"]],
            line.get("country"),
            None,
            None,
            line["latitude"],
            line["longitude"],
            0,
        )

    def _value(self, choice: Choice) -> PlaceValue:
        key = choice.option.key
        if isinstance(key, str):
            line = self._entries[key]
            fields: dict[str, Any] = {field: line.get(field) for field in _FIELDS}
            return {"kind": line["kind"], "name": line["name"], **fields, "rule": choice.rule}  # type: ignore[typeddict-item]
        place = self._index.candidate(key)
        return {
            "kind": place.kind,
            "name": place.name,
            "country": place.country,
            "admin1": place.name if place.feature == "ADM1" else place.admin1,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonames_id": place.geonames_id,
            "precision": place.precision,
            "subtype": None,
            "rule": choice.rule,
        }

    @property
    def _country_options(self) -> dict[str, Option]:
        if not hasattr(self, "_countries"):
            self._countries = {
                line["country"]: self._entry_option(entry)
                for entry, line in self._entries.items()
                if line["kind"] == "country"
            }
        return self._countries


def _weights(data: bytes, path: str) -> Weights:
    try:
        return Weights.model_validate(json.loads(data))
    except (ValueError, ValidationError) as err:
        raise ModelDataError(f"weights do not fit: {err}", path=path) from err


def _home(doc: Doc) -> str | None:
    article = doc._.article
    return article.get("publisher_country") if article else None


def _surroundings(
    start: int, lands: list[tuple[int, str]], spoken: Counter[str], sents: list[int]
) -> tuple[str | None, str]:
    """The country of a place that has no name or that nobody knows, and the rule that gave it."""
    here = [(abs(at - start), country) for at, country in lands if sents[at] == sents[start]]
    if here:
        return min(here)[1], "place/sentence-country"
    counts = Counter(country for _, country in lands) + spoken
    if counts:
        return min(counts, key=lambda country: (-counts[country], country)), "place/article-country"
    return None, "place/unknown"
