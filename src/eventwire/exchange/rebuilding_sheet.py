"""What the parts of a record that is being rebuilt share: the graph, the record before, the ids given out, the notes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import Edge, Graph, Node
from eventwire.exchange.names import NewIds
from eventwire.schema import ArticleRecord, Characterization, Event, Mention


class Sheet:
    """A graph on its way to a record.

    Attributes:
        text: the article. before: the exported record, or None. nodes, edges: of the graph, nodes by their ids.
        old: node id → the node of `draw(before)` that it was. ids: for new parts. notes: what a reader should know.
        mention_ids, entity_ids: node id → id in the record; filled by `rebuilt_entities`.
        entities: the rebuilt entities by id. event_ids: node id of a trigger → id in the record; filled by `rebuilt_events`.
    """

    def __init__(
        self, graph: Graph, text: str, document_id: str, before: ArticleRecord | None, old: dict[str, Node]
    ) -> None:
        self.text = text
        self.before = before
        self.nodes = {node.id: node for node in graph.nodes}
        self.edges: tuple[Edge, ...] = graph.edges or ()
        self.old = old
        self.ids = NewIds(document_id, _taken(before))
        self.notes: list[str] = []
        self.mention_ids: dict[str, str] = {}
        self.entity_ids: dict[str, str] = {}
        self.entities: dict[str, dict[str, Any]] = {}
        self.event_ids: dict[str, str] = {}
        self._outgoing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for edge in self.edges:
            self._outgoing[(edge.source, edge.label)].append(edge.target)
        self._numbers = _Numbers(before) if before is not None else None

    def targets(self, source: str, label: str) -> list[Node]:
        """The nodes that edges with this label lead to, in text order."""
        found = [self.nodes[target] for target in self._outgoing.get((source, label), ())]
        return sorted(found, key=lambda n: (n.start, n.end))

    def words(self, node: Node) -> dict[str, Any]:
        """Start, end and text of a node's span."""
        return {"start": node.start, "end": node.end, "text": self.text[node.start : node.end]}

    def entity(self, node_id: str) -> dict[str, Any] | None:
        """The rebuilt entity of a mention's node; None for other nodes."""
        return self.entities.get(self.entity_ids.get(node_id, ""))

    def old_mention(self, node_id: str) -> Mention | None:
        """The exported mention that a node was."""
        return (
            self._numbers.mentions.get(self.old[node_id].id)
            if self._numbers and node_id in self.old
            else None
        )

    def old_event(self, node_id: str) -> Event | None:
        """The exported event whose trigger a node was."""
        return (
            self._numbers.events.get(self.old[node_id].id) if self._numbers and node_id in self.old else None
        )

    def old_characterization(self, node_id: str) -> Characterization | None:
        """The exported characterization whose cue a node was."""
        if self._numbers is None or node_id not in self.old:
            return None
        return self._numbers.characterizations.get(self.old[node_id].id)

    def old_bounds(self, node: Node) -> tuple[int, int]:
        """Where a node stood in the exported record; where it stands now, if it is new."""
        old = self.old.get(node.id, node)
        return old.start, old.end


class _Numbers:
    """Numbers of `draw(record)` → the parts of the record."""

    def __init__(self, record: ArticleRecord) -> None:
        nodes = draw(record).nodes
        by_layer: dict[str, list[str]] = defaultdict(list)
        for node in nodes:
            by_layer[node.layer].append(node.id)
        self.mentions = dict(zip(by_layer["mention"], record.mentions, strict=True))
        self.events = dict(zip(by_layer["trigger"], record.events, strict=True))
        self.characterizations = dict(zip(by_layer["cue"], record.characterizations, strict=True))


def _taken(before: ArticleRecord | None) -> set[str]:
    if before is None:
        return set()
    parts = (*before.mentions, *before.entities, *before.events, *before.characterizations)
    return {part.id for part in parts}
