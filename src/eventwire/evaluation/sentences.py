"""Where the sentences of a text are, well enough to show one: no model, no list of abbreviations."""

from __future__ import annotations

import re

from eventwire.evaluation.compare import Bounds

# a line break, or closing punctuation and white space before a capital, a digit or an opening quotation mark
_END = re.compile(
    r"\s*\n\s*|(?<=[a-z0-9)][.!?])[\"'”’]*\s+(?=[\"'“‘(]*[A-Z0-9])|(?<=[.!?][\"”’])\s+(?=[\"'“‘(]*[A-Z])"
)
LONGEST = 600  # code points; a longer one is shown around the place only


def sentences(text: str) -> list[Bounds]:
    """Bounds of the sentences, without the white space between them, in order."""
    found = []
    start = 0
    for end in _END.finditer(text):
        stop = end.end() - len(end[0]) + len(end[0].rstrip()) if end[0].strip() else end.start()
        if text[start:stop].strip():
            found.append((start, stop))
        start = end.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def window(bounds: list[Bounds], spans: list[Bounds], length: int) -> Bounds:
    """The sentences that hold some spans, at most 600 code points.

    Args:
        bounds: of the sentences. spans: what must be seen, the most important one first; at least one.
        length: of the text.
    """
    start, end = _whole(bounds, spans)
    if end - start > LONGEST:  # far apart: the first one alone
        start, end = _whole(bounds, spans[:1])
    if end - start > LONGEST:
        start = max(start, spans[0][0] - LONGEST // 2)
        end = min(end, length, start + LONGEST)
    return start, end


def _whole(bounds: list[Bounds], spans: list[Bounds]) -> Bounds:
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    start = max((s for s, _ in bounds if s <= first), default=first)
    end = min((e for _, e in bounds if e >= last), default=last)
    return min(start, first), max(end, last)
