"""The wish to end a run early, as a signal brings it."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class Stop:
    """Says whether a run should end; `request` is a handler for signals.

    The first request lets the run write what is done and end. A second one, or one that comes while the run waits for more
    input, raises KeyboardInterrupt.
    """

    def __init__(self) -> None:
        self.signal: signal.Signals | None = None
        self._waiting = False

    @property
    def requested(self) -> bool:
        """Whether the run should end."""
        return self.signal is not None

    def request(self, number: int = signal.SIGINT, frame: FrameType | None = None) -> None:
        """Ask the run to end."""
        again = self.requested
        self.signal = signal.Signals(number)
        if again or self._waiting:
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def while_waiting(self) -> Iterator[None]:
        """Within, a request interrupts what cannot look at `requested`, such as a read from a pipe."""
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False
