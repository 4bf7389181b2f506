"""Articles of the corpus that were annotated a second time without a look at the first pass, by the same annotator or by another one.

`second_pass` says how well the guide settles things for one annotator, `second_annotator` how far two agree. The first pass counts as
gold, the second as prediction; F1 is the same the other way round.

Usage: python benchmarks/consistency.py [second_pass|second_annotator] [--html FILE]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from eventwire.errors import GoldError
from eventwire.evaluation import evaluate, intervals_of, read_gold
from eventwire.evaluation.authoring import build
from eventwire.evaluation.browser import render
from eventwire.evaluation.report import to_markdown
from eventwire.evaluation.source import SUFFIX, read_source
from eventwire.evaluation.tables import overview

ROOT = Path(__file__).resolve().parents[1]
PASSES = ("second_pass", "second_annotator")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("annotated", nargs="?", choices=PASSES, default=PASSES[0])
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write the differences as a page")
    arguments = parser.parse_args()
    first = {gold.record.document.id: gold for gold in read_gold(ROOT / "corpus")}
    golds, records = [], []
    for path in sorted((ROOT / "benchmarks" / arguments.annotated).glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        source = read_source(path)
        if name not in first or first[name].text != source.text:
            raise GoldError(f"found no article {name!r} with this text in corpus/, expected one", path=path)
        golds.append(first[name])
        records.append(build(source, name)[0])
    texts = {gold.record.document.id: gold.text for gold in golds}
    scores = evaluate([gold.record for gold in golds], records, texts=texts)
    print(to_markdown(overview(scores, intervals_of(scores))))
    if arguments.html is not None:
        arguments.html.write_text(render(golds, records), encoding="utf-8")


if __name__ == "__main__":
    main()
