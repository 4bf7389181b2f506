"""Does a sentence's record agree with its markup? If not, both in markup, one beneath the other, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from eventwire.article import Article
from eventwire.checking.marks import Shown
from eventwire.document import annotate
from eventwire.language import versions_of
from eventwire.lexicon.markup import Marked
from eventwire.records import record_of
from eventwire.schema import ArticleRecord, TextSpan
from eventwire.schema.terms import EVENT_TYPES
from eventwire.testing.sentence_file import KINDS, LAYERS, MEASURES, ROLES, SPEECH, Sentence


@dataclass(frozen=True, slots=True)
class _Found:
    """Something that a record has in a layer."""

    layer: str
    mark: Marked


def differences(sentence: Sentence, nlp: Language) -> str | None:
    """What differs, for people; None where nothing does.

    Every mark must be shown, by the meaning that marks have in rules' examples; and in the layers of `sentence.exact` the
    record has nothing that is not marked. A mention whose words are marked with a role or kind counts as marked.
    """
    article = Article(id="sentence", text=sentence.text, published=sentence.published)
    doc = annotate(nlp, article)
    record = record_of(doc, article, versions_of(nlp))
    shown = Shown(doc)
    found, said = list(_found(record)), _in_record(record)
    missing = [mark for mark in sentence.marks if not _is_there(mark, said, shown)]
    unexpected = [f.mark for f in found if f.layer in sentence.exact and not _is_marked(f, sentence.marks)]
    if not missing and not unexpected:
        return None
    layers = {*sentence.exact, *(layer_of(mark.label) for mark in sentence.marks)}
    lines = [
        f"- gold    {marked_up(sentence.text, sentence.marks)}",
        f"+ record  {marked_up(sentence.text, [f.mark for f in found if f.layer in layers])}",
    ]
    lines += [f"  missing     {_show(sentence.text, mark)}, found {shown.at(mark)}" for mark in missing]
    lines += [f"  unexpected  {_show(sentence.text, mark)}" for mark in unexpected]
    return "\n".join(lines)


def layer_of(label: str) -> str:
    """The layer that a mark's label speaks of."""
    root = label.partition("/")[0]
    if root in EVENT_TYPES or root == "same":
        return "events"
    if root in ROLES:
        return "arguments"
    if root in MEASURES:
        return "quantities"
    return "characterizations" if root in SPEECH else "mentions"


def _found(record: ArticleRecord) -> Iterator[_Found]:
    """Everything that the layers of a record have, as marks."""

    def mark(layer: str, span: TextSpan, label: str) -> _Found:
        return _Found(layer, Marked(span.start, span.end, label))

    kinds = {entity.id: entity.kind for entity in record.entities}
    for m in record.mentions:
        kind = kinds[m.entity]
        yield mark("mentions", m, f"{m.label}/{kind}" if kind else m.label)
    for e in record.events:
        yield mark("events", e.trigger, e.type)
        for a in e.arguments:
            yield mark("arguments", a, a.role)
        for q in e.quantities:
            yield mark("quantities", q, q.measure)
    for c in record.characterizations:
        yield mark("characterizations", c.cue, f"cue/{c.act}")


def _in_record(record: ArticleRecord) -> set[Marked]:
    """What the record says of mentions, events and arguments, by every label that may be written for it."""
    found: set[Marked] = set()
    kinds = {entity.id: entity.kind for entity in record.entities}
    for m in record.mentions:
        found |= {Marked(m.start, m.end, label) for label in (m.label, f"{m.label}/{kinds[m.entity]}")}
    for e in record.events:
        for span in (e.trigger, *e.mentions):
            found |= {
                Marked(span.start, span.end, label) for label in (e.type, *(f"{e.type}/{m}" for m in e.modes))
            }
        found |= {Marked(a.start, a.end, a.role) for a in e.arguments}
    return found


def _is_there(mark: Marked, said: set[Marked], shown: Shown) -> bool:
    """Whether the record has what is marked: the record decides, and not a candidate or trigger that came to nothing."""
    root, slash, _ = mark.label.partition("/")
    measure = root == "QUANTITY" and bool(slash)
    return mark in said if root in (*KINDS, *EVENT_TYPES, *ROLES) and not measure else shown.has(mark)


def _is_marked(found: _Found, marks: Iterable[Marked]) -> bool:
    """Whether the markup speaks of what was found: in the same place, and with nothing else to say about it."""
    root = found.mark.label.partition("/")[0]
    here = {
        mark.label.partition("/")[0]
        for mark in marks
        if (mark.start, mark.end) == (found.mark.start, found.mark.end)
    }
    if found.layer == "mentions":
        labels = here & set(KINDS)
        return root in labels if labels else bool(here)
    if found.layer == "quantities":
        return root in here or "QUANTITY" in here
    return root in here


def marked_up(text: str, marks: Iterable[Marked]) -> str:
    """A text in markup; of spans that cross, the one that begins later is left out."""
    kept: list[Marked] = []
    for mark in sorted(set(marks), key=lambda m: (m.start, -m.end, _rank(m))):
        if not any(k.start < mark.start < k.end < mark.end for k in kept):
            kept.append(mark)
    out: list[str] = []
    open_until: list[Marked] = []
    for place in range(len(text) + 1):
        while open_until and open_until[-1].end == place:
            out.append(f"]({open_until.pop().label})")
        for mark in kept:
            if mark.start == place:
                out.append("[")
                open_until.append(mark)
        if place < len(text):
            out.append("\\" + text[place] if text[place] in "[]\\" else text[place])
    return "".join(out)


def _rank(mark: Marked) -> int:
    """Mentions inside, what is said of them outside."""
    return -LAYERS.index(layer_of(mark.label))


def _show(text: str, mark: Marked) -> str:
    return f"[{text[mark.start : mark.end]}]({mark.label})"
