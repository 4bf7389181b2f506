"""`eventwire init-rules`: a folder to start a rule pack from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eventwire.cli import console
from eventwire.lexicon.starter import write_starter


def init_rules(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Write a commented starting folder for your own rules."""
    for file in write_starter(folder):
        console.write([f"{file}\n"])
    console.say(f"edit the files, then: eventwire check {folder}")
