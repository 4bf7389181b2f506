"""What to do with a chunk of articles, given what a database already has of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from eventwire.sinks.database.relations import Sheet


@dataclass(frozen=True, slots=True)
class Known:
    """A version of an article that a database has."""

    article_key: str
    doc_id: str
    content: str
    status: str
    current: bool
    twin: bool


@dataclass(slots=True)
class Plan:
    """Keys and sheets by what becomes of them.

    Attributes:
        insert: sheets to write as current. keep: sheets to write as superseded at once.
        supersede: keys of current versions that no longer are. restore: keys of superseded ones that are again.
        unchanged: how many sheets the database has already.
    """

    insert: list[Sheet] = field(default_factory=list)
    keep: list[Sheet] = field(default_factory=list)
    supersede: list[str] = field(default_factory=list)
    restore: list[str] = field(default_factory=list)
    unchanged: int = 0


def plan(known: Sequence[Known], sheets: Sequence[Sheet]) -> Plan:
    """The plan for a chunk, as if its sheets came one after another.

    The last version of an article is the current one. Two things are not: an attempt that failed does not displace a result of
    the same content, or of content that could not be read this time; and an article whose id another one of the run has
    (`twin`) stands beside that one.
    """
    versions = {version.article_key: version for version in known}
    inserted: dict[str, Sheet] = {}
    for sheet in sheets:
        here = versions.get(sheet.article_key)
        others = [
            v
            for v in versions.values()
            if v.doc_id == sheet.doc_id and v.current and v.twin == sheet.twin and v is not here
        ]
        displaced = [] if sheet.twin else others
        current = not (sheet.status == "failed" and any(_still_right(v, sheet) for v in displaced))
        if here is None:
            inserted[sheet.article_key] = sheet
        elif here.current == current:
            continue
        versions[sheet.article_key] = Known(
            sheet.article_key, sheet.doc_id, sheet.content, sheet.status, current, sheet.twin
        )
        if current:
            versions.update((v.article_key, replace(v, current=False)) for v in displaced)
    before = {version.article_key: version.current for version in known}
    found = Plan()
    for key, version in versions.items():
        if key in inserted:
            (found.insert if version.current else found.keep).append(inserted[key])
        elif version.current != before[key]:
            (found.restore if version.current else found.supersede).append(key)
    found.unchanged = len(sheets) - len(inserted) - len(found.restore)
    return found


def _still_right(current: Known, failed: Sheet) -> bool:
    return current.status != "failed" and (current.content == failed.content or failed.unread)
