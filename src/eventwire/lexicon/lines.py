"""JSON Lines of data files: reading them with errors that name file, line and rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from eventwire.errors import ModelDataError


class Line(BaseModel):
    """What every line of a data file has: an id, where it comes from, and sentences that show it.

    Attributes:
        id: `family/slug`, unique over the model; it appears in the records' `rules`.
        source: `own`, or where the fact can be checked. examples: sentences in span markup that must come out so.
        not_examples: sentences in which this rule must not fire. priority: breaks ties between equally long matches.
        disabled: true in a rule pack switches the rule of this id off.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    source: str
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    priority: int = 0
    disabled: bool = False


L = TypeVar("L", bound=Line)


def objects(data: bytes, *, path: str) -> Iterator[tuple[int, dict[str, object]]]:
    """The JSON objects of a file with their 1-based line numbers; blank lines and `//` comment lines are passed over.

    Raises:
        ModelDataError: for a line that is not UTF-8 or not a JSON object.
    """
    for number, raw in enumerate(data.split(b"\n"), 1):
        raw = raw.strip()
        if not raw or raw.startswith(b"//"):
            continue
        try:
            value = from_json(raw)
        except ValueError:
            value = _loaded(raw, path=path, number=number)
        if not isinstance(value, dict):
            raise ModelDataError(
                f"found {type(value).__name__}, expected a JSON object", path=path, line=number
            )
        yield number, value


def _loaded(raw: bytes, *, path: str, number: int) -> object:
    """What the standard library makes of a line that the faster parser refused: mostly an error that names the place."""
    try:
        return json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as err:
        raise ModelDataError(f"byte {err.start} of the line is not UTF-8", path=path, line=number) from err
    except json.JSONDecodeError as err:
        raise ModelDataError(f"column {err.colno} is not JSON: {err.msg}", path=path, line=number) from err


def parse(kind: type[L], data: bytes, *, path: str) -> list[L]:
    """All enabled lines of a file as models of one kind.

    Raises:
        ModelDataError: for the first line that does not fit, naming file, line, rule and field.
    """
    return [line for line in parse_all(kind, data, path=path) if not line.disabled]


def parse_all(kind: type[L], data: bytes, *, path: str) -> list[L]:
    """All lines of a file, disabled ones included; errors as in `parse`."""
    found: list[L] = []
    for number, value in objects(data, path=path):
        found.append(validated(kind, value, path=path, number=number))
    return found


def validated(kind: type[L], value: dict[str, object], *, path: str, number: int) -> L:
    """One JSON object as a model.

    Raises:
        ModelDataError: naming file, line, rule and the first field that does not fit.
    """
    try:
        return kind.model_validate(value)
    except ValidationError as err:
        first = err.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "line"
        rule_id = value.get("id")
        raise ModelDataError(
            f"{field}: {first['msg']}, found {str(first['input'])[:80]!r}",
            path=path,
            line=number,
            rule_id=str(rule_id) if rule_id else None,
        ) from err
