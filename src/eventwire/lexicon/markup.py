"""Sentence markup: `Two [Shahed drones](WEAPON/drone) hit the port.` into plain text and labelled spans, and back."""

from __future__ import annotations

from dataclasses import dataclass

from eventwire.errors import MarkupError


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """A span of marked-up text, half-open in code points of the plain text, with its label as written."""

    start: int
    end: int
    label: str


def parse_markup(marked: str) -> tuple[str, list[Marked]]:
    """Plain text and the spans of a marked-up sentence.

    `[words](LABEL)` marks a span; spans may nest. A backslash takes the next bracket, parenthesis or backslash literally;
    parentheses that follow no `]` need none.

    Returns:
        The text without markup, and the spans sorted by start, then end.

    Raises:
        MarkupError: for an unbalanced bracket, or one that is not followed by `(LABEL)`.
    """
    out: list[str] = []
    length, i = 0, 0
    open_at: list[int] = []
    found: list[Marked] = []
    while i < len(marked):
        c = marked[i]
        if c == "\\" and i + 1 < len(marked) and marked[i + 1] in "[]()\\":
            out.append(marked[i + 1])
            length += 1
            i += 2
            continue
        if c == "[":
            open_at.append(length)
            i += 1
            continue
        if c == "]":
            if not open_at:
                raise MarkupError(f"column {i + 1}: ']' without '[' in {marked!r}")
            close = marked.find(")", i)
            if i + 1 >= len(marked) or marked[i + 1] != "(" or close < 0:
                raise MarkupError(f"column {i + 1}: ']' is not followed by '(LABEL)' in {marked!r}")
            label = marked[i + 2 : close]
            start = open_at.pop()
            if not label or start == length:
                raise MarkupError(f"column {i + 1}: empty span or label in {marked!r}")
            found.append(Marked(start, length, label))
            i = close + 1
            continue
        out.append(c)
        length += 1
        i += 1
    if open_at:
        raise MarkupError(f"'[' is never closed in {marked!r}")
    return "".join(out), sorted(found)
