"""Place names found by the index and the words around them: a table of sentences."""

from __future__ import annotations

import pytest
from spacy.language import Language

from eventwire import layers

# sentence with the place names in brackets
ROWS = [
    "Two shops burned in [Tuscaloosa], [Ala.], on Sunday.",
    "[BEIRUT] (Reuters) — Shelling was heard on Friday.",
    "[TORRINGTON] — The council will meet on Monday.",
    "The convoy left [Deir ez-Zor] for [Al-Hasakah] at dawn.",
    "A fire broke out near [Charleston], [W.Va.], on Friday.",
    "Three men from [Paris], [TX], were held.",
    "The [Tuscaloosa] Police Department sent two officers.",
    "Deputies of the [Madison County] Fiscal Court met on Monday.",
    "Central High School was closed on Friday.",
    "A van burned on [Harlow Avenue], close to [Highway 24].",
    "Crews closed [County Road 42] after the storm.",
    "Mr. Reading said that he would stay at home.",
    "In March, Police will march again.",
    "Of all the men, Jordan Harlow was the first to speak.",
]


@pytest.mark.parametrize("row", ROWS)
def test_places_of_a_sentence(nlp: Language, row: str) -> None:
    text, expected = "", []
    for part in row.split("["):
        name, closed, rest = part.partition("]")
        if closed:
            expected.append((len(text), len(text) + len(name)))
            text += name + rest
        else:
            text += part
    doc = nlp(text)
    found = [(s.start_char, s.end_char) for s in layers.spans(doc, layers.TOPONYMS) if s.label_ != "PERSON"]
    assert found == expected


def test_spans_do_not_overlap(nlp: Language) -> None:
    doc = nlp("Fighting went on in New York, York, West Virginia, Virginia Beach and Deir ez-Zor city.")
    seen: set[int] = set()
    for span in doc.spans[layers.TOPONYMS]:
        tokens = set(range(span.start, span.end))
        assert not tokens & seen
        seen |= tokens
