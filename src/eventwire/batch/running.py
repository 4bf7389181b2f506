"""A run: articles in, records in every target, and an outcome that says what became of each."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Protocol

from eventwire.article import Article
from eventwire.batch.agenda import Agenda
from eventwire.batch.job import Item, Job
from eventwire.batch.jobs import jobs_of
from eventwire.batch.order import InOrder
from eventwire.batch.outcome import Outcome
from eventwire.batch.pool import Done, Lost, Pool
from eventwire.batch.report import Report
from eventwire.batch.selection import Selection
from eventwire.batch.setup import Setup
from eventwire.batch.stop import Stop
from eventwire.batch.worker import unpacked
from eventwire.errors import ArticleError
from eventwire.sinks.opening import Sinks
from eventwire.sinks.run import Run

CHUNK = 64  # articles that are written at once
PATIENCE = 5.0  # seconds that a result waits for its chunk to fill
POLL = 0.2  # seconds after which a wish to stop and the time limit are looked at
AHEAD = 4  # unanswered jobs below which a worker gets its next task: it never waits while a chunk is written
TIME_LIMIT = 120.0  # seconds; an ordinary article takes less than one

_TRIES = 2


class Observer(Protocol):
    """Who is told how a run goes."""

    def written(self, report: Report) -> None:
        """An article's record was written."""

    def progress(self, outcome: Outcome, *, all_read: bool) -> None:
        """Some time has passed; `all_read` says whether `outcome.read` is final."""


