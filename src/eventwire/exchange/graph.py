"""What an annotation tool can show of a record: labelled spans with attributes, and labelled edges between them.

Every format writes and reads this one picture; what it means is decided in `drawing.py` and `rebuilding.py`.

| label of a node | the span is … |
| --- | --- |
| `ACTOR` `WEAPON` `PLACE` `DATE` `QUANTITY` | a mention; attribute `kind` of its entity |
| `ASSAULT` `ACCUSE` … (PLOVER's types) | the trigger of an event; attributes `modality` `outcome` `negated` `mode` `mode2` … |
| `FURTHER` | another mention of an event |
| `PHRASE` | words that fill a role, give a number or speak, and are no mention |
| `CUE` | the cue of a characterization; attributes `act` `stance` `direct` `official` |
| `CONTENT` `TERM` | what was said; the word applied or refused, attribute `polarity` |

| edge | from … to |
| --- | --- |
| `agent` `target` … (the roles), `killed` `wounded` … (the measures), `further` | trigger → what fills it |
| `speaker` `content` `term` `about` | cue → speaker, content, term, trigger of the event |
| `same` | mention → the next mention of its entity |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from eventwire.schema import terms

Layer = Literal["mention", "trigger", "cue", "part"]

MENTIONS: tuple[str, ...] = get_args(terms.Label)
TRIGGERS: tuple[str, ...] = terms.EVENT_TYPES
PARTS = ("FURTHER", "PHRASE", "CONTENT", "TERM")
LABELS = (*MENTIONS, *TRIGGERS, "CUE", *PARTS)

ROLES: tuple[str, ...] = get_args(terms.Role)
MEASURES: tuple[str, ...] = get_args(terms.Measure)
SPEECH = ("speaker", "content", "term", "about")
RELATIONS = (*ROLES, *MEASURES, "further", *SPEECH, "same")

FLAGS = frozenset(("negated", "direct"))  # attributes that are there or not, with the value "yes"
KINDS: dict[str, tuple[str, ...]] = {
    "ACTOR": get_args(terms.ActorKind),
    "WEAPON": get_args(terms.WeaponKind),
    "PLACE": get_args(terms.PlaceKind),
}
MODES = ("mode", "mode2", "mode3", "mode4")


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled span.

    Attributes:
        id: the tool's, unique in the article. start, end: code points, half-open. label: one of `LABELS`.
        attributes: name → value. line: where the tool's file has it, 1-based, or None.
    """

    id: str
    start: int
    end: int
    label: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int | None = field(default=None, compare=False)

    @property
    def layer(self) -> Layer:
        """Which part of a record the label belongs to."""
        if self.label in MENTIONS:
            return "mention"
        if self.label in TRIGGERS:
            return "trigger"
        return "cue" if self.label == "CUE" else "part"


@dataclass(frozen=True, slots=True)
class Edge:
    """A labelled edge between two nodes, by their ids; `line` as in `Node`."""

    source: str
    label: str
    target: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Graph:
    """The annotations of an article as a tool holds them.

    Attributes:
        nodes: in the tool's order. edges: each once, or None where the tool holds none at all, so that their absence says
            nothing. has_attributes: whether the absence of an attribute says something.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] | None
    has_attributes: bool = True


def attribute_values(label: str) -> dict[str, tuple[str, ...]]:
    """The attributes that a node with this label can have, and their values."""
    if label in KINDS:
        return {"kind": KINDS[label]}
    if label in TRIGGERS:
        modes = next(values for name, values in terms.MODES.items() if name == label)
        return {
            "modality": get_args(terms.Modality),
            "outcome": get_args(terms.Outcome),
            "negated": ("yes",),
            **dict.fromkeys(MODES[: len(modes)], modes),
        }
    if label == "CUE":
        return {
            "act": get_args(terms.Act),
            "stance": get_args(terms.Stance),
            "direct": ("yes",),
            "official": ("yes", "no"),
        }
    return {"polarity": get_args(terms.Polarity)} if label == "TERM" else {}


def edge_ends(label: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels that may stand at the source and at the target of an edge."""
    if label in ROLES:
        return TRIGGERS, (*MENTIONS, "PHRASE")
    if label in MEASURES:
        return TRIGGERS, ("QUANTITY", "PHRASE")
    if label == "further":
        return TRIGGERS, ("FURTHER",)
    if label == "same":
        return MENTIONS, MENTIONS
    targets = {
        "speaker": (*MENTIONS, "PHRASE"),
        "content": ("CONTENT",),
        "term": ("TERM",),
        "about": TRIGGERS,
    }
    return ("CUE",), targets[label]


def fits(label: str, source: str, target: str) -> bool:
    """Whether an edge may go from a node with the one label to a node with the other."""
    sources, targets = edge_ends(label)
    return source in sources and target in targets and (label != "same" or source == target)
