"""Which format some bytes are in: by what they are, and by their suffix where that leaves it open."""

from __future__ import annotations

import json
import re
from typing import Literal

Format = Literal["text", "html", "json", "lines", "csv"]

TEXT = frozenset((".txt", ".text", ".md", ".markdown"))
HTML = frozenset((".html", ".htm", ".xhtml"))
JSON = frozenset((".json",))
LINES = frozenset((".jsonl", ".ndjson"))
CSV = frozenset((".csv", ".tsv"))
PARQUET = frozenset((".parquet", ".pq"))
ARCHIVE = frozenset((".zip",))

KNOWN = TEXT | HTML | JSON | LINES | CSV | PARQUET | ARCHIVE  # suffixes that are read in a folder

_BOM = b"\xef\xbb\xbf"
_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"<(?:!--|!doctype|\?xml|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)


def recognize(head: bytes, suffix: str) -> Format:
    """The format of bytes that are neither packed nor Parquet.

    Text and Markdown are taken at their word, whatever they hold. Elsewhere JSON and whole HTML pages are recognized by
    their first bytes; what remains is what the suffix says, or plain text.

    Args:
        head: the first bytes, up to 64 KB. suffix: in lower case, with its dot; "" for none.
    """
    if suffix in TEXT:
        return "text"
    start = (
        head.replace(b"\0", b"").removeprefix(_BOM).lstrip()
    )  # UTF-16 shows the same letters without its NULs
    if suffix in LINES:
        return "json" if start.startswith(b"[") and _begins_json(start) else "lines"
    if start.startswith(b"<") and _PAGE.search(start[:2_000]):
        return "html"
    if start.startswith(b"{") or (start.startswith(b"[") and suffix in JSON | HTML | CSV):
        shape = _json_shape(start)
        if shape is not None:
            return shape
    if suffix in JSON:
        return "json"
    if suffix in HTML:
        return "html" if _TAG.search(start) else "text"
    return "csv" if suffix in CSV else "text"


def _json_shape(start: bytes) -> Literal["json", "lines"] | None:
    """`lines` where the first line is an object and another line follows, `json` for other JSON, None for what is none."""
    first, newline, rest = start.partition(b"\n")
    if newline and rest.strip() and start.startswith(b"{"):
        try:
            if isinstance(json.loads(first), dict):
                return "lines"
        except (ValueError, RecursionError):
            pass
    if _begins_json(start):
        return "json"
    return None


def _begins_json(start: bytes) -> bool:
    inner = start[1:].lstrip()
    return inner[:1] in (b'"', b"}") if start.startswith(b"{") else inner[:1] in (b"{", b"]")
