"""The toponyms component: place names that the place index or the lexicon knows, where the surroundings agree."""

from __future__ import annotations

import json
import math
from typing import Any

from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.lexicon.lines import objects, parse
from eventwire.lexicon.place_rules import Abbreviation, PlaceCue, PlaceNoun, ScanWeights
from eventwire.lexicon.places import PlaceIndex
from eventwire.matching.toponyms import SHORTEST
from eventwire.matching.toponyms import Toponyms as Compiled
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.text.folding import fold

_KEPT = 100_000  # keys whose size is remembered
_LEXICON = ("gazetteer/countries.jsonl", "gazetteer/regions.jsonl")


@Language.factory(
    "eventwire_toponyms",
    requires=["doc.ents"],
    assigns=["doc.spans"],
    default_config={"model": DEFAULT_MODEL, "alone": False},
)
def make_toponyms(nlp: Language, name: str, model: str, alone: bool) -> Toponyms:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
        alone: whether countries, seas and regions of the lexicon are found as well, also inside the names of institutions; for
            a geoparser without mentions. With mentions they come from the gazetteer's candidates.
    """
    component = Toponyms(alone=alone)
    component.load_model(model)
    return component


class Toponyms(DataFiles):
    """Marks place names, beside or against the trained recognizer.

    Reads: `doc.ents`, the words, tags and heads. Writes: `doc.spans["toponyms"]`, labelled GPE or LOC, PERSON for an entity that
    the recognizer takes for a place and that is none, or OPENS for a name at the start of an institution's.
    """

    folders = ("places", "gazetteer/places.bin", *_LEXICON)
    suffixes = (".jsonl", ".json", ".bin")

    def __init__(self, *, alone: bool = False) -> None:
        self.alone = alone

    def compile(self) -> None:
        """Open the index and compile the cues."""
        nouns: list[PlaceNoun] = []
        cues: list[PlaceCue] = []
        short: list[Abbreviation] = []
        lines: list[dict[str, Any]] = []
        weights: ScanWeights | None = None
        for path, data in self.files.items():
            if path.endswith("places.bin"):
                self._index = PlaceIndex(data, path)
            elif path.endswith("scan.json"):
                weights = _weights(data, path)
            elif path.endswith("nouns.jsonl"):
                nouns = parse(PlaceNoun, data, path=path)
            elif path.endswith("cues.jsonl"):
                cues = parse(PlaceCue, data, path=path)
            elif path.endswith("abbreviations.jsonl"):
                short = parse(Abbreviation, data, path=path)
            elif self.alone and path in _LEXICON:
                lines += [line for _, line in objects(data, path=path)]
        if weights is None:
            raise ModelDataError("no scan.json", path="places")
        self._weights = weights
        self._lines = {
            fold(form): weights.country if line["kind"] == "country" else weights.region
            for line in lines
            if not line.get("disabled")
            for form in line["forms"]
        }
        self._known: dict[str, float | None] = {}
        self._compiled = Compiled(
            cues,
            nouns,
            weights,
            sizes=self._sizes,
            forms=[form for line in short for form in line.forms],
            codes=[code for line in short for code in line.codes],
            acronyms=[key for key in self._lines if len(key) < SHORTEST],
        )

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["toponyms"]`."""
        entities = [(e.start, e.end, e.label_) for e in doc.ents]
        found = self._compiled.find(tree_of(doc), entities, self._lexicon(doc) if self.alone else None)
        doc.spans[layers.TOPONYMS] = [Span(doc, one.start, one.end, label=one.label) for one in found]
        return doc

    def _lexicon(self, doc: Doc) -> list[tuple[int, int]]:
        """The candidates that name a country or region."""
        return [
            (span.start, span.end)
            for span in layers.spans(doc, layers.CANDIDATES)
            if span.label_ == "PLACE"
            and span.text[0].isupper()
            and span.kb_id_.startswith(("country/", "region/", "city/"))
        ]

    def _sizes(self, keys: list[str]) -> list[float | None]:
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            if len(self._known) > _KEPT:
                self._known.clear()
                new = list(dict.fromkeys(keys))
            for key, rows in zip(new, self._index.rows_of(new), strict=True):
                sizes = [size for size in (self._size(rows), self._lines.get(key)) if size is not None]
                self._known[key] = max(sizes, default=None)
        return [self._known[key] for key in keys]

    def _size(self, rows: list[tuple[int, bool]]) -> float | None:
        if not rows:
            return None
        weights = self._weights
        return max(
            math.log10(fact[6] + 1)
            + (weights.division if fact[0] == "ADM1" else 0.0)
            + (0.0 if own else weights.other)
            for (_, own), fact in zip(rows, self._index.facts([row for row, _ in rows]), strict=True)
        )


def _weights(data: bytes, path: str) -> ScanWeights:
    try:
        return ScanWeights.model_validate(json.loads(data))
    except (ValueError, ValidationError) as err:
        raise ModelDataError(f"weights do not fit: {err}", path=path) from err
