"""`eventwire schema`: the JSON Schema of records, or the data dictionary of the flat table."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from eventwire.cli import console
from eventwire.schema import ArticleRecord
from eventwire.sinks import Shape
from eventwire.sinks.table import dictionary


def schema(
    shape: Annotated[
        Shape, typer.Option("--as", help="The nested record, or the flat row of an event.")
    ] = "records",
) -> None:
    """Print the JSON Schema of a record, or name, type and meaning of each column of a flat row."""
    found = (
        ArticleRecord.model_json_schema(by_alias=True) if shape == "records" else {"columns": dictionary()}
    )
    console.write([json.dumps(found, ensure_ascii=False, indent=2) + "\n"])
