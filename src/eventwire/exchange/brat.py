"""brat standoff, written: `<article>.txt` with the text as it is, `<article>.ann` beside it, and brat's configuration.

Mentions and parts are text-bound annotations, events and cues brat's events with their edges as arguments, entities `Equiv`
lines, attributes `A` lines. The record stands in the note of the span `ARTICLE` on the article's first word: brat keeps notes,
and drops them only with what they are on. Offsets are code points. A line of `.ann` can hold no line break, so a span over
one is written discontinuous, as brat itself does.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from eventwire.exchange.brat_config import ARTICLE, annotation_conf, visual_conf
from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import FLAGS, Edge, Graph, Node
from eventwire.exchange.names import file_stem
from eventwire.exchange.passages import Annotated, pack

NOTE = "AnnotatorNotes"  # the one type of note that every reader of brat's files knows

# where `str.splitlines` breaks, as tools do that read `.ann` line by line, and the tab between its columns
_BREAKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PIECE = re.compile(f"[^{_BREAKS}]+")
_BREAK = re.compile(f"[{_BREAKS}]")


def write(items: Iterable[Annotated], folder: Path) -> list[Path]:
    """Write two files for each article and the configuration into a folder; the files written.

    The files' names are made from the article's ids by `file_stem`, so that an id leads to no other folder.
    """
    files = []
    for item in items:
        stem = file_stem(item.record.document.id)
        for suffix, text in ((".txt", item.text), (".ann", standoff(item))):
            files.append(folder / (stem + suffix))
            with files[-1].open(
                "xb"
            ) as file:  # an id made to look like another's file name must not replace it
                file.write(text.encode())
    for name, text in (("annotation.conf", annotation_conf()), ("visual.conf", visual_conf())):
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    return files


def standoff(item: Annotated) -> str:
    """The content of an article's `.ann` file.

    Raises:
        InputError: for a text that no file can hold.
    """
    packed = pack(item)
    graph = draw(item.record)
    first = re.search(r"\S+", item.text) or re.search(r".", item.text, re.DOTALL)
    start = first.start() if first else 0
    carrier = Node(f"T{len(graph.nodes) + 1}", start, min(first.end() if first else 1, start + 20), ARTICLE)
    lines = [_text_bound(node, item.text) for node in (*graph.nodes, carrier)]
    lines += _events(graph)
    lines += _attributes(graph)
    lines += [f"*\tEquiv {' '.join(chain)}" for chain in _chains(graph)]
    # escaped to ASCII: brat reads by lines, and any of the characters above would end one
    lines.append(f"#1\t{NOTE} {carrier.id}\t{json.dumps(json.loads(packed))}")
    return "\n".join(lines) + "\n"


def fragments(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a span between line breaks and tabs; the span as it is where it holds nothing else."""
    return tuple(piece.span() for piece in _PIECE.finditer(text, start, end)) or ((start, end),)


def one_line(text: str) -> str:
    """A text with a space for each character that would end a line or a column."""
    return _BREAK.sub(" ", text)


def _text_bound(node: Node, text: str) -> str:
    pieces = fragments(text, node.start, node.end)
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    return (
        f"{node.id}\t{node.label} {offsets}\t{' '.join(one_line(text[start:end]) for start, end in pieces)}"
    )


def _events(graph: Graph) -> Iterator[str]:
    """A line for each trigger and cue, with what hangs on it; several of a role are numbered as brat does."""
    hanging: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges or ():
        if edge.label != "same":
            hanging[edge.source].append(edge)
    for node in graph.nodes:
        if node.layer in ("trigger", "cue"):
            count: dict[str, int] = defaultdict(int)
            line = f"{_event_id(node.id)}\t{node.label}:{node.id}"
            for edge in hanging[node.id]:
                count[edge.label] += 1
                role = edge.label if count[edge.label] == 1 else f"{edge.label}{count[edge.label]}"
                line += f" {role}:{_event_id(edge.target) if edge.label == 'about' else edge.target}"
            yield line


def _event_id(node_id: str) -> str:
    return "E" + node_id.removeprefix("T")


def _attributes(graph: Graph) -> Iterator[str]:
    number = 0
    for node in graph.nodes:
        target = _event_id(node.id) if node.layer in ("trigger", "cue") else node.id
        for name, value in node.attributes.items():
            number += 1
            yield f"A{number}\t{name} {target}" + ("" if name in FLAGS else f" {value}")


def _chains(graph: Graph) -> Iterator[list[str]]:
    """The mentions of each entity that has several, along the edges `same`."""
    after = {edge.source: edge.target for edge in graph.edges or () if edge.label == "same"}
    begins = [source for source in after if source not in set(after.values())]
    for begin in begins:
        chain = [begin]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        yield chain
