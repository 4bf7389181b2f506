"""`eventwire extract`: articles in, records or flat rows out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from eventwire.batch.job import Item
from eventwire.batch.outcome import Outcome
from eventwire.batch.running import TIME_LIMIT, run_articles
from eventwire.batch.selection import Selection, shard_of
from eventwire.batch.setup import Setup
from eventwire.cli import console
from eventwire.cli.progress import RunProgress, summarize, write_summary
from eventwire.cli.signals import stoppable
from eventwire.errors import EventwireError, InputError
from eventwire.readers import FieldMapping, Tally, read
from eventwire.resources import DEFAULT_MODEL
from eventwire.sinks import Format, Shape, lines
from eventwire.sinks.prepared import Options, StoreText
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
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="The first N articles only.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Only articles published on this day or later, or on an unknown one."
        ),
    ] = None,
    shard: Annotated[
        str | None,
        typer.Option(metavar="I/N", help="Only the part I of N, by a hash of the id: for several machines."),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help="For an article of up to 100,000 characters; with --to or -o. 0 for none.",
        ),
    ] = TIME_LIMIT,
    summary: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a summary of the run as JSON; with --to or -o.")
    ] = None,
    failures: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="List the failed articles as JSON Lines; with --to or -o."),
    ] = None,
) -> None:
    """Extract event records from articles.

    Reads text, Markdown, HTML, JSON, JSON Lines, CSV and Parquet, also in gzip or zstd, zip archives and folders of all
    these. Writes one line of JSON per article. Failed and skipped articles get a record too and are named on stderr; exit 1 when any failed.
    With --to, articles that a database has already, unchanged and of the same rules and model, are not computed again.
    """
    tally = Tally()
    part, parts = shard_of(shard) if shard else (1, 1)
    selection = Selection(limit=limit, since=since, shard=part, shards=parts)
    targets = [target_of(url) for url in to or ()]
    lines([], shape=shape, form=form)  # refuses what does not go together
    if output and not output.is_dir() and (output.is_file() or not output.exists()):
        targets.append(Target(form, str(output)))
    files = [file for target in targets for file in target.files()]
    leave_out = [*files, *(path for path in (output, summary, failures) if path)]
    mapping = FieldMapping.parse(names or ())
    articles = read(paths, published=published, mapping=mapping, tally=tally, leave_out=leave_out)
    options = Options(store_text=store_text, raw=raw, shape=shape, include_text=include_text)
    if targets:
        settings: dict[str, object] = {"inputs": paths, "published": published, "store_text": store_text}
        chosen: dict[str, object] = {"map": names, "limit": limit, "since": since, "shard": shard}
        settings |= {name: value for name, value in chosen.items() if value is not None}
        setup = Setup(targets=targets, model=model, rules=rules or (), options=options, settings=settings)
        failed = _run(
            articles, setup, selection, paths, processes, time_limit or None, summary, failures, tally
        )
    elif summary or failures:
        raise InputError(
            "--summary and --failures are of a run into files or databases, expected --to or --output with them"
        )
    else:
        from eventwire.cli.plain import write_plainly  # spaCy takes a second: only who computes pays for it

        failed = write_plainly(
            selection.of(articles), output, form, options, model=model, rules=rules or (), processes=processes
        )
    if str(tally):
        console.say(f"passed over, no articles: {tally}")
    if failed:
        raise typer.Exit(1)


def _run(
    articles: Iterable[Item],
    setup: Setup,
    selection: Selection,
    paths: list[str],
    processes: int,
    time_limit: float | None,
    summary: Path | None,
    failures: Path | None,
    tally: Tally,
) -> int:
    """Run, and say what became of it; the number of articles that failed."""
    outcome = Outcome()
    try:
        with stoppable() as stop, RunProgress(paths, failures=failures) as progress:
            run_articles(
                articles,
                setup,
                processes=processes,
                time_limit=time_limit,
                selection=selection,
                outcome=outcome,
                observer=progress,
                stop=stop,
            )
    except (EventwireError, KeyboardInterrupt) as err:
        outcome.error = str(err) or "interrupted"
        raise
    finally:
        if outcome.read or outcome.complete:
            for line in summarize(outcome):
                console.say(line)
        if summary is not None:
            names = [target.name for target in setup.targets]
            write_summary(summary, outcome, targets=names, processes=processes, passed_over=str(tally))
    if stop.signal is not None:
        raise typer.Exit(128 + stop.signal)
    return outcome.failed
