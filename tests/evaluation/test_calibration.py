"""Which events count as right, and the figures of the confidence, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventwire.evaluation import evaluate
from eventwire.evaluation.authoring import build
from eventwire.evaluation.calibration import Calibration, Judgement
from eventwire.evaluation.quiet import Quiet
from eventwire.evaluation.source import parse_source
from eventwire.schema import ArticleRecord

SOURCE = """
=== text
[Rebels|reb: A armed_group SDN] [shelled|@e1] [Kassala|kas: P city SDN]. The [group|reb] said nothing. [Police|pol: A police SDN] [left|@e2].
=== events
e1: ASSAULT/heavy-weapons actual/unknown agent=reb target=kas place=kas
e2: RETREAT actual/unknown agent=pol
"""


def record(*changes: tuple[str, str], source: str = SOURCE) -> ArticleRecord:
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    return build(parse_source(source, Path("a.gold")), "a")[0]


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("place=kas", "place=kas", True),
        (
            "agent=reb target=kas place=kas",
            "agent=reb target=kas",
            True,
        ),  # a place is neither agent nor target
        ("agent=reb target", "agent=reb#2 target", True),  # the same entity elsewhere
        ("agent=reb target", "agent=pol target", False),
        ("agent=reb target", "target", False),
        ("agent=reb target", "agent=reb,pol target", False),
        ("target=kas", "victim=kas", False),
        ("e1: ASSAULT/heavy-weapons", "e1: COERCE", False),
        ("[shelled|@e1] [Kassala|kas", "shelled [Kassala|kas", False),
    ],
)
def test_right(old: str, new: str, right: bool) -> None:
    changes = [(old, new)]
    if "shelled [" in new:  # the event stands at other words
        changes.append(("said nothing", "[said|@e1] nothing"))
    found = evaluate([record()], [record(*changes)]).articles["a"].judgements
    assert [j.right for j in found] == [right, True]


def test_figures() -> None:
    rows = [Judgement(0.9, True), Judgement(0.95, False), Judgement(0.2, False), Judgement(1.0, True)]
    found = Calibration(rows)
    assert [(b.low, b.events) for b in found.bins] == [(0.2, 1), (0.9, 3)]
    assert found.bins[1].confidence == pytest.approx(0.95)
    assert found.bins[1].right == pytest.approx(2 / 3)
    assert found.error == pytest.approx((0.2 + 3 * (0.95 - 2 / 3)) / 4)
    assert found.brier == pytest.approx((0.01 + 0.9025 + 0.04) / 4)
    assert found.confidence == pytest.approx(3.05 / 4)
    assert found.right == 0.5


def test_error_by_chance_shrinks_with_the_number_of_events() -> None:
    few, many = Calibration([Judgement(0.5, True)] * 10), Calibration([Judgement(0.5, True)] * 1000)
    assert few.floor is not None
    assert many.floor is not None
    assert few.floor == pytest.approx(0.123, abs=0.025)  # E|k/10 - 1/2| of ten throws of a coin
    assert many.floor == pytest.approx(0.0126, abs=0.003)
    assert many.error == 0.5


def test_nothing_predicted_is_undefined() -> None:
    found = Calibration([])
    assert (found.error, found.floor, found.brier, found.right, found.bins) == (None, None, None, None, [])


def test_false_alarms_per_1000_words() -> None:
    empty = record(source="\n=== text\nNothing happened in [Kassala|kas: P city SDN] today.\n")
    guess = record(
        source="\n=== text\nNothing [happened|@e1] in [Kassala|kas: P city SDN] today.\n=== events\ne1: ASSAULT actual/unknown\n"
    )
    text = "Nothing happened in Kassala today."
    found = evaluate([empty], [guess], texts={"a": text}).quiet
    assert (found.articles, found.events, found.words, found.per_1000_words) == (1, 1, 5, 200.0)
    assert evaluate([empty], [guess]).quiet.per_1000_words is None  # the text is not known
    assert evaluate([record()], [record()]).quiet == Quiet([])
    assert Quiet([]).to_dict() == {"articles": 0, "words": 0, "events": 0, "events_per_1000_words": None}
