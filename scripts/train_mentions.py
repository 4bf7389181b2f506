"""Train the mention scorer and write its weights into the model; the same texts give the same bytes.

It learns from `corpus/train`, and from those parts of re3d that are public domain or under OGL or CC BY, where they are found in
`../shared/benchmarks` beside the checkout; without them its figures are lower on texts of that kind.

Usage: python scripts/train_mentions.py [--gold corpus/train] [--re3d ../shared/benchmarks/re3d.jsonl]

Needs scikit-learn (`pip install 'eventwire[train]'`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

import eventwire
from eventwire import Article
from eventwire.components.mentions import KINDS, LABELS, Mentions, recognized
from eventwire.evaluation.gold import read_gold
from eventwire.matching.mention_candidates import candidates
from eventwire.matching.mention_scorer import featured
from eventwire.matching.tree import tree_of
from eventwire.training.mentions import Marked, MentionExamples, add_examples, marked
from eventwire.training.train_mentions import train_mentions

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "en_eventwire"
CLOSED = ("BBC Online", "Wikipedia")  # parts of re3d under NC or SA
LABEL_OF = {
    "Organisation": "ACTOR", "Person": "ACTOR", "Location": "PLACE", "Weapon": "WEAPON", "MilitaryPlatform": "WEAPON",
}  # fmt: skip
NEUTRAL = ("Nationality", "Vehicle")
Source = tuple[str, Article, list[Marked], list[tuple[int, int]]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus" / "train")
    parser.add_argument("--re3d", type=Path, default=ROOT.parent / "shared" / "benchmarks" / "re3d.jsonl")
    arguments = parser.parse_args()
    sources = list(corpus(arguments.gold))
    if arguments.re3d.is_file():
        sources += re3d(arguments.re3d)
    else:
        print(f"without re3d: {arguments.re3d} is not there", file=sys.stderr)
    nlp = eventwire.load()
    examples, sets = MentionExamples(), {}
    for name, article, spans, unsure in sources:
        sets[str(article.id)] = name
        learn(nlp, examples, article, spans, unsure)
    about = {name: sum(value == name for value in sets.values()) for name in sorted(set(sets.values()))}
    trained = train_mentions(examples, sets, about=about)
    print(f"articles {about}, candidates {len(examples.rows)}; by cross-validation over articles:")
    for name, (rules, scorer) in trained.figures.items():
        print(f"{name}: rules {rules:.3f}, scorer {scorer:.3f}")
    print(trained.labels.settings["thresholds"])
    for path, model in ((LABELS, trained.labels), (KINDS, trained.kinds)):
        (MODEL / path).write_bytes(model.to_bytes())
        print(f"{path}: {len(model.index)} features, {(MODEL / path).stat().st_size} bytes")


def learn(
    nlp: Language,
    examples: MentionExamples,
    article: Article,
    spans: list[Marked],
    unsure: list[tuple[int, int]],
) -> None:
    """Add an article's candidates, as the mentions component would see them."""
    doc = nlp.make_doc(article.text)
    doc._.article = article.for_doc()
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Mentions):
            tree = tree_of(doc)
            rows = candidates(tree, pipe.ruled(doc), recognized(doc))
            seen = featured(pipe.features, tree, rows)
            add_examples(examples, str(article.id), tree, rows, seen, spans, unsure)
            return
        doc = pipe(doc)
    raise SystemExit("the pipeline has no eventwire_mentions")


def corpus(folder: Path) -> Iterator[Source]:
    """Our own articles."""
    for gold in read_gold(folder):
        d = gold.record.document
        article = Article(
            id=d.id, text=gold.text, published=d.published, publisher=d.publisher, title=d.title
        )
        yield "corpus", article, marked(gold), []


def re3d(path: Path) -> Iterator[Source]:
    """The parts of re3d that may be learned from."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or (item := json.loads(line))["gold"]["part"] in CLOSED:
            continue
        spans, unsure = [], []
        for span in item["gold"]["spans"]:
            label = LABEL_OF.get(span["type"])
            if label is not None and span["confidence"] >= 0.9:
                spans.append(Marked(span["start"], span["end"], label))
            elif span["confidence"] >= 0.1 and (label is not None or span["type"] in NEUTRAL):
                unsure.append((span["start"], span["end"]))
        article = Article(id=item["id"], text=item["text"], published=item["published"])
        yield "re3d", article, spans, unsure


if __name__ == "__main__":
    main()
