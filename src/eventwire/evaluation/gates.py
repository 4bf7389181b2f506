"""Gates for continuous integration: least figures, and figures that must not get worse."""

from __future__ import annotations

from typing import NamedTuple

from eventwire.errors import InputError
from eventwire.evaluation.comparison import Comparison
from eventwire.evaluation.counts import Counts
from eventwire.evaluation.ratios import FIGURES, Path
from eventwire.evaluation.scores import LAYERS, Scores

_NOTIONS = ("exact", "overlap")


class Gate(NamedTuple):
    """A figure of a layer, and the least value in [0, 1] that it may have."""

    layer: str
    notion: str
    figure: str
    least: float

    @property
    def path(self) -> Path:
        """The figure's path as in the JSON."""
        return self.layer, self.notion, self.figure


def parse_gate(text: str) -> Gate:
    """A gate such as `events=0.8`, `mentions.exact=0.7` or `events.recall=0.6`.

    Raises:
        InputError: for anything else.
    """
    name, equals, value = text.partition("=")
    figure = _figure(name)
    try:
        least = float(value)
    except ValueError:
        least = -1.0
    if not equals or figure is None or not 0 <= least <= 1:
        raise InputError(
            f"--fail-under: found {text!r}, expected LAYER=F1, LAYER.exact=F1 or LAYER.recall=R with a figure in "
            f"[0, 1] and LAYER one of {', '.join(LAYERS)}"
        )
    return Gate(*figure, least)


def parse_figure(text: str) -> Path:
    """The path of a figure such as `events`, `events.recall` or `mentions.exact.precision`.

    Raises:
        InputError: for anything else.
    """
    figure = _figure(text)
    if figure is None:
        raise InputError(
            f"--fail-worse: found {text!r}, expected LAYER, LAYER.exact, LAYER.recall or LAYER.exact.recall "
            f"with LAYER one of {', '.join(LAYERS)}"
        )
    return figure


def _figure(text: str) -> tuple[str, str, str] | None:
    layer, *rest = text.split(".")
    notion, figure = "overlap", "f1"
    if rest and rest[0] in _NOTIONS:
        notion = rest.pop(0)
    if rest and rest[0] in FIGURES:
        figure = rest.pop(0)
    return (layer, notion, figure) if layer in LAYERS and not rest else None


def unmet(scores: Scores, gates: list[Gate]) -> list[str]:
    """One line for each gate that the scores do not meet; an undefined figure meets none."""
    lines = []
    for gate in gates:
        pair = scores.layers[gate.layer].total
        counts: Counts = pair.exact if gate.notion == "exact" else pair.overlap
        found = getattr(counts, gate.figure)
        if found is None or found < gate.least:
            name = "F1" if gate.figure == "f1" else gate.figure
            shown = "–" if found is None else f"{found:.3f}"
            lines.append(f"{gate.layer} ({gate.notion}): {name} {shown} is under {gate.least}")
    return lines


def worsened(comparison: Comparison, figures: list[Path]) -> list[str]:
    """One line for each of the figures that got worse; one that is undefined on either side is reported too."""
    lines = []
    for path in figures:
        difference = comparison.found[path]
        layer, notion, figure = path
        name = f"{layer} ({notion}): {'F1' if figure == 'f1' else figure}"
        if difference.value is None:
            lines.append(f"{name} cannot be compared, it is undefined on at least one side")
        elif difference.worse:
            lines.append(
                f"{name} {difference.one:.3f} is worse than {difference.other:.3f} (p = {difference.p:.4f})"
            )
    return lines
