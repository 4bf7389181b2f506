"""Ctrl-C and SIGTERM → the wish to end a run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from eventwire.batch.stop import Stop

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """A wish that these signals make while the context lasts."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():  # there Python sets no handlers
        yield stop
        return
    before = {number: signal.signal(number, stop.request) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
