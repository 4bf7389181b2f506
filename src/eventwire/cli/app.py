"""The command `eventwire` with its subcommands."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from eventwire import __version__
from eventwire.cli import console
from eventwire.cli.commands import Commands
from eventwire.errors import EventwireError

_COLLECTED = 20_000  # objects made and not yet freed after which the garbage collector runs; Python's own number is 700

app = typer.Typer(
    name="eventwire",
    cls=Commands,
    help="News text about conflict and security in, normalized and traceable event records out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eventwire {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What goes before the subcommand."""


def main() -> None:
    """Run the command line; exit 0 done, 1 done but with a failure, 2 for an input that cannot be used."""
    # The modules and the pipeline are a million objects that stay: looking through them takes a tenth of the start.
    gc.set_threshold(_COLLECTED)
    try:
        app()
    except EventwireError as err:
        console.say(f"error: {err}")
        raise SystemExit(2) from None
    except BrokenPipeError:
        # The reader has gone, as with `| head`. Python would flush stdout once more at exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
