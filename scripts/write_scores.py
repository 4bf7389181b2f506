"""Writes the figures in docs/evaluation.md, between their markers; nobody types them in.

Usage: python scripts/write_scores.py            # scores of corpus/test and corpus/dev, with the code as it stands
       python scripts/write_scores.py consistency agreement  # the articles that were annotated twice, by one annotator and by two
       python scripts/write_scores.py intervals  # what benchmarks/intervals.py prints (minutes)
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOC = ROOT / "docs" / "evaluation.md"
BLOCKS = {
    "test": [sys.executable, "-m", "eventwire", "evaluate", "corpus/test", "--markdown"],
    "dev": [sys.executable, "-m", "eventwire", "evaluate", "corpus/dev", "--markdown"],
    "consistency": [sys.executable, "benchmarks/consistency.py"],
    "agreement": [sys.executable, "benchmarks/consistency.py", "second_annotator"],
    "intervals": [sys.executable, "benchmarks/intervals.py"],
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("blocks", nargs="*", metavar="BLOCK", help=f"some of {', '.join(BLOCKS)}")
    arguments = parser.parse_args()
    unknown = set(arguments.blocks) - set(BLOCKS)
    if unknown:
        parser.error(f"unknown blocks {sorted(unknown)}, expected some of {list(BLOCKS)}")
    for name in arguments.blocks or ["test", "dev"]:
        stamp = code()  # before it runs: the checkout may move on meanwhile
        done = subprocess.run(BLOCKS[name], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        command = " ".join(["python" if word == sys.executable else word for word in BLOCKS[name]])
        command = command.replace("python -m eventwire", "eventwire")
        body = f"`{command}`, code of {stamp}:\n\n{done.stdout.strip()}"
        DOC.write_text(inserted(DOC.read_text(encoding="utf-8"), name, body), encoding="utf-8")
    return 0


def inserted(document: str, name: str, body: str) -> str:
    """The document with another body between `<!-- NAME: … -->` and `<!-- /NAME -->`.

    Raises:
        ValueError: where the markers are not there exactly once.
    """
    block = re.compile(rf"(<!-- {name}:[^>]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if len(block.findall(document)) != 1:
        raise ValueError(f"found no single block <!-- {name}: … --> … <!-- /{name} -->, expected one")
    return block.sub(lambda found: f"{found[1]}{body}\n{found[2]}", document)


def code() -> str:
    """Date and short hash of the commit, with a plus where files that make the figures are changed."""
    git = ["git", "-C", str(ROOT)]
    log = subprocess.run([*git, "log", "-1", "--format=%cs %h"], check=True, capture_output=True, text=True)
    watched = ["src", "models", "corpus", "benchmarks/intervals.py"]
    changed = subprocess.run([*git, "status", "--porcelain", *watched], check=True, capture_output=True)
    return log.stdout.strip() + ("+" if changed.stdout else "")


if __name__ == "__main__":
    sys.exit(main())
