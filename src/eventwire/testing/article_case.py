"""Does an article's record agree with its gold? If not, gold against record, item by item, in the layers that fall short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language

from eventwire.api import extract
from eventwire.evaluation import Gold, evaluate
from eventwire.evaluation.compare import bounds
from eventwire.schema import ArticleRecord, Event, TextSpan
from eventwire.testing.gates import Gate, unmet

# place in the text, and what stands there, in words
Item = tuple[int, str]


def differences(gold: Gold, gates: tuple[Gate, ...], nlp: Language) -> str | None:
    """What falls short, for people; None where every gate is met.

    Raises:
        ArticleError: for an article that the pipeline refuses.
    """
    record = extract(gold.article, nlp=nlp)
    short = unmet(evaluate([gold.record], [record]), gates)
    lines: list[str] = []
    for layer, what in short.items():
        lines += [
            what,
            *_difference(list(_ITEMS[layer](gold.record)), list(_ITEMS[layer](record)), gold.text),
        ]
    return "\n".join(lines) or None


def _difference(gold: list[Item], found: list[Item], text: str) -> Iterator[str]:
    """Lines of what only gold has (`-`) and only the record has (`+`), in text order, with the line of the article."""
    missing, unexpected = Counter(gold) - Counter(found), Counter(found) - Counter(gold)
    both = [(item, "-") for item in missing.elements()] + [(item, "+") for item in unexpected.elements()]
    for (place, words), sign in sorted(both, key=lambda pair: (pair[0][0], pair[1] == "+", pair[0][1])):
        yield f"  {sign} line {text.count(chr(10), 0, place) + 1}, {place}: {words}"


def _quoted(span: TextSpan) -> str:
    return "[" + " ".join(span.text.split()) + "]"


def _at(span: TextSpan) -> int:
    return bounds(span)[0]


def _mentions(record: ArticleRecord) -> Iterator[Item]:
    for m in record.mentions:
        start, end = bounds(m)
        yield start, f"[{' '.join(m.text[start - m.start : end - m.start].split())}]({m.label})"


def _entities(record: ArticleRecord) -> Iterator[Item]:
    for entity in record.entities:
        own = [m for m in record.mentions if m.entity == entity.id]
        if own and entity.label in ("ACTOR", "WEAPON", "PLACE"):
            yield _at(own[0]), f"{entity.label}: {' '.join(words for _, words in _mentions_of(own))}"


def _mentions_of(own: Sequence[TextSpan]) -> Iterator[Item]:
    for m in own:
        yield m.start, _quoted(m)


def _event(event: Event) -> str:
    return f"{event.type} {_quoted(event.trigger)}"


def _events(record: ArticleRecord) -> Iterator[Item]:
    for e in record.events:
        yield _at(e.trigger), f"{_event(e)} {e.modality}{' negated' if e.negated else ''}"


def _arguments(record: ArticleRecord) -> Iterator[Item]:
    for e in record.events:
        for a in e.arguments:
            yield _at(a), f"{a.role} {_quoted(a)} of {_event(e)}"


def _quantities(record: ArticleRecord) -> Iterator[Item]:
    for e in record.events:
        for q in e.quantities:
            figures = "–".join("?" if value is None else f"{value:g}" for value in (q.low, q.high))
            yield _at(q), f"{q.measure} {_quoted(q)} ({figures}) of {_event(e)}"


def _characterizations(record: ArticleRecord) -> Iterator[Item]:
    for c in record.characterizations:
        speaker = f" by {_quoted(c.speaker)}" if c.speaker else ""
        yield _at(c.cue), f"{c.act} {_quoted(c.cue)}{speaker}"


_ITEMS: dict[str, Callable[[ArticleRecord], Iterator[Item]]] = {
    "mentions": _mentions,
    "entities": _entities,
    "events": _events,
    "arguments": _arguments,
    "arguments_of_matched_events": _arguments,
    "arguments_by_entity": _arguments,
    "quantities": _quantities,
    "characterizations": _characterizations,
}
