"""The annotator's reminder: unmarked words that look like mentions, and weekdays that do not fit their date."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventwire.evaluation.lint import omissions
from eventwire.evaluation.source import parse_source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Two|q: Q 2] [rebels|r: A armed_group] fled on [Monday|d: D 2020-05-04].", []),
        ("Two [rebels|r: A armed_group] fled on Monday.", ["'Monday' in"]),
        ("The [rebels|r: A armed_group] met 12 other rebels.", ["'12' in", "'rebels' in"]),
        ("The [rebels|r: A armed_group] left Kassala.", ["'Kassala' in"]),
        (
            "The [rebels|r: A armed_group] left on [Tuesday|d: D 2020-05-04].",
            ["'Tuesday' is declared 2020-05-04, a Monday"],
        ),
    ],
)
def test_omissions(text: str, expected: list[str]) -> None:
    found = omissions(parse_source(f"=== text\n{text}\n", Path("made.gold")))
    assert len(found) == len(expected)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True))
