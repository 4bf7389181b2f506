"""Which passages of an article support its record: the part of the text that is kept by default."""

from __future__ import annotations

from collections.abc import Iterator

from eventwire.schema import ArticleRecord

Bounds = tuple[int, int]


def passages(record: ArticleRecord) -> list[Bounds]:
    """The passages, in text order, as half-open bounds in code points; none overlap.

    They are the evidence sentences of events, the words from the first to the last that a characterization is made of, and
    the words behind any other field.
    """
    found: list[Bounds] = []
    for start, end in sorted(_supporting(record)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _supporting(record: ArticleRecord) -> Iterator[Bounds]:
    for event in record.events:
        yield from ((span.start, span.end) for span in event.evidence)
        yield from ((span.start, span.end) for span in (event.trigger, *event.mentions, *event.arguments))
        for origins in event.provenance.values():
            for origin in origins:
                if origin.start is not None and origin.end is not None:
                    yield origin.start, origin.end
    for c in record.characterizations:
        spans = [span for span in (c.speaker, c.cue, c.content, c.label) if span]
        yield min(span.start for span in spans), max(span.end for span in spans)
