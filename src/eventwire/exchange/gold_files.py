"""Articles with records → gold on disk: `<article>.txt` and `<article>.json`, as `eventwire evaluate` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from eventwire.errors import InputError
from eventwire.exchange.names import file_stem
from eventwire.exchange.passages import Annotated, new_folder


def write_gold(items: Iterable[Annotated], folder: Path) -> Iterator[Path]:
    """Write each article as it comes; the files written.

    Args:
        items: the articles. folder: new or empty.

    Raises:
        InputError: for a folder that holds something or cannot be written.
    """
    new_folder(folder)
    for item in items:
        stem = file_stem(item.record.document.id)
        for suffix, text in ((".txt", item.text), (".json", item.record.to_json() + "\n")):
            file = folder / (stem + suffix)
            try:
                with file.open(
                    "xb"
                ) as out:  # an id made to look like another's file name must not replace it
                    out.write(text.encode())
            except OSError as err:
                raise InputError(f"{file}: cannot be written: {err.strerror}") from err
            yield file
