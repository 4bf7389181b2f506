"""How a run goes, on stderr: a bar where that is a terminal, a line for each article without a result, a summary at the end."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from eventwire.batch.estimate import count_files, expected
from eventwire.batch.outcome import Outcome, failure_of
from eventwire.batch.report import Report
from eventwire.cli import console
from eventwire.errors import InputError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_OFTEN = 0.1  # seconds between two looks of the bar


class RunProgress:
    """The observer of a run; a context manager around it."""

    def __init__(self, paths: Sequence[str], *, failures: Path | None = None) -> None:
        """Args:
        paths: what is read, for an estimate of the time that is left. failures: JSON Lines of the articles that failed.
        """
        self._failures_path = failures
        self._failures: TextIO | None = None
        self._files: int | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._next = 0.0
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            self._files = count_files(paths)
            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[said]}"),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("articles", total=None, said="")

    def written(self, report: Report) -> None:
        """Name an article without a result."""
        if report.code is None:
            return
        message = report.message or ""
        named = not report.path or message.startswith(report.path)
        place = "" if named else f" ({report.path})"
        console.say(f"{report.status}: {report.id}{place}: {report.code}: {message}")
        if self._failures is not None and report.status == "failed":
            self._failures.write(json.dumps(asdict(failure_of(report)), ensure_ascii=True) + "\n")

    def progress(self, outcome: Outcome, *, all_read: bool) -> None:
        """Move the bar."""
        now = time.monotonic()
        if self._bar is None or self._task is None or now < self._next:
            return
        self._next = now + _OFTEN
        total = (
            outcome.read if all_read else expected(self._files, read=outcome.read, files_read=outcome.files)
        )
        self._bar.update(self._task, completed=outcome.done, total=total, said=said(outcome, total))

    def __enter__(self) -> RunProgress:
        if self._failures_path is not None:
            try:
                self._failures = self._failures_path.open("w", encoding="utf-8", newline="\n")
            except OSError as err:
                raise InputError(f"{self._failures_path}: cannot be written: {err.strerror}") from err
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._failures is not None:
            self._failures.close()


def said(outcome: Outcome, total: int | None) -> str:
    """The figures beside the bar."""
    rate = outcome.written / outcome.seconds if outcome.seconds else 0.0
    parts = [
        f"{outcome.done}{'' if total is None else f'/{total}'}",
        f"{rate:.1f}/s",
        f"{outcome.events} events",
        f"{outcome.failed} failed",
    ]
    if total is not None and rate and outcome.done:
        # What is known already passes at once; the rest at the rate of what is computed.
        left = int((total - outcome.done) / rate)
        parts.append(f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02} left")
    return ", ".join(parts)


def summarize(outcome: Outcome) -> list[str]:
    """The lines at the end of a run."""
    o = outcome
    lines = [f"{o.written} articles computed, {o.known} there already" + _others(o)]
    if o.written:
        lines.append(
            f"{o.ok} with events, {o.no_events} without, {o.skipped} skipped, {o.failed} failed{_reasons(o)}; "
            f"{o.events} events in {o.words} words"
        )
        rate = o.written / o.seconds if o.seconds else 0.0
        lines.append(
            f"{o.seconds:.1f} s, {rate:.1f} articles/s, {o.cpu_seconds:.1f} s of CPU; {o.near_duplicates} near-duplicates, "
            f"{o.reused} of the same text as another, {o.retried} tried again"
        )
    if not o.complete:
        what = f"interrupted by {o.interrupted}" if o.interrupted else "not complete"
        lines.append(
            f"{what}: {o.given_up} articles were read and not done; a database keeps what was written, and the same "
            "command goes on from there"
        )
    return lines


def _others(outcome: Outcome) -> str:
    return f", {outcome.left_out} left out" if outcome.left_out else ""


def _reasons(outcome: Outcome) -> str:
    codes = ", ".join(f"{count} {code}" for code, count in sorted(outcome.codes.items()))
    return f" ({codes})" if codes else ""


def write_summary(path: Path, outcome: Outcome, **more: object) -> None:
    """The outcome as JSON, whole or not at all.

    Raises:
        InputError: where it cannot be written.
    """
    text = json.dumps({**outcome.as_dict(), **more}, ensure_ascii=True, indent=1) + "\n"
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)
    except OSError as err:
        part.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {err.strerror}") from err
