"""Label Studio's JSON: one task an article, with the annotations as a prediction that an annotator corrects.

Spans are regions, attributes choices of a region, edges relations with a label. The record stands in the task's `meta`, which
Label Studio keeps and exports. Its offsets are code points (in early versions UTF-16 units; a region's `text` tells which).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import Edge, Graph, Node
from eventwire.exchange.label_studio_config import SPANS, TEXT, attribute_of, config, control_of
from eventwire.exchange.offsets import Offsets, utf16
from eventwire.exchange.passages import Annotated, Problem, Result, Returned, pack
from eventwire.exchange.shapes import Bad, items_of, number_at, object_at, objects_at, shown, text_at

FILE, CONFIG = "tasks.json", "config.xml"


def write(items: Iterable[Annotated], folder: Path) -> list[Path]:
    """Write `tasks.json`, one task a line, and the labelling interface `config.xml` into a folder; the files written."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for i, item in enumerate(items):
            file.write((",\n" if i else "\n") + json.dumps(task(item)))
        file.write("\n]\n")
    (folder / CONFIG).write_text(config(), encoding="utf-8")
    return [folder / FILE, folder / CONFIG]


def task(item: Annotated) -> dict[str, Any]:
    """The task of an article.

    Raises:
        InputError: for a text that no file can hold.
    """
    packed = pack(item)
    graph = draw(item.record)
    results: list[dict[str, Any]] = []
    for n in graph.nodes:
        span = {"start": n.start, "end": n.end, "text": item.text[n.start : n.end]}
        region = {"id": n.id, "to_name": TEXT}
        results.append(
            {**region, "from_name": SPANS, "type": "labels", "value": {**span, "labels": [n.label]}}
        )
        for name, value in n.attributes.items():
            control = {"from_name": control_of(n.label, name), "type": "choices"}
            results.append({**region, **control, "value": {**span, "choices": [value]}})
    for e in graph.edges or ():
        ends = {"from_id": e.source, "to_id": e.target, "direction": "right"}
        results.append({"type": "relation", **ends, "labels": [e.label]})
    document = item.record.document
    version = f"eventwire {document.versions.eventwire}"
    return {
        "data": {
            "text": item.text,
            "article": document.id,
            "title": document.title,
            "published": document.published,
        },
        "meta": {"eventwire": packed},
        "predictions": [{"model_version": version, "result": results}],
    }


def read(path: Path) -> Iterator[Result]:
    """The articles of an export (JSON), with a problem for each thing that is wrong.

    A task's annotation is taken; where it has none yet, its prediction.
    """
    for line, value in items_of(path):
        try:
            if isinstance(value, Bad):
                raise value
            remarks: list[str] = []
            returned = _returned(value, str(path), line, remarks)
        except Bad as err:
            yield Problem(str(path), line, str(err))
            continue
        for remark in remarks:
            yield Problem(str(path), line, remark, "warning")
        yield from returned.results()


def _returned(value: dict[str, Any], path: str, line: int, remarks: list[str]) -> Returned:
    data = object_at(value, "data")
    text = text_at(data, TEXT)
    given = data.get("article")
    name = given if isinstance(given, str) and given else f"{Path(path).stem}:{value.get('id', line)}"
    graph = _graph(_results(value, name), text, line, name, remarks)
    meta = value.get("meta")
    packed = meta.get("eventwire") if isinstance(meta, dict) else None
    return Returned(graph, text, name, packed if isinstance(packed, str) else None, path, line)


def _results(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The results of the one annotation of a task, or of its last prediction."""
    done = [a for a in objects_at(value, "annotations") if not a.get("was_cancelled")]
    if len(done) > 1:
        raise Bad(f"{name}: {len(done)} annotations, expected one; keep the one that counts and export again")
    if done:
        return objects_at(done[0], "result")
    # a task that is opened but not annotated is exported with the ids of its predictions only
    predictions = value.get("predictions")
    if isinstance(predictions, list) and predictions and all(isinstance(p, dict) for p in predictions):
        return objects_at(predictions[-1], "result")
    raise Bad(f"{name}: neither annotation nor prediction, expected one")


def _graph(results: list[dict[str, Any]], text: str, line: int, name: str, remarks: list[str]) -> Graph:
    regions: dict[str, Node] = {}
    attributes: dict[str, dict[str, str]] = {}
    edges: list[Edge] = []
    units = _Units(text)
    for result in results:
        kind = result.get("type")
        if kind == "relation":
            source, target = text_at(result, "from_id"), text_at(result, "to_id")
            if result.get("direction") == "left":
                source, target = target, source
            labels = result.get("labels") or []
            if not labels:
                raise Bad(f"{name}: relation from {source} to {target} has no label, expected one")
            edges += [Edge(source, str(label), target, line) for label in labels]
            continue
        region = text_at(result, "id")
        if kind == "labels":
            value = object_at(result, "value")
            labels = value.get("labels")
            if not isinstance(labels, list) or len(labels) != 1 or not isinstance(labels[0], str):
                raise Bad(f"{name}: region {region} has the labels {shown(labels)}, expected one")
            if region in regions:
                raise Bad(f"{name}: region {region} stands twice, expected each once")
            start, end = units.bounds(value, f"{name}: region {region}", remarks)
            regions[region] = Node(region, start, end, labels[0], {}, line)
        elif kind == "choices":
            choices = object_at(result, "value").get("choices")
            if not isinstance(choices, list) or len(choices) != 1 or not isinstance(choices[0], str):
                raise Bad(f"{name}: region {region} has the choices {shown(choices)}, expected one")
            attributes.setdefault(region, {})[attribute_of(text_at(result, "from_name"))] = choices[0]
        else:
            remarks.append(f"{name}: a result of type {shown(kind)}: a record has no place for it")
    for region in attributes.keys() - regions.keys():
        raise Bad(f"{name}: choices for region {region}, which does not exist")
    nodes = tuple(
        Node(n.id, n.start, n.end, n.label, attributes.get(n.id, {}), line) for n in regions.values()
    )
    return Graph(nodes, tuple(dict.fromkeys(edges)))


class _Units:
    """Bounds in code points, also of regions that were counted in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._utf16: Offsets | None = None  # made where a region needs it

    def bounds(self, value: dict[str, Any], place: str, remarks: list[str]) -> tuple[int, int]:
        """Start and end of a region.

        Raises:
            Bad: where its words stand neither there nor at the same UTF-16 units.
        """
        start, end = number_at(value, "start"), number_at(value, "end")
        words = value.get("text")
        if not isinstance(words, str) or _same(self._text[start:end], words):
            return start, end
        other = self._in_utf16(start, end)
        if other is not None and _same(self._text[other[0] : other[1]], words):
            remarks.append(
                f"{place}: counted in UTF-16 units, {start} to {end}; taken as {other[0]} to {other[1]}"
            )
            return other
        found = self._text[max(0, start) : max(0, end)]
        raise Bad(f"{place}: text is {shown(words)}, but [{start}, {end}) of the article is {shown(found)}")

    def _in_utf16(self, start: int, end: int) -> tuple[int, int] | None:
        """The code points of a span of UTF-16 units; None where it is none."""
        self._utf16 = self._utf16 or utf16(self._text)
        try:
            return self._utf16.code_point(start), self._utf16.code_point(end)
        except Bad:
            return None


def _same(found: str, words: str) -> bool:
    """Whether two texts agree but for white space; Label Studio writes a line break as a backslash and an n."""
    return found == words or _plain(found) == _plain(words.replace("\\n", "\n"))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
