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
from eventwire.layers import MentionValue
from eventwire.lexicon.lines import objects, parse
from eventwire.lexicon.place_rules import Abbreviation, Disputed, PlaceCue, PlaceNoun, Weights
from eventwire.lexicon.places import PlaceIndex
from eventwire.matching.bare_names import as_mention, toponyms
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.place_context import PlaceContext
from eventwire.matching.place_options import PlaceOptions
from eventwire.matching.place_resolution import Resolver, Scene
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.text.folding import fold_word, join

Of = Literal["mentions", "toponyms"]


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
        disputed: list[Disputed] = []
        lines: list[dict[str, Any]] = []
        between: set[str] = set()
        streets: set[str] = set()
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
                between = {w for cue in cues if cue.role == "between" for w in cue.words}
                streets = {w for cue in cues if cue.role == "street" for w in cue.words}
            elif path.endswith("disputed.jsonl"):
                disputed = parse(Disputed, data, path=path)
            elif path.endswith("abbreviations.jsonl"):
                short = parse(Abbreviation, data, path=path)
            elif path.startswith("gazetteer/"):
                lines += [line for _, line in objects(data, path=path)]
        if index is None or weights is None:
            raise ModelDataError("expected places.bin and weights.json", path="places")
        options = PlaceOptions(index, lines, short, disputed)
        self.resolver = Resolver(options, PlaceContext(nouns), weights, between, streets)

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.places`, and `doc._.toponyms` or the spans of toponyms."""
        tree, scene = tree_of(doc), _scene(doc)
        if self.of == "mentions":
            mentions, names = layers.table(doc, "mentions"), _names(doc, layers.NAMES)
            doc._.places = self.resolver.resolve(tree, mentions, scene)
            alone = self.resolver.resolve(tree, names, scene)
            doc._.toponyms = toponyms(names, alone, mentions, doc._.places)
        else:
            names = _names(doc, layers.TOPONYMS)
            doc._.places = self.resolver.resolve(tree, names, scene)
            bounds = {local: row["tokens"] for local, row in names.items()}
            doc.spans[layers.PLACES] = [
                Span(doc, bounds[local][0], bounds[local][1], label=value["kind"] or "", span_id=local)
                for local, value in doc._.places.items()
            ]
        return doc


def _scene(doc: Doc) -> Scene:
    entries, words = layers.table(doc, "entries"), tree_of(doc).words
    people: dict[int, str] = {}
    spoken: Counter[str] = Counter()
    for span in layers.spans(doc, layers.CANDIDATES):
        country = (entries.get(span.kb_id_) or {}).get("country")
        if country and span.label_ in (DEMONYM, "ACTOR"):
            spoken[country] += 1
            if span.label_ == DEMONYM:
                people.update(dict.fromkeys(range(span.start, span.end), country))
    named = {
        join([fold_word(word) for word in words[span.start : span.end]])
        for span in layers.spans(doc, layers.TOPONYMS)
        if span.label_ != "PERSON"
    }
    article = doc._.article
    return Scene(people, spoken, named, entries, article.get("publisher_country") if article else None)


def _names(doc: Doc, key: str) -> dict[str, MentionValue]:
    """The place names of a group of spans as rows of mentions."""
    spans = [span for span in layers.spans(doc, key) if span.label_ != "PERSON"]
    return {
        f"p{number}": as_mention(span.start, span.end, span.root.i, span.label_)
        for number, span in enumerate(spans, 1)
    }


def _weights(data: bytes, path: str) -> Weights:
    try:
        return Weights.model_validate(json.loads(data))
    except (ValueError, ValidationError) as err:
        raise ModelDataError(f"weights do not fit: {err}", path=path) from err
