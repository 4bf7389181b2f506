"""Which module writes and reads which format, and the two functions of the room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

from eventwire.errors import InputError
from eventwire.exchange import brat, brat_reading, doccano, label_studio, prodigy
from eventwire.exchange.passages import Annotated, Result, new_folder, once_each

FormatName = Literal["brat", "label-studio", "doccano", "prodigy", "docbin"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)


def export(
    items: Iterable[Annotated], folder: Path, *, form: FormatName, graphemes: bool = False
) -> list[Path]:
    """Write articles with their records for an annotation tool.

    Args:
        items: the articles; an iterator is written as it comes. folder: new or empty.
        form: which format. graphemes: for a doccano project that counts grapheme clusters.

    Returns:
        The files written.

    Raises:
        InputError: for a folder that holds something or cannot be written, and for a text that no file can hold.
        GoldError: for a record that does not fit its text.
    """
    folder = new_folder(folder)
    try:
        if form == "docbin":
            from eventwire.exchange import docbin

            return docbin.write(items, folder)
        if form == "doccano":
            return doccano.write(items, folder, graphemes=graphemes)
        return {"brat": brat, "label-studio": label_studio, "prodigy": prodigy}[form].write(items, folder)
    except OSError as err:
        raise InputError(f"{folder}: cannot be written: {err.strerror}") from err


def import_(path: Path, *, form: FormatName, graphemes: bool = False) -> Iterator[Result]:
    """The articles of a tool's file or folder, and every problem with its file and line.

    Args:
        path: a file, or a folder as `export` writes it. form, graphemes: as in `export`.

    Returns:
        An `Annotated` for each article whose annotations a record can hold, and `Problem`s beside them.

    Raises:
        InputError: for a path that does not exist or cannot be read.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    return once_each(_results(path, form, graphemes))


def _results(path: Path, form: FormatName, graphemes: bool) -> Iterator[Result]:
    if form == "brat":
        yield from brat_reading.read(path)
        return
    if form == "docbin":
        from eventwire.exchange import docbin

        yield from docbin.read(_file(path, docbin.FILE))
    elif form == "label-studio":
        yield from label_studio.read(_file(path, label_studio.FILE))
    elif form == "doccano":
        yield from doccano.read(_file(path, doccano.FILE), graphemes=graphemes)
    else:
        yield from prodigy.read(_file(path, prodigy.FILE))


def _file(path: Path, name: str) -> Path:
    """The file that was named, or the one in a folder as `export` writes it."""
    if not path.is_dir():
        return path
    if not (path / name).is_file():
        raise InputError(f"{path}: holds no {name}; name the file that the tool exported")
    return path / name
