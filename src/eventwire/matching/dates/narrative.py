"""The date expressions of a text: one reading per place, resolved in text order, each against what was told before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from eventwire.matching.dates import absolute, clock, lengths, pieces, relative
from eventwire.matching.dates.context import Anchor, Context, Resolved, Tense
from eventwire.matching.dates.grammar import Candidate, Grammar
from eventwire.text.calendar import Period

OPERATIONS: dict[str, Callable[[Candidate, Context], Resolved | None]] = {
    "calendar": absolute.calendar_date,
    "fixed": absolute.fixed,
    "numeric": absolute.numeric,
    "decade": pieces.decade,
    "century": pieces.century,
    "quarter": pieces.quarter,
    "half": pieces.half,
    "season": pieces.season,
    "holiday": pieces.holiday,
    "range": absolute.stretch,
    "around": absolute.around,
    "weekday": relative.weekday,
    "weekend": relative.weekend,
    "unit": relative.unit,
    "ago": relative.ago,
    "anchored": relative.anchored,
    "same": relative.same,
    "clock": clock.clock,
    "part_of_day": clock.part_of_day,
    "duration": lengths.length,
    "recent_duration": lengths.recent_length,
    "months_of_year": lengths.months_of_year,
    "set": lengths.repetition,
    "reference": lengths.reference,
}

_BOUND = re.compile(
    r"(?<!\w)(since|until|till|through|by|before|prior to|after|following)\s{1,2}(?:the\s{1,2})?$", re.I
)
_UNTIL = re.compile(r"\b(?:until|till)\s{1,2}$", re.I)
_NOT = re.compile(r"\b(?:not|never|had)\b|n['’]t\b", re.I)
# What a quarter or year ended on sets no scene either.
_ENDED = re.compile(r"\b(?:ended|ending)\s{1,2}(?:on\s{1,2})?$", re.I)
_BOUNDS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "by": "before",
    "before": "before",
    "prior to": "before",
    "after": "after",
    "following": "after",
}
# Stretches as long as these set no scene that "the previous year" could lean on.
_BACKGROUND = frozenset({"decade", "century", "range"})


class Clues(Protocol):
    """What the surroundings of a candidate tell; one implementation reads the parse, one the bare text."""

    def allows(self, candidate: Candidate) -> bool:
        """Whether the words are a date here: no verb "may", no count "2000 troops", no name "17 November"."""
        ...

    def tense(self, candidate: Candidate) -> Tense | None:
        """The tense of the clause, or None where it does not say."""
        ...


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date expression of a text.

    Attributes:
        id: "d1", "d2", … in text order. start, end: characters, half-open. rule: id of the rule that fired.
        value: what it resolved to. bound: since, until, before or after, where that preposition stands before it. backward: whether it counts back from another date.
    """

    id: str
    start: int
    end: int
    rule: str
    value: Resolved
    bound: str | None
    backward: bool = False


def read_dates(
    text: str,
    grammar: Grammar,
    clues: Clues,
    *,
    published: dt.date | None = None,
    day_first: bool | None = None,
) -> list[DateFound]:
    """Find and resolve the date expressions of a text.

    Args:
        text: the whole article. grammar: the compiled rules. clues: what the surroundings tell.
        published: publication day; without it the year of a date is never guessed. day_first: order of numeric dates.

    Returns:
        The expressions in text order, not overlapping: the longest reading of a place, then the higher `priority`, then the
        smaller rule id.
    """
    chosen = choose(grammar.candidates(text), clues)
    context = Context(published=published, day_first=day_first, year=_only_year(chosen))
    found: list[DateFound] = []
    for candidate in chosen:
        bound = _bound(text, candidate.start)
        context.tense = _bounded_tense(text, candidate, bound, clues)
        value = resolve(candidate, context)
        if value is None:
            continue
        backward = _backward(candidate)
        date = DateFound(
            f"d{len(found) + 1}", candidate.start, candidate.end, candidate.rule.id, value, bound, backward
        )
        found.append(date)
        period = value.period or value.floating
        if period is None or _ENDED.search(text[max(0, candidate.start - 12) : candidate.start]):
            continue
        if _sets_the_scene(date, period):
            context.anchors.append(Anchor(date.id, period, value.period is None))
    return found


def resolve(candidate: Candidate, context: Context) -> Resolved | None:
    """The value of one candidate, or None where its words are no date after all ("February 30")."""
    try:
        return OPERATIONS[candidate.rule.operation](candidate, context)
    except (ValueError, OverflowError):
        return None


def choose(candidates: list[Candidate], clues: Clues) -> list[Candidate]:
    """The candidates that stay, in text order: longest first, then priority, then rule id; refused ones make way."""
    taken: list[Candidate] = []
    # One byte per character tells whether it is spoken for: linear in the text, however many candidates there are.
    occupied = bytearray(max((candidate.end for candidate in candidates), default=0))
    empty = Context()
    for candidate in sorted(
        candidates, key=lambda c: (c.start - c.end, -c.rule.priority, c.rule.id, c.start)
    ):
        if occupied.find(1, candidate.start, candidate.end) >= 0:
            continue
        if resolve(candidate, empty) is None or not clues.allows(candidate):
            continue
        occupied[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
        taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)


def _bounded_tense(text: str, candidate: Candidate, bound: str | None, clues: Clues) -> Tense | None:
    """The tense, as the preposition bends it: "since" looks back; "postponed until Friday" looks ahead, "not until" does not."""
    if bound == "since":
        return "name"
    tense = clues.tense(candidate)
    around = text[max(0, candidate.start - 48) : candidate.start] + text[candidate.end : candidate.end + 24]
    if _UNTIL.search(text[max(0, candidate.start - 12) : candidate.start]) and not _NOT.search(around):
        return "future"
    return None if bound == "before" and tense == "past" else tense


def _backward(candidate: Candidate) -> bool:
    """Whether an expression counts back: "a year earlier", "a year ago"."""
    if candidate.rule.operation == "ago":
        return (candidate.rule.direction or -1) < 0
    if candidate.rule.operation == "anchored":
        return (absolute.integer(candidate, "which") or candidate.rule.direction or -1) < 0
    return False


def _sets_the_scene(date: DateFound, period: Period) -> bool:
    """Whether later expressions may lean on a date: not on a bound, a background, or a year that figures are compared with."""
    if date.bound is not None or date.value.timex_type not in ("DATE", "TIME") or period.unit in _BACKGROUND:
        return False
    return not date.backward or period.unit in ("day", "week", "weekend")


def _bound(text: str, start: int) -> str | None:
    match = _BOUND.search(text[max(0, start - 24) : start])
    return _BOUNDS[match.group(1).lower()] if match else None


def _only_year(chosen: list[Candidate]) -> int | None:
    """The year of the dates that are printed in full, where they agree."""
    years = set()
    for candidate in chosen:
        year = candidate.fields.get("year")
        if candidate.rule.operation == "calendar" and "month" in candidate.fields and isinstance(year, int):
            years.add(year)
    return years.pop() if len(years) == 1 else None
