"""A file of sentences as pytest sees it: one test a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventwire.errors import EventwireError
from eventwire.testing.pipeline import Differs, pipeline
from eventwire.testing.sentence_case import differences
from eventwire.testing.sentence_file import Sentence, sentences


class SentenceFile(pytest.File):
    """A `*.sentences` file."""

    def collect(self) -> Iterator[SentenceItem]:
        """One item a sentence, in the order of the lines."""
        try:
            found = sentences(self.path)
        except EventwireError as err:
            raise self.CollectError(str(err)) from err
        for sentence in found:
            words = "-".join(re.findall(r"\w+", sentence.text)[:6])
            yield SentenceItem.from_parent(self, name=f"{sentence.line}-{words}", sentence=sentence)


class SentenceItem(pytest.Item):
    """One sentence."""

    def __init__(self, *, sentence: Sentence, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._sentence = sentence

    def runtest(self) -> None:
        """Compare the sentence's record with its markup.

        Raises:
            Differs: where they do not agree, or the line is no sentence in markup.
        """
        found = self._sentence.problem or differences(self._sentence, pipeline(self.config))
        if found is not None:
            raise Differs(found)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The place and the difference, without a traceback."""
        if isinstance(excinfo.value, EventwireError | Differs):
            break_ = " " if self._sentence.problem else "\n"
            return f"{self.path}:{self._sentence.line}:{break_}{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line from 0, and name."""
        return self.path, self._sentence.line - 1, self.name
