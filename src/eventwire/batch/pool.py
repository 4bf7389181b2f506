"""Worker processes: started, given tasks, watched and replaced."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import cast

from eventwire.batch.job import Job
from eventwire.batch.report import Report
from eventwire.batch.setup import Setup
from eventwire.batch.worker import work
from eventwire.errors import EventwireError, RunError
from eventwire.schema import Versions

PART = 100_000  # characters for which the time limit is meant; a longer article has it several times
LIFE = 10_000  # articles after which a worker is replaced: a pipeline's memory grows with every new word
STILLBORN = 3  # workers in a row that may end before they are ready

_SIGNALS = frozenset((signal.SIGINT, signal.SIGTERM))


@dataclass(frozen=True, slots=True)
class Done:
    """A worker's result; `data` is what the sinks take, as the worker packed it."""

    job: Job
    report: Report
    data: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker that is gone, with the job that it was at and those that it had not begun.

    Attributes:
        code: `worker-died` or `time-limit`. reason: what happened, in words.
    """

    job: Job
    others: tuple[Job, ...]
    code: str
    reason: str


class Worker:
    """A worker process as the main process knows it.

    Attributes:
        number: its place in the pool, which one that replaces it has too. jobs: what it was given and has not answered.
    """

    def __init__(self, number: int, process: BaseProcess, connection: Connection) -> None:
        self.number = number
        self.process = process
        self.connection = connection
        self.jobs: deque[Job] = deque()
        self.ready = False
        self.cpu_seconds = 0.0
        self._answered = 0
        self._since = 0.0

    def give(self, jobs: Sequence[Job]) -> bool:
        """Hand over a task; False where the process is gone, and then the task is not its."""
        try:
            self.connection.send([(job.number, job.item, job.content) for job in jobs])
        except OSError:
            return False
        if not self.jobs:
            self._since = time.monotonic()
        self.jobs.extend(jobs)
        return True

    def answer(self) -> Job:
        """Note that the first of its jobs is done."""
        self._answered += 1
        self._since = time.monotonic()
        return self.jobs.popleft()

    @property
    def retiring(self) -> bool:
        """Whether it has computed so much that another should go on."""
        return self._answered >= LIFE

    def overdue(self, limit: float) -> bool:
        """Whether it is at one article for more than `limit` seconds for each 100,000 characters begun."""
        if not self.jobs:
            return False
        parts = max(1, -(-self.jobs[0].size // PART))
        return time.monotonic() - self._since > limit * parts

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """Worker processes for a run; a context manager that leaves none behind."""

    def __init__(self, setup: Setup, *, processes: int, time_limit: float | None = None) -> None:
        """Start them.

        Args:
            processes: how many. time_limit: seconds for an article, or for each 100,000 characters of a longer one.
        """
        self._setup = setup
        self._limit = time_limit
        self._versions: Versions | None = None
        self._stillborn = 0
        self._cpu_before = 0.0
        self.workers: list[Worker] = []
        for number in range(processes):
            self.workers.append(self._start(number))

    def versions(self) -> Versions:
        """The versions of what the workers compute with; waits for the first that is ready.

        Raises:
            EventwireError: where the pipeline cannot be loaded.
        """
        while self._versions is None:
            list(self.wait(None))
        return self._versions

    def wait(self, timeout: float | None) -> Iterator[Done | Lost]:
        """What happened since, or within some seconds where nothing did.

        Raises:
            EventwireError: where a worker could not load the pipeline, or loaded another one than the first.
        """
        known = {worker.connection: worker for worker in self.workers}
        for connection in wait(list(known), timeout):
            yield from self._hear(known[cast(Connection, connection)])
        if self._limit is None:
            return
        for worker in list(self.workers):
            if worker.overdue(self._limit):
                yield from self._lose(worker, "time-limit", f"not done after {self._limit:g} s")

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds of the workers, loading included, as far as they have told."""
        return self._cpu_before + sum(worker.cpu_seconds for worker in self.workers)

    def close(self) -> None:
        """End every worker, whatever it is at."""
        for worker in self.workers:
            worker.kill()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self, number: int) -> Worker:
        context = multiprocessing.get_context("spawn")  # the same on every platform, and no locks come along
        here, there = context.Pipe()
        process = context.Process(target=work, args=(there, self._setup), name=f"eventwire-{number}")
        try:
            with _shielded():
                process.start()
        except OSError as err:
            raise RunError(f"a worker process cannot be started: {err.strerror}") from err
        there.close()  # the worker has its own; with this one open its end would not be noticed
        return Worker(number, process, here)

    def _hear(self, worker: Worker) -> Iterator[Done | Lost]:
        try:
            while worker.connection.poll():
                message = pickle.loads(worker.connection.recv_bytes())
                if isinstance(message, EventwireError):
                    raise message
                if isinstance(message, Versions):
                    self._greet(worker, message)
                else:
                    report, data, worker.cpu_seconds = message
                    yield Done(worker.answer(), report, data)
        except (EOFError, OSError):
            worker.process.join()
            yield from self._lose(worker, "worker-died", _ending(worker.process.exitcode))
            return
        if worker.retiring and not worker.jobs:
            self._replace(worker)

    def _greet(self, worker: Worker, versions: Versions) -> None:
        if self._versions is not None and versions != self._versions:
            raise RunError(
                f"rules or model changed during the run: found {versions.rules}, {versions.model}, expected "
                f"{self._versions.rules}, {self._versions.model}; start again, what was written stays"
            )
        self._versions = versions
        self._stillborn = 0
        worker.ready = True

    def _lose(self, worker: Worker, code: str, reason: str) -> Iterator[Lost]:
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise RunError(
                    f"{self._stillborn} worker processes in a row ended before they were ready ({reason}); "
                    "is there memory for them? --processes sets their number"
                )
        jobs = list(worker.jobs)
        self._replace(worker)
        if jobs:
            yield Lost(jobs[0], tuple(jobs[1:]), code, reason)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._cpu_before += worker.cpu_seconds
        self.workers[self.workers.index(worker)] = self._start(worker.number)


@contextlib.contextmanager
def _shielded() -> Iterator[None]:
    """A process that is started within is not reached by signals that are meant for the main one, from its first moment on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    return f"ended with exit code {code}"
