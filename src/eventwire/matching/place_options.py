"""Names to the places that they may mean: the world's index, the lexicon's countries, regions and facilities, abbreviations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from eventwire.layers import PlaceValue
from eventwire.lexicon.place_rules import Abbreviation, Disputed
from eventwire.lexicon.places import PlaceIndex
from eventwire.matching.place_ranking import Option
from eventwire.text.folding import fold, join

_FEATURE = {"country": "PCLI", "region": "RGN", "area": "RGN", "facility": "FAC", "city": "PPL"}
_KEPT = 50_000  # names whose options are remembered


class PlaceOptions:
    """Compiled names of places.

    Args:
        index: the place index.
        lines: gazetteer lines of places as plain objects; those without coordinates name nothing on a map.
        abbreviations: the lines of `places/abbreviations.jsonl`. disputed: those of `places/disputed.jsonl`.
    """

    def __init__(
        self,
        index: PlaceIndex,
        lines: Iterable[Mapping[str, Any]],
        abbreviations: Iterable[Abbreviation],
        disputed: Iterable[Disputed] = (),
    ) -> None:
        self._index = index
        self.entries: dict[str, Mapping[str, Any]] = {}
        self._forms: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            if line.get("disabled") or line.get("generic") or line.get("latitude") is None:
                continue
            self.entries[line["id"]] = line
            for form in line["forms"]:
                known = self._forms[fold(form)]
                if line["id"] not in known:
                    known.append(line["id"])
        self.countries = {
            line["country"]: self._of_entry(entry)
            for entry, line in self.entries.items()
            if line["kind"] == "country"
        }
        self._short: dict[str, int] = {}
        for abbreviation in abbreviations:
            row = index.row_of(abbreviation.geonames_id)
            if row is not None:
                forms = (*abbreviation.forms, *abbreviation.codes)
                self._short.update({fold(form): row for form in forms})
        self._disputed: set[int | str | None] = set()
        for land in disputed:
            rows = [index.row_of(division) for division in land.divisions]
            self._disputed.update(row for row in rows if row is not None)
            self._disputed.update(land.entries)
            self._disputed.update(land.countries)
        self._seats = self._capitals()
        self._known: dict[tuple[str | None, str], list[Option]] = {}

    def of(self, words: list[str], entry: str | None = None) -> list[Option]:
        """The places that a name may mean.

        Args:
            words: folded. entry: lexicon id that the mention has already.

        Returns:
            Options in a fixed order; empty where nobody knows the name.
        """
        key = (entry if entry in self.entries else None, " ".join(words))
        if key not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[key] = self._look_up(words, key[0])
        return self._known[key]

    def disputed(self, option: Option) -> bool:
        """Whether a place is on land that one state holds and another one claims."""
        return not self._disputed.isdisjoint((option.key, option.admin1, option.country))

    def value(self, option: Option, rule: str) -> PlaceValue:
        """The table row of an option; `rule` says what chose it."""
        if isinstance(option.key, str):
            line = self.entries[option.key]
            return {
                "kind": line["kind"],
                "name": line["name"],
                "country": line.get("country"),
                "admin1": line.get("admin1"),
                "latitude": line["latitude"],
                "longitude": line["longitude"],
                "geonames_id": line.get("geonames_id"),
                "precision": line.get("precision"),
                "subtype": line.get("subtype"),
                "rule": rule,
            }
        place = self._index.candidate(option.key)
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
            "rule": rule,
        }

    def _look_up(self, words: list[str], entry: str | None) -> list[Option]:
        found = [self._of_entry(entry)] if entry is not None else []
        joined = join(words)
        if not joined:
            return found
        if joined in self._short and entry is None:
            return self._of_rows([(self._short[joined], True)])
        found += [self._of_entry(other) for other in self._forms.get(joined, ()) if other != entry]
        seats = self._seats.get(joined, ())
        return found + self._of_rows([(row, own or row in seats) for row, own in self._index.find(words)])

    def _of_rows(self, rows: list[tuple[int, bool]]) -> list[Option]:
        facts = self._index.facts([row for row, _ in rows])
        return [Option(row, *fact, own=own) for (row, own), fact in zip(rows, facts, strict=True)]

    def _of_entry(self, entry: str) -> Option:
        line = self.entries[entry]
        feature, country = _FEATURE[line["kind"]], line.get("country")
        division = self._division(line) if feature == "RGN" and country else None
        return Option(entry, feature, country, division, None, line["latitude"], line["longitude"], 0)

    def _division(self, line: Mapping[str, Any]) -> int | None:
        """The row of the first-level division that a region of the lexicon is, so that places are known to lie in it."""
        for form in (line["name"], *line["forms"]):
            rows = [row for row, _ in self._index.rows(fold(form))]
            for row, fact in zip(rows, self._index.facts(rows), strict=True):
                if fact[0] == "ADM1" and fact[1] == line["country"]:
                    return row
        return None

    def _capitals(self) -> dict[str, set[int]]:
        """Folded name of a seat of government → its rows, where the index has it under another name ("Washington, D.C.")."""
        found: dict[str, set[int]] = defaultdict(set)
        for line in self.entries.values():
            for seat in line.get("metonyms", ()):
                key = fold(seat)
                hits = [row for row, _ in self._index.rows(key)]
                for row, fact in zip(hits, self._index.facts(hits), strict=True):
                    if fact[0] == "PPLC" and fact[1] == line["country"]:
                        found[key].add(row)
        return dict(found)
