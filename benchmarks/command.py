"""`eventwire extract` in a process of its own, as the benchmarks of runs start, watch and kill it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OK = (0, 1)  # 1: done, and some article failed, as the broken ones must


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that came to its end: its summary, and the peak memory of its main process in MB."""

    summary: dict[str, Any]
    peak: float

    @property
    def words_per_second(self) -> float:
        return self.summary["words"] / self.summary["seconds"]

    @property
    def words_per_cpu_second(self) -> float:
        return self.summary["words"] / self.summary["cpu_seconds"]


class Command:
    """A run under way."""

    def __init__(self, folder: Path, target: str, *, processes: int) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="eventwire-run-")
        self._summary = Path(self._place.name) / "summary.json"
        options = ["--to", target, "--processes", str(processes), "--published", "2024-04-23"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "eventwire", "extract", folder, *options, "--summary", self._summary],
            stderr=subprocess.PIPE,
            text=True,
        )
        self._said: list[str] = []
        # Read to the end: a pipe that is full would stop the run, and an end that stays open shows a worker left behind.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        if self._process.stderr is not None:
            self._said += self._process.stderr.readlines()

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def finish(self) -> Finished:
        """Wait for the end; exits where the run did not come to it."""
        peak = 0.0
        while self.running:
            peak = max(peak, _peak(self._process.pid))
            time.sleep(0.05)
        self._reader.join()
        if self._process.returncode not in OK:
            sys.exit("".join(self._said[-5:]) + f"exit code {self._process.returncode}, expected 0 or 1")
        summary = json.loads(self._summary.read_text())
        self._place.cleanup()
        return Finished(summary, peak)

    def kill(self) -> None:
        """SIGKILL to the main process; its workers must end by themselves within 30 s."""
        self._process.kill()
        self._process.wait()
        self._reader.join(timeout=30)
        if self._reader.is_alive():
            sys.exit("a worker process outlived the main one by 30 s")
        self._place.cleanup()

    def kill_a_worker(self) -> bool:
        """SIGKILL to one of its workers; False where there is none."""
        for pid in _children(self._process.pid):
            try:
                if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    os.kill(pid, signal.SIGKILL)
                    return True
            except (FileNotFoundError, ProcessLookupError):
                continue
        return False


def _peak(pid: int) -> float:
    """Peak resident memory of one process in MB, its children not included."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
