"""A folder of articles into databases: counts that add up, a second run that computes nothing, memory, and speed.

Articles are made from our own corpus (`made_articles.py`). Peak memory is that of the main process, whose workers have theirs;
seconds are wall seconds from the start of the run, loading included, and CPU seconds those of all its processes. Other work on the
machine lowers words per second, and the ratio of wall times where the processes don't find a core each.

Usage: python benchmarks/batch.py [--articles 20000] [--small 2000] [--to duckdb --to postgresql] [--processes 2] [--rounds 1]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from command import Command, Finished  # noqa: E402
from made_articles import Made, make_articles  # noqa: E402
from postgres_server import MISSING, binaries, running_server  # noqa: E402
from stored import contents, count  # noqa: E402

PEAK_GROWTH = (
    1.2  # a peak at most this many times that of the small run is flat; DuckDB's checkpoints move it
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--small", type=int, default=2_000, help="articles of the runs for memory and speed")
    parser.add_argument("--to", action="append", choices=["duckdb", "postgresql"])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--rounds", type=int, default=1, help="runs with one and with several processes; 0 for none"
    )
    parser.add_argument("--least", type=float, help="exit 1 where the ratio of wall times is lower")
    arguments = parser.parse_args()
    kinds = arguments.to or ["duckdb", "postgresql"]
    wrong: list[str] = []
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eventwire-batch-")))
        sizes = {arguments.articles, *([arguments.small] if arguments.rounds else [])}
        folders = {n: (place / str(n), Made()) for n in sizes}
        for n, (folder, _) in folders.items():
            folders[n] = (folder, make_articles(folder, n))
        peaks: dict[int, float] = {}
        for kind in kinds:
            if kind == "postgresql" and binaries() is None:
                print(f"postgresql skipped: {MISSING}")
                continue
            if kind == "postgresql":
                url = stack.enter_context(running_server()).new_database()
            else:
                url = str(place / "events.duckdb")
            folder, made = folders[arguments.articles]
            first = Command(folder, url, processes=arguments.processes).finish()
            show(f"{kind}, {made.total} articles", first)
            wrong += check_counts(kind, first, made, url)
            before = contents(url)
            second = Command(folder, url, processes=arguments.processes).finish()
            show(f"{kind}, the same again", second)
            if contents(url) != before:
                wrong.append(f"{kind}: the second run changed the database")
            expect(wrong, f"{kind}: known", second.summary["known"], made.total - made.broken)
            expect(wrong, f"{kind}: computed again", second.summary["written"], made.broken)
            peaks.setdefault(arguments.articles, first.peak)
        if arguments.rounds:
            folder = folders[arguments.small][0]
            ratios = speeds(folder, place, arguments.processes, arguments.rounds, peaks, arguments.small)
            if arguments.least is not None and statistics.median(ratios) < arguments.least:
                wrong.append(f"ratio {statistics.median(ratios):.2f}, expected {arguments.least} or more")
    small, large = peaks.get(arguments.small), peaks.get(arguments.articles)
    if small and large:
        print(
            f"peak of the main process: {small:.0f} MB at {arguments.small}, {large:.0f} MB at {arguments.articles}"
        )
        if large > PEAK_GROWTH * small:
            wrong.append(f"peak memory grew from {small:.0f} to {large:.0f} MB")
    for line in wrong:
        print(f"WRONG {line}")
    return int(bool(wrong))


def speeds(
    folder: Path, place: Path, processes: int, rounds: int, peaks: dict[int, float], size: int
) -> list[float]:
    """Run with one and with several processes, in turns; how many times as fast several are, by wall time, for each round."""
    ratios, costs = [], []
    for number in range(rounds):
        found: dict[int, Finished] = {}
        for n in (1, processes) if number % 2 == 0 else (processes, 1):
            found[n] = Command(folder, str(place / f"speed-{number}-{n}.duckdb"), processes=n).finish()
            show(f"duckdb, {size} articles, {n} processes", found[n])
        peaks[size] = max(peaks.get(size, 0.0), found[processes].peak)
        ratios.append(found[processes].words_per_second / found[1].words_per_second)
        costs.append(found[processes].words_per_cpu_second / found[1].words_per_cpu_second)
    load = os.getloadavg()[1]
    print(
        f"ratio of words/s with {processes} processes to one: {statistics.median(ratios):.2f} by wall time; words per CPU second "
        f"{statistics.median(costs):.2f} times (load of the machine over 5 minutes: {load:.1f} on {os.cpu_count()} cores)"
    )
    return ratios


def show(what: str, run: Finished) -> None:
    s = run.summary
    print(
        f"{what}: {s['written']} computed, {s['known']} known; {s['ok']} ok, {s['no_events']} no_events, {s['skipped']} skipped, "
        f"{s['failed']} failed; {s['events']} events, {s['reused']} reused, {s['near_duplicates']} near-duplicates; "
        f"{s['seconds']:.1f} s, {s['cpu_seconds']:.1f} s CPU, {run.words_per_second:.0f} words/s, "
        f"{run.words_per_cpu_second:.0f} words per CPU second, peak {run.peak:.0f} MB",
        flush=True,
    )


def check_counts(kind: str, run: Finished, made: Made, url: str) -> list[str]:
    """What does not add up, to the last article."""
    wrong: list[str] = []
    s = run.summary
    expect(wrong, f"{kind}: read", s["read"], made.total)
    expect(wrong, f"{kind}: written", s["written"], made.total)
    expect(wrong, f"{kind}: failed", s["failed"], made.broken)
    expect(wrong, f"{kind}: skipped for their language", s["codes"].get("language", 0), made.foreign)
    expect(wrong, f"{kind}: empty", s["codes"].get("empty", 0), made.empty)
    expect(wrong, f"{kind}: with a result", s["ok"] + s["no_events"], made.english + made.duplicates)
    expect(wrong, f"{kind}: rows of articles", count(url, "select count(*) from all_articles"), made.total)
    expect(
        wrong, f"{kind}: different ids", count(url, "select count(distinct doc_id) from articles"), made.total
    )
    expect(wrong, f"{kind}: rows of events", count(url, "select count(*) from event_records"), s["events"])
    for status in ("ok", "no_events", "skipped", "failed"):
        found = count(url, f"select count(*) from articles where status = '{status}'")
        expect(wrong, f"{kind}: rows with {status}", found, s[status])
    return wrong


def expect(wrong: list[str], what: str, found: int, expected: int) -> None:
    if found != expected:
        wrong.append(f"{what}: found {found}, expected {expected}")


if __name__ == "__main__":
    sys.exit(main())
