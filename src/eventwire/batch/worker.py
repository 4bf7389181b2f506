"""What runs in a worker process: articles in, reports and what the sinks take out. It touches no sink itself."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
import time
import zlib
from multiprocessing.connection import Connection

from eventwire.article import Article
from eventwire.batch.job import Item
from eventwire.batch.report import Report
from eventwire.batch.setup import Setup
from eventwire.errors import ArticleError, EventwireError
from eventwire.schema import ArticleRecord, Versions
from eventwire.sinks.entry import Entry
from eventwire.sinks.prepared import Prepared, Preparer
from eventwire.sinks.run import Run

# Task and result as they travel; a result is a report, what `packed` makes for the sinks, and the process's CPU seconds so far.
Task = list[tuple[int, Item, str]]
Result = tuple[Report, bytes, float]


def work(connection: Connection, setup: Setup) -> None:
    """Load the pipeline, then compute what comes until the other end is closed.

    Sends the Versions of its pipeline, or the error for which it has none, and then a Result for each article in order.
    """
    # Ctrl-C goes to every process of a terminal; only the main one answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks), daemon=True).start()
    try:
        desk = _Desk(setup)
    except EventwireError as err:
        connection.send(err)
        return
    connection.send(desk.versions)
    while True:
        for number, item, content in tasks.get():
            connection.send_bytes(pickle.dumps(desk.result(number, item, content)))


def _listen(connection: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    """Take tasks in at any time, so that who sends them never waits, and end the process with the one that started it."""
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            os._exit(0)  # from a thread nothing else ends a process that is computing
        tasks.put(task)


class _Desk:
    """The pipeline and what prepares its records for the sinks."""

    def __init__(self, setup: Setup) -> None:
        # Only here: the main process needs no spaCy, which takes a second and 150 MB.
        from eventwire.batch.reuse import Reuse
        from eventwire.extraction import Extraction
        from eventwire.language import load

        extract = Extraction(load(setup.model, rules=setup.rules))
        self.versions: Versions = extract.versions
        self._compute = Reuse(extract)
        self._prepare = Preparer(setup.targets, Run(self.versions, setup.settings), setup.options)

    def result(self, number: int, item: Item, content: str) -> Result:
        from eventwire.records import failed_record

        found, reused = self._compute(item)
        record = found if isinstance(found, ArticleRecord) else failed_record(found, self.versions)
        article = item if isinstance(item, Article) else item.article
        near = article.near_duplicate_of if article else None
        entry = Entry(
            record=record,
            content=content,
            text=article.text if article else None,
            near_duplicate_of=near.id if near else None,
            similarity=near.similarity if near else None,
        )
        error = found if isinstance(found, ArticleError) else None
        report = Report(
            number=number,
            id=record.document.id,
            path=record.document.path,
            status=record.document.status,
            events=len(record.events),
            words=len(article.text.split()) if article else 0,
            code=error.code if error else None,
            message=error.message if error else None,
            reused=reused,
            linked=near is not None,
            again=error is not None and error.code == "error" and isinstance(item, Article),
        )
        return report, packed(self._prepare(entry)), time.process_time()


def packed(prepared: Prepared) -> bytes:
    """What the sinks take of an article, in a fifth of its size, so that dozens of them wait in a pipe."""
    return zlib.compress(pickle.dumps(prepared), 1)


def unpacked(data: bytes) -> Prepared:
    """The inverse of `packed`."""
    found = pickle.loads(zlib.decompress(data))
    if not isinstance(found, Prepared):
        raise TypeError(f"found {type(found).__name__}, expected Prepared")
    return found
