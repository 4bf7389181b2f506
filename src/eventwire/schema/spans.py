"""Character spans of the contract: half-open `[start, end)` in Unicode code points of the article's text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Base of every contract model: immutable, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A place in the article's text.

    Attributes:
        start: first code point, from 0. end: one past the last code point, greater than `start`.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=1)

    @model_validator(mode="after")
    def _not_empty(self) -> Span:
        if self.end <= self.start:
            raise ValueError(f"span [{self.start}, {self.end}) is empty; expected end > start")
        return self


class TextSpan(Span):
    """A span together with the words that stand there, so that a record can be read without the article."""

    text: str
