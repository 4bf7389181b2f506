"""Export, then import, is the identity: for every format, the whole corpus, and the same with texts that nobody likes."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventwire.evaluation.fit import misfit
from eventwire.exchange import FORMATS, Annotated, FormatName, export, import_
from eventwire.schema import ArticleRecord

CASES = [*((form, False) for form in FORMATS), ("doccano", True)]
NAMES = [form + ("-graphemes" if graphemes else "") for form, graphemes in CASES]

# what counts differently in UTF-16, in grapheme clusters, in lines or in columns
TROUBLE = (
    "🚀", "👨‍👩‍👧‍👦", "🇵🇸", "e\u0301", "\u0301", "\r\n", "\r", "\n", "\n\n", "\t", "  ", "\u2028", "\x85", "\x0b", "\u202e", "\ufeff",
    "\u00a0", "\u200d", "한", "ก็", "\\n", '"', "<b>&amp;</b>", "[x](Y)", "\x00", "\x1e",
)  # fmt: skip


def there_and_back(items: list[Annotated], form: FormatName, graphemes: bool) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        export(items, Path(folder) / "out", form=form, graphemes=graphemes)
        return list(import_(Path(folder) / "out", form=form, graphemes=graphemes))


def by_id(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: item.record.document.id if isinstance(item, Annotated) else "")


def disturbed(item: Annotated, inserted: list[tuple[float, str]]) -> Annotated:
    """An article with strings put into its text, also inside spans; every span is moved along."""
    places = sorted((int(share * len(item.text)), words) for share, words in inserted)

    def moved(place: int, *, is_end: bool) -> int:
        return place + sum(len(words) for at, words in places if (at < place if is_end else at <= place))

    text = ""
    for i, character in enumerate(item.text):
        text += "".join(words for at, words in places if at == i) + character

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        plain = {key: walk(inner) for key, inner in value.items()}
        if isinstance(plain.get("start"), int):
            plain["start"] = moved(plain["start"], is_end=False)
            plain["end"] = moved(plain["end"], is_end=True)
            for key in ("text", "term"):
                if key in plain:
                    plain[key] = text[plain["start"] : plain["end"]]
        return plain

    plain = walk(item.record.model_dump(mode="json", by_alias=True))
    plain["document"]["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
    record = ArticleRecord.model_validate(plain)
    assert misfit(record, text) is None
    return Annotated(record, text)


@pytest.mark.parametrize(("form", "graphemes"), CASES, ids=NAMES)
def test_the_whole_corpus(corpus: list[Annotated], form: FormatName, graphemes: bool) -> None:
    assert by_id(there_and_back(corpus, form, graphemes)) == by_id(corpus)


@pytest.mark.parametrize(("form", "graphemes"), CASES, ids=NAMES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_corpus_with_troublesome_characters(
    corpus: list[Annotated], form: FormatName, graphemes: bool, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(corpus))
    share = st.floats(0, 1, exclude_max=True)
    inserted = data.draw(st.lists(st.tuples(share, st.sampled_from(TROUBLE)), min_size=1, max_size=40))
    odd = disturbed(item, inserted)
    assert there_and_back([odd], form, graphemes) == [odd]


@st.composite
def articles(draw: st.DrawFn) -> Annotated:
    """Any text with any mentions: of white space only, across lines, side by side."""
    text = "".join(
        draw(st.lists(st.sampled_from((*TROUBLE, "a", "b ", "Gaza", " ")), min_size=1, max_size=30))
    )
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    mentions, entities = [], []
    for i, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=False)):
        label = draw(st.sampled_from(("WEAPON", "PLACE", "QUANTITY")))
        words = {"start": start, "end": end, "text": text[start:end]}
        mentions.append({**words, "id": f"m{i}", "label": label, "entity": f"e{i}"})
        kind = {} if label == "QUANTITY" else {"kind": None}
        entities.append({"id": f"e{i}", "label": label, "name": text[start:end], **kind})
    document = {
        "id": draw(st.sampled_from(("a", "../a", "A/b c", "…", "e\u0301"))),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "status": "no_events",
        "versions": {"eventwire": "0", "rules": "0", "model": "0", "schema": "1"},
    }
    plain = {"document": document, "mentions": mentions, "entities": entities}
    return Annotated(ArticleRecord.model_validate(plain), text)


@pytest.mark.parametrize(("form", "graphemes"), CASES, ids=NAMES)
@settings(max_examples=60, deadline=None)
@given(item=articles())
def test_any_text(form: FormatName, graphemes: bool, item: Annotated) -> None:
    assert there_and_back([item], form, graphemes) == [item]
