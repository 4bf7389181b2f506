"""On which line of a JSON text a value stands, so that an error about a record can name it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The 1-based line on which the value at a path starts.

    Args:
        text: valid JSON. path: keys and indices from the top; where one does not exist, the value around it is meant.
            Steps that are no part of the JSON (such as the name of a union's member) are passed over.
    """
    place = _after_space(text, 0)
    for step in path:
        inner = _step(text, place, step)
        if inner is not None:
            place = inner
    return text.count("\n", 0, place) + 1


def _step(text: str, place: int, step: str | int) -> int | None:
    """Where the value of a key or index starts, in the object or array that starts at `place`; None if nowhere."""
    opening = text[place]
    if opening not in "{[" or (opening == "{") != isinstance(step, str):
        return None
    at = _after_space(text, place + 1)
    index = 0
    while text[at] not in "}]":
        key: str | int = index
        if opening == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)  # over the colon
        if key == step:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, at)
        if text[at] == ",":
            at = _after_space(text, at + 1)
        index += 1
    return None


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
