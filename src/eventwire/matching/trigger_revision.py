"""A second opinion on triggers: what stands and what is turned down once a scorer has looked at the rules' choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eventwire.layers import TriggerValue
from eventwire.matching.trigger_rules import TurnedDown
from eventwire.matching.trigger_scorer import ADMITTED, VETOED, Verdict


def revised(
    taken: Mapping[int, TriggerValue],
    rejected: Sequence[dict[str, Any]],
    verdicts: Sequence[Verdict],
    admit: Callable[[TurnedDown], TriggerValue],
) -> tuple[dict[int, TriggerValue], list[dict[str, Any]]]:
    """The triggers by their token and what was turned down, with the verdicts followed.

    Args:
        taken: what the rules took. rejected: what they turned down. verdicts: where the scorer thinks otherwise.
        admit: makes the row of a word that a rule knows and its conditions turned down.
    """
    at_head = {row["head"]: at for at, row in taken.items()}
    kept, gone = dict(taken), list(rejected)
    admitted = set()
    for verdict in verdicts:
        row, line, kind = verdict.candidate, verdict.line, verdict.type
        if row.found is not None:
            lost = kept[at_head[row.at]]
            if kind is not None:
                kept[at_head[row.at]] = _unruled(lost["tokens"], row.at, kind, noun=row.noun)
                continue
            first, last = lost["tokens"]
            # what stands inside the phrase was part of it, and does not come up in its place
            kept = {
                at: other
                for at, other in kept.items()
                if not (first <= other["tokens"][0] and other["tokens"][1] <= last)
            }
            gone.append({"tokens": lost["tokens"], "rule": ADMITTED, "why": VETOED})
            continue
        admitted.add(row.at)
        if line is not None:
            kept[line.at] = admit(line)
        elif kind is not None:
            kept[row.at] = _unruled([row.at, row.at + 1], row.at, kind, noun=row.noun)
    return kept, [row for row in gone if not admitted & set(range(*row["tokens"]))]


def _unruled(tokens: list[int], head: int, kind: str, *, noun: bool) -> TriggerValue:
    """A trigger that no rule of its type knows; its frame is that of the type."""
    return TriggerValue(
        tokens=tokens,
        head=head,
        type=kind,
        modes=[],
        rule=ADMITTED,
        noun=noun,
        consequence=False,
        frame=None,
    )
