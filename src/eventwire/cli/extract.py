"""`eventwire extract`: articles in, records or flat rows out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from eventwire.api import extract_many, load
from eventwire.cli import console
from eventwire.errors import ArticleError, InputError
from eventwire.filing import file_articles
from eventwire.language import versions_of
from eventwire.readers import FieldMapping, Tally, read
from eventwire.records import failed_record
from eventwire.resources import DEFAULT_MODEL
from eventwire.schema import ArticleRecord
from eventwire.sinks import Format, Shape, lines
from eventwire.sinks.opening import Options, Sinks, StoreText
from eventwire.sinks.run import Run
from eventwire.sinks.target import Target, target_of


def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…|-", help="Files, folders, or - for stdin.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of stdout.")
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="Write to a database or file instead of stdout: NAME.duckdb, postgresql://…, NAME.parquet (a folder), "
            ".jsonl, .csv or .geojson; can be repeated.",
        ),
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
    store_text: Annotated[
        StoreText,
        typer.Option(
            help="What a database keeps of the text: all of it, the passages that support a field, or none."
        ),
    ] = "evidence",
    raw: Annotated[
        bool,
        typer.Option("--raw", help="CSV without the apostrophe before cells that a spreadsheet would run."),
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
    With --to, articles that a database has already, unchanged and of the same rules and model, are not computed again.
    """
    tally = Tally()
    mapping = FieldMapping.parse(names or ())
    targets = [target_of(url) for url in to or ()]
    if targets and output:
        lines([], shape=shape, form=form)  # refuses what does not go together
        targets.append(Target(form, str(output)))
    files = [file for target in targets for file in target.files()]
    leave_out = [output, *files] if output else files
    articles = read(paths, published=published, mapping=mapping, tally=tally, leave_out=leave_out)
    nlp = load(model, rules=rules or ())
    failed = 0

    def failure(error: ArticleError) -> None:
        nonlocal failed
        failed += error.status == "failed"
        named = not error.path or error.message.startswith(error.path)
        place = "" if named else f" ({error.path})"
        console.say(f"{error.status}: {error.article_id}{place}: {error.code}: {error.message}")

    def records() -> Iterator[ArticleRecord]:
        versions = versions_of(nlp)
        results = extract_many(articles, processes=processes, nlp=nlp, include_text=include_text)
        for result in console.progress(results, what="articles"):
            if isinstance(result, ArticleRecord):
                yield result
                continue
            failure(result)
            yield failed_record(result, versions)

    def store() -> None:
        options = Options(store_text=store_text, raw=raw, shape=shape, include_text=include_text)
        settings = {"inputs": paths, "published": published, "store_text": store_text}
        written = known = 0
        with Sinks(targets, Run(versions_of(nlp), settings), options) as sinks:
            results = file_articles(articles, sinks, nlp=nlp, processes=processes)
            for result in console.progress(results, what="articles"):
                if isinstance(result, ArticleError):
                    failure(result)
                written += result is not None
                known += result is None
        console.say(f"{written} articles computed, {known} there already")

    if targets:
        store()
    elif output is None:
        console.write(lines(records(), shape=shape, form=form, raw=raw))
    else:
        out = lines(records(), shape=shape, form=form, raw=raw)
        try:
            with output.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(out)
        except OSError as err:
            raise InputError(f"{output}: cannot be written: {err.strerror}") from err
    if str(tally):
        console.say(f"passed over, no articles: {tally}")
    if failed:
        raise typer.Exit(1)
