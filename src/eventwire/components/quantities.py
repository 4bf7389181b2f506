"""The quantities component: numbers that count something, with their bounds and their measure."""

from __future__ import annotations

from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.layers import QuantityValue
from eventwire.lexicon.lines import parse
from eventwire.lexicon.quantities import MeasureRule, QuantityWord
from eventwire.matching.measure import Measured, Measures
from eventwire.matching.quantities import QuantityFinder
from eventwire.matching.tree import tree_of
from eventwire.resources import DEFAULT_MODEL

UNMEASURED = Measured(None, None, "")  # a length or a weight
WORDS = "quantities/words.jsonl"


@Language.factory("eventwire_quantities", assigns=["doc.spans"], default_config={"model": DEFAULT_MODEL})
def make_quantities(nlp: Language, name: str, model: str) -> Quantities:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
    """
    component = Quantities()
    component.load_model(model)
    return component


class Quantities(DataFiles):
    """Finds numbers that count something.

    Reads the tokens, tags and heads, `doc.spans["dates"]` and `["candidates"]` where they exist. Writes
    `doc.spans["quantities"]` (label QUANTITY, ids q1, q2, … in text order) and `doc._.quantities`. Money, shares, times,
    ordinals, ages, calibres and numbers in names are none.
    """

    folders: ClassVar[tuple[str, ...]] = ("quantities",)

    def compile(self) -> None:
        """As `DataFiles` says."""
        words: list[QuantityWord] = []
        rules: list[MeasureRule] = []
        for path, data in self.files.items():
            if path == WORDS:
                words += parse(QuantityWord, data, path=path)
            else:
                rules += parse(MeasureRule, data, path=path)
        self._finder = QuantityFinder(words)
        self._measures = Measures(rules, words)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        tree = tree_of(doc)
        entries = layers.table(doc, "entries")
        taken = {i for span in layers.spans(doc, layers.DATES) for i in range(span.start, span.end)}
        labels: dict[int, tuple[str, str | None]] = {}
        for span in layers.spans(doc, layers.CANDIDATES):
            entry = entries.get(span.kb_id_, {})
            for i in range(span.start, span.end):
                labels[i] = (span.label_, entry.get("kind"))
            if not entry.get("generic", False):
                taken.update(range(span.start, span.end))
        spans: list[Span] = []
        table: dict[str, QuantityValue] = {}
        for found in self._finder.find(tree, taken=taken):
            measured = UNMEASURED
            if not found.unit:
                measured = self._measures.of(tree, found.start, found.end, found.last - 1, labels=labels)
            if found.none and measured.measure is None:
                continue
            local = f"q{len(spans) + 1}"
            spans.append(Span(doc, found.start, found.end, label="QUANTITY", span_id=local))
            table[local] = {
                "tokens": [found.start, found.end],
                "low": found.amount.low,
                "high": found.amount.high,
                "approximate": found.amount.approximate,
                "measure": measured.measure,
                "counted": measured.counted,
                "rule": measured.rule or found.rule,
            }
        doc.spans[layers.QUANTITIES] = spans
        doc._.quantities = table
        return doc
