"""doccano's JSON Lines: one line an article, with `entities` and `relations` as its relation projects have them.

Other keys of a line become the example's meta data, which doccano writes out again: the record stands under `eventwire`.
Spans have no attributes in doccano, and get new ids there. It counts as the browser does, in UTF-16 units; a project with
"count grapheme clusters as one character" counts those.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import LABELS, RELATIONS, Edge, Graph, Node
from eventwire.exchange.offsets import clusters, utf16
from eventwire.exchange.passages import Annotated, Problem, Result, Returned, pack
from eventwire.exchange.shapes import Bad, lines_of, number_at, objects_at, shown, text_at

FILE = "articles.jsonl"
SPAN_TYPES, RELATION_TYPES = "span_types.json", "relation_types.json"

_COLOURS = ("#7f1d1d", "#7c2d12", "#713f12", "#14532d", "#164e63", "#1e3a8a", "#4c1d95", "#831843")


def write(items: Iterable[Annotated], folder: Path, *, graphemes: bool = False) -> list[Path]:
    """Write `articles.jsonl` and the two files of label types into a folder; the files written.

    Args:
        graphemes: for a project that counts grapheme clusters.
    """
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        for item in items:
            file.write(json.dumps(line_of(item, graphemes=graphemes)) + "\n")
    files = [folder / FILE]
    for name, labels in ((SPAN_TYPES, LABELS), (RELATION_TYPES, RELATIONS)):
        types = [_type(i, label) for i, label in enumerate(labels)]
        files.append(folder / name)
        files[-1].write_text(json.dumps(types, indent=1) + "\n", encoding="utf-8")
    return files


def _type(i: int, label: str) -> dict[str, Any]:
    """A label type as doccano's label import has it."""
    colour = _COLOURS[i % len(_COLOURS)]
    return {
        "text": label,
        "prefix_key": None,
        "suffix_key": None,
        "background_color": colour,
        "text_color": "#ffffff",
    }


def line_of(item: Annotated, *, graphemes: bool = False) -> dict[str, Any]:
    """The line of an article.

    Raises:
        InputError: for a text that no file can hold.
    """
    packed = pack(item)
    graph = draw(item.record)
    numbers = {node.id: i for i, node in enumerate(graph.nodes, 1)}
    offsets = clusters(item.text) if graphemes else utf16(item.text)
    entities = []
    for n in graph.nodes:
        start, end = offsets.units(n.start, n.end)
        entities.append({"id": numbers[n.id], "label": n.label, "start_offset": start, "end_offset": end})
    relations = [
        {"id": i, "from_id": numbers[e.source], "to_id": numbers[e.target], "type": e.label}
        for i, e in enumerate(graph.edges or (), 1)
    ]
    own = {"article": item.record.document.id, "eventwire": packed}
    return {"text": item.text, "entities": entities, "relations": relations, **own}


def read(path: Path, *, graphemes: bool = False) -> Iterator[Result]:
    """The articles of a file, with a problem for each thing that is wrong.

    Args:
        graphemes: for a project that counts grapheme clusters.
    """
    for line, value in lines_of(path):
        try:
            if isinstance(value, Bad):
                raise value
            returned = _returned(value, str(path), line, graphemes)
        except Bad as err:
            yield Problem(str(path), line, str(err))
            continue
        for comment in _comments(value):
            yield Problem(str(path), line, f"comment: {comment}", "warning")
        yield from returned.results()


def _comments(value: dict[str, Any]) -> Iterator[str]:
    """What annotators wrote beside the article; no part of a record."""
    comments = value.get("Comments")
    for comment in comments if isinstance(comments, list) else []:
        yield shown(comment.get("comment") if isinstance(comment, dict) else comment)


def _returned(value: dict[str, Any], path: str, line: int, graphemes: bool) -> Returned:
    text = text_at(value, "text")
    offsets = clusters(text) if graphemes else utf16(text)
    place = offsets.code_point
    nodes: list[Node] = []
    edges: tuple[Edge, ...] | None = None
    if "entities" in value:
        for e in objects_at(value, "entities"):
            start, end = place(number_at(e, "start_offset")), place(number_at(e, "end_offset"))
            nodes.append(Node(f"D{number_at(e, 'id')}", start, end, text_at(e, "label"), line=line))
        edges = tuple(
            Edge(f"D{number_at(r, 'from_id')}", text_at(r, "type"), f"D{number_at(r, 'to_id')}", line)
            for r in objects_at(value, "relations")
        )
    else:  # a project without relations
        for i, triple in enumerate(_triples(value), 1):
            start, end, label = triple
            nodes.append(Node(f"label {i}", place(start), place(end), label, line=line))
    given = value.get("article")
    name = given if isinstance(given, str) and given else f"{Path(path).stem}:{line}"
    packed = text_at(value, "eventwire") if "eventwire" in value else None
    return Returned(Graph(tuple(nodes), edges, False), text, name, packed, path, line, offsets.units)


def _triples(value: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    labels = value.get("label", [])
    for triple in labels if isinstance(labels, list) else [labels]:
        match triple:
            case [int(start), int(end), str(label)]:
                yield start, end, label
            case _:
                raise Bad(f"'label' holds {shown(triple)}, expected [start, end, label]")
