"""Scores for people (a terminal table) and for programs (JSON), and the gate on them."""

from __future__ import annotations

import json

from rich.console import Console
from rich.table import Table

from eventwire.errors import InputError
from eventwire.evaluation.counts import Counts, Pair
from eventwire.evaluation.scores import LAYERS, Scores


def to_json(scores: Scores) -> str:
    """The scores as one JSON object, undefined figures null."""
    return json.dumps(scores.to_dict(), indent=1, ensure_ascii=False)


def show(scores: Scores, console: Console, *, details: bool = True) -> None:
    """Print the scores as tables.

    Args:
        scores: the figures. console: where to. details: also the groups of each layer and the values.
    """
    summary = _table(f"articles: {scores.documents}", "layer")
    for name, layer in scores.layers.items():
        _row(summary, name, layer.total)
    console.print(summary)
    if not details:
        return
    for name, layer in scores.layers.items():
        for notion, groups in sorted(layer.groups.items()):
            table = _table(f"{name} by {notion}", notion)
            for group, pair in sorted(groups.items()):
                _row(table, group, pair)
            console.print(table)
    values = Table(title="values of matched items", title_justify="left")
    for column in ("layer", "value"):
        values.add_column(column)
    for column in ("accuracy", "correct", "of"):
        values.add_column(column, justify="right")
    for name, layer in scores.layers.items():
        for field, accuracy in sorted(layer.values.items()):
            values.add_row(name, field, _ratio(accuracy.value), str(accuracy.correct), str(accuracy.total))
    console.print(values)


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for column in ("exact P", "R", "F1", "overlap P", "R", "F1", "tp", "fp", "fn", "support"):
        table.add_column(column, justify="right")
    return table


def _row(table: Table, name: str, pair: Pair) -> None:
    exact, overlap = pair.exact, pair.overlap
    ratios = [_ratio(r) for c in (exact, overlap) for r in (c.precision, c.recall, c.f1)]
    table.add_row(name, *ratios, str(overlap.tp), str(overlap.fp), str(overlap.fn), str(overlap.support))


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def parse_gate(text: str) -> tuple[str, str, float]:
    """A gate such as `events=0.8` or `mentions.exact=0.7`: layer, notion of a hit, least F1.

    Raises:
        InputError: for anything else.
    """
    name, equals, value = text.partition("=")
    layer, dot, notion = name.partition(".")
    try:
        least = float(value)
    except ValueError:
        least = -1.0
    if (
        not equals
        or layer not in LAYERS
        or not 0 <= least <= 1
        or (dot and notion not in ("exact", "overlap"))
    ):
        raise InputError(
            f"--fail-under: found {text!r}, expected LAYER=F1 or LAYER.exact=F1 with F1 in [0, 1] and LAYER one of "
            + ", ".join(LAYERS)
        )
    return layer, notion or "overlap", least


def unmet(scores: Scores, gates: list[tuple[str, str, float]]) -> list[str]:
    """One line for each gate that the scores do not meet; an undefined figure meets none."""
    lines = []
    for layer, notion, least in gates:
        pair = scores.layers[layer].total
        counts: Counts = pair.exact if notion == "exact" else pair.overlap
        if counts.f1 is None or counts.f1 < least:
            lines.append(f"{layer} ({notion}): F1 {_ratio(counts.f1)} is under {least}")
    return lines
