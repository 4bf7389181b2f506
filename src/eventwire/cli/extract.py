"""`eventwire extract`: articles in, records or flat rows out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from eventwire.api import extract_many, load
from eventwire.cli import console
from eventwire.errors import InputError
from eventwire.language import versions_of
from eventwire.readers import FieldMapping, Tally, read
from eventwire.records import failed_record
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord
from eventwire.sinks import Format, Shape, lines


def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…|-", help="Files, folders, or - for stdin.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of stdout.")
    ] = None,
    shape: Annotated[
        Shape, typer.Option("--as", help="One record per article, or one flat row per event.")
    ] = "records",
    form: Annotated[Format, typer.Option("--format", help="Events can also be CSV.")] = "jsonl",
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that don't say."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=NAME,…",
            help="Which names of JSON, CSV or Parquet stand for which fields, as in text=body,published=date; "
            "the usual ones are recognized.",
        ),
    ] = None,
    include_text: Annotated[
        bool, typer.Option("--include-text", help="Put the text into document.text.")
    ] = False,
    rules: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="A folder of your own rules; can be repeated.")
    ] = None,
    model: Annotated[str, typer.Option(help="A model's name or directory.")] = DEFAULT_MODEL,
    processes: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
) -> None:
    """Extract event records from articles.

    Reads text, Markdown, HTML, JSON, JSON Lines, CSV and Parquet, also in gzip or zstd, zip archives and folders of all
    these. Writes one line of JSON per article. Failed and skipped articles get a record too and are named on stderr; exit 1 when any failed.
    """
    tally = Tally()
    mapping = FieldMapping.parse(names or ())
    leave_out = [output] if output else []
    articles = read(paths, published=published, mapping=mapping, tally=tally, leave_out=leave_out)
    nlp = load(model, rules=rules or ())
    versions = versions_of(nlp)
    failed = 0

    def records() -> Iterator[ArticleRecord]:
        nonlocal failed
        results = extract_many(articles, processes=processes, nlp=nlp, include_text=include_text)
        for result in console.progress(results, what="articles"):
            if isinstance(result, ArticleRecord):
                yield result
                continue
            failed += result.status == "failed"
            named = not result.path or result.message.startswith(result.path)
            place = "" if named else f" ({result.path})"
            console.say(f"{result.status}: {result.article_id}{place}: {result.code}: {result.message}")
            yield failed_record(result, versions)

    out = lines(records(), shape=shape, form=form)
    if output is None:
        console.write(out)
    else:
        try:
            with output.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(out)
        except OSError as err:
            raise InputError(f"{output}: cannot be written: {err.strerror}") from err
    if str(tally):
        console.say(f"passed over, no articles: {tally}")
    if failed:
        raise typer.Exit(1)
