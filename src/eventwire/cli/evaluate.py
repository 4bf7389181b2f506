"""`eventwire evaluate`: how well the pipeline, or given predictions, agree with gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eventwire import api
from eventwire.article import Article
from eventwire.cli import console
from eventwire.evaluation import Gold, read_gold, read_predictions
from eventwire.evaluation import evaluate as compare
from eventwire.evaluation.report import parse_gate, show, to_json, unmet
from eventwire.schema import ArticleRecord


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
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under",
            metavar="LAYER=F1",
            help="Exit 1 where the F1 of a layer is lower: events=0.8, mentions.exact=0.7. May be repeated.",
        ),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Only one line for each layer.")] = False,
) -> None:
    """Compare extracted records with gold: precision, recall, F1 and the accuracy of values, layer by layer."""
    gates = [parse_gate(text) for text in fail_under or []]
    annotated = read_gold(gold)
    records = read_predictions(pred, annotated) if pred is not None else predict(annotated)
    scores = compare([g.record for g in annotated], records)
    if as_json:
        typer.echo(to_json(scores))
    else:
        terminal = Console()
        # a pipe has no width of its own: 80 columns would cut the figures
        show(scores, terminal if terminal.is_terminal else Console(width=120), details=not brief)
    problems = unmet(scores, gates)
    for line in problems:
        console.say(line)
    if problems:
        raise typer.Exit(1)


def predict(annotated: list[Gold]) -> list[ArticleRecord]:
    """The pipeline's records for the articles of some gold, in their order.

    Raises:
        ArticleError: for the first article that could not be computed; it would otherwise be left out of the score.
    """
    records = []
    for result in api.extract_many([article_of(g) for g in annotated]):
        if isinstance(result, Exception):
            raise result
        records.append(result)
    return records


def article_of(gold: Gold) -> Article:
    """The article of a gold record with what is known about it besides its text."""
    document = gold.record.document
    return Article(
        id=document.id,
        text=gold.text,
        published=document.published,
        published_source=document.published_source,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
    )
