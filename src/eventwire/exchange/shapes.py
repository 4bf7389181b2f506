"""Values of a tool's JSON, each checked for its type; and files of JSON with the line of each object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eventwire.errors import InputError

LARGEST = 512 * 2**20  # bytes of a file that is read at once; more is no annotation project but an accident


class Bad(Exception):
    """A value that is not what the format has there; the message says what was found and what was expected."""


def text_at(value: dict[str, Any], key: str) -> str:
    """The string under a key.

    Raises:
        Bad: where there is none, or one with lone surrogates.
    """
    found = value.get(key)
    if not isinstance(found, str):
        raise Bad(f"{key!r} is {shown(found)}, expected a string")
    try:
        found.encode("utf-8")
    except UnicodeEncodeError:
        raise Bad(f"{key!r} holds a lone surrogate, expected characters") from None
    return found


def number_at(value: dict[str, Any], key: str) -> int:
    """The whole number under a key.

    Raises:
        Bad: where there is none.
    """
    found = value.get(key)
    if isinstance(found, bool) or not isinstance(found, int):
        raise Bad(f"{key!r} is {shown(found)}, expected a whole number")
    return found


def objects_at(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The list of objects under a key; none where the key is missing or null.

    Raises:
        Bad: where something else stands there.
    """
    found = value.get(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise Bad(f"{key!r} is {shown(found)}, expected a list of objects")
    return found


def object_at(value: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under a key.

    Raises:
        Bad: where there is none.
    """
    found = value.get(key)
    if not isinstance(found, dict):
        raise Bad(f"{key!r} is {shown(found)}, expected an object")
    return found


def shown(value: object) -> str:
    """A value for a message, cut where it is long."""
    text = "missing" if value is None else repr(value)
    return text if len(text) <= 60 else text[:60] + "…"


def content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: for one that cannot be read or has more than 512 MiB.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{path}: has {size} bytes, expected {LARGEST} at most")
        return path.read_bytes()
    except OSError as err:
        raise InputError(f"{path}: cannot be read: {err.strerror}") from err


def lines_of(path: Path) -> Iterator[tuple[int, dict[str, Any] | Bad]]:
    """The objects of a JSON Lines file with their 1-based lines; a line that holds none gives the reason."""
    for number, line in enumerate(content(path).split(b"\n"), 1):
        if line.strip():
            try:
                yield number, _object(json.loads(line.decode("utf-8-sig")))
            except (ValueError, RecursionError) as err:
                yield number, Bad(f"not JSON: {err}")
            except Bad as err:
                yield number, err


def items_of(path: Path) -> Iterator[tuple[int, dict[str, Any] | Bad]]:
    """The objects of a file that is one JSON array, each with the 1-based line it begins in.

    What follows a place that is not JSON can't be read; it ends the file with its reason.
    """
    try:
        text = content(path).decode("utf-8-sig")
    except UnicodeDecodeError as err:
        yield 1, Bad(f"byte {err.start} is not UTF-8")
        return
    decoder, at, line = json.JSONDecoder(), 0, 1
    opening = _skip(text, 0)
    if text[opening : opening + 1] != "[":
        yield 1, Bad(f"begins with {text[opening : opening + 10]!r}, expected a JSON array '['")
        return
    place, closed = _skip(text, opening + 1), False
    while place < len(text):
        if text[place] == "]":
            closed = True
            break
        line, at = line + text.count("\n", at, place), place
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as err:
            yield err.lineno, Bad(f"column {err.colno} is not JSON: {err.msg}")
            return
        except (ValueError, RecursionError) as err:
            yield line, Bad(f"not JSON that can be read: {err}")
            return
        try:
            yield line, _object(value)
        except Bad as err:
            yield line, err
        place = _skip(text, place)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
        elif text[place : place + 1] != "]":
            break
    if not closed:
        yield line + text.count("\n", at), Bad("the array is not closed, expected ',' or ']'")


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Bad(f"found {shown(value)}, expected a JSON object")
    return value