def run_articles(
    items: Iterable[Item],
    setup: Setup,
    *,
    processes: int = 1,
    time_limit: float | None = TIME_LIMIT,
    selection: Selection | None = None,
    outcome: Outcome | None = None,
    observer: Observer | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Compute the articles that the targets do not have, in worker processes, and write them.

    Memory does not grow with the number of articles. An article at which a worker crashes, hangs or dies is tried once more
    alone, and then gets a record that says so. A database keeps what is written whatever becomes of the run, and the next run
    goes on from there; files take their place when the run is complete.

    Args:
        items: Articles, and ArticleErrors as readers give them. setup: what is computed, and for what places.
        processes: how many workers. time_limit: seconds for an article, or for each 100,000 characters begun of a longer one;
            None waits for ever.
        selection: which articles to take. outcome: filled as the run goes on, for whoever wants it after an error.
        observer: is told how it goes. stop: can ask the run to end early.

    Raises:
        SinkError: where a target cannot be opened or written. EventwireError: where the pipeline cannot be loaded.
    """
    run = _Running(
        setup,
        Outcome() if outcome is None else outcome,
        observer,
        stop or Stop(),
        processes=processes,
        time_limit=time_limit,
    )
    return run.run(items, selection or Selection())


class _Running:
    """A run under way."""

    def __init__(
        self,
        setup: Setup,
        outcome: Outcome,
        observer: Observer | None,
        stop: Stop,
        *,
        processes: int,
        time_limit: float | None,
    ) -> None:
        self._setup = setup
        self._outcome = outcome
        self._observer = observer
        self._stop = stop
        self._processes = processes
        self._limit = time_limit
        self._began = time.monotonic()
        self._cpu = time.process_time()
        self._chunk: list[tuple[Report, bytes]] = []
        self._chunk_since = self._began
        # Files are written in the order of the articles, databases as results come.
        ordered = not all(target.has_tables for target in setup.targets)
        self._order: InOrder[tuple[Report, bytes]] | None = InOrder() if ordered else None

    def run(self, items: Iterable[Item], selection: Selection) -> Outcome:
        outcome = self._outcome
        with Pool(self._setup, processes=self._processes, time_limit=self._limit) as pool:
            versions = pool.versions()
            run = Run(versions, self._setup.settings)
            outcome.run_id, outcome.versions = run.id, versions
            sinks = Sinks(self._setup.targets, run, self._setup.options)
            try:
                jobs = self._waiting_for(jobs_of(items, versions, selection, outcome))
                agenda = Agenda(jobs, sinks.done, processes=self._processes)
                self._work(agenda, pool, sinks)
                self._write(sinks)
            except BaseException:
                self._clock(pool)
                sinks.close(complete=False)
                raise
            self._clock(pool)
            outcome.complete = not self._stop.requested
            outcome.interrupted = self._stop.signal.name if self._stop.signal else None
            sinks.close(complete=outcome.complete)
        self._tell(all_read=True)
        return outcome

    def _waiting_for(self, jobs: Iterator[Job]) -> Iterator[Job]:
        """The jobs; a wish to stop ends them even where the next one is long in coming."""
        while True:
            try:
                with self._stop.while_waiting():
                    job = next(jobs, None)
            except KeyboardInterrupt:
                return
            if job is None:
                return
            yield job

    def _work(self, agenda: Agenda, pool: Pool, sinks: Sinks) -> None:
        while not self._stop.requested:
            self._give(agenda, pool)
            self._pass_over(agenda, sinks)
            if agenda.ended:
                return
            # Reading on is what the main process does while it has nothing else to do.
            busy = any(worker.jobs for worker in pool.workers)
            more = busy and agenda.read()
            for found in pool.wait(0 if more else POLL):
                if isinstance(found, Done):
                    self._take(found, agenda)
                else:
                    self._mourn(found, agenda)
            if len(self._chunk) >= CHUNK or (self._chunk and time.monotonic() - self._chunk_since > PATIENCE):
                self._write(sinks)
            self._clock(pool)
            self._tell(all_read=agenda.all_read)

    def _give(self, agenda: Agenda, pool: Pool) -> None:
        for worker in pool.workers:
            while worker.ready and not worker.retiring and len(worker.jobs) <= AHEAD:
                idle = not any(other.jobs for other in pool.workers)
                task = agenda.task(worker.number, idle=idle)
                if not task:
                    break
                if not worker.give(task):
                    agenda.again(*task)
                    break
                if idle and task[0].tries:
                    return

    def _pass_over(self, agenda: Agenda, sinks: Sinks) -> None:
        while agenda.known:
            job = agenda.known.pop()
            self._outcome.known += 1
            if self._order is not None:
                self._chunk += self._order.add(job.number, None)

    def _take(self, found: Done, agenda: Agenda) -> None:
        job = found.job
        if found.report.again and job.tries + 1 < _TRIES:
            job.tries += 1
            self._outcome.retried += 1
            agenda.alone(job)
            return
        agenda.finish(job)
        if not self._chunk:
            self._chunk_since = time.monotonic()
        result = (found.report, found.data)
        self._chunk += [result] if self._order is None else self._order.add(job.number, result)

    def _mourn(self, lost: Lost, agenda: Agenda) -> None:
        job = lost.job
        agenda.again(*lost.others)
        job.tries += 1
        self._outcome.retried += job.tries == 1
        if job.tries < _TRIES:
            agenda.alone(job)
            return
        if isinstance(job.item, Article):
            message = f"{lost.reason}, twice, the second time with nothing else under way"
            job.item = ArticleError(
                message, article_id=job.item.id, code=lost.code, path=job.item.path, article=job.item
            )
        elif job.tries > 2 * _TRIES:  # not even its failure can be told with its text
            job.item.article = None
        agenda.again(job)

    def _write(self, sinks: Sinks) -> None:
        chunk, self._chunk = self._chunk, []
        if not chunk:
            return
        sinks.write_prepared([unpacked(data) for _, data in chunk])
        for report, _ in chunk:
            self._outcome.add(report)
            if self._observer is not None:
                self._observer.written(report)

    def _clock(self, pool: Pool) -> None:
        self._outcome.seconds = time.monotonic() - self._began
        self._outcome.cpu_seconds = time.process_time() - self._cpu + pool.cpu_seconds

    def _tell(self, *, all_read: bool) -> None:
        if self._observer is not None:
            self._observer.progress(self._outcome, all_read=all_read)
