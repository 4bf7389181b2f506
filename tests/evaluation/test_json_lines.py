"""The line of a value, for JSON written in any way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwire.evaluation.json_lines import line_of

TEXT = """{
 "a": "{\\"b\\": [1,\\n2]}", "b": [
  {"c": 1},

  {"c":
    [ ], "d": {"e": null}}
 ]
}"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("b",), 2),
        (("b", 0), 3),
        (("b", 1), 5),
        (("b", 1, "c"), 6),
        (("b", 1, "union", "d", "e"), 6),  # a step that is no part of the JSON
        (("b", 7), 2),
        (("nothing",), 1),
    ],
)
def test_line(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(JSON, st.data())
def test_every_path_of_any_json_leads_to_its_value(value: Any, data: st.DataObject) -> None:
    """Indented JSON has each value on a line of its own: that line starts with the key, or the value itself."""
    path: list[str | int] = []
    inner = value
    while inner and isinstance(inner, dict | list) and data.draw(st.booleans()):
        step = data.draw(st.sampled_from(list(inner) if isinstance(inner, dict) else list(range(len(inner)))))
        path.append(step)
        inner = inner[step]
    text = json.dumps(value, indent=1)
    line = text.split("\n")[line_of(text, path) - 1].strip().rstrip(",")
    shown = json.dumps(inner, indent=1).split("\n")[0]
    key = f"{json.dumps(path[-1])}: " if path and isinstance(path[-1], str) else ""
    assert line == key + shown
