"""Gold on disk: compiled from its readable source, and read back together with the article that it annotates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eventwire.article import Article
from eventwire.errors import GoldError
from eventwire.evaluation.authoring import build
from eventwire.evaluation.fit import misfit
from eventwire.evaluation.json_lines import line_of
from eventwire.evaluation.source import SUFFIX, read_source
from eventwire.schema import ArticleRecord

_NAMED = re.compile(r"Value error, (mention|event|characterization) ([^\s:]+)")
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

    @property
    def article(self) -> Article:
        """The article alone, with what is known about it besides its text."""
        document = self.record.document
        return Article(
            id=document.id,
            text=self.text,
            published=document.published,
            published_source=document.published_source,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
        )


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
            raise GoldError(
                f"second gold file for article {key!r}, first in {found[key].path}, expected one", path=file
            )
        found[key] = gold
    if not found:
        raise GoldError("holds no gold (*.json), expected at least one file", path=path)
    return [found[key] for key in sorted(found)]


def _read_one(path: Path) -> Gold:
    try:
        raw = path.read_bytes().decode("utf-8-sig")
        plain = json.loads(raw)
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
        raise GoldError(_first_problem(err), path=path, line=line_of(raw, _place(err, plain))) from err
    text = _article_text(path, record)
    wrong = misfit(record, text)
    if wrong is not None:
        raise GoldError(wrong.message, path=path, line=line_of(raw, wrong.path))
    return Gold(path, record, text, own["style"])


def _first_problem(err: ValidationError) -> str:
    """The first problem of a record in one line, with the number of further ones."""
    first, *rest = err.errors()
    place = ".".join(str(part) for part in first["loc"]) or "record"
    more = f" (and {len(rest)} more)" if rest else ""
    return f"{place}: {first['msg']}, found {str(first['input'])[:80]!r}{more}"


def _place(err: ValidationError, plain: dict[str, Any]) -> tuple[str | int, ...]:
    """Where in the record the first problem is; one of the record as a whole names its item in the message."""
    first = err.errors()[0]
    named = _NAMED.match(first["msg"])
    if first["loc"] or named is None:
        return tuple(first["loc"])
    kind, name = f"{named[1]}s", named[2]
    rows = [row.get("id") for row in plain.get(kind, ())]
    return (kind, rows.index(name)) if name in rows else ()


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
            raise GoldError(f"second prediction for article {key!r}, expected one", path=path, line=number)
        wrong = misfit(record, wanted[key].text) if record.document.status in ("ok", "no_events") else None
        if wrong is not None:
            raise GoldError(wrong.message, path=path, line=number)
        found[key] = record
    missing = [key for key in wanted if key not in found]
    if missing:
        raise GoldError(
            f"no prediction for {', '.join(missing)}, expected one for each of {len(wanted)} articles",
            path=path,
        )
    return [found[key] for key in wanted]
