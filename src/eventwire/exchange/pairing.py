"""Which node of an annotated graph is which node of the graph that was exported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from eventwire.exchange.graph import Edge, Graph, Node, fits


def pair(nodes: Iterable[Node], before: Iterable[Node]) -> dict[str, Node]:
    """For each node that was exported, or made out of one, that one; new nodes are not in the result.

    First those that stand where they stood with the same label, those with the same id and attributes before others; then
    those that kept their id and layer but moved or have a new label, where they still overlap. A node of `before` goes to
    one node at most.
    """
    items, left = list(nodes), {node.id: node for node in before}
    found: dict[str, Node] = {}
    at: dict[tuple[int, int, str], list[Node]] = defaultdict(list)
    for old in left.values():
        at[(old.start, old.end, old.label)].append(old)

    def take(node: Node, old: Node) -> None:
        found[node.id] = old
        del left[old.id]
        at[(old.start, old.end, old.label)].remove(old)

    for same in (_same_id, _same_attributes, _same_place):
        for node in items:
            if node.id not in found:
                for old in at.get((node.start, node.end, node.label), ()):
                    if same(node, old):
                        take(node, old)
                        break
    for node in items:
        old_node = left.get(node.id)
        if node.id not in found and old_node is not None and _made_out_of(node, old_node):
            take(node, old_node)
    return found


def _same_id(node: Node, old: Node) -> bool:
    return node.id == old.id


def _same_attributes(node: Node, old: Node) -> bool:
    return dict(node.attributes) == dict(old.attributes)


def _same_place(node: Node, old: Node) -> bool:
    return True


def _made_out_of(node: Node, old: Node) -> bool:
    label = node.label == old.label if node.layer == "part" else node.layer == old.layer
    return label and node.start < old.end and old.start < node.end


def is_unchanged(graph: Graph, before: Graph, pairs: dict[str, Node]) -> bool:
    """Whether the graph says the same as the one before, as far as its tool can say it."""
    if len(graph.nodes) != len(before.nodes) or len(pairs) != len(before.nodes):
        return False
    for node in graph.nodes:
        old = pairs[node.id]
        if (node.start, node.end, node.label) != (old.start, old.end, old.label):
            return False
        if graph.has_attributes and dict(node.attributes) != dict(old.attributes):
            return False
    if graph.edges is None:
        return True
    mapped = {(pairs[e.source].id, e.label, pairs[e.target].id) for e in graph.edges}
    return mapped == {(e.source, e.label, e.target) for e in before.edges or ()}


def completed(graph: Graph, before: Graph, pairs: dict[str, Node]) -> Graph:
    """The graph with what its tool cannot hold taken from the one before: attributes, and edges between surviving nodes."""
    nodes = graph.nodes
    if not graph.has_attributes:
        nodes = tuple(
            Node(n.id, n.start, n.end, n.label, _kept(n, pairs.get(n.id)), n.line) for n in graph.nodes
        )
    edges = graph.edges
    if edges is None:
        by_id = {node.id: node for node in nodes}
        now = {old.id: by_id[new] for new, old in pairs.items()}
        edges = tuple(
            Edge(now[e.source].id, e.label, now[e.target].id)
            for e in before.edges or ()
            if e.source in now and e.target in now and fits(e.label, now[e.source].label, now[e.target].label)
        )
    return Graph(nodes, edges, True)


def _kept(node: Node, old: Node | None) -> dict[str, str]:
    return dict(old.attributes) if old is not None and old.label == node.label else {}
