"""What is computed next: articles are read ahead window by window, and the longest of a window come first."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Collection, Iterator

from eventwire.batch.job import Job

WINDOW = 512  # articles that are read ahead and put in order
CHARACTERS = 4_000_000  # likewise
OPEN = 2  # windows that are not done at the same time
TASK = 16  # articles of a task at most
SHARES = 8  # tasks that a window has at least for each process, where it has so many articles
REMEMBERED = 20_000  # texts of which is known who computed them


class Agenda:
    """The jobs of a run, in tasks.

    Long articles first keep all processes busy to the end of a window. A window ends the order: without one the shortest
    article would come after the whole run.
    """

    def __init__(
        self, jobs: Iterator[Job], done: Callable[[Collection[str]], set[str]], *, processes: int
    ) -> None:
        """Args:
        jobs: in the order of the run. done: which work keys need not be computed.
        """
        self._jobs = jobs
        self._done = done
        self._processes = processes
        self._ahead: list[Job] = []
        self._characters = 0
        self._window = 0
        self._ended = False
        self._tasks: deque[list[Job]] = deque()
        self._own: dict[int, deque[list[Job]]] = {}
        self._suspects: deque[Job] = deque()
        self._open: Counter[int] = Counter()
        self._computed_by: OrderedDict[str, int] = OrderedDict()
        self.known: list[Job] = []  # those that were done before, until somebody takes them

    def read(self) -> bool:
        """Read one article more; False where the window is full or everything was read."""
        if self._ended or len(self._ahead) >= WINDOW or self._characters >= CHARACTERS:
            return False
        job = next(self._jobs, None)
        if job is None:
            self._ended = True
            return False
        job.window = self._window
        self._ahead.append(job)
        self._characters += job.size
        return True

    def task(self, worker: int, *, idle: bool) -> list[Job]:
        """The next task for a worker, empty where there is none for now.

        Args:
            worker: its number. idle: whether nothing at all is under way.
        """
        if self._suspects:  # alone, so that whatever happens is its own doing
            return [self._suspects.popleft()] if idle else []
        if not self._tasks and not any(self._own.values()) and len(self._open) < OPEN:
            self._open_window()
        for queue in (self._own.get(worker), self._tasks, *self._own.values()):
            if queue:
                task = queue.popleft()
                for job in task:
                    if job.same is not None:
                        self._computed_by[job.same] = worker
                        if len(self._computed_by) > REMEMBERED:
                            self._computed_by.popitem(last=False)
                return task
        return []

    def again(self, *jobs: Job) -> None:
        """Compute these next: nothing became of them, for no reason of their own."""
        if jobs:
            self._tasks.appendleft(list(jobs))

    def alone(self, job: Job) -> None:
        """Compute this with nothing else under way."""
        self._suspects.append(job)

    def finish(self, job: Job) -> None:
        """Note that a job is done."""
        self._open[job.window] -= 1
        if not self._open[job.window]:
            del self._open[job.window]

    @property
    def ended(self) -> bool:
        """Whether everything was read and is done."""
        return self._ended and not self._ahead and not self._open

    @property
    def all_read(self) -> bool:
        """Whether the reader has come to its end."""
        return self._ended

    def _open_window(self) -> None:
        while self.read():
            pass
        jobs, self._ahead, self._characters = self._ahead, [], 0
        self._window += 1
        if not jobs:
            return
        known = self._done([job.key for job in jobs])
        self.known += [job for job in jobs if job.key in known]
        groups: dict[str, list[Job]] = {}
        for job in jobs:
            if job.key not in known:
                groups.setdefault(job.same or job.key, []).append(job)
                self._open[job.window] += 1
        share = sum(group[0].size for group in groups.values()) // (SHARES * self._processes)
        task: list[Job] = []
        for group in sorted(groups.values(), key=lambda group: (-group[0].size, group[0].number)):
            worker = self._computed_by.get(group[0].same or "")
            if worker is not None:  # its result is there and only has to be made into theirs
                self._own.setdefault(worker, deque()).append(group)
                continue
            task += group
            if len(task) >= TASK or sum(job.size for job in task) >= share:
                self._tasks.append(task)
                task = []
        if task:
            self._tasks.append(task)
