"""Place and time that an event takes over from the events around it, where its own sentences name none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventwire.lexicon.events import InheritanceLine
from eventwire.matching.acts import REAL
from eventwire.matching.datelines import Datelines
from eventwire.matching.event_draft import Draft
from eventwire.matching.event_tables import Tables
from eventwire.matching.event_words import inferred
from eventwire.matching.headings import Headings
from eventwire.matching.launch_site import involves, launch_site
from eventwire.matching.scenes import Scenes


class Inheritance:
    """Fills empty places and times.

    Args:
        lines: one per field. vague: names of places at which nothing can be counted.
    """

    def __init__(self, lines: Iterable[InheritanceLine], *, vague: frozenset[str]) -> None:
        self._line: dict[str, InheritanceLine] = {line.field: line for line in lines}
        self._vague = vague

    def fill(
        self, drafts: list[Draft], tables: Tables, datelines: Datelines, headings: Headings, scenes: Scenes
    ) -> None:
        """Give drafts without a place or a time those of the nearest event before them that they belong to.

        Args:
            drafts: in text order; changed in place. Only what stands in the text is passed on, never an inherited value.
            tables: what the components wrote.
            datelines: of the article; nothing is passed on from one item of a roundup to another.
            headings: of the article; a date that heads a list or a paragraph dates what is told below it.
            scenes: of the article; no place is passed on where places of other countries were named since.
        """
        told = [(d.location, d.time) for d in drafts]
        item = [datelines.number(d.first.sentence) for d in drafts]
        for i, draft in enumerate(drafts):
            if draft.modality not in REAL:
                continue
            self._from_firing(i, drafts, item, [time for _, time in told], tables)
            if draft.location is None:
                found = self._nearest("location", i, drafts, item, [place for place, _ in told], scenes)
                if found is not None:
                    draft.location = {**found, "basis": "inherited"}
                    draft.origin["location"] = [inferred(self._line["location"].id)]
                else:
                    self._from_dateline(draft, datelines)
            if draft.time is None:
                self._from_heading(draft, headings)
            if draft.time is None and tables.times is None and _goes_on(draft):  # a scorer saw those dates
                found = self._nearest("time", i, drafts, item, [time for _, time in told], scenes)
                if found is not None and _is_a_day(found):
                    draft.time = {**found, "basis": "anchored"}
                    draft.origin["time"] = [inferred(self._line["time"].id)]

    def _from_firing(
        self,
        i: int,
        drafts: list[Draft],
        item: list[int],
        times: list[dict[str, Any] | None],
        tables: Tables,
    ) -> None:
        line, draft = self._line.get("launch_site"), drafts[i]
        if line is None or draft.type not in line.types or draft.location is not None:
            return
        if not involves(draft, "target", line.weapons, tables):
            return
        for j in range(i - 1, -1, -1):
            firing = drafts[j]
            if item[j] != item[i] or firing.type not in line.types or firing.modality not in REAL:
                continue
            way = _way(draft, firing)
            if way is None or way[0] > line.reach or _apart(draft, firing):
                continue
            if not involves(firing, "weapon", line.fired, tables):
                continue
            site = launch_site(firing, draft, tables, vague=self._vague)
            if site is not None:
                draft.location = site
                draft.origin["location"] = [inferred(line.id)]
                time = times[j]
                if draft.time is None and time is not None and _is_a_day(time):
                    draft.time = {**time, "basis": "anchored"}
                    draft.origin["time"] = [inferred(line.id)]
                return

    def _from_dateline(self, draft: Draft, datelines: Datelines) -> None:
        line = self._line.get("dateline")
        if line is None or draft.type not in line.types or any(act.countries for act in draft.acts):
            return
        place = datelines.location(draft.first.sentence, line.reach)
        if place is not None:
            draft.location = {**place, "basis": "dateline"}
            draft.origin["location"] = [inferred(line.id)]

    def _from_heading(self, draft: Draft, headings: Headings) -> None:
        line = self._line.get("heading")
        heading = headings.over(draft.first.head)
        if line is None or heading is None or draft.type not in line.types or draft.first.tense == "future":
            return
        draft.time = {**heading, "basis": "anchored"}
        draft.origin["time"] = [inferred(line.id)]

    def _nearest(
        self,
        field: str,
        i: int,
        drafts: list[Draft],
        item: list[int],
        values: list[dict[str, Any] | None],
        scenes: Scenes,
    ) -> dict[str, Any] | None:
        line = self._line.get(field)
        draft = drafts[i]
        if line is None or draft.type not in line.types:
            return None
        for j in sorted(range(len(drafts)), key=lambda j: abs(j - i)):
            value, other = values[j], drafts[j]
            if item[j] != item[i]:
                continue
            if j == i or value is None or other.type not in line.types or other.modality not in REAL:
                continue
            way = _way(draft, other)
            if way is None:
                continue
            distance, there, here = way
            if distance > line.reach or _apart(draft, other):
                continue
            if field == "location" and scenes.left(value["country"], there + 1, here):
                continue  # the article has gone elsewhere since
            told_on = field == "time" and distance <= 1 and draft.first.tense == "past"
            if distance == 0 or told_on or draft.type == other.type or draft.keys() & other.keys():
                return value
        return None


def _way(draft: Draft, other: Draft) -> tuple[int, int, int] | None:
    """The shortest way back to another event: how many sentences, from its one, to the draft's one; None if it is only told later."""
    return min(
        (
            (a.sentence - b.sentence, b.sentence, a.sentence)
            for a in draft.acts
            for b in other.acts
            if a.sentence >= b.sentence
        ),
        default=None,
    )


def _is_a_day(time: dict[str, Any]) -> bool:
    """Whether a time is one day; what happened beside something of "last month" seldom has just those bounds."""
    return time["start"] is not None and time["start"] == time["end"]


def _goes_on(draft: Draft) -> bool:
    """Whether an event without a date of its own goes on with what was told before.

    A verb in the past does ("Police then fired"), and so does an attempt ("tried to storm"); nouns ("the killing of") and
    perfects ("had been shelled") are mostly background, whose time the article leaves open.
    """
    tried = draft.modality == "attempted" and draft.first.tense == "none"
    return not draft.apart and (draft.first.tense == "past" or tried)


def _apart(a: Draft, b: Draft) -> bool:
    """Whether both have times and the times exclude each other."""
    if a.time is None or b.time is None:
        return False
    first, last = "0000-00-00", "9999-99-99"
    return (a.time["end"] or last) < (b.time["start"] or first) or (b.time["end"] or last) < (
        a.time["start"] or first
    )
