"""A run that is killed at random moments and resumed each time makes the database of an undisturbed run, row by row.

SIGKILL goes to the main process, every second time after one of its workers got one. Where a run is done before its moment, the database
is compared, and the next run begins a new one.

Usage: python benchmarks/kills.py [--kills 20] [--articles 800] [--to duckdb|postgresql] [--seed 20]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from command import Command  # noqa: E402
from made_articles import make_articles  # noqa: E402
from postgres_server import MISSING, binaries, running_server  # noqa: E402
from stored import contents  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--to", choices=["duckdb", "postgresql"], default="duckdb")
    parser.add_argument("--seed", type=int, default=20)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eventwire-kills-")))
        if arguments.to == "postgresql":
            if binaries() is None:
                print(f"skipped: {MISSING}")
                return 0
            server = stack.enter_context(running_server())
        number = 0

        def new_database() -> str:
            nonlocal number
            number += 1
            return str(place / f"{number}.duckdb") if arguments.to == "duckdb" else server.new_database()

        folder = place / "articles"
        make_articles(folder, arguments.articles)
        url = new_database()
        undisturbed = Command(folder, url, processes=2).finish()
        expected = contents(url)
        started = time.monotonic()
        Command(folder, url, processes=2).finish()
        start = time.monotonic() - started  # what a run takes that has nothing to do
        work = max(1.0, undisturbed.summary["seconds"] - start)
        print(f"undisturbed: {undisturbed.summary['seconds']:.1f} s, of which {start:.1f} s to start and end")
        killed = compared = resumed = 0
        url = new_database()
        while killed < arguments.kills:
            command = Command(folder, url, processes=2)
            # Most moments lie in the work, some before it: a kill too early for a chunk to be written resumes nothing.
            moment = dice.uniform(0.3 * start, start + work)
            time.sleep(moment / 2)
            hit = killed % 2 == 1 and command.running and command.kill_a_worker()
            time.sleep(moment / 2)
            if command.running:
                command.kill()
                killed += 1
                print(f"kill {killed} after {moment:.1f} s{', a worker before' if hit else ''}", flush=True)
                continue
            resumed += command.finish().summary["known"] > 0
            compared += 1
            if contents(url) != expected:
                print(f"WRONG after {killed} kills: the database differs")
                return 1
            url = new_database()
        last = Command(folder, url, processes=2).finish()
        if contents(url) != expected:
            print(f"WRONG after {killed} kills: the database differs")
            return 1
        resumed += last.summary["known"] > 0
        if not resumed:
            print(
                f"WRONG: none of {compared + 1} databases was gone on with, so nothing was shown; raise --articles"
            )
            return 1
        rows = sum(map(len, expected.values()))
        print(
            f"{killed} kills, {compared + 1} databases compared, {rows} rows each: equal row by row; {resumed} of them were "
            f"gone on with after a kill, the last from {last.summary['known']} articles"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
