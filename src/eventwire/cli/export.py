"""`eventwire export`: articles, annotated by the pipeline or by gold, for an annotation tool."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import tee
from pathlib import Path
from typing import Annotated as Option

import typer

from eventwire.cli import console
from eventwire.errors import InputError
from eventwire.evaluation import read_gold
from eventwire.exchange import Annotated, FormatName
from eventwire.exchange import export as write
from eventwire.readers import Tally, read
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord


def export(
    paths: Option[
        list[str], typer.Argument(metavar="PATH…|-", help="Articles: files, folders, or - for stdin.")
    ],
    form: Option[FormatName, typer.Option("--format", help="The tool.")],
    output: Option[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="A new or empty folder; by default one named after the tool.",
        ),
    ] = None,
    gold: Option[
        bool,
        typer.Option(
            "--gold", help="The paths are gold (JSON records beside their articles); no pipeline runs."
        ),
    ] = False,
    graphemes: Option[
        bool, typer.Option("--graphemes", help="For a doccano project that counts grapheme clusters.")
    ] = False,
    published: Option[
        str | None,
        typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that don't say."),
    ] = None,
    rules: Option[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of your own rules; can be repeated.")
    ] = None,
    model: Option[str, typer.Option(help="A model's name or directory.")] = DEFAULT_MODEL,
    processes: Option[int, typer.Option(min=1, help="Worker processes.")] = 1,
) -> None:
    """Write articles for an annotation tool, annotated already, so that an annotator only corrects.

    The folder also gets the tool's configuration for eventwire's labels. Articles that failed or were skipped are named on
    stderr; exit 1 when any failed. `eventwire import` reads what the tool gives back.
    """
    if graphemes and form != "doccano":
        raise InputError(f"--graphemes: found with --format {form}, expected with doccano")
    failed = 0

    def extracted() -> Iterator[Annotated]:
        from eventwire.api import extract_many, load  # spaCy takes a second: only who computes pays for it

        nonlocal failed
        articles, texts = tee(read(paths, published=published, tally=tally))
        nlp = load(model, rules=rules or ())
        results = extract_many(articles, processes=processes, nlp=nlp)
        for item, result in zip(texts, console.progress(results, what="articles"), strict=True):
            if isinstance(result, ArticleRecord) and not isinstance(item, Exception):
                yield Annotated(result, item.text)
            elif not isinstance(result, ArticleRecord):
                failed += result.status == "failed"
                console.say(f"{result.status}: {result.article_id}: {result.code}: {result.message}")

    tally = Tally()
    items = _gold(paths) if gold else extracted()
    for file in write(items, output or Path(form), form=form, graphemes=graphemes):
        console.write([f"{file}\n"])
    if str(tally):
        console.say(f"passed over, no articles: {tally}")
    if failed:
        raise typer.Exit(1)


def _gold(paths: list[str]) -> Iterator[Annotated]:
    for path in paths:
        for gold in read_gold(Path(path)):
            yield Annotated(gold.record, gold.text)
