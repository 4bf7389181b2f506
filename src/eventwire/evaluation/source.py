"""The readable source of a gold article: header, marked-up text, and the blocks beneath it, split into lines and marks.

What the marks mean is decided in `declarations.py` and `authoring.py`; here are only the places where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eventwire.errors import GoldError

SUFFIX = ".gold"
SECTIONS = ("text", "entities", "events", "characterizations")
_ESCAPED = "[]|\\"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A marked span of the plain text, half-open in code points, with one of its tags and its line in the source."""

    start: int
    end: int
    tag: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block, with its 1-based number in the source."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldSource:
    """A gold source taken apart.

    Attributes:
        path: the file. header: `key: value` lines before the first block. text: the article without marks.
        marks: every tag of every mark, in text order. entities, events, characterizations: the lines of the blocks.
    """

    path: Path
    header: dict[str, str]
    text: str
    marks: tuple[Mark, ...]
    entities: tuple[Line, ...]
    events: tuple[Line, ...]
    characterizations: tuple[Line, ...]


def read_source(path: Path) -> GoldSource:
    """Read one `.gold` file.

    Raises:
        GoldError: for a file that is not UTF-8, an unknown or repeated block, a line that belongs nowhere, or a mark
            that is not closed.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise GoldError(f"cannot be read: {err}", path=path) from err
    return parse_source(content, path)


def parse_source(content: str, path: Path) -> GoldSource:
    """Take apart the content of a `.gold` file; see `read_source`."""
    header: dict[str, str] = {}
    blocks: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for number, line in enumerate(content.split("\n"), start=1):
        if line.startswith("==="):
            name = line.strip("= \r")
            if name not in SECTIONS or name in blocks:
                raise GoldError(
                    f"block {name!r}, expected each of {list(SECTIONS)} once", path=path, line=number
                )
            current = blocks[name] = []
        elif current is not None:
            current.append(Line(number, line))
        elif line.strip():
            key, colon, value = line.partition(":")
            if not colon:
                raise GoldError(f"found {line!r}, expected 'key: value'", path=path, line=number)
            header[key.strip()] = value.strip()
    if "text" not in blocks:
        raise GoldError("has no '=== text' block", path=path)
    text, marks = _unmark(blocks["text"], path)
    rest = {
        name: tuple(
            line for line in blocks.get(name, ()) if line.text.strip() and not line.text.startswith("#")
        )
        for name in SECTIONS[1:]
    }
    return GoldSource(path, header, text, marks, rest["entities"], rest["events"], rest["characterizations"])


def _unmark(lines: list[Line], path: Path) -> tuple[str, tuple[Mark, ...]]:
    """Plain text and marks of the text block: `[words|tag; tag]`, nesting allowed, a backslash takes `[ ] | \\` literally."""
    while lines and not lines[0].text.strip():
        lines = lines[1:]
    while lines and not lines[-1].text.strip():
        lines = lines[:-1]
    out: list[str] = []
    length = 0
    open_at: list[tuple[int, int]] = []  # start in the text, line in the source
    marks: list[Mark] = []
    for line in lines:
        i, source = 0, line.text + "\n"
        while i < len(source):
            c = source[i]
            if c == "\\" and i + 1 < len(source) and source[i + 1] in _ESCAPED:
                out.append(source[i + 1])
                length += 1
                i += 2
            elif c == "[":
                open_at.append((length, line.number))
                i += 1
            elif c == "|" and open_at:
                close = source.find("]", i)
                if close < 0:
                    raise GoldError(f"tags after {source[:i]!r} are not closed", path=path, line=line.number)
                start, opened = open_at.pop()
                tags = [tag.strip() for tag in source[i + 1 : close].split(";")]
                if start == length or not all(tags):
                    raise GoldError(
                        f"empty mark or tag before column {close + 1}", path=path, line=line.number
                    )
                marks += [Mark(start, length, tag, opened) for tag in tags]
                i = close + 1
            elif c == "]":
                raise GoldError(
                    f"']' at column {i + 1} closes a mark without '|tag'", path=path, line=line.number
                )
            else:
                out.append(c)
                length += 1
                i += 1
    if open_at:
        raise GoldError("'[' is never closed", path=path, line=open_at[-1][1])
    return "".join(out), tuple(sorted(marks))
