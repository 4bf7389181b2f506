"""Many articles in several processes: each loads the pipeline once and sends back finished results, which come in order."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

Task = list[Any]
Start = Callable[[Any], Callable[[Any], Any]]

TASK = 8  # items that a worker gets at once

_call: Callable[[Any], Any]


class Died:
    """Stands for the result of an item whose process ended without an answer, killed or out of memory."""


def in_order(items: Iterable[Any], start: Start, parcel: Any, *, processes: int) -> Iterator[tuple[Any, Any]]:
    """Each item with its result, in order; only a few tasks are ahead of what was taken.

    Args:
        items: what to compute, picklable. processes: how many workers.
        start: a module's function, called once in each worker with `parcel`; returns the function of one item.
    """
    pool = _Pool(start, parcel, processes)
    waiting: deque[tuple[Task, Future[list[Any]]]] = deque()
    source = iter(items)
    try:
        while True:
            while len(waiting) < 2 * processes and (task := list(itertools.islice(source, TASK))):
                waiting.append((task, pool.submit(task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield from zip(task, future.result(), strict=True)
            except BrokenProcessPool:
                # One item killed its worker and took the pool along: find it by going on one at a time.
                lost = [task, *(later for later, _ in waiting)]
                waiting.clear()
                pool.restart()
                for item in itertools.chain.from_iterable(lost):
                    yield item, pool.alone(item)
    finally:
        pool.stop()


class _Pool:
    """A process pool that can be started again."""

    def __init__(self, start: Start, parcel: Any, processes: int) -> None:
        self._arguments = (start, parcel)
        self._processes = processes
        self._executor = self._new()

    def submit(self, task: Task) -> Future[list[Any]]:
        try:
            return self._executor.submit(_work, task)
        except BrokenProcessPool as err:
            broken: Future[list[Any]] = Future()
            broken.set_exception(err)
            return broken

    def alone(self, item: Any) -> Any:
        """The result of one item with nothing else under way, or Died."""
        try:
            return self.submit([item]).result()[0]
        except BrokenProcessPool:
            self.restart()
            return Died()

    def restart(self) -> None:
        self.stop()
        self._executor = self._new()

    def stop(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _new(self) -> ProcessPoolExecutor:
        # spawn: the same on every platform, and no locks or threads of the parent come along
        return ProcessPoolExecutor(
            self._processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=self._arguments,
        )


def _begin(start: Start, parcel: Any) -> None:
    global _call
    _call = start(parcel)


def _work(task: Task) -> list[Any]:
    return [_call(item) for item in task]
