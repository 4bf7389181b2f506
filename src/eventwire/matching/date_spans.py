"""Two dates that are one stretch of time: "from 1995 to 1999", "between Thursday and Sunday", "on Monday and Tuesday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from eventwire.matching.tree import Tree

_TO = frozenset({"to", "through", "until", "till", "and", "-", "–"})
_PREPOSITIONS = frozenset({"on", "in"})  # "on Monday and on Tuesday"
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def spanned(
    tree: Tree, dates: dict[str, dict[str, Any]], first: dict[str, Any]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of a date, with the end of the date that closes its stretch of time, and the rows that say so (one or two).

    Args:
        dates: the dates table. first: one of its rows. Of two weekdays the first lies before the second: what
            happened "between Thursday and Sunday" began on the Thursday before that Sunday. Dates that are listed are one
            stretch where they are neighbours ("on Monday and Tuesday").
    """
    if not _is_closed(first) or first["timex_type"] != "DATE":
        return first, [first]
    last = _after(tree, dates, first["tokens"][1])
    if last is None or not _is_closed(last) or last["precision"] != first["precision"]:
        return first, [first]
    start = first["start"]
    if start > last["start"]:
        if first["precision"] != "day" or first["start"] != first["end"]:
            return first, [first]
        day = date.fromisoformat(start) - _WEEK
        if not day < date.fromisoformat(last["start"]):
            return first, [first]
        start = day.isoformat()
    if (
        _are_listed(tree, first)
        and date.fromisoformat(last["start"]) - date.fromisoformat(first["end"]) != _DAY
    ):
        return first, [first]
    opening = start if first["precision"] == "day" else first["edtf"]
    edtf = f"{opening}/{last['edtf']}"
    return {**first, "start": start, "end": last["end"], "edtf": edtf, "bound": None}, [first, last]


def _after(tree: Tree, dates: dict[str, dict[str, Any]], i: int) -> dict[str, Any] | None:
    """The date that stands behind a word for "to" at token `i`, unless it belongs to a noun ("and Tuesday's raid")."""
    sentence = tree.bounds[tree.sents[i - 1]][1]
    if i >= sentence or tree.lowers[i] not in _TO:
        return None
    i += 1
    if i < sentence and tree.lowers[i] in _PREPOSITIONS:
        i += 1
    row = next((row for row in dates.values() if row["tokens"][0] == i), None)
    if row is None or row["timex_type"] != "DATE":
        return None
    end = row["tokens"][1]
    if end < sentence and (tree.tags[end] == "POS" or tree.tags[end].startswith("NN")):
        return None
    return row


def _are_listed(tree: Tree, first: dict[str, Any]) -> bool:
    """Whether "and" lists the dates ("in 2004 and 2006") rather than bounds a stretch ("between 2004 and 2006")."""
    start, end = first["tokens"]
    return tree.lowers[end] == "and" and not (start and tree.lowers[start - 1] == "between")


def _is_closed(row: dict[str, Any]) -> bool:
    return row["start"] is not None and row["end"] is not None and row["bound"] in (None, "from", "until")
