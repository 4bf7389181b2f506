"""Two systems on the same gold: differences, their test, and the gates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eventwire.errors import EventwireError, InputError
from eventwire.evaluation import compare_scores, evaluate, intervals_of
from eventwire.evaluation.authoring import build
from eventwire.evaluation.gates import parse_figure, parse_gate, unmet, worsened
from eventwire.evaluation.report import to_json, to_markdown
from eventwire.evaluation.scores import LAYERS, Scores
from eventwire.evaluation.source import parse_source
from eventwire.evaluation.tables import Grid, details, differences, overview
from eventwire.schema import ArticleRecord

ARTICLES = 30
NAMES = [chr(ord("A") + i) * 4 for i in range(20)]
TEXT = " ".join(f"[{name}|k{i}: P city SDN]" for i, name in enumerate(NAMES))
GOLD = [build(parse_source(f"\n=== text\n{TEXT}.\n", Path("a.gold")), f"a{i:02}")[0] for i in range(ARTICLES)]


def without(record: ArticleRecord, lost: set[int]) -> ArticleRecord:
    """The record without some of its twenty mentions, by number."""
    kept = tuple(m for i, m in enumerate(record.mentions) if i not in lost)
    known = {m.entity for m in kept}
    entities = tuple(e for e in record.entities if e.id in known)
    return record.model_copy(update={"mentions": kept, "entities": entities})


def system(lost: dict[int, set[int]]) -> Scores:
    """Finds all but three mentions of an article, and without those that are lost there besides."""
    return evaluate(GOLD, [without(g, {0, 1, 2} | lost.get(i, set())) for i, g in enumerate(GOLD)])


def test_planted_regression_closes_the_gate() -> None:
    base = system({})
    worse = system(
        {i: {3 + i % 17} for i in range(ARTICLES)}
    )  # one of twenty in each article: 5 points of recall
    found = compare_scores(worse, base, resamples=500)
    recall = found.found["mentions", "overlap", "recall"]
    assert recall.value == pytest.approx(-0.05)
    assert recall.p < 0.01
    assert worsened(found, [parse_figure("mentions.recall")]) == [
        f"mentions (overlap): recall 0.800 is worse than 0.850 (p = {recall.p:.4f})"
    ]
    assert worsened(compare_scores(base, worse, resamples=500), [parse_figure("mentions.recall")]) == []


def test_noise_does_not() -> None:
    """Half of the articles lose one mention, the other half finds one more."""
    base = system({i: {5} for i in range(1, ARTICLES, 2)})
    other = system({i: {5} for i in range(0, ARTICLES, 2)})
    found = compare_scores(other, base, resamples=500)
    assert found.found["mentions", "overlap", "recall"].p > 0.5
    assert worsened(found, [parse_figure("mentions.recall"), parse_figure("mentions.exact")]) == []


def test_undefined_figure_is_reported() -> None:
    found = compare_scores(system({}), system({}), resamples=500)
    assert worsened(found, [parse_figure("events")]) == [
        "events (overlap): F1 cannot be compared, it is undefined on at least one side"
    ]


def test_other_articles_or_other_gold_cannot_be_compared() -> None:
    with pytest.raises(EventwireError, match="a29"):
        compare_scores(system({}), evaluate(GOLD[:-1], GOLD[:-1]))
    changed = [without(g, {4}) for g in GOLD]
    with pytest.raises(EventwireError, match="different gold"):
        compare_scores(system({}), evaluate(changed, changed))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("events", ("events", "overlap", "f1")),
        ("events.recall", ("events", "overlap", "recall")),
        ("mentions.exact", ("mentions", "exact", "f1")),
        ("mentions.exact.precision", ("mentions", "exact", "precision")),
    ],
)
def test_names_of_figures(text: str, path: tuple[str, ...]) -> None:
    assert parse_figure(text) == path
    assert parse_gate(f"{text}=0.5").path == path


@pytest.mark.parametrize("text", ["", "words", "events.best", "events.recall.exact", "events.exact.f1.f1"])
def test_unknown_figures(text: str) -> None:
    with pytest.raises(InputError, match="expected LAYER"):
        parse_figure(text)


def test_gate_on_recall() -> None:
    assert unmet(system({}), [parse_gate("mentions.recall=0.85")]) == []
    assert unmet(system({}), [parse_gate("mentions.exact.recall=0.86")]) == [
        "mentions (exact): recall 0.850 is under 0.86"
    ]


def test_json_has_an_interval_beside_every_figure_of_a_layer() -> None:
    scores, other = system({i: {4} for i in range(0, 30, 3)}), system({i: {7} for i in range(0, 30, 4)})
    spread = intervals_of(scores, resamples=200)
    plain = json.loads(to_json(scores, spread, compare_scores(scores, other, resamples=200)))
    assert plain["intervals"]["level"] == 0.95
    for notion in ("exact", "overlap"):
        for figure in ("precision", "recall", "f1"):
            low, high = plain["intervals"]["mentions"][notion][figure]
            assert 0 <= low <= plain["layers"]["mentions"][notion][figure] <= high <= 1
    assert set(plain["intervals"]["mentions"]["groups"]["label"]) == {"PLACE"}
    assert "events" not in plain["intervals"]  # nothing to count there
    assert set(plain["compare"]["mentions"]["overlap"]["recall"]) == {
        "this",
        "other",
        "difference",
        "interval",
        "p",
    }
    assert set(plain["layers"]) == set(LAYERS)


def test_tables_hold_every_layer_and_group() -> None:
    scores = system({})
    spread = intervals_of(scores, resamples=200)
    grids = [
        *overview(scores, spread),
        *details(scores, spread),
        differences(compare_scores(scores, scores, resamples=500)),
    ]
    for grid in grids:
        assert all(len(row) == len(grid.columns) for row in grid.rows), grid.title
    assert [row[0] for row in grids[0].rows] == list(LAYERS)
    assert {"mentions by label", "mentions by kind", "all values"} <= {grid.title for grid in grids}


def test_markdown_shows_hostile_names_as_they_are() -> None:
    notes = ("*n* a_b [0.1, 0.2] _c_\nm",)
    page = to_markdown([Grid("a|b", ("<img>", "n"), [("[x](javascript:1)|`", "1")], notes=notes)])
    assert page.splitlines() == [
        r"**a\|b**",
        "",
        r"| \<img\> | n |",
        "| --- | ---: |",
        r"| [x\](javascript:1)\|\` | 1 |",
        "",
        r"\*n\* a_b [0.1, 0.2] \_c\_ m",
    ]
