"""Is a graph one that a record can hold? Every problem with the line that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from eventwire.exchange.graph import FLAGS, LABELS, RELATIONS, Edge, Graph, Node, attribute_values, edge_ends


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in an article's annotations that no record can hold.

    Attributes:
        message: what was found and what was expected. line: where the tool's file has it, 1-based, or None.
    """

    message: str
    line: int | None = None


def misfits(graph: Graph, text: str) -> list[Misfit]:
    """Everything that is wrong with the graph of an article with this text, in the order of the lines."""
    nodes: dict[str, Node] = {}
    found: list[Misfit] = []
    for node in graph.nodes:
        if node.id in nodes:
            found.append(Misfit(f"the id {node.id!r} stands twice, expected each once", node.line))
        nodes[node.id] = node
        found += [Misfit(message, node.line) for message in _of_node(node, text)]
    for edge in graph.edges or ():
        found += [Misfit(message, edge.line) for message in _of_edge(edge, nodes)]
    found += _repeated(graph, nodes)
    found += _overlapping(graph)
    return sorted(found, key=lambda misfit: misfit.line or 0)


def _of_node(node: Node, text: str) -> Iterator[str]:
    if node.label not in LABELS:
        yield f"{node.id}: label {node.label!r}, expected one of {', '.join(LABELS)}"
        return
    if not 0 <= node.start < node.end <= len(text):
        yield f"{node.id}: span [{node.start}, {node.end}), expected a stretch inside the text of {len(text)} characters"
    values = attribute_values(node.label)
    for name, value in node.attributes.items():
        if name not in values:
            yield f"{node.id}: attribute {name!r}, expected one of {list(values)} on {node.label}"
        elif value not in values[name]:
            shown = "only that it is there" if name in FLAGS else f"one of {', '.join(values[name])}"
            yield f"{node.id}: {name} is {value!r}, expected {shown}"


def _of_edge(edge: Edge, nodes: dict[str, Node]) -> Iterator[str]:
    if edge.label not in RELATIONS:
        yield f"relation {edge.label!r}, expected one of {', '.join(RELATIONS)}"
        return
    for end, name, labels in zip(
        (edge.source, edge.target), ("from", "to"), edge_ends(edge.label), strict=True
    ):
        if end not in nodes:
            yield f"{edge.label}: goes {name} {end!r}, which does not exist"
        elif nodes[end].label in LABELS and nodes[end].label not in labels:
            yield f"{edge.label}: goes {name} {nodes[end].label} ({end}), expected {_some(labels)}"
    both = nodes.get(edge.source), nodes.get(edge.target)
    if edge.label == "same" and both[0] and both[1] and both[0].label != both[1].label:
        yield f"same: joins {both[0].label} ({edge.source}) and {both[1].label} ({edge.target}), expected one label"


def _some(labels: tuple[str, ...]) -> str:
    return "one of " + ", ".join(labels) if len(labels) > 1 else labels[0]


def _repeated(graph: Graph, nodes: dict[str, Node]) -> Iterator[Misfit]:
    """A second speaker, content or term of one cue."""
    seen: dict[tuple[str, str], str] = {}
    for edge in graph.edges or ():
        if edge.label in ("speaker", "content", "term") and edge.source in nodes:
            first = seen.setdefault((edge.source, edge.label), edge.target)
            if first != edge.target:
                message = f"{edge.source}: second {edge.label} {edge.target!r} besides {first!r}, expected one at most"
                yield Misfit(message, edge.line)


def _overlapping(graph: Graph) -> Iterator[Misfit]:
    """Mentions that overlap the one before them; a record's never do."""
    mentions = sorted((n for n in graph.nodes if n.layer == "mention"), key=lambda n: (n.start, n.end))
    for one, other in pairwise(mentions):
        if other.start < one.end and other.start < other.end:
            message = f"{other.id}: {other.label} [{other.start}, {other.end}) overlaps {one.label} [{one.start}, {one.end}) ({one.id})"
            yield Misfit(f"{message}; mentions don't overlap", other.line)
