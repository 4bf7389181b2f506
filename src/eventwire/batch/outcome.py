"""What became of the articles of a run: counts that add up, and the list of failures."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from eventwire.batch.report import Report
from eventwire.schema import Versions

LISTED = 1_000  # failures that an outcome names one by one; a database has them all


@dataclass(frozen=True, slots=True)
class Failure:
    """An article without a result: the dead-letter list has one for each."""

    id: str
    path: str | None
    code: str
    message: str


@dataclass(slots=True, kw_only=True)
class Outcome:
    """A run as far as it is written; it fills as the run goes on.

    `read` = `left_out` + `known` + `written` + `given_up`, and `written` = `ok` + `no_events` + `skipped` + `failed`.

    Attributes:
        complete: whether the run came to its end. interrupted: the signal that ended it early, or None. error: what else did.
        run_id, versions: of what computed the records; None before the first worker is ready.
        read: articles that the reader gave. files: that they came from. left_out: those that `since` or `shard` exclude. known: those that every target had
            already. written: those whose records were written. given_up: those that were read and not done when the run ended.
        ok, no_events, skipped, failed: the written ones by status. codes: skipped and failed ones by reason.
        events: in the written records. words: in their articles.
        reused: articles whose result is that of the same text. near_duplicates: those that were linked to an earlier one.
        retried: articles that a worker failed at, and that were tried again alone.
        seconds: since the run began. cpu_seconds: of all its processes.
        failures: the first 1,000 that failed.
    """

    complete: bool = False
    interrupted: str | None = None
    error: str | None = None
    run_id: str | None = None
    versions: Versions | None = None
    read: int = 0
    files: int = 0
    left_out: int = 0
    known: int = 0
    written: int = 0
    ok: int = 0
    no_events: int = 0
    skipped: int = 0
    failed: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    events: int = 0
    words: int = 0
    reused: int = 0
    near_duplicates: int = 0
    retried: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)

    def add(self, report: Report) -> None:
        """Count an article that was written."""
        self.written += 1
        setattr(self, report.status, getattr(self, report.status) + 1)
        self.events += report.events
        self.words += report.words
        self.reused += report.reused
        self.near_duplicates += report.linked
        if report.code is not None:
            self.codes[report.code] += 1
        if report.status == "failed" and len(self.failures) < LISTED:
            self.failures.append(failure_of(report))

    @property
    def done(self) -> int:
        """Articles that need nothing more."""
        return self.left_out + self.known + self.written

    @property
    def given_up(self) -> int:
        """Articles that were read and not done."""
        return self.read - self.done

    def as_dict(self) -> dict[str, Any]:
        """As JSON knows it."""
        found = dataclasses.asdict(self)
        found["versions"] = self.versions.model_dump(by_alias=True) if self.versions else None
        found["codes"] = dict(sorted(self.codes.items()))
        found["given_up"] = self.given_up
        rate = self.written / self.seconds if self.seconds else 0.0
        found["articles_per_second"] = round(rate, 2)
        found["seconds"], found["cpu_seconds"] = round(self.seconds, 3), round(self.cpu_seconds, 3)
        found["failures_not_listed"] = self.failed - len(self.failures)
        return found


def failure_of(report: Report) -> Failure:
    """The line of the dead-letter list."""
    return Failure(report.id, report.path, report.code or "", report.message or "")
