"""Place and time that an event takes over from the events around it, where its own sentences name none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventwire.lexicon.events import InheritanceLine
from eventwire.matching.event_draft import Draft
from eventwire.matching.event_words import inferred

_REAL = frozenset({"actual", "attempted", "alleged", "denied"})


class Inheritance:
    """Fills empty places and times.

    Args:
        lines: one per field.
    """

    def __init__(self, lines: Iterable[InheritanceLine]) -> None:
        self._line: dict[str, InheritanceLine] = {line.field: line for line in lines}

    def fill(self, drafts: list[Draft], dateline: dict[str, Any] | None) -> None:
        """Give drafts without a place or a time those of the nearest event before them that they belong to.

        Args:
            drafts: in text order; changed in place. Only what stands in the text is passed on, never an inherited value.
            dateline: the location that the article's dateline names, or None.
        """
        told = [(d.location, d.time) for d in drafts]
        for i, draft in enumerate(drafts):
            if draft.modality not in _REAL:
                continue
            if draft.location is None:
                found = self._nearest("location", i, drafts, [place for place, _ in told])
                if found is not None:
                    draft.location = {**found, "basis": "inherited"}
                    draft.origin["location"] = [inferred(self._line["location"].id)]
                elif (
                    dateline is not None and self._reaches("dateline", draft) and not draft.acts[0].countries
                ):
                    draft.location = {**dateline, "basis": "dateline"}
                    draft.origin["location"] = [inferred(self._line["dateline"].id)]
            if draft.time is None:
                found = self._nearest("time", i, drafts, [time for _, time in told])
                if found is not None and found["start"] and found["end"]:
                    draft.time = {**found, "basis": "anchored"}
                    draft.origin["time"] = [inferred(self._line["time"].id)]

    def _reaches(self, field: str, draft: Draft) -> bool:
        line = self._line.get(field)
        return line is not None and draft.type in line.types and draft.acts[0].sentence <= line.reach

    def _nearest(
        self, field: str, i: int, drafts: list[Draft], values: list[dict[str, Any] | None]
    ) -> dict[str, Any] | None:
        line = self._line.get(field)
        draft = drafts[i]
        if line is None or draft.type not in line.types:
            return None
        for j in sorted(range(len(drafts)), key=lambda j: abs(j - i)):
            value, other = values[j], drafts[j]
            if j == i or value is None or other.type not in line.types or other.modality not in _REAL:
                continue
            before = [
                a.sentence - b.sentence for a in draft.acts for b in other.acts if a.sentence >= b.sentence
            ]
            distance = min(before, default=None)
            if distance is None or distance > line.reach or _apart(draft, other):
                continue
            if distance == 0 or draft.type == other.type or draft.keys() & other.keys():
                return value
        return None


def _apart(a: Draft, b: Draft) -> bool:
    """Whether both have times and the times exclude each other."""
    if a.time is None or b.time is None:
        return False
    first, last = "0000-00-00", "9999-99-99"
    return (a.time["end"] or last) < (b.time["start"] or first) or (b.time["end"] or last) < (
        a.time["start"] or first
    )
