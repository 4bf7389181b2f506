"""What an annotator changes wins; what was exported completes what still fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventwire.evaluation.fit import misfit
from eventwire.exchange import Annotated
from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import LABELS, RELATIONS, Edge, Graph, Node, attribute_values, edge_ends, fits
from eventwire.exchange.rebuilding import Rebuilt, rebuild
from eventwire.schema import ArticleRecord


def rebuilt(item: Annotated, graph: Graph) -> Rebuilt:
    found = rebuild(graph, item.text, document_id="x", before=item.record)
    assert found.record is not None, found.misfits
    assert misfit(found.record, item.text) is None
    return found


def without(graph: Graph, *gone: str) -> Graph:
    edges = tuple(e for e in graph.edges or () if not {e.source, e.target} & set(gone))
    return replace(graph, nodes=tuple(n for n in graph.nodes if n.id not in gone), edges=edges)


def changed(graph: Graph, node_id: str, **values: object) -> Graph:
    return replace(
        graph,
        nodes=tuple(replace(n, **values) if n.id == node_id else n for n in graph.nodes),  # type: ignore[arg-type]
    )


def node_of(graph: Graph, item: Annotated, words: str, label: str) -> Node:
    return next(n for n in graph.nodes if n.label == label and item.text[n.start : n.end] == words)


def test_every_record_of_the_corpus_can_be_rebuilt_from_its_graph_alone(corpus: list[Annotated]) -> None:
    for item in corpus:
        found = rebuild(draw(item.record), item.text, document_id="x")
        assert found.record is not None
        assert misfit(found.record, item.text) is None
        bare = found.record
        assert [(m.start, m.end, m.label) for m in bare.mentions] == [
            (m.start, m.end, m.label) for m in item.record.mentions
        ]
        assert [(e.type, e.modes, e.modality, e.outcome, e.negated, e.trigger) for e in bare.events] == [
            (e.type, e.modes, e.modality, e.outcome, e.negated, e.trigger)
            for e in sorted(item.record.events, key=lambda e: e.trigger.start)
        ]
        assert {(c.cue, c.act, c.stance, c.direct) for c in bare.characterizations} == {
            (c.cue, c.act, c.stance, c.direct) for c in item.record.characterizations
        }
        # what the annotations say, they say again
        again = rebuild(draw(bare), item.text, document_id="x")
        assert again.record is not None
        assert draw(again.record) == draw(bare)


def test_any_span_can_be_deleted(corpus: list[Annotated]) -> None:
    for item in corpus[::6]:
        graph = draw(item.record)
        for node in graph.nodes[::5]:
            rebuilt(item, without(graph, node.id))


def test_a_moved_mention_keeps_its_id_and_entity(biu: Annotated) -> None:
    graph = draw(biu.record)
    node = node_of(graph, biu, "Boko Haram", "ACTOR")
    found = rebuilt(biu, changed(graph, node.id, start=node.start + 5)).record
    old = next(m for m in biu.record.mentions if m.text == "Boko Haram")
    assert found is not None
    new = next(m for m in found.mentions if m.id == old.id)
    assert (new.text, new.entity) == ("Haram", old.entity)
    assert found.entities == biu.record.entities
    assert len(found.events) == len(biu.record.events)


def test_arguments_follow_their_mention(biu: Annotated) -> None:
    graph = draw(biu.record)
    node = node_of(graph, biu, "crowded market", "PLACE")
    found = rebuilt(biu, changed(graph, node.id, start=node.start + 8)).record
    assert found is not None
    (place, *_) = [a for a in found.events[0].arguments if a.role == "place"]
    assert place.text == "market"
    assert found.events[0].location == biu.record.events[0].location
    assert found.events[0].provenance == biu.record.events[0].provenance


def test_a_mention_with_another_label_gets_an_entity_of_its_own(biu: Annotated) -> None:
    graph = draw(biu.record)
    node = node_of(graph, biu, "bus stop", "PLACE")
    result = rebuilt(biu, changed(graph, node.id, label="ACTOR", attributes={"kind": "civilians"}))
    assert result.record is not None
    mention = next(m for m in result.record.mentions if m.text == "bus stop")
    entity = next(e for e in result.record.entities if e.id == mention.entity)
    assert (entity.label, entity.kind, entity.name) == ("ACTOR", "civilians", "bus stop")
    assert "stop" not in {e.id for e in result.record.entities}
    assert any("lost its last mention" in note for note in result.notes)
    assert any("is new for ACTOR 'bus stop'" in note for note in result.notes)


def test_a_deleted_mention_in_the_middle_cuts_no_entity_apart(corpus: list[Annotated]) -> None:
    def chain(record: ArticleRecord) -> list[str]:
        ids = [m.entity for m in record.mentions]
        return next((e for e in ids if ids.count(e) >= 3), "")

    item = next(i for i in corpus if chain(i.record))
    entity = chain(item.record)
    graph = draw(item.record)
    middle = [n.id for n, m in zip(graph.nodes, item.record.mentions, strict=False) if m.entity == entity][1]
    found = rebuilt(item, without(graph, middle)).record
    assert found is not None
    before = sum(m.entity == entity for m in item.record.mentions)
    assert sum(m.entity == entity for m in found.mentions) == before - 1


def test_an_entity_that_is_cut_apart_becomes_two(biu: Annotated) -> None:
    graph = draw(biu.record)
    ids = {m.id: n.id for n, m in zip(graph.nodes, biu.record.mentions, strict=False)}
    cut = next(e for e in graph.edges or () if e.label == "same" and ids["m28"] == e.target)
    result = rebuilt(biu, replace(graph, edges=tuple(e for e in graph.edges or () if e != cut)))
    assert result.record is not None
    entities = {m.id: m.entity for m in result.record.mentions}
    assert {entities["m27"], entities["m28"]} >= {"bh"}
    assert entities["m27"] != entities["m28"]


def test_joined_mentions_are_one_entity(biu: Annotated) -> None:
    graph = draw(biu.record)
    one, other = node_of(graph, biu, "witnesses", "ACTOR"), node_of(graph, biu, "residents", "ACTOR")
    joined = Edge(one.id, "same", other.id)
    found = rebuilt(biu, replace(graph, edges=(*(graph.edges or ()), joined))).record
    assert found is not None
    assert len({m.entity for m in found.mentions if m.text in ("witnesses", "residents")}) == 1


def test_a_changed_type_loses_its_modes_and_codes_and_keeps_the_rest(biu: Annotated) -> None:
    graph = draw(biu.record)
    trigger = next(n for n in graph.nodes if n.label == "ASSAULT")
    attributes = {"modality": "alleged", "outcome": "failed", "negated": "yes"}
    found = rebuilt(biu, changed(graph, trigger.id, label="COERCE", attributes=attributes)).record
    assert found is not None
    old, new = biu.record.events[0], found.events[0]
    assert (new.id, new.type, new.modes, new.modality, new.outcome, new.negated) == (
        old.id, "COERCE", (), "alleged", "failed", True,
    )  # fmt: skip
    assert new.arguments == old.arguments
    assert new.quantities == old.quantities
    assert (new.time, new.location) == (old.time, old.location)


def test_a_new_place_and_date_decide_where_and_when(biu: Annotated) -> None:
    graph = draw(biu.record)
    event = next(n for n in graph.nodes if n.label == "ASSAULT")
    hospital, january = (
        node_of(graph, biu, "general hospital", "PLACE"),
        node_of(graph, biu, "January", "DATE"),
    )
    kept = [e for e in graph.edges or () if not (e.source == event.id and e.label in ("place", "time"))]
    new = (Edge(event.id, "place", hospital.id), Edge(event.id, "time", january.id))
    found = rebuilt(biu, replace(graph, edges=(*kept, *new))).record
    assert found is not None
    date = next(e for e in found.entities if e.id == "djan" and e.label == "DATE")
    time, location = found.events[0].time, found.events[0].location
    assert time is not None
    assert (time.start, time.end, time.basis) == (date.start, date.end, "text")
    assert location is not None
    assert (location.entity, location.name) == ("genhosp", "general hospital")


def test_an_event_by_hand(biu: Annotated) -> None:
    graph = draw(biu.record)
    start = biu.text.index("screaming")
    trigger = Node(
        "new", start, start + 9, "PROTEST", {"modality": "actual", "outcome": "unknown", "mode": "riot"}
    )
    number = node_of(graph, biu, "hundreds", "QUANTITY")
    people = node_of(graph, biu, "people", "ACTOR")
    edges = (Edge("new", "agent", people.id), Edge("new", "wounded", number.id))
    grown = replace(graph, nodes=(*graph.nodes, trigger), edges=(*(graph.edges or ()), *edges))
    found = rebuilt(biu, grown).record
    assert found is not None
    event = found.events[-1]
    assert (event.type, event.modes, event.trigger.text) == ("PROTEST", ("riot",), "screaming")
    assert [(a.role, a.text) for a in event.arguments] == [("agent", "people")]
    entity = next(e for e in biu.record.entities if e.id == "qhun" and e.label == "QUANTITY")
    assert [(q.measure, q.low, q.high, q.approximate) for q in event.quantities] == [
        ("wounded", entity.low, entity.high, entity.approximate)
    ]
    assert found == rebuilt(biu, grown).record  # ids too: the same input gives the same record


def test_characterizations(biu: Annotated) -> None:
    graph = draw(biu.record)
    cue = node_of(graph, biu, "denied", "CUE")
    attributes = {**cue.attributes, "act": "decline", "stance": "declines", "official": "no"}
    found = rebuilt(biu, changed(graph, cue.id, attributes=attributes)).record
    assert found is not None
    old = next(c for c in biu.record.characterizations if c.id == "c6")
    new = next(c for c in found.characterizations if c.id == "c6")
    assert (new.act, new.stance, new.content, new.events) == ("decline", "declines", old.content, old.events)
    assert new.speaker is not None
    assert (new.speaker.text, new.speaker.entity, new.speaker.official) == ("He", "okafor", False)


def test_loose_ends_are_named(biu: Annotated) -> None:
    graph = draw(biu.record)
    start = biu.text.index("screaming")
    result = rebuilt(biu, replace(graph, nodes=(*graph.nodes, Node("new", start, start + 9, "PHRASE"))))
    assert result.notes == ("PHRASE 'screaming' hangs on nothing and is left out",)


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ((Node("a", 0, 3, "BOAT"),), (), "a: label 'BOAT', expected one of ACTOR"),
        ((Node("a", 3, 3, "ACTOR"),), (), r"a: span \[3, 3\), expected a stretch inside the text of 10"),
        ((Node("a", 3, 11, "ACTOR"),), (), r"span \[3, 11\)"),
        ((Node("a", -1, 1, "ACTOR"),), (), r"span \[-1, 1\)"),
        ((Node("a", 0, 1, "ACTOR"), Node("a", 2, 3, "ACTOR")), (), "'a' stands twice"),
        (
            (Node("a", 0, 3, "ACTOR"), Node("b", 2, 5, "PLACE")),
            (),
            r"b: PLACE \[2, 5\) overlaps ACTOR \[0, 3\) \(a\)",
        ),
        ((Node("a", 0, 1, "ACTOR", {"kind": "boat"}),), (), "kind is 'boat', expected one of person"),
        ((Node("a", 0, 1, "DATE", {"kind": "boat"}),), (), "attribute 'kind', expected one of"),
        ((Node("a", 0, 1, "ASSAULT", {"mode": "riot"}),), (), "mode is 'riot', expected one of abduct"),
        (
            (Node("a", 0, 1, "ASSAULT", {"negated": "no"}),),
            (),
            "negated is 'no', expected only that it is there",
        ),
        (
            (Node("a", 0, 1, "ASSAULT"),),
            (Edge("a", "agent", "b"),),
            "agent: goes to 'b', which does not exist",
        ),
        (
            (Node("a", 0, 1, "ASSAULT"), Node("b", 2, 3, "CUE")),
            (Edge("a", "agent", "b"),),
            r"goes to CUE \(b\)",
        ),
        (
            (Node("a", 0, 1, "ACTOR"), Node("b", 2, 3, "PLACE")),
            (Edge("a", "same", "b"),),
            "same: joins ACTOR",
        ),
        ((Node("a", 0, 1, "ACTOR"),), (Edge("a", "owns", "a"),), "relation 'owns', expected one of"),
        (
            (Node("a", 0, 1, "CUE"), Node("b", 2, 3, "CONTENT"), Node("c", 4, 5, "CONTENT")),
            (Edge("a", "content", "b"), Edge("a", "content", "c")),
            "a: second content 'c' besides 'b', expected one at most",
        ),
    ],
)
def test_what_no_record_can_hold(nodes: tuple[Node, ...], edges: tuple[Edge, ...], message: str) -> None:
    found = rebuild(Graph(nodes, edges), "ten letter", document_id="x")
    assert found.record is None
    assert len(found.misfits) == 1
    with pytest.raises(ValueError, match=message):
        raise ValueError(found.misfits[0].message)


def test_the_vocabulary_is_whole() -> None:
    for relation in RELATIONS:
        sources, targets = edge_ends(relation)
        assert set(sources) | set(targets) <= set(LABELS)
        assert any(fits(relation, source, target) for source in sources for target in targets)
    assert len(set(LABELS)) == len(LABELS)
    assert set(attribute_values("CUE")) == {"act", "stance", "direct", "official"}
