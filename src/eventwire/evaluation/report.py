"""Scores for people (tables on a terminal, Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eventwire.evaluation.comparison import Comparison
from eventwire.evaluation.intervals import Intervals
from eventwire.evaluation.scores import Scores
from eventwire.evaluation.tables import Grid

# What Markdown would not show as it is; an underscore inside a word and brackets that are no link are harmless.
_SPECIAL = re.compile(r"([\\`*<>|#]|\](?=[(\[:])|(?<![^\W_])_|_(?![^\W_]))")


def to_json(scores: Scores, intervals: Intervals | None = None, comparison: Comparison | None = None) -> str:
    """The scores as one JSON object, undefined figures null; with `intervals` and `compare` where they are given."""
    plain = scores.to_dict()
    if intervals is not None:
        plain["intervals"] = {"level": 0.95, "resamples": intervals.resamples, **intervals.to_dict()}
    if comparison is not None:
        plain["compare"] = comparison.to_dict()
    return json.dumps(plain, indent=1, ensure_ascii=False)


def show(grids: Iterable[Grid], console: Console) -> None:
    """Print tables; names that come from input are shown as they are, never as markup of the terminal."""
    for grid in grids:
        table = Table(title=Text(grid.title), title_justify="left")
        for i, column in enumerate(grid.columns):
            table.add_column(
                Text(column), justify="left" if i < grid.left else "right", no_wrap=i < grid.left
            )
        for row in grid.rows:
            table.add_row(*map(Text, row))
        console.print(table)
        for note in grid.notes:
            console.print(Text(note))


def to_markdown(grids: Iterable[Grid]) -> str:
    """Tables in Markdown, their titles in bold."""
    return "\n".join(_markdown(grid) for grid in grids)


def _markdown(grid: Grid) -> str:
    lines = [f"**{_plain(grid.title)}**", "", _cells(grid.columns)]
    lines.append(_cells(["---" if i < grid.left else "---:" for i in range(len(grid.columns))], escape=False))
    lines += [_cells(row) for row in grid.rows]
    for note in grid.notes:
        lines += ["", _plain(note)]
    return "\n".join(lines) + "\n"


def _cells(cells: Iterable[str], *, escape: bool = True) -> str:
    return "| " + " | ".join(_plain(cell) if escape else cell for cell in cells) + " |"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
