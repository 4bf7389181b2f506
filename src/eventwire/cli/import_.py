"""`eventwire import`: what an annotation tool gives back, as records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated as Option

import typer

from eventwire.cli import console
from eventwire.errors import InputError
from eventwire.exchange import Annotated, FormatName, write_gold
from eventwire.exchange import import_ as read
from eventwire.schema import ArticleRecord
from eventwire.sinks import lines


def import_(
    path: Option[Path, typer.Argument(help="The tool's file, or a folder as `eventwire export` writes it.")],
    form: Option[FormatName, typer.Option("--format", help="The tool.")],
    output: Option[
        Path | None, typer.Option("--output", "-o", help="Write JSON Lines here instead of stdout.")
    ] = None,
    gold: Option[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write gold instead, for `eventwire evaluate`: a text and a JSON file for each article.",
        ),
    ] = None,
    include_text: Option[
        bool, typer.Option("--include-text", help="Put the text into document.text.")
    ] = False,
    graphemes: Option[
        bool, typer.Option("--graphemes", help="For a doccano project that counts grapheme clusters.")
    ] = False,
) -> None:
    """Read annotations back: one record per article, as JSON Lines or as gold.

    Every problem is named on stderr with its file and line. Articles with an error are left out, and the exit code is 1.
    """
    if graphemes and form != "doccano":
        raise InputError(f"--graphemes: found with --format {form}, expected with doccano")
    if gold is not None and (output is not None or include_text):
        raise InputError("--gold: found with --output or --include-text, expected alone")
    errors = 0

    def articles() -> Iterator[Annotated]:
        nonlocal errors
        for result in read(path, form=form, graphemes=graphemes):
            if isinstance(result, Annotated):
                yield result
            else:
                errors += result.level == "error"
                console.say(str(result))

    if gold is not None:
        console.write(f"{file}\n" for file in write_gold(articles(), gold))
    else:
        out = lines(_with_text(item) if include_text else item.record for item in articles())
        if output is None:
            console.write(out)
        else:
            try:
                with output.open("w", encoding="utf-8", newline="\n") as file_:
                    file_.writelines(out)
            except OSError as err:
                raise InputError(f"{output}: cannot be written: {err.strerror}") from err
    if errors:
        raise typer.Exit(1)


def _with_text(item: Annotated) -> ArticleRecord:
    document = item.record.document.model_copy(update={"text": item.text})
    return item.record.model_copy(update={"document": document})
