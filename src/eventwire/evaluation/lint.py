"""Words of a gold source that look like mentions but are not marked: a reminder for the annotator, never a verdict."""

from __future__ import annotations

import datetime as dt
import re

from eventwire.evaluation.source import GoldSource

_DATE = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|yesterday|today|tomorrow|(?:last|this|next) (?:week|month|year)|(?:19|20)\d\d"
)
_NUMBER = (
    r"\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|dozens?|scores|hundreds|thousands"
)
_LOOKS = re.compile(rf"\b(?:{_DATE}|{_NUMBER})\b|(?<=[a-z,] )[A-Z]\w+")

_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def omissions(source: GoldSource) -> list[str]:
    """One line for each unmarked date word, number, capitalized word, or repetition of words marked elsewhere."""
    taken = bytearray(len(source.text))
    words: dict[str, str] = {}
    for mark in source.marks:
        if not mark.tag.startswith("@"):
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            words[source.text[mark.start : mark.end]] = mark.tag.partition(":")[0]
    found = []
    repeated = re.compile(
        "|".join(rf"\b{re.escape(w)}\b" for w in sorted(words, key=len, reverse=True)) or "$^"
    )
    for pattern in (_LOOKS, repeated):
        for hit in pattern.finditer(source.text):
            if hit[0] and not any(taken[hit.start() : hit.end()]):
                around = source.text[max(0, hit.start() - 30) : hit.end() + 30].replace("\n", " ")
                found.append(f"{hit[0]!r} in …{around}…")
    return found + _weekdays(source)


def _weekdays(source: GoldSource) -> list[str]:
    """Dates whose words name another weekday than their first day is."""
    found = []
    for mark in source.marks:
        words, day = source.text[mark.start : mark.end], _DAY.search(mark.tag)
        if day and (named := _WEEKDAY.search(words)):
            real = dt.date.fromisoformat(day[0]).strftime("%A")
            if real != named[0]:
                found.append(f"{words!r} is declared {day[0]}, a {real}")
    return found
