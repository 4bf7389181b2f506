"""Write `<id>.txt` and `<id>.json` beside every `<id>.gold` of a folder; `--check` only says which are out of date.

Usage: python scripts/compile_gold.py [--check] [--lint] [corpus/dev …]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventwire.errors import GoldError
from eventwire.evaluation.gold import compiled, stale
from eventwire.evaluation.lint import omissions
from eventwire.evaluation.source import SUFFIX, read_source


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus")])
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail where a file is out of date"
    )
    parser.add_argument(
        "--lint", action="store_true", help="list words that look like mentions and are unmarked"
    )
    arguments = parser.parse_args()
    failed = False
    for path in arguments.paths:
        for source in sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]:
            try:
                outdated = stale(source)
                if arguments.lint:
                    for line in omissions(read_source(source)):
                        print(f"{source}: {line}")
            except GoldError as err:
                print(err, file=sys.stderr)
                failed = True
                continue
            if arguments.check and outdated:
                print(f"{source}: out of date: {', '.join(p.name for p in outdated)}", file=sys.stderr)
                failed = True
            elif outdated:
                for target, content in compiled(source).items():
                    target.write_bytes(content)
                    print(f"wrote {target}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
