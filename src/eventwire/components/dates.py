"""The dates component."""

from __future__ import annotations

import bisect
import datetime as dt
from typing import ClassVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventwire.article import iso_day
from eventwire.components.serialise import DataFiles
from eventwire.layers import DATES, DateValue
from eventwire.lexicon.dates import DateRule, DateWord
from eventwire.lexicon.lines import parse
from eventwire.matching.dates.grammar import Grammar
from eventwire.matching.dates.narrative import DateFound, read_dates
from eventwire.matching.dates.text_clues import TextClues
from eventwire.matching.dates.tree_clues import TreeClues
from eventwire.matching.tree import Tree, tree_of
from eventwire.resources import DEFAULT_MODEL
from eventwire.text.dates import day_first_of

WORDS = "dates/words.jsonl"


@Language.factory(
    "eventwire_dates",
    assigns=["doc.spans"],
    default_config={"model": DEFAULT_MODEL, "published": None, "publisher_country": None},
)
def make_dates(
    nlp: Language, name: str, model: str, published: str | None, publisher_country: str | None
) -> Dates:
    """The factory that spaCy calls."""
    component = Dates(published=published, publisher_country=publisher_country)
    component.load_model(model)
    return component


class Dates(DataFiles):
    """Finds date expressions and resolves them.

    Reads the text, `doc._.article` (published, publisher_country) and, where they exist, tags, heads and names. Writes
    `doc.spans["dates"]` (label DATE, ids d1, d2, … in text order) and `doc._.dates`.

    Config: `published` and `publisher_country` stand in where the article says nothing; without any publication day a
    relative date stays unresolved and a day without a year has none.
    """

    folders: ClassVar[tuple[str, ...]] = ("dates",)

    def __init__(self, *, published: str | None = None, publisher_country: str | None = None) -> None:
        """Take the config; the data comes with `load_model` or `from_disk`.

        Raises:
            InputError: where `published` is no date.
        """
        self.published = iso_day(published, where="eventwire_dates: published")
        self.publisher_country = publisher_country

    def compile(self) -> None:
        """As `DataFiles` says."""
        words: list[DateWord] = []
        rules: list[DateRule] = []
        for path, data in self.files.items():
            if path == WORDS:
                words += parse(DateWord, data, path=path)
            else:
                rules += parse(DateRule, data, path=path)
        self.grammar = Grammar(words, rules)

    def find(self, doc: Doc) -> list[DateFound]:
        """The date expressions of a Doc, without writing anything."""
        article = doc._.article or {}
        published = article.get("published") or self.published
        country = article.get("publisher_country") or self.publisher_country
        tree = tree_of(doc)
        text = tree.whole
        if doc.has_annotation("DEP") and doc.has_annotation("TAG"):
            names = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
            clues: TextClues = TreeClues(text, tree, names, self.grammar.forms)
        else:
            clues = TextClues(text, self.grammar.forms)
        return read_dates(
            text,
            self.grammar,
            clues,
            published=dt.date.fromisoformat(published) if published else None,
            day_first=day_first_of(country),
        )

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        tree = tree_of(doc)
        spans: list[Span] = []
        table: dict[str, DateValue] = {}
        last = 0
        for found in self.find(doc):
            first, end = _tokens(tree, found.start, found.end)
            if first < last:
                continue
            last = end
            spans.append(Span(doc, first, end, label="DATE", span_id=found.id))
            table[found.id] = _row(found, [first, end])
        doc.spans[DATES] = spans
        doc._.dates = table
        return doc


def _tokens(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """The tokens that cover characters, half-open."""
    first = max(0, bisect.bisect_right(tree.starts, start) - 1)
    return first, max(first + 1, bisect.bisect_left(tree.starts, end))


def _row(found: DateFound, tokens: list[int]) -> DateValue:
    value = found.value
    row: DateValue = {
        "tokens": tokens,
        "start": value.start.isoformat() if value.start else None,
        "end": value.end.isoformat() if value.end else None,
        "edtf": value.edtf,
        "timex_type": value.timex_type,
        "timex_value": value.timex_value,
        "timex_mod": value.mod,
        "precision": value.precision,
        "basis": value.basis,
        "anchor": value.anchor,
        "bound": found.bound,
        "rule": found.rule,
    }
    if value.ambiguous:
        row["ambiguous"] = True
    return row
