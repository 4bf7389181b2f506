"""Where records and gold differ, article by article, a line for each difference. For a browser: `eventwire evaluate --html`.

Usage: python scripts/show_errors.py [GOLD] [--layer mentions --layer events …] [--article ID]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventwire.cli.evaluate import predict
from eventwire.evaluation import read_gold
from eventwire.evaluation.differences import SHOWN_LAYERS, Difference, Item, differences


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=Path("corpus/dev"))
    parser.add_argument("--layer", action="append", choices=SHOWN_LAYERS)
    parser.add_argument("--article", action="append", help="only this one, by its id")
    arguments = parser.parse_args()
    gold = [
        g
        for g in read_gold(arguments.gold)
        if g.record.document.id in (arguments.article or [g.record.document.id])
    ]
    for g, p in zip(gold, predict(gold), strict=True):
        for difference in differences(g.record, p):
            if difference.layer in (arguments.layer or SHOWN_LAYERS):
                print(f"{g.record.document.id}: {line(difference, g.text)}")
    return 0


def line(difference: Difference, text: str) -> str:
    """A difference in one line, with the words around it."""
    what = f"{difference.layer} {difference.kind} {difference.field}".rstrip()
    sides = [side(item, text) for item in (difference.gold, difference.predicted) if item is not None]
    item = difference.gold or difference.predicted
    start, end = item.at[0] if item else (0, 0)
    around = text[max(0, start - 40) : end + 40].replace("\n", " ")
    return f"{what}: {' / '.join(sides)} in …{around}…"


def side(item: Item, text: str) -> str:
    start, end = item.at[0]
    return f"{item.group} {text[start:end]!r} {item.value}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
