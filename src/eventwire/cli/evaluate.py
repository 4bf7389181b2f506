"""`eventwire evaluate`: how well the pipeline, or given predictions, agree with gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eventwire.cli import console
from eventwire.errors import InputError
from eventwire.evaluation import Gold, compare_scores, intervals_of, read_gold, read_predictions
from eventwire.evaluation import evaluate as score
from eventwire.evaluation.browser import render
from eventwire.evaluation.gates import parse_figure, parse_gate, unmet, worsened
from eventwire.evaluation.report import show, to_json, to_markdown
from eventwire.evaluation.tables import details as details_of
from eventwire.evaluation.tables import differences, overview
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord

_PIPE_WIDTH = 150  # a pipe has no width of its own, and 80 columns would cut the figures


def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="Folder of gold (JSON records beside their articles), or one gold file.")
    ],
    pred: Annotated[
        Path | None,
        typer.Argument(
            help="Predictions of `eventwire extract` as JSON Lines; without them the pipeline runs now."
        ),
    ] = None,
    model: Annotated[
        str, typer.Option(help="A model's name or directory, for a run of the pipeline.")
    ] = DEFAULT_MODEL,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the tables as Markdown instead of for a terminal.")
    ] = False,
    details: Annotated[
        bool,
        typer.Option("--details", help="Also every label, kind, type and role, all values, reliability."),
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write an error browser: every miss in its sentence, gold beside prediction."
        ),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            metavar="OTHER", help="Other predictions for the same articles: differences with a paired test."
        ),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under",
            metavar="FIGURE=LEAST",
            help="Exit 1 where a figure is lower: events=0.8 (F1), mentions.exact=0.7, events.recall=0.6. May be "
            "repeated.",
        ),
    ] = None,
    fail_worse: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-worse",
            metavar="FIGURE",
            help="With --compare: exit 1 where a figure is worse than the other's and p is under 0.05: events.recall. "
            "May be repeated.",
        ),
    ] = None,
) -> None:
    """Compare extracted records with gold: precision, recall, F1 and the accuracy of values, with 95 % intervals."""
    gates = [parse_gate(text) for text in fail_under or []]
    guarded = [parse_figure(text) for text in fail_worse or []]
    if guarded and compare is None:
        raise InputError("--fail-worse: found no --compare, expected predictions to compare with")
    if as_json and as_markdown:
        raise InputError("found both --json and --markdown, expected at most one of them")
    if pred is not None and model != DEFAULT_MODEL:
        raise InputError("--model: found with predictions, which are compared as they are; expected without")
    annotated = read_gold(gold)
    others = None if compare is None else read_predictions(compare, annotated)
    records = read_predictions(pred, annotated) if pred is not None else predict(annotated, model)
    truth, texts = [g.record for g in annotated], {g.record.document.id: g.text for g in annotated}
    scores = score(truth, records, texts=texts)
    spread = intervals_of(scores)
    comparison = None
    if others is not None:
        comparison = compare_scores(scores, score(truth, others, texts=texts))
    if html is not None:
        _write(html, render(annotated, records))
    if as_json:
        typer.echo(to_json(scores, spread, comparison))
    else:
        grids = overview(scores, spread)
        if comparison is not None:
            grids.append(differences(comparison, every=details))
        if details:
            grids += details_of(scores, spread)
        if as_markdown:
            typer.echo(to_markdown(grids))
        else:
            terminal = Console()
            show(grids, terminal if terminal.is_terminal else Console(width=_PIPE_WIDTH))
    problems = unmet(scores, gates) + (worsened(comparison, guarded) if comparison is not None else [])
    for line in problems:
        console.say(line)
    if problems:
        raise typer.Exit(1)


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as err:
        raise InputError(
            f"--html: cannot write {path}: {err.strerror}, expected a file in a folder that exists"
        ) from err


def predict(annotated: list[Gold], model: str = DEFAULT_MODEL) -> list[ArticleRecord]:
    """The pipeline's records for the articles of some gold, in their order.

    Args:
        model: whose pipeline, a name or a directory.

    Raises:
        ArticleError: for the first article that could not be computed; it would otherwise be left out of the score.
    """
    from eventwire.api import extract_many, load  # spaCy takes a second: only who computes pays for it

    records = []
    nlp = None if model == DEFAULT_MODEL else load(model)
    for result in extract_many([g.article for g in annotated], nlp=nlp):
        if isinstance(result, Exception):
            raise result
        records.append(result)
    return records
