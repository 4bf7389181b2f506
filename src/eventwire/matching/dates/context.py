"""What a date expression is resolved against, and what comes out."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from eventwire.text.calendar import Part, Period, third
from eventwire.text.edtf import edtf_of
from eventwire.text.timex import timex_of

# "name": put before a noun as the name of something that happened, "the October 7 attacks".
Tense = Literal["past", "future", "name"]
Basis = Literal["text", "anchored", "published"]

MODS: dict[str, str] = {"early": "START", "mid": "MID", "late": "END"}
# Stands in for a year that is not known: what leans on "April 22" is then "XXXX-04-21" again.
ANY_YEAR = 2001

# How many dates back an expression may lean.
REMEMBERED = 64

PRECISION: dict[str, str] = {
    "day": "day",
    "week": "week",
    "weekend": "range",
    "month": "month",
    "quarter": "quarter",
    "half": "range",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "range",
    "range": "range",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value of one expression.

    Attributes:
        timex_type, timex_value, mod: as TIMEX3 has them; timex_value None where nothing can be said.
        start, end: bounds, inclusive, None where unknown. edtf: None where EDTF has no word for it.
        precision: the record contract's word for the size of the stretch, or None.
        basis: what the value leans on. anchor: id of the expression it leans on.
        period: the stretch before it was cut to its early, middle or late part; later expressions may lean on it.
        ambiguous: a numeric date that both orders fit and no publisher decides.
        floating: for a day or month whose year is not known, the same in the year `ANY_YEAR`.
    """

    timex_type: str
    timex_value: str | None
    mod: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    edtf: str | None = None
    precision: str | None = None
    basis: Basis = "text"
    anchor: str | None = None
    period: Period | None = None
    ambiguous: bool = False
    floating: Period | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """An expression that later ones may lean on; a floating one has a day or month, but a year that only stands in."""

    id: str
    period: Period
    floating: bool = False


@dataclass(slots=True)
class Context:
    """What is known when an expression is reached.

    Attributes:
        published: publication day, or None. day_first: order of numeric dates, or None where the publisher is unknown.
        year: the one year that dates of the text spell out, for texts without a publication day, or None.
        tense: of the clause around the expression. anchors: dates before it that are told as part of the story, oldest first.
    """

    published: dt.date | None = None
    day_first: bool | None = None
    year: int | None = None
    tense: Tense | None = None
    anchors: deque[Anchor] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def last(self, *units: str) -> Anchor | None:
        """The nearest anchor of one of these units, or of any unit."""
        for anchor in reversed(self.anchors):
            if not units or anchor.period.unit in units:
                return anchor
        return None


def leaning(
    period: Period, anchor: Anchor, *, part: Part | None = None, suffix: str = "", timex_type: str = "DATE"
) -> Resolved:
    """A period that was counted from an anchor; without a year where the anchor has none."""
    found = dated(period, basis="anchored", anchor=anchor.id, part=part, suffix=suffix, timex_type=timex_type)
    if not anchor.floating:
        return found
    if period.unit not in ("day", "month"):
        return Resolved(timex_type, None, basis="anchored", anchor=anchor.id)
    return Resolved(
        timex_type,
        f"XXXX{(found.timex_value or '')[4:]}",
        mod=found.mod,
        edtf=f"XXXX{(found.edtf or '')[4:]}",
        basis="anchored",
        anchor=anchor.id,
        floating=period,
    )


def dated(
    period: Period,
    *,
    basis: Basis,
    anchor: str | None = None,
    part: Part | None = None,
    suffix: str = "",
    ambiguous: bool = False,
    timex_type: str = "DATE",
    approximate: bool = False,
) -> Resolved:
    """A period as a DATE (or TIME), cut to its early, middle or late third where the text says so.

    Args:
        period, basis, anchor, ambiguous: as in `Resolved`. part: the third. suffix: part of the day or clock time ("TNI").
        approximate: whether the bounds may be off by a little.
    """
    shown = third(period, part) if part else period
    return Resolved(
        timex_type=timex_type,
        timex_value=timex_of(period) + suffix,
        mod=MODS[part] if part else ("APPROX" if approximate else None),
        start=shown.start,
        end=shown.end,
        edtf=edtf_of(period, approximate=approximate or (part is not None and period.unit != "day")),
        precision="range" if part and period.unit != "day" else PRECISION[period.unit],
        basis=basis,
        anchor=anchor,
        period=period,
        ambiguous=ambiguous,
    )
