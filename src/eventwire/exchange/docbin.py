"""spaCy's DocBin: one Doc an article, its spans in `doc.spans` and its mentions in `doc.ents` too. The one module with spaCy.

Groups `mentions` `triggers` `cues` `parts` hold the spans with their labels; a Doc has no attributes or relations of spans.
The record stands in `doc.user_data["eventwire"]` as a string: DocBin writes user data as msgpack, nothing is pickled and reading
runs no code. Tokens are cut at the ends of every span.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import Graph, Node
from eventwire.exchange.passages import Annotated, Problem, Result, Returned, pack
from eventwire.exchange.shapes import content

FILE = "articles.spacy"
GROUPS = {"mention": "mentions", "trigger": "triggers", "cue": "cues", "part": "parts"}
LARGEST = 2**31  # bytes that a file may unpack to

_WORD = re.compile(r"\w+|[^\w\s]|\s")


def write(items: Iterable[Annotated], folder: Path) -> list[Path]:
    """Write `articles.spacy` into a folder; the files written."""
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "ENT_ID"], store_user_data=True)
    vocab = Vocab()
    for item in items:
        docs.add(doc_of(item, vocab))
    docs.to_disk(folder / FILE)
    return [folder / FILE]


def doc_of(item: Annotated, vocab: Vocab) -> Doc:
    """The Doc of an article.

    Raises:
        InputError: for a text that no file can hold.
    """
    packed = pack(item)
    nodes = draw(item.record).nodes
    doc = Doc(vocab, **_words(item.text, nodes))
    for layer, key in GROUPS.items():
        doc.spans[key] = [_span(doc, node) for node in nodes if node.layer == layer]
    doc.ents = filter_spans([_span(doc, node) for node in nodes if node.layer == "mention"])
    doc.user_data["eventwire"] = packed
    doc.user_data["eventwire_id"] = item.record.document.id
    return doc


def _span(doc: Doc, node: Node) -> Span:
    span = doc.char_span(node.start, node.end, label=node.label, span_id=node.id)
    if span is None:  # cannot be: every end of a span is a cut
        raise ValueError(f"span [{node.start}, {node.end}) is no run of tokens")
    return span


def _words(text: str, nodes: Iterable[Node]) -> dict[str, Any]:
    """Words and whether a space follows each, so that they put together are the text."""
    starts, ends = {n.start for n in nodes}, {n.end for n in nodes}
    cuts = {0, len(text)} | starts | ends | {place for word in _WORD.finditer(text) for place in word.span()}
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(sorted(cuts)):
        if text[start:end] == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
            continue
        words.append(text[start:end])
        spaces.append(False)
    return {"words": words, "spaces": spaces}


def read(path: Path) -> Iterator[Result]:
    """The articles of a file, with a problem for each thing that is wrong; a Doc has no line, its number stands for it."""
    try:
        docs = list(DocBin().from_bytes(_bounded(content(path))).get_docs(Vocab()))
    except Exception as err:  # a damaged file fails anywhere inside spaCy, numpy or msgpack
        yield Problem(str(path), None, f"is no DocBin that can be read: {type(err).__name__}: {err}")
        return
    for i, doc in enumerate(docs, 1):
        for result in _returned(doc, str(path), i).results():
            yield _placed(result, i)


def _bounded(data: bytes) -> bytes:
    """The file's bytes, once it is sure that they don't unpack to more than 2 GiB."""
    unpacking = zlib.decompressobj()
    size, rest = 0, data
    while rest and not unpacking.eof:
        size += len(unpacking.decompress(rest, 2**24))
        rest = unpacking.unconsumed_tail
        if size > LARGEST:
            raise ValueError(f"unpacks to more than {LARGEST} bytes")
    return data


def _returned(doc: Doc, path: str, number: int) -> Returned:
    found = [(key, span) for key in GROUPS.values() for span in doc.spans.get(key, ())]
    if not found:  # a Doc of somebody else
        found = [("ents", span) for span in doc.ents]
    nodes = tuple(
        Node(span.id_ or f"{key} {i}", span.start_char, span.end_char, span.label_)
        for i, (key, span) in enumerate(found, 1)
    )
    packed, name = doc.user_data.get("eventwire"), doc.user_data.get("eventwire_id")
    return Returned(
        Graph(nodes, None, False),
        doc.text,
        name if isinstance(name, str) and name else f"{Path(path).stem}:{number}",
        packed if isinstance(packed, str) else None,
        path,
    )


def _placed(result: Result, number: int) -> Result:
    if isinstance(result, Problem):
        return Problem(result.path, result.line, f"Doc {number}: {result.message}", result.level)
    return result
