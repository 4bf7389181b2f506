"""`eventwire.gates`: which layers of which articles must agree with gold, and how well.

    # article     gates
    *             mentions=0.9 events=0.6
    biu-market    mentions events.exact=0.8

`mentions` is exact agreement, `mentions=0.9` the least F1 where overlapping spans are hits, `mentions.exact=0.9` the least F1 where
only equal ones are. The article's name is a pattern as for file names; the last line that fits an article counts. The file
stands beside the articles, or in a folder above them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from eventwire.errors import InputError
from eventwire.evaluation.scores import LAYERS, Scores

FILE = "eventwire.gates"


@dataclass(frozen=True, slots=True)
class Gate:
    """What one layer must reach: `least` F1 in [0, 1] where exact, or overlapping, spans are hits."""

    layer: str
    exact: bool
    least: float

    def __str__(self) -> str:
        if self.exact and self.least == 1:
            return self.layer
        return f"{self.layer}{'.exact' if self.exact else ''}={self.least:g}"


DEFAULT = (Gate("mentions", True, 1.0), Gate("events", True, 1.0))


def gates_for(article: Path, top: Path) -> tuple[Gate, ...]:
    """The gates of an article: exact agreement of mentions and events where no file says otherwise.

    Args:
        article: its gold file. top: the folder above which no file is looked for.

    Raises:
        InputError: for a line that is no gate, with file and line.
    """
    name = article.name.removesuffix(article.suffix)
    for folder in article.parents:
        if (folder / FILE).is_file():
            return _last(folder / FILE, name)
        if folder == top:
            break
    return DEFAULT


def _last(path: Path, name: str) -> tuple[Gate, ...]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as err:
        raise InputError(f"{path}: cannot be read: {err}") from err
    found: tuple[Gate, ...] = DEFAULT
    for number, line in enumerate(lines, 1):
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        if len(words) == 1:
            raise InputError(f"{path}:{number}: found {words[0]!r} alone, expected an article and its gates")
        gates = tuple(_gate(word, f"{path}:{number}") for word in words[1:])
        if fnmatchcase(name, words[0]):
            found = gates
    return found


def _gate(word: str, place: str) -> Gate:
    left, equals, value = word.partition("=")
    layer, dot, notion = left.partition(".")
    try:
        least = float(value) if equals else 1.0
    except ValueError:
        least = -1.0
    if layer not in LAYERS or (dot and (notion != "exact" or not equals)) or not 0 <= least <= 1:
        raise InputError(
            f"{place}: found {word!r}, expected LAYER, LAYER=F1 or LAYER.exact=F1 with F1 in [0, 1] and LAYER one of "
            + ", ".join(LAYERS)
        )
    return Gate(layer, bool(dot) or not equals, least)


def unmet(scores: Scores, gates: tuple[Gate, ...]) -> dict[str, str]:
    """Layer → what it reached, for each gate that is not met; a layer that both sides have nothing in is met."""
    found = {}
    for gate in gates:
        pair = scores.layers[gate.layer].total
        counts = pair.exact if gate.exact else pair.overlap
        if counts.f1 is not None and counts.f1 < gate.least:
            figures = f"{counts.tp} right, {counts.fn} missing, {counts.fp} unexpected"
            found[gate.layer] = f"{gate}: F1 {counts.f1:.3f} ({figures}), expected {gate.least:g}"
    return found
