"""Train the mention scorer and write its weights into the model; the same texts give the same bytes.

It learns from `corpus/train`, and from those parts of re3d that are public domain or under OGL or CC BY, where they are found in
`../shared/benchmarks` beside the checkout; without them its figures are lower on texts of that kind.

Usage: python scripts/train_mentions.py [--gold corpus/train] [--re3d ../shared/benchmarks/re3d.jsonl]

Needs scikit-learn (`pip install 'eventwire[train]'`).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import eventwire
from eventwire.components.mentions import KINDS, LABELS
from eventwire.matching.word_vectors import VECTORS, vectors_from_bytes
from eventwire.training.mention_sources import learn, own_articles, re3d_articles
from eventwire.training.mentions import MentionExamples
from eventwire.training.train_mentions import train_mentions

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "en_eventwire"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus" / "train")
    parser.add_argument("--re3d", type=Path, default=ROOT.parent / "shared" / "benchmarks" / "re3d.jsonl")
    arguments = parser.parse_args()
    sources = list(own_articles(arguments.gold))
    if arguments.re3d.is_file():
        sources += re3d_articles(arguments.re3d)
    else:
        print(f"without re3d: {arguments.re3d} is not there", file=sys.stderr)
    nlp = eventwire.load()
    examples, sets = MentionExamples(), {}
    for source in sources:
        sets[str(source.article.id)] = source.name
        learn(nlp, examples, source)
    vectors = vectors_from_bytes((MODEL / VECTORS).read_bytes(), path=VECTORS)
    about = {name: sum(value == name for value in sets.values()) for name in sorted(set(sets.values()))}
    trained = train_mentions(examples, sets, vectors, about=about)
    print(f"articles {about}, candidates {len(examples.rows)}; by cross-validation over articles:")
    for name, (rules, scorer) in trained.figures.items():
        print(f"{name}: rules {rules:.3f}, scorer {scorer:.3f}")
    print(trained.labels.settings["thresholds"])
    for path, model in ((LABELS, trained.labels), (KINDS, trained.kinds)):
        (MODEL / path).write_bytes(model.to_bytes())
        print(f"{path}: {len(model.index)} features, {(MODEL / path).stat().st_size} bytes")


if __name__ == "__main__":
    main()
