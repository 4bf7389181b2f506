"""Record → graph: the part of a record that an annotation tool can show."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.exchange.graph import MODES, Edge, Graph, Node
from eventwire.schema import ArticleRecord, Characterization, Event, Span


def draw(record: ArticleRecord) -> Graph:
    """The graph of a record; nodes are numbered `T1` `T2` … in the order mentions, events, characterizations.

    The same record always gives the same numbers, so that a tool which keeps ids says which node is which.
    """
    return _Drawing(record).graph()


class _Drawing:
    """A graph in the making; words that fill two roles are one node."""

    def __init__(self, record: ArticleRecord) -> None:
        self._record = record
        self._nodes: list[Node] = []
        self._edges: dict[Edge, None] = {}
        self._parts: dict[tuple[int, int, str, str], str] = {}
        self._mentions: dict[str, Node] = {}
        self._triggers: dict[str, str] = {}

    def graph(self) -> Graph:
        kinds = {entity.id: entity.kind for entity in self._record.entities}
        previous: dict[str, str] = {}
        for mention in self._record.mentions:
            node = self._node(mention, mention.label, {"kind": kinds[mention.entity] or ""})
            self._mentions[mention.id] = node
            if mention.entity in previous:
                self._edge(previous[mention.entity], "same", node.id)
            previous[mention.entity] = node.id
        # every trigger before what hangs on the events: a characterization may be about any of them
        for event in self._record.events:
            self._triggers[event.id] = self._node(event.trigger, event.type, _event_attributes(event)).id
        for event in self._record.events:
            self._event(event)
        for characterization in self._record.characterizations:
            self._characterization(characterization)
        return Graph(tuple(self._nodes), tuple(self._edges))

    def _event(self, event: Event) -> None:
        trigger = self._triggers[event.id]
        for mention in event.mentions:
            if (mention.start, mention.end) != (event.trigger.start, event.trigger.end):
                self._edge(trigger, "further", self._part(mention, "FURTHER"))
        for argument in event.arguments:
            self._edge(trigger, argument.role, self._filler(argument, argument.mention))
        numbers = {
            (m.start, m.end): node.id
            for m, node in zip(self._record.mentions, self._mentions.values(), strict=True)
            if m.label == "QUANTITY"
        }
        for quantity in event.quantities:
            number = numbers.get((quantity.start, quantity.end)) or self._part(quantity, "PHRASE")
            self._edge(trigger, quantity.measure, number)

    def _characterization(self, characterization: Characterization) -> None:
        cue = self._node(characterization.cue, "CUE", _cue_attributes(characterization)).id
        if characterization.speaker is not None:
            speaker = characterization.speaker
            self._edge(cue, "speaker", self._filler(speaker, speaker.mention))
        if characterization.content is not None:
            self._edge(cue, "content", self._part(characterization.content, "CONTENT"))
        if characterization.label is not None:
            label = characterization.label
            self._edge(cue, "term", self._part(label, "TERM", label.polarity))
        for event in characterization.events:
            self._edge(cue, "about", self._triggers[event])

    def _filler(self, span: Span, mention: str | None) -> str:
        """The mention that fills a role where its own words do, else a phrase with the role's words."""
        node = self._mentions.get(mention or "")
        if node is not None and (node.start, node.end) == (span.start, span.end):
            return node.id
        return self._part(span, "PHRASE")

    def _part(self, span: Span, label: str, polarity: str = "") -> str:
        key = (span.start, span.end, label, polarity)
        if key not in self._parts:
            self._parts[key] = self._node(span, label, {"polarity": polarity}).id
        return self._parts[key]

    def _node(self, span: Span, label: str, attributes: dict[str, str]) -> Node:
        kept = {name: value for name, value in attributes.items() if value}
        node = Node(f"T{len(self._nodes) + 1}", span.start, span.end, label, kept)
        self._nodes.append(node)
        return node

    def _edge(self, source: str, label: str, target: str) -> None:
        self._edges[Edge(source, label, target)] = None


def _event_attributes(event: Event) -> dict[str, str]:
    modes: Iterable[tuple[str, str]] = zip(MODES, event.modes, strict=False)
    return {
        "modality": event.modality,
        "outcome": event.outcome,
        "negated": "yes" if event.negated else "",
        **dict(modes),
    }


def _cue_attributes(characterization: Characterization) -> dict[str, str]:
    official = characterization.speaker.official if characterization.speaker else None
    return {
        "act": characterization.act,
        "stance": characterization.stance,
        "direct": "yes" if characterization.direct else "",
        "official": {True: "yes", False: "no", None: ""}[official],
    }
