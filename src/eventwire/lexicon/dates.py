"""Lines of `dates/`: the words of date expressions, and the rules that put them together."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from eventwire.lexicon.lines import Line

Operation = Literal[
    "calendar",
    "fixed",
    "numeric",
    "weekday",
    "unit",
    "ago",
    "anchored",
    "same",
    "season",
    "quarter",
    "half",
    "decade",
    "century",
    "holiday",
    "range",
    "months_of_year",
    "around",
    "weekend",
    "clock",
    "part_of_day",
    "duration",
    "recent_duration",
    "set",
    "reference",
]


class DateExample(BaseModel):
    """A sentence with one marked date and what it must resolve to.

    Attributes:
        text: markup, `on [April 22](DATE)`; exactly the marked dates may be found, the values are those of the one marked
            `DATE` (others are marked `OTHER`). published: publication date, or None.
        publisher_country: ISO 3166-1 alpha-3, for the order of numeric dates.
        start, end, edtf, timex_type, timex_value: as in the record contract.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    published: str | None
    publisher_country: str | None = None
    start: str | None
    end: str | None
    edtf: str | None
    timex_type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex_value: str | None


class DateWord(Line):
    """A word of date expressions with its value, or a pattern for a whole family of them.

    An all-lowercase form matches in any letter case; a form with a capital letter matches as written only.

    Attributes:
        classes: the names under which patterns of rules refer to it, as in `{month}`.
        forms: how it is printed. pattern: instead of forms, a bounded regular expression that reads as an integer.
        value: what rules compute with; None where the word says nothing exact ("several").
    """

    classes: tuple[str, ...] = Field(min_length=1)
    forms: tuple[str, ...] = ()
    pattern: str | None = None
    value: int | float | str | None = None

    @model_validator(mode="after")
    def _forms_or_pattern(self) -> Any:
        if bool(self.forms) == (self.pattern is not None):
            raise ValueError("expected either forms or a pattern")
        _check(self.pattern or "")
        try:
            groups = re.compile(self.pattern or "").groups
        except re.error as err:
            raise ValueError(f"pattern is no regular expression: {err}") from err
        if groups:
            raise ValueError("pattern captures, expected (?:…)")
        return self


class DateRule(Line):
    """One kind of date expression.

    Attributes:
        pattern: a regular expression over the text. `{class}` stands for any word of the class and gives the operation the
            field of that name; `{name:class}` names the field otherwise, `{name:one|two}` takes either class, `{:class}`
            gives none. A blank stands for white space. A group `span` is the mention where the pattern has more words
            around it. Quantifiers are bounded.
        needs: a class whose words every match contains; the pattern is only tried near them.
        operation: what is computed (`matching/dates/`); unit, direction, count, value, part, basis_word: its parameters.
    """

    examples: tuple[DateExample, ...] = ()  # type: ignore[assignment]
    pattern: str
    needs: str
    operation: Operation
    unit: str | None = None
    direction: int | None = None
    count: float | None = None
    value: str | None = None
    part: Literal["early", "mid", "late"] | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Any:
        _check(self.pattern)
        return self


def _check(pattern: str) -> None:
    """Refuse unbounded repetition: article text is hostile, and a date expression is short."""
    if re.search(r"(?<!\\)[*+]|\{[0-9]*,\}", pattern):
        raise ValueError("unbounded quantifier, expected {m,n} or ?")
