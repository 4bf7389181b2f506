"""`eventwire explain`: which rule made each field, and why a trigger-like word was not coded."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwire.cli import console
from eventwire.errors import ArticleError
from eventwire.readers import FieldMapping, read
from eventwire.resources import DEFAULT_MODEL
from eventwire.stances import stance_table

if TYPE_CHECKING:
    from eventwire.explanation import Explanation, Reason

_WIDEST = 32  # columns that a cell is padded to


def explain(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…|-", help="Files, folders, or - for stdin.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that don't say."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=NAME,…", help="As for extract: text=body,published=date."),
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of your own rules; can be repeated.")
    ] = None,
    model: Annotated[str, typer.Option(help="A model's name or directory.")] = DEFAULT_MODEL,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON per article.")] = False,
) -> None:
    """Show for each event which rule made each field, with the words, and which words were not coded and why; then who
    says what about which event."""
    from eventwire.api import load  # spaCy takes a second: only who computes pays for it
    from eventwire.explanation import explain as explain_article

    articles = read(paths, published=published, mapping=FieldMapping.parse(names or ()))
    nlp = load(model, rules=rules or ())
    failed = 0
    for article in articles:
        try:
            if isinstance(article, ArticleError):
                raise article
            found = explain_article(article, nlp)
        except ArticleError as err:
            failed += err.status == "failed"
            console.say(f"{err.status}: {err.article_id}: {err.code}: {err.message}")
            continue
        console.write([_json(found)] if as_json else _lines(found, article.text))
    if failed:
        raise typer.Exit(1)


def _json(found: Explanation) -> str:
    value = {
        "document": found.record.document.id,
        "events": [
            {
                "id": event.id,
                "type": event.type,
                "reasons": [dataclasses.asdict(r) for r in found.reasons[event.id]],
            }
            for event in found.record.events
        ],
        "rejected": [dataclasses.asdict(rejected) for rejected in found.rejected],
        "revised": [dataclasses.asdict(revised) for revised in found.revised],
        "stances": [dataclasses.asdict(position) for position in stance_table(found.record)],
    }
    return json.dumps(value, ensure_ascii=False) + "\n"


def _lines(found: Explanation, text: str) -> Iterator[str]:
    document = found.record.document
    yield f"{document.id}  published {document.published or 'unknown'} ({document.published_source})\n"
    for number, event in enumerate(found.record.events, 1):
        start, end = event.trigger.start, event.trigger.end
        yield f"\n{number}. {event.type} {event.modality} {event.outcome}  confidence {event.confidence:.2f}\n"
        yield f"   {_context(text, start, end)}\n"
        yield from _table(found.reasons[event.id])
    if not found.record.events:
        yield "\nno events\n"
    yield from _stances(found)
    if found.rejected:
        yield "\nnot coded\n"
    for rejected in found.rejected:
        yield f"   {_context(text, rejected.start, rejected.end)}\n      {rejected.rule}: {rejected.why}\n"
        yield from _weights(rejected.because)
    if found.revised:
        yield "\nmentions that the trained scorer changed\n"
    for revised in found.revised:
        yield f"   {_context(text, revised.start, revised.end)}\n"
        yield f"      {revised.before or 'no mention'} by the rules, {revised.after or 'no mention'} by the scorer\n"
        yield from _weights(revised.because)
    yield "\n"


def _weights(because: tuple[tuple[str, float], ...]) -> Iterator[str]:
    if because:
        yield f"      {_one_line(', '.join(f'{name} {weight:+.2f}' for name, weight in because))}\n"


def _stances(found: Explanation) -> Iterator[str]:
    """Who says what about which event, a line for each event and speaker."""
    positions = stance_table(found.record)
    if not positions:
        return
    yield "\nstances\n"
    numbers = {event.id: f"{n}. {event.type}" for n, event in enumerate(found.record.events, 1)}
    rows = []
    for p in positions:
        notes = [f"“{_one_line(label)}”" for label in p.labels] + [f"(told by {who})" for who in p.told_by]
        office = {True: "official", False: "unofficial", None: ""}[p.official]
        rows.append(
            (
                numbers[p.event],
                _one_line(p.speaker),
                office,
                ", ".join(p.stances),
                ", ".join(p.acts),
                " ".join(notes),
            )
        )
    widths = [min(_WIDEST, max(len(row[i]) for row in rows)) for i in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield f"   {'  '.join([*cells, row[5]]).rstrip()}\n"


def _table(reasons: tuple[Reason, ...]) -> Iterator[str]:
    rows = [
        (r.field, r.value, r.rule, f"“{_one_line(r.words)}”" if r.words else f"({r.basis})") for r in reasons
    ]
    widths = [min(_WIDEST, max((len(row[i]) for row in rows), default=0)) for i in range(3)]
    for reason, row in zip(reasons, rows, strict=True):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield f"     {'  '.join(cells)}  {row[3]}\n"
        if reason.because:
            shown = ", ".join(f"{name} {weight:+.2f}" for name, weight in reason.because)
            yield f"     {''.ljust(widths[0])}  {_one_line(shown)}\n"


def _context(text: str, start: int, end: int, *, around: int = 40) -> str:
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return _one_line(f"…{before}[{text[start:end]}]{after}…")


def _one_line(text: str) -> str:
    return " ".join(text.split())
