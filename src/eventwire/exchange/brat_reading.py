"""brat standoff, read: a folder of `.txt` and `.ann`, or one `.ann`, line by line with a problem for each that does not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from eventwire.errors import InputError
from eventwire.exchange.brat import NOTE, fragments, one_line
from eventwire.exchange.brat_config import ARTICLE
from eventwire.exchange.graph import FLAGS, Edge, Graph, Node
from eventwire.exchange.passages import Problem, Result, Returned
from eventwire.exchange.shapes import Bad, content, shown

_NUMBERED = re.compile(r"\d+$")


def read(path: Path) -> Iterator[Result]:
    """The articles of a folder at any depth, or of one `.ann` file, with a problem for each thing that is wrong."""
    if path.is_dir():
        files = sorted(path.rglob("*.ann"))
        texts = {file.with_suffix("") for file in path.rglob("*.txt")}
        for text in sorted(texts - {file.with_suffix("") for file in files}):
            yield Problem(
                f"{text}.txt", None, f"has no annotations, expected {text.name}.ann beside it", "warning"
            )
        for file in files:
            yield from _read_one(file, file.relative_to(path).with_suffix("").as_posix())
    else:
        yield from _read_one(path, path.stem)


def _read_one(path: Path, name: str) -> Iterator[Result]:
    try:
        # bytes and no removal of a byte order mark: brat counts every character of the file
        text = content(path.with_suffix(".txt")).decode("utf-8")
        lines = content(path).decode("utf-8").split("\n")
    except InputError as err:
        yield Problem(str(path), None, str(err))
        return
    except UnicodeDecodeError as err:
        yield Problem(str(path), None, f"it or its .txt is not UTF-8: byte {err.start}")
        return
    found = _Standoff(text)
    wrong = False
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                found.add(line.rstrip("\r"), number)
        except Bad as err:
            wrong = True
            yield Problem(str(path), number, str(err))
    found.settle_notes()
    for note, number in found.remarks:
        yield Problem(str(path), number, note, "warning")
    if wrong:
        return
    try:
        graph = found.graph()
    except Bad as err:
        yield Problem(str(path), found.line, str(err))
        return

    def visible(start: int, end: int) -> object:
        return fragments(text, start, end)

    yield from Returned(graph, text, name, found.packed, str(path), None, visible).results()


@dataclass
class _Standoff:
    """The annotations of an article, line by line.

    Attributes:
        text: the article. packed: the exported record. remarks: annotators' notes with their lines. line: the one being read.
    """

    text: str
    packed: str | None = None
    remarks: list[tuple[str, int]] = field(default_factory=list)
    line: int = 0
    _spans: dict[str, Node] = field(default_factory=dict)
    _events: dict[str, tuple[str, str, list[tuple[str, str]], int]] = field(default_factory=dict)
    _attributes: list[tuple[str, str, str, int]] = field(default_factory=list)
    _relations: list[Edge] = field(default_factory=list)
    _carrier: set[str] = field(default_factory=set)
    _notes: dict[str, tuple[str, str, int]] = field(default_factory=dict)

    def add(self, line: str, number: int) -> None:
        """Read one line.

        Raises:
            Bad: where it is none of brat's.
        """
        self.line = number
        name, tab, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        kinds: dict[str, Callable[[str, str, str], None]] = {
            "T": self._text_bound,
            "E": self._event,
            "A": self._attribute,
            "M": self._attribute,
            "R": self._relation,
            "*": self._equiv,
            "#": self._note,
            "N": self._normalization,
        }
        if not tab or name[:1] not in kinds:
            raise Bad(f"found {shown(line)}, expected an id T… E… A… R… * or #… and a tab")
        kinds[name[:1]](name, data, tail)

    def _text_bound(self, name: str, data: str, tail: str) -> None:
        label, _, offsets = data.partition(" ")
        try:
            pieces = [
                (int(start), int(end)) for start, end in (piece.split() for piece in offsets.split(";"))
            ]
        except ValueError:
            raise Bad(
                f"{name}: offsets {shown(offsets)}, expected 'START END' with ';' between stretches"
            ) from None
        if name in self._spans or name in self._carrier:
            raise Bad(f"{name}: the id stands twice, expected each once")
        if label == ARTICLE:
            self._carrier.add(name)
            return
        start, end = pieces[0][0], pieces[-1][1]
        if not all(0 <= a < b <= len(self.text) for a, b in pieces):
            raise Bad(f"{name}: {offsets} is not inside the text of {len(self.text)} characters")
        gaps = [self.text[a[1] : b[0]] for a, b in pairwise(pieces)]
        if any(a[1] > b[0] for a, b in pairwise(pieces)) or any(gap.strip() for gap in gaps):
            raise Bad(f"{name}: a discontinuous span {offsets}, expected one stretch; a record has no others")
        words = " ".join(one_line(self.text[a:b]) for a, b in pieces)
        if tail and one_line(tail).strip() != words.strip():
            raise Bad(f"{name}: text {shown(tail)}, but {offsets} of the article is {shown(words)}")
        self._spans[name] = Node(name, start, end, label, {}, self.line)

    def _event(self, name: str, data: str, tail: str) -> None:
        parts = [part.partition(":") for part in data.split()]
        if not parts or not all(role and colon and target for role, colon, target in parts):
            raise Bad(f"{name}: found {shown(data)}, expected 'TYPE:TRIGGER ROLE:ID …'")
        if name in self._events:
            raise Bad(f"{name}: the id stands twice, expected each once")
        (label, _, trigger), *rest = parts
        arguments = [(_NUMBERED.sub("", role), target) for role, _, target in rest]
        self._events[name] = (label, trigger, arguments, self.line)

    def _attribute(self, name: str, data: str, tail: str) -> None:
        match data.split():
            case [attribute, target]:
                self._attributes.append((attribute, target, "yes", self.line))
            case [attribute, target, value]:
                if attribute in FLAGS:
                    raise Bad(f"{name}: {attribute} with the value {value!r}, expected none")
                self._attributes.append((attribute, target, value, self.line))
            case _:
                raise Bad(f"{name}: found {shown(data)}, expected 'ATTRIBUTE ID [VALUE]'")

    def _relation(self, name: str, data: str, tail: str) -> None:
        match data.split():
            case [label, source, target] if ":" in source and ":" in target:
                self._relations.append(
                    Edge(source.split(":", 1)[1], label, target.split(":", 1)[1], self.line)
                )
            case _:
                raise Bad(f"{name}: found {shown(data)}, expected 'RELATION Arg1:ID Arg2:ID'")

    def _equiv(self, name: str, data: str, tail: str) -> None:
        label, *members = data.split()
        if label != "Equiv" or len(members) < 2:
            raise Bad(f"found {shown(data)}, expected 'Equiv' and two ids at least")
        for source, target in pairwise(members):
            self._relations.append(Edge(source, "same", target, self.line))

    def _note(self, name: str, data: str, tail: str) -> None:
        label, _, target = data.partition(" ")
        if label == NOTE and target and name not in self._notes:
            self._notes[name] = (target, tail, self.line)
        elif label == NOTE:
            raise Bad(f"{name}: found {shown(data)}, expected '{NOTE} ID' and the id {name} once")
        else:
            self.remarks.append((f"note {shown(data)}: {shown(tail)}", self.line))

    def _normalization(self, name: str, data: str, tail: str) -> None:
        self.remarks.append((f"normalization {shown(data)}: a record has no place for it", self.line))

    def settle_notes(self) -> None:
        """Take the exported record from the note on its carrier; any other note is an annotator's remark."""
        for target, tail, line in self._notes.values():
            if target not in self._carrier:
                self.remarks.append((f"note on {target}: {shown(tail)}", line))
                continue
            try:
                self.packed = json.dumps(json.loads(tail), ensure_ascii=False)
            except (ValueError, RecursionError):
                self.packed = tail  # not JSON any more; that is said when it is unpacked

    def graph(self) -> Graph:
        """Nodes and edges of all lines.

        Raises:
            Bad: for an event without a trigger, or an attribute of nothing; `line` says where.
        """
        nodes = dict(self._spans)
        node_of = {name: name for name in nodes}
        taken: set[str] = set()
        for name, (label, trigger, _, line) in self._events.items():
            self.line = line
            if trigger not in self._spans:
                raise Bad(f"{name}: trigger {trigger!r} does not exist")
            if self._spans[trigger].label != label:
                raise Bad(f"{name}: type {label}, but its trigger {trigger} is {self._spans[trigger].label}")
            # two events of one type may share a trigger; each is a node
            node_of[name] = trigger if trigger not in taken else f"{trigger}/{name}"
            nodes[node_of[name]] = replace(self._spans[trigger], id=node_of[name], line=line)
            taken.add(trigger)
        edges = [self._placed(edge, node_of) for edge in self._relations]
        for name, (_, _, arguments, line) in self._events.items():
            edges += [self._placed(Edge(name, role, target, line), node_of) for role, target in arguments]
        values: dict[str, dict[str, str]] = {}
        for attribute, target, value, line in self._attributes:
            self.line = line
            if target not in node_of:
                raise Bad(f"attribute {attribute}: {target!r} does not exist")
            values.setdefault(node_of[target], {})[attribute] = value
        with_values = [replace(node, attributes=values.get(node.id, {})) for node in nodes.values()]
        return Graph(tuple(with_values), tuple(dict.fromkeys(edges)))

    def _placed(self, edge: Edge, node_of: dict[str, str]) -> Edge:
        """An edge between nodes; one that ends nowhere stays so and is reported with the others."""
        return replace(
            edge, source=node_of.get(edge.source, edge.source), target=node_of.get(edge.target, edge.target)
        )
