"""When an event happened: the contract's time from the date that its arguments name."""

from __future__ import annotations

from typing import Any

from eventwire.matching.tree import Tree

_SINCE = frozenset({"since", "from", "after"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "only", "last"})
_NEAR = 12  # words between the ordinal and the date
_UNTIL = frozenset({"until", "till", "before", "by"})
# Of a time of day only these open something: "since Monday night", but "before dawn on Monday" is Monday.
_OF_DAY = frozenset({"since", "until", "till", "by"})


def event_time(date: dict[str, Any], mention: str | None, *, within: bool = False) -> dict[str, Any] | None:
    """The contract's `time` for a row of the dates table.

    Args:
        date: the row. mention: local id of the mention that shows it. within: as for `bounds`.

    Returns:
        None where the date has no value that a calendar can hold ("recently", a bare duration).
    """
    if date["timex_type"] in ("DURATION", "SET") or (date["start"] is None and date["end"] is None):
        if date["timex_type"] in ("DURATION", "SET") or not _has_digits(date["edtf"]):
            return None
    start, end = bounds(date, within=within)
    edtf = date["edtf"]
    if end is None and date["end"] is not None:
        edtf = f"{edtf}/.." if edtf and "/" not in edtf else edtf
    elif start is None and date["start"] is not None:
        edtf = f"../{edtf}" if edtf and "/" not in edtf else edtf
    basis = date["basis"] if date["basis"] == "anchored" else "text"
    return {
        "start": start,
        "end": end,
        "edtf": edtf,
        "basis": basis,
        "precision": date["precision"],
        "mention": mention,
    }


def bounds(date: dict[str, Any], *, within: bool = False) -> tuple[str | None, str | None]:
    """First and last day of what a date with its preposition covers; None where it is open ("since", "until").

    Args:
        date: a row of the dates table. within: whether it is what the date itself is known by (`is_within`), which its preposition says nothing of.
    """
    if opens(date, within=within):
        return date["start"], None
    if not within and date["bound"] in _UNTIL and (date["timex_type"] != "TIME" or date["bound"] in _OF_DAY):
        return None, date["end"]
    return date["start"], date["end"]


def opens(date: dict[str, Any], *, within: bool = False) -> bool:
    """Whether a date, known or not, is only the beginning of what is told ("since mid-October"); `within` as for `bounds`."""
    told = date["timex_type"] != "TIME" or date["bound"] in _OF_DAY
    return not within and told and date["bound"] in _SINCE


def is_within(tree: Tree, date: dict[str, Any], head: int) -> bool:
    """Whether a date is known by what happened on it: "on alert since 2016, when a man drove a van into the crowd" is of that year.

    Args:
        head: the token of the event's word.
    """
    after = date["tokens"][1]
    if after < len(tree) and tree.lowers[after] == ",":
        after += 1
    return after < head and tree.lowers[after] == "when" and tree.sents[after] == tree.sents[head]


def is_comparison(tree: Tree, date: dict[str, Any]) -> bool:
    """Whether the date only measures a record: "the first raid since May", "the deadliest attack since 2004"."""
    if date["bound"] != "since":
        return False
    start = date["tokens"][0]
    first = tree.bounds[tree.sents[start]][0]
    for i in range(max(first, start - _NEAR), start):
        superlative = tree.tags[i] in ("JJS", "RBS") and tree.lowers[i] not in ("least", "most")
        if superlative or tree.lowers[i] in _ORDINALS:
            return True
    return False


def is_ahead(date: dict[str, Any], published: str | None) -> bool:
    """Whether a date lies behind the day of publication; what was done cannot have been done on it."""
    end = date["end"] if date["bound"] in _UNTIL else date["start"]
    return published is not None and end is not None and end > published


def _has_digits(edtf: str | None) -> bool:
    return edtf is not None and any(c.isdigit() for c in edtf)
