"""Taking a gold source apart: marks of any nesting, literal brackets, any Unicode."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.errors import GoldError
from eventwire.evaluation.source import parse_source

HERE = Path("made.gold")
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


def escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "[]|\\" else c for c in text)


@given(words, words, words)
def test_any_words_keep_their_offsets(before: str, inner: str, after: str) -> None:
    source = f"=== text\n.{escaped(before)}[{escaped(inner)}|k; @e1]{escaped(after)}.\n"
    parsed = parse_source(source, HERE)
    assert parsed.text == f".{before}{inner}{after}.\n"
    assert [(m.start, m.end, m.tag) for m in parsed.marks] == [
        (1 + len(before), 1 + len(before) + len(inner), tag) for tag in ("@e1", "k")
    ]


def test_nested_marks_over_lines() -> None:
    parsed = parse_source("=== text\n\nHe [said [two|q]\nthings|@c1.content].\n\n", HERE)
    assert parsed.text == "He said two\nthings.\n"
    assert [(parsed.text[m.start : m.end], m.tag, m.line) for m in parsed.marks] == [
        ("said two\nthings", "@c1.content", 3),
        ("two", "q", 3),
    ]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("title: x\n", None, "no '=== text' block"),
        ("stray\n=== text\nx\n", 1, "expected 'key: value'"),
        ("=== text\nx\n=== text\ny\n", 3, "once"),
        ("=== text\nopen [here\n", 2, "never closed"),
        ("=== text\nclosed here]\n", 2, "without '|tag'"),
        ("=== text\n[|k]\n", 2, "empty mark"),
        ("=== text\n[x|]\n", 2, "empty mark"),
        ("=== text\n[x|k\n", 2, "not closed"),
    ],
)
def test_mistakes(content: str, line: int | None, message: str) -> None:
    with pytest.raises(GoldError) as caught:
        parse_source(content, HERE)
    assert message in str(caught.value)
    assert caught.value.line == line
