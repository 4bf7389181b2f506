"""The two streams: data on stdout, everything said to the user on stderr, progress only on a terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

# What can move the cursor, recolour the terminal or turn the order of the letters around.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


def visible(text: str) -> str:
    """The text with control and bidirectional characters as `\\uXXXX`, which is also how JSON writes them."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(message: str) -> None:
    """A line on stderr."""
    print(visible(message).replace("\n", "\\n"), file=sys.stderr, flush=True)


def write(lines: Iterable[str]) -> None:
    """Data to stdout: UTF-8 and `\\n` on every platform; on a terminal with unsafe characters made visible."""
    terminal = sys.stdout.isatty()
    out = sys.stdout.buffer
    for line in lines:
        out.write((visible(line) if terminal else line).encode("utf-8", "backslashreplace"))
        out.flush()


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows to stdout as a table, unsafe characters made visible; as wide as its cells where that is no terminal."""
    from rich.console import Console  # here and below: most commands print lines only
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 10_000)
    found = Table(box=None, pad_edge=False)
    for name in names:
        found.add_column(Text(_cell(name)), overflow="fold")
    for row in rows:
        found.add_row(*(Text(_cell(value)) for value in row))
    with console.capture() as captured:
        console.print(found)
    sys.stdout.write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")


def _cell(value: object) -> str:
    return "" if value is None else visible(str(value)).replace("\n", "\\n")


def progress(items: Iterable[T], *, what: str) -> Iterator[T]:
    """The items, counted on stderr as they pass, where that is a terminal and stdout is not the same one."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        for item in items:
            yield item
            bar.advance(task)
