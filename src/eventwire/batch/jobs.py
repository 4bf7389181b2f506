"""What the reader gives → jobs: near-duplicates linked, what was not asked for left out."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator

from eventwire.article import Article
from eventwire.batch.job import Item, Job
from eventwire.batch.near_duplicates import NearDuplicates, reuse_key, signature_of
from eventwire.batch.outcome import Outcome
from eventwire.batch.selection import Selection
from eventwire.schema import Versions
from eventwire.sinks.entry import content_of, work_key


def jobs_of(
    items: Iterable[Item], versions: Versions, selection: Selection, outcome: Outcome
) -> Iterator[Job]:
    """The jobs of a run, in order, as they are asked for.

    Links are made among all articles that are read, whether they are taken, known or not: they are the same for a part of a
    run, and for a run that goes on.

    Args:
        outcome: counts what was read and what was left out.
    """
    number = 0
    if selection.limit == 0:
        return
    path: str | None = ""
    with contextlib.closing(NearDuplicates()) as near:
        for item in items:
            outcome.read += 1
            outcome.files += item.path != path
            path = item.path
            linked = _linked(item, near)
            if not selection.takes(item):
                outcome.left_out += 1
                continue
            content = content_of(item)
            name = item.id if isinstance(item, Article) else item.article_id
            same = reuse_key(item) if isinstance(item, Article) else None
            yield Job(number, linked, content, work_key(name, content, versions), same)
            number += 1
            if number == selection.limit:
                return


def _linked(item: Item, near: NearDuplicates) -> Item:
    if not isinstance(item, Article):
        return item
    link = near.link(item.id, signature_of(item.text))
    return dataclasses.replace(item, near_duplicate_of=link) if link else item
