"""How an event shows its words: spans with their text, evidence sentences, figures, and where a field came from."""

from __future__ import annotations

from typing import Any

from eventwire.matching.acts import Act
from eventwire.matching.event_tables import Tables
from eventwire.matching.tree import Tree


def source(tree: Tree, rule: str, tokens: list[int], *, basis: str = "text") -> dict[str, Any]:
    """The contract's provenance of a field whose value stands at these tokens."""
    return {"rule": rule, "start": tree.starts[tokens[0]], "end": tree.ends[tokens[1] - 1], "basis": basis}


def inferred(rule: str, *, basis: str = "inferred") -> dict[str, Any]:
    """The contract's provenance of a field that no words of their own carry."""
    return {"rule": rule, "start": None, "end": None, "basis": basis}


def words(tree: Tree, tokens: list[int]) -> dict[str, Any]:
    """The contract's span of a half-open pair of tokens, with its text."""
    a, b = tokens
    return {"start": tree.starts[a], "end": tree.ends[b - 1], "text": tree.text(a, b)}


def quantity(tree: Tree, tables: Tables, row: dict[str, Any]) -> dict[str, Any]:
    """The contract's quantity of a row of the quantities table, with what is counted and whose figure it is."""
    shown = words(tree, row["tokens"])
    return {
        "measure": row["measure"],
        "low": row["low"],
        "high": row["high"],
        "approximate": row["approximate"],
        "of": _counted(tables, row["counted"]),
        "source": _said_by(tables, shown["start"], shown["end"]),
        **shown,
    }


def _counted(tables: Tables, counted: int | None) -> str | None:
    if counted is None:
        return None
    return next((m for m, r in tables.mentions.items() if r["tokens"][0] <= counted < r["tokens"][1]), None)


def _said_by(tables: Tables, start: int, end: int) -> str | None:
    """The characterization with the shortest content around these characters."""
    around = [
        (c["content"]["end"] - c["content"]["start"], c["id"])
        for c in tables.characterizations
        if c["content"] and c["content"]["start"] <= start and end <= c["content"]["end"]
    ]
    return min(around)[1] if around else None


def evidence(tree: Tree, acts: list[Act]) -> list[dict[str, int]]:
    """The sentences that hold the event's triggers as character spans; neighbours are one span."""
    found: list[dict[str, int]] = []
    last = None
    for sentence in sorted({act.sentence for act in acts}):
        a, b = tree.bounds[sentence]
        while b > a + 1 and not tree.words[b - 1].strip():
            b -= 1
        span = {"start": tree.starts[a], "end": tree.ends[b - 1]}
        if last is not None and sentence == last + 1:
            found[-1]["end"] = span["end"]
        else:
            found.append(span)
        last = sentence
    return found


def fired(provenance: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The ids of the rules that words of the text set off, sorted."""
    rules = {row["rule"] for rows in provenance.values() for row in rows if row["start"] is not None}
    return sorted(rules - {"evidence/sentences"})
