"""The toponyms component: place names that the place index or the lexicon knows, where the surroundings agree."""

from __future__ import annotations

import json
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
from eventwire.matching.place_sizes import KnownSizes
from eventwire.matching.toponyms import SHORTEST
from eventwire.matching.toponyms import Toponyms as Compiled
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL

_LEXICON = ("gazetteer/countries.jsonl", "gazetteer/regions.jsonl")


@Language.factory(
    "eventwire_toponyms",
    requires=["doc.ents"],
    assigns=["doc.spans"],
    default_config={"model": DEFAULT_MODEL, "alone": False, "names": True},
)
def make_toponyms(nlp: Language, name: str, model: str, alone: bool, names: bool) -> Toponyms:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
        alone: whether countries, seas and regions of the lexicon are found as well, also inside the names of institutions; for
            a geoparser without mentions. With mentions they come from the gazetteer's candidates.
        names: whether, beside what the mentions are made of, all bare names are marked for the record's toponyms; without effect
            where `alone` is set.
    """
    component = Toponyms(alone=alone, names=names)
    component.load_model(model)
    return component


class Toponyms(DataFiles):
    """Marks place names, beside or against the trained recognizer.

    Reads: `doc.ents`, the words, tags and heads. Writes: `doc.spans["toponyms"]`, labelled GPE or LOC, PERSON for an entity that
    the recognizer takes for a place and that is none, or OPENS for a name at the start of an institution's. Writes with `names` also
    `doc.spans["names"]`: what `alone` would find.
    """

    folders = ("places", "gazetteer/places.bin", *_LEXICON)
    suffixes = (".jsonl", ".json", ".bin")

    def __init__(self, *, alone: bool = False, names: bool = True) -> None:
        self.alone = alone
        self.names = names and not alone

    def compile(self) -> None:
        """Open the index and compile the cues."""
        nouns: list[PlaceNoun] = []
        cues: list[PlaceCue] = []
        short: list[Abbreviation] = []
        lines: list[dict[str, Any]] = []
        index: PlaceIndex | None = None
        weights: ScanWeights | None = None
        for path, data in self.files.items():
            if path.endswith("places.bin"):
                index = PlaceIndex(data, path)
            elif path.endswith("scan.json"):
                weights = _weights(data, path)
            elif path.endswith("nouns.jsonl"):
                nouns = parse(PlaceNoun, data, path=path)
            elif path.endswith("cues.jsonl"):
                cues = parse(PlaceCue, data, path=path)
            elif path.endswith("abbreviations.jsonl"):
                short = parse(Abbreviation, data, path=path)
            elif path in _LEXICON:
                lines += [line for _, line in objects(data, path=path)]
        if index is None or weights is None:
            raise ModelDataError("expected places.bin and scan.json", path="places")
        forms = [form for line in short for form in line.forms]
        codes = [code for line in short for code in line.codes]

        def compiled(sizes: KnownSizes) -> Compiled:
            acronyms = [key for key in sizes.lexicon if len(key) < SHORTEST]
            return Compiled(cues, nouns, weights, sizes=sizes.of, forms=forms, codes=codes, acronyms=acronyms)

        self._whole = compiled(KnownSizes(index, weights, lines)) if self.alone or self.names else None
        self._beside = None if self.alone else compiled(KnownSizes(index, weights))
        # the two differ in sizes only, and see the same ground
        self._ground = next(one.ground for one in (self._beside, self._whole) if one is not None)

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["toponyms"]` and `["names"]`."""
        tree = tree_of(doc)
        entities = [(e.start, e.end, e.label_) for e in doc.ents]
        ground = self._ground(tree, entities)
        whole = self._whole.find(tree, ground, self._lexicon(doc)) if self._whole else []
        found = self._beside.find(tree, ground) if self._beside else whole
        doc.spans[layers.TOPONYMS] = [Span(doc, one.start, one.end, label=one.label) for one in found]
        if self.names:
            bare = [one for one in whole if one.label != "PERSON"]
            doc.spans[layers.NAMES] = [
                Span(doc, one.start, one.end, label=one.label, span_id=f"p{number}")
                for number, one in enumerate(bare, 1)
            ]
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


def _weights(data: bytes, path: str) -> ScanWeights:
    try:
        return ScanWeights.model_validate(json.loads(data))
    except (ValueError, ValidationError) as err:
        raise ModelDataError(f"weights do not fit: {err}", path=path) from err
