"""Gold on disk: compiled from its readable source, and read back together with the article that it annotates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eventwire.errors import GoldError
from eventwire.evaluation.authoring import build
from eventwire.evaluation.source import SUFFIX, read_source
from eventwire.schema import ArticleRecord, TextSpan

OWN_KEYS = ("fictional", "style")  # keys that a gold file may have besides the contract's


@dataclass(frozen=True)
class Gold:
    """One annotated article.

    Attributes:
        path: the gold file. record: its annotations. text: the article. style: what kind of article, or None.
    """

    path: Path
    record: ArticleRecord
    text: str
    style: str | None = None


def compiled(source: Path) -> dict[Path, bytes]:
    """What the text and the gold file of a `.gold` source must hold, by path."""
    parsed = read_source(source)
    _, plain = build(parsed, source.name.removesuffix(SUFFIX))
    base = source.with_name(source.name.removesuffix(SUFFIX))
    return {
        base.with_name(base.name + ".txt"): parsed.text.encode(),
        base.with_name(base.name + ".json"): _json(plain).encode(),
    }


def _json(plain: dict[str, Any]) -> str:
    """JSON with one line for each key and for each mention, entity, event and characterization."""
    lines = []
    for key, value in plain.items():
        if isinstance(value, list) and value:
            items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            lines.append(f" {json.dumps(key)}: [\n  {items}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def stale(source: Path) -> list[Path]:
    """The files beside a `.gold` source that are missing or differ from what it compiles to."""
    return [
        path
        for path, content in compiled(source).items()
        if not path.is_file() or path.read_bytes() != content
    ]


def read_gold(path: Path) -> list[Gold]:
    """All gold of a folder (recursively), or one gold file, in the order of their ids.

    A gold file is a contract record in JSON; its article is the `.txt` beside it, or `document.text`.

    Raises:
        GoldError: for no gold at all, a file that is no record, a text that is missing or differs, offsets outside the
            text, dangling ids, or two gold files for one article.
    """
    if not path.exists():
        raise GoldError("does not exist, expected a folder of gold or a gold file", path=path)
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    found: dict[str, Gold] = {}
    for file in files:
        gold = _read_one(file)
        key = gold.record.document.id
        if key in found:
            raise GoldError(f"second gold file for article {key!r}, first in {found[key].path}", path=file)
        found[key] = gold
    if not found:
        raise GoldError("holds no gold (*.json), expected at least one file", path=path)
    return [found[key] for key in sorted(found)]


def _read_one(path: Path) -> Gold:
    try:
        plain = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as err:
        raise GoldError(f"cannot be read: {err}", path=path) from err
    except json.JSONDecodeError as err:
        raise GoldError(f"is not JSON: {err.msg}", path=path, line=err.lineno) from err
    if not isinstance(plain, dict) or "schema_version" not in plain:
        raise GoldError("found no 'schema_version' at the top, expected a contract record", path=path)
    own = {key: plain.pop(key, None) for key in OWN_KEYS}
    try:
        record = ArticleRecord.model_validate(plain)
    except ValidationError as err:
        raise GoldError(_first_problem(err), path=path) from err
    text = _article_text(path, record)
    check(record, text, path)
    return Gold(path, record, text, own["style"])


def _first_problem(err: ValidationError) -> str:
    """The first problem of a record in one line, with the number of further ones."""
    first, *rest = err.errors()
    place = ".".join(str(part) for part in first["loc"]) or "record"
    more = f" (and {len(rest)} more)" if rest else ""
    return f"{place}: {first['msg']}, found {str(first['input'])[:80]!r}{more}"


def _article_text(path: Path, record: ArticleRecord) -> str:
    file = path.with_suffix(".txt")
    if file.is_file():
        try:
            # bytes, not text mode: CRLF stays as it is
            return file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as err:
            raise GoldError(f"its article {file.name} is not UTF-8: {err}", path=path) from err
    if record.document.text is not None:
        return record.document.text
    raise GoldError(f"has no article, expected {file.name} beside it or document.text in it", path=path)


def check(record: ArticleRecord, text: str, path: Path | str) -> None:
    """Every span inside the text and with its words, the text's hash, every id known.

    Raises:
        GoldError: for the first thing that does not fit.
    """
    if record.document.text_sha256 is not None:
        found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if found != record.document.text_sha256:
            raise GoldError(
                f"text_sha256 is {record.document.text_sha256}, but the article's is {found}", path=path
            )
    for place, start, end, words in _spans(record):
        if end > len(text):
            raise GoldError(f"{place}: span [{start}, {end}) ends outside the text of {len(text)}", path=path)
        if words is not None and text[start:end] != words:
            raise GoldError(
                f"{place}: text is {words!r}, but [{start}, {end}) of the article is {text[start:end]!r}",
                path=path,
            )
    for place, kind, name, known in _references(record):
        if name is not None and name not in known:
            raise GoldError(f"{place}: {kind} {name!r} does not exist", path=path)
    for kind, ids in _ids(record).items():
        if len(ids) != len(set(ids)):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise GoldError(f"{kind} id {twice!r} stands twice, expected each once", path=path)


def _spans(record: ArticleRecord) -> Iterator[tuple[str, int, int, str | None]]:
    def show(place: str, span: TextSpan | None) -> Iterator[tuple[str, int, int, str | None]]:
        if span is not None:
            yield place, span.start, span.end, span.text

    for m in record.mentions:
        yield from show(f"mention {m.id}", m)
    for e in record.events:
        for place, spans in (
            ("trigger", [e.trigger]),
            ("mention", e.mentions),
            ("argument", e.arguments),
            ("quantity", e.quantities),
        ):
            for span in spans:
                yield from show(f"event {e.id}: {place}", span)
    for c in record.characterizations:
        for place, part in (("speaker", c.speaker), ("cue", c.cue), ("content", c.content)):
            yield from show(f"characterization {c.id}: {place}", part)
        if c.label is not None:
            yield f"characterization {c.id}: label", c.label.start, c.label.end, c.label.term


def _ids(record: ArticleRecord) -> dict[str, list[str]]:
    return {
        "mention": [m.id for m in record.mentions],
        "entity": [e.id for e in record.entities],
        "event": [e.id for e in record.events],
        "characterization": [c.id for c in record.characterizations],
    }


def _references(record: ArticleRecord) -> Iterator[tuple[str, str, str | None, list[str]]]:
    """Ids that the schema itself does not follow: place, kind, id, known ids."""
    ids = _ids(record)
    for e in record.events:
        for q in e.quantities:
            yield f"event {e.id}: quantity", "mention", q.of, ids["mention"]
            yield f"event {e.id}: quantity", "characterization", q.source, ids["characterization"]
        if e.time is not None:
            yield f"event {e.id}: time", "mention", e.time.mention, ids["mention"]
        if e.location is not None:
            yield f"event {e.id}: location", "entity", e.location.entity, ids["entity"]
    for c in record.characterizations:
        if c.speaker is not None:
            yield f"characterization {c.id}: speaker", "mention", c.speaker.mention, ids["mention"]
            yield f"characterization {c.id}: speaker", "entity", c.speaker.entity, ids["entity"]
    for entity in record.entities:
        for tie in getattr(entity, "affiliations", ()):
            yield f"entity {entity.id}: affiliation", "entity", tie.entity, ids["entity"]
            yield f"entity {entity.id}: affiliation", "mention", tie.mention, ids["mention"]


def read_predictions(path: Path, gold: Iterable[Gold]) -> list[ArticleRecord]:
    """Predicted records from JSON Lines, exactly one for each gold article, in the order of the gold.

    Raises:
        GoldError: with the line, for a record that does not validate, one for another article or another text, a
            second one for the same article; and for articles without a prediction.
    """
    wanted = {g.record.document.id: g for g in gold}
    found: dict[str, ArticleRecord] = {}
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as err:
        raise GoldError(f"cannot be read: {err}", path=path) from err
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            plain: Any = json.loads(line)
            if isinstance(plain, dict):
                plain = {key: value for key, value in plain.items() if key not in OWN_KEYS}
            record = ArticleRecord.model_validate(plain)
        except json.JSONDecodeError as err:
            raise GoldError(f"is not JSON: {err.msg}", path=path, line=number) from err
        except ValidationError as err:
            raise GoldError(_first_problem(err), path=path, line=number) from err
        key = record.document.id
        if key not in wanted:
            raise GoldError(
                f"prediction for article {key!r}, expected one of {', '.join(sorted(wanted))}",
                path=path,
                line=number,
            )
        if key in found:
            raise GoldError(f"second prediction for article {key!r}", path=path, line=number)
        if record.document.status in ("ok", "no_events"):
            check(record, wanted[key].text, f"{path}:{number}")
        found[key] = record
    missing = [key for key in wanted if key not in found]
    if missing:
        raise GoldError(f"no prediction for {', '.join(missing)}", path=path)
    return [found[key] for key in wanted]
