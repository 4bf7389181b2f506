"""The toponyms component: place names that the place index knows, where the surroundings agree."""

from __future__ import annotations

import json
import math

from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.lexicon.lines import parse
from eventwire.lexicon.place_rules import Abbreviation, PlaceCue, PlaceNoun, ScanWeights
from eventwire.lexicon.places import PlaceIndex
from eventwire.matching.toponyms import Toponyms as Compiled
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL

_KEPT = 100_000  # keys whose size is remembered


@Language.factory(
    "eventwire_toponyms",
    requires=["doc.ents"],
    assigns=["doc.spans"],
    default_config={"model": DEFAULT_MODEL},
)
def make_toponyms(nlp: Language, name: str, model: str) -> Toponyms:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
    """
    component = Toponyms()
    component.load_model(model)
    return component


class Toponyms(DataFiles):
    """Marks place names, beside or against the trained recognizer.

    Reads: `doc.ents`, the words, tags and heads. Writes: `doc.spans["toponyms"]`, labelled GPE or LOC, PERSON for an entity that
    the recognizer takes for a place and that is none, or OPENS for a name at the start of an institution's.
    """

    folders = ("places", "gazetteer/places.bin")
    suffixes = (".jsonl", ".json", ".bin")

    def compile(self) -> None:
        """Open the index and compile the cues."""
        nouns: list[PlaceNoun] = []
        cues: list[PlaceCue] = []
        short: list[Abbreviation] = []
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
        if weights is None:
            raise ModelDataError("no scan.json", path="places")
        self._weights = weights
        self._known: dict[str, float | None] = {}
        self._compiled = Compiled(
            cues,
            nouns,
            weights,
            sizes=self._sizes,
            forms=[form for line in short for form in line.forms],
            codes=[code for line in short for code in line.codes],
        )

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.spans["toponyms"]`."""
        found = self._compiled.find(tree_of(doc), [(e.start, e.end, e.label_) for e in doc.ents])
        doc.spans[layers.TOPONYMS] = [Span(doc, one.start, one.end, label=one.label) for one in found]
        return doc

    def _sizes(self, keys: list[str]) -> list[float | None]:
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if new:
            if len(self._known) > _KEPT:
                self._known.clear()
                new = list(dict.fromkeys(keys))
            for key, rows in zip(new, self._index.rows_of(new), strict=True):
                self._known[key] = self._size(rows)
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
