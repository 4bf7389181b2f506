"""What goes out to a tool and what comes back: articles with records, and problems with their file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from eventwire.errors import InputError
from eventwire.evaluation.fit import misfit
from eventwire.exchange.drawing import draw
from eventwire.exchange.graph import Graph, Node
from eventwire.exchange.rebuilding import rebuild
from eventwire.schema import ArticleRecord


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's text with its record."""

    record: ArticleRecord
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file.

    Attributes:
        path: the file. line: 1-based, or None where the file has no lines. message: what was found and what was expected.
        level: `error` where an article, or a part of one, is not in the result; `warning` where the record knows less.
    """

    path: str
    line: int | None
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.level}: {self.message}"


Result = Annotated | Problem


@dataclass(frozen=True, slots=True)
class Returned:
    """An article as a tool gives it back.

    Attributes:
        graph: its annotations. text: the article. document_id: for an article that wasn't exported.
        packed: the record as it was exported, in JSON, or None where the tool lost it. path, line: where it stands.
        visible: what the tool can say of a span by its start and end, where that is less than both; spans of which it says
            the same as of an exported one are that one.
    """

    graph: Graph
    text: str
    document_id: str
    packed: str | None
    path: str
    line: int | None = None
    visible: Callable[[int, int], object] | None = None

    def results(self) -> Iterator[Result]:
        """The article with its record, or an error for each thing that no record can hold; warnings for what was lost."""
        before, lost = self.before()
        if lost is not None:
            yield Problem(self.path, self.line, lost, "warning")
        graph = (
            self.graph
            if before is None or self.visible is None
            else self._settled(draw(before), self.visible)
        )
        rebuilt = rebuild(graph, self.text, document_id=self.document_id, before=before)
        for found in rebuilt.misfits:
            yield Problem(self.path, found.line or self.line, found.message)
        name = rebuilt.record.document.id if rebuilt.record else self.document_id
        for note in rebuilt.notes:
            yield Problem(self.path, self.line, f"{name}: {note}", "warning")
        if rebuilt.record is not None:
            yield Annotated(rebuilt.record, self.text)

    def _settled(self, drawn: Graph, visible: Callable[[int, int], object]) -> Graph:
        """The graph with the exported bounds of the spans that the tool can't tell from exported ones."""
        exported: dict[tuple[object, str], list[Node]] = defaultdict(list)
        for old in drawn.nodes:
            exported[(visible(old.start, old.end), old.label)].append(old)
        nodes = []
        for node in self.graph.nodes:
            same = exported[(visible(node.start, node.end), node.label)]
            old_node = next((old for old in same if old.id == node.id), same[0] if same else None)
            if old_node is not None:
                same.remove(old_node)
                node = replace(node, start=old_node.start, end=old_node.end)
            nodes.append(node)
        return replace(self.graph, nodes=tuple(nodes))

    def before(self) -> tuple[ArticleRecord | None, str | None]:
        """The record as it was exported, and why there is none."""
        if self.packed is None:
            return None, "the exported record is gone; only what the annotations say is known"
        try:
            record = ArticleRecord.model_validate_json(self.packed)
        except ValidationError as err:
            problem = f"{err.error_count()} errors, first: {err.errors()[0]['msg']}"
        else:
            wrong = misfit(record, self.text)
            if wrong is None:
                return record, None
            problem = wrong.message
        return None, f"the exported record does not fit ({problem}); only what the annotations say is known"


def pack(item: Annotated) -> str:
    """The record as the line of JSON that a tool keeps for us.

    Raises:
        InputError: where the article has no text, or one that no file can hold; or a record for another text.
    """
    name = item.record.document.id
    if not item.text:
        raise InputError(f"article {name!r}: has no text to annotate")
    try:
        item.text.encode("utf-8")
    except UnicodeEncodeError as err:
        raise InputError(
            f"article {name!r}: character {err.start} is a lone surrogate, which no file can hold"
        ) from err
    wrong = misfit(item.record, item.text)
    if wrong is not None:
        raise InputError(f"article {name!r}: {wrong.message}")
    return item.record.to_json()


def once_each(results: Iterable[Result]) -> Iterator[Result]:
    """The results; an article whose id came before is an error."""
    seen: set[str] = set()
    for result in results:
        if isinstance(result, Annotated):
            name = result.record.document.id
            if name in seen:
                yield Problem(name, None, "the article's id came before, expected each article once")
                continue
            seen.add(name)
        yield result


def new_folder(folder: Path) -> Path:
    """A folder to write to: made where it is missing.

    Raises:
        InputError: where it holds anything, since nobody's annotations must be overwritten.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = next(folder.iterdir(), None)
    except OSError as err:
        raise InputError(f"{folder}: cannot be written: {err.strerror}") from err
    if taken is not None:
        raise InputError(f"{folder}: holds {taken.name!r} already, expected a new or empty folder")
    return folder
