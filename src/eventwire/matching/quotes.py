"""Direct speech: pairs of quotation marks in a text, curly, straight or doubled single, bounded by the paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# A mark, or the end of a paragraph. Single quotes count only as curly pairs: a straight one is mostly an apostrophe.
_MARK = re.compile(r"[\"“”„«»]|''|``|‘|’(?![^\W_])|\r?\n[ \t\r]*\n|\n(?=[ \t]*[\"“])")
_OPENS = {"“": "”", "„": "”", "«": "»", "``": "''", "‘": "’"}
_CLOSES = frozenset("”»’")


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters of one quotation, marks included, half-open; `closed` is false where the paragraph ended it."""

    start: int
    end: int
    closed: bool


def find_quotes(text: str) -> list[Quote]:
    """The outermost quotations of a text, in order, not overlapping.

    A quotation that is still open at the end of its paragraph ends there; quotations inside quotations belong to the
    outer one. Linear in the text's length.
    """
    found: list[Quote] = []
    open_mark, start, depth = "", 0, 0
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if "\n" in mark:
            if open_mark and (open_mark != "‘"):
                end = _trimmed(text, start, at)
                if end - start > 1 and (len(mark.strip(" \t")) > 1 or depth == 0):
                    found.append(Quote(start, end, closed=False))
            open_mark, depth = "", 0
            continue
        if not open_mark:
            if mark in _CLOSES or (mark in ('"', "''") and not _may_open(text, match.end())):
                continue
            open_mark, start, depth = mark, at, 0
            continue
        closer = _OPENS.get(open_mark, open_mark)
        if mark == open_mark and open_mark in _OPENS:
            depth += 1
        elif mark == closer:
            if depth:
                depth -= 1
            elif mark in ('"', "''") and _inner(text, at, match.end()):
                depth += 1
            else:
                found.append(Quote(start, match.end(), closed=True))
                open_mark = ""
    if open_mark and open_mark != "‘":
        end = _trimmed(text, start, len(text))
        if end - start > 1:
            found.append(Quote(start, end, closed=False))
    return found


def _may_open(text: str, after: int) -> bool:
    return after < len(text) and not text[after].isspace()


def _inner(text: str, at: int, after: int) -> bool:
    """Whether a straight mark inside straight quotes opens a quotation within: a space before it, a letter behind."""
    return text[at - 1].isspace() and after < len(text) and text[after].isalnum()


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def quote_tokens(quotes: list[Quote], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Quotations as half-open token ranges, those that hold at least one token beside their marks.

    Args:
        quotes: of the text. starts, ends: characters of the tokens.
    """
    found = []
    for quote in quotes:
        first = bisect_right(ends, quote.start)
        last = bisect_right(starts, quote.end - 1)
        if last - first > 1:
            found.append((first, last))
    return found
