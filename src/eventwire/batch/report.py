"""What a worker says of an article that it has done with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article without its record; it can be pickled.

    Attributes:
        number: the job's. id, path, status: of its document. events: how many. words: of its text, between white space.
        code, message: why there is no record of its content, or None.
        reused: whether the result of the same text was taken. linked: whether it nearly repeats an earlier one.
        again: whether a second try could help.
    """

    number: int
    id: str
    path: str | None
    status: str
    events: int
    words: int
    code: str | None
    message: str | None
    reused: bool
    linked: bool
    again: bool
