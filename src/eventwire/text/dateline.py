"""The dateline of a news article: where, and sometimes when, it was filed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from eventwire.text.dates import parse_date

# How far into a text a dateline may begin: below a headline and a byline.
_LINES = 6
_REACH = 800

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_DATE = rf"(?:{_MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY} {_MONTH}(?:,? {_YEAR})?|{_YEAR}-[01][0-9]-[0-3][0-9])"
_WORD = r"[^\W\d_][\w.'’-]{0,20}"
# Capitals all through ("NEW DELHI"), or a capital in front where an agency or a date follows ("New Delhi (XYZ)").
_UPPER = r"(?!\w*[a-zß-öø-ÿ])" + _WORD
_PLACE_UPPER = rf"(?=[^\W\d_]{{3}}){_UPPER}(?:[ /-]{{1,2}}{_UPPER}){{0,4}}"
_PLACE_TITLE = rf"(?=[^\W\d_])(?![a-zß-öø-ÿ]){_WORD}(?:[ /-](?![a-zß-öø-ÿ]){_WORD}){{0,3}}"
_REGION = rf"(?:, (?!{_MONTH})(?![a-z]){_WORD}(?: (?![a-z]){_WORD}){{0,3}}){{0,2}}"
_AGENCY = r"\((?P<agency>[A-Z][\w.&'’/ -]{1,40})\)"
_DASH = r"(?:--|[-–—―_])(?=\s)"

_FORMS = (
    re.compile(rf"(?P<place>{_PLACE_UPPER}{_REGION})(?:,? (?P<date>{_DATE}))?,?(?: ?{_AGENCY})? ?{_DASH}"),
    re.compile(rf"(?P<place>{_PLACE_TITLE}{_REGION}),? (?P<date>{_DATE}),?(?: ?{_AGENCY})? ?{_DASH}"),
    re.compile(rf"(?P<place>{_PLACE_TITLE}{_REGION}) ?{_AGENCY}(?:,? (?P<date>{_DATE}))? ?{_DASH}"),
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; all offsets are code points of the text, half-open.

    Attributes:
        start, end: the whole of it, dash included.
        place: the place with its region ("NAIROBI, Kenya"). date: the date as printed, or None. agency: likewise.
        day: the day, where the date is printed in full; a day without its year is left to the date rules.
    """

    start: int
    end: int
    place: tuple[int, int]
    date: tuple[int, int] | None
    agency: tuple[int, int] | None
    day: dt.date | None


def find_dateline(text: str) -> Dateline | None:
    """The dateline of a text, or None: "BAGHDAD, April 22 (Agency) —" at the start of one of its first lines."""
    start = 0
    for line in text[:_REACH].splitlines(keepends=True)[:_LINES]:
        begin = start + len(line) - len(line.lstrip())
        for form in _FORMS:
            match = form.match(text, begin, min(len(text), begin + 160))
            if match is not None:
                date = match.span("date") if match["date"] else None
                return Dateline(
                    start=begin,
                    end=match.end(),
                    place=match.span("place"),
                    date=date,
                    agency=match.span("agency") if match["agency"] else None,
                    day=parse_date(match["date"]) if match["date"] else None,
                )
        start += len(line)
    return None
