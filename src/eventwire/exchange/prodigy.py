"""Prodigy's JSON Lines: one task an article, with `tokens`, `spans` and `relations` as its `rel.manual` has them.

Prodigy counts code points and keeps unknown keys of a task, so the record stands under `eventwire`. Spans have no attributes
in it. Its tokens are cut here at the ends of every span, so that each span is whole tokens, which its relations need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import Edge, Graph, Node
from eventwire.exchange.passages import Annotated, Problem, Result, Returned, pack
from eventwire.exchange.shapes import Bad, lines_of, number_at, object_at, objects_at, shown, text_at

FILE = "articles.jsonl"

_WORD = re.compile(r"\w+|[^\w\s]|\s+")


def write(items: Iterable[Annotated], folder: Path) -> list[Path]:
    """Write `articles.jsonl` into a folder; the files written."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        for item in items:
            file.write(json.dumps(task(item)) + "\n")
    return [folder / FILE]


def task(item: Annotated) -> dict[str, Any]:
    """The task of an article.

    Raises:
        InputError: for a text that no file can hold.
    """
    packed = pack(item)
    graph = draw(item.record)
    tokens = _tokens(item.text, graph.nodes)
    starts = {token["start"]: token["id"] for token in tokens}
    ends = {token["end"]: token["id"] for token in tokens}
    spans: dict[str, dict[str, Any]] = {}
    for n in graph.nodes:
        bounds = {"start": n.start, "end": n.end, "token_start": starts[n.start], "token_end": ends[n.end]}
        spans[n.id] = {**bounds, "label": n.label, "id": n.id}
    relations = [
        {
            "head": spans[e.source]["token_end"],
            "child": spans[e.target]["token_end"],
            "head_span": spans[e.source],
            "child_span": spans[e.target],
            "label": e.label,
        }
        for e in graph.edges or ()
    ]
    return {
        "text": item.text,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": relations,
        "meta": {"id": item.record.document.id},
        "eventwire": packed,
    }


def _tokens(text: str, nodes: Collection[Node]) -> list[dict[str, Any]]:
    """Words, single signs and runs of white space, cut at the ends of the spans; `ws` where one space follows."""
    starts, ends = {n.start for n in nodes}, {n.end for n in nodes}
    cuts = {0, len(text)} | starts | ends | {place for word in _WORD.finditer(text) for place in word.span()}
    tokens: list[dict[str, Any]] = []
    for start, end in pairwise(sorted(cuts)):
        # a space is no token of its own unless a span begins or ends with it
        if text[start:end] == " " and tokens and not tokens[-1]["ws"]:
            if start not in starts and end not in ends:
                tokens[-1]["ws"] = True
                continue
        tokens.append({"text": text[start:end], "start": start, "end": end, "id": len(tokens), "ws": False})
    return tokens


def read(path: Path) -> Iterator[Result]:
    """The articles of a file of tasks, with a problem for each thing that is wrong; only accepted tasks are taken."""
    for line, value in lines_of(path):
        try:
            if isinstance(value, Bad):
                raise value
            answer = value.get("answer", "accept")
            if answer != "accept":
                yield Problem(
                    str(path), line, f"the answer is {shown(answer)}, not accepted: left out", "warning"
                )
                continue
            returned = _returned(value, str(path), line)
        except Bad as err:
            yield Problem(str(path), line, str(err))
        else:
            yield from returned.results()


def _returned(value: dict[str, Any], path: str, line: int) -> Returned:
    text = text_at(value, "text")
    nodes: list[Node] = []
    at: dict[tuple[int, int, str], str] = {}
    for i, span in enumerate(objects_at(value, "spans"), 1):
        given = span.get("id")
        key = (number_at(span, "start"), number_at(span, "end"), text_at(span, "label"))
        node = Node(given if isinstance(given, str) else f"span {i}", *key, line=line)
        at.setdefault(key, node.id)
        nodes.append(node)
    known = {node.id for node in nodes}

    def end_of(relation: dict[str, Any], name: str) -> str:
        span = object_at(relation, name)
        if span.get("id") in known:
            return str(span["id"])
        key = (number_at(span, "start"), number_at(span, "end"), text_at(span, "label"))
        if key not in at:
            raise Bad(f"relation: {name!r} is {key}, expected one of the spans")
        return at[key]

    edges: tuple[Edge, ...] | None = None
    if "relations" in value:
        edges = tuple(
            Edge(end_of(r, "head_span"), text_at(r, "label"), end_of(r, "child_span"), line)
            for r in objects_at(value, "relations")
        )
    meta = value.get("meta")
    given = meta.get("id") if isinstance(meta, dict) else None
    name = given if isinstance(given, str) and given else f"{Path(path).stem}:{line}"
    packed = text_at(value, "eventwire") if "eventwire" in value else None
    return Returned(Graph(tuple(nodes), edges, False), text, name, packed, path, line)
