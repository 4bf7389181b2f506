"""Events per 1,000 words where few or none are to be found: general news, and our own articles whose gold has no events.

General news are 200 articles of the public sets PolNeAR (all of them) and geoparsing (drawn with a fixed seed), which are not
part of this repository and are expected in `../shared/benchmarks` beside the checkout; where they are absent only our own
articles are read. Beside each figure stands that of a simple baseline: every word or phrase of the trigger rules is an event,
whatever stands around it.

How many of the events are wrong only a reader can say: `--sample FILE` writes 50 of those found in general news, drawn
with a fixed seed, with their sentences. The file holds text of the public sets and belongs outside the repository.

Usage: python benchmarks/false_events.py [--sample FILE] [--seed 0] [--data DIR] [--rules]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import eventwire
from eventwire import Article
from eventwire.components.triggers import Triggers
from eventwire.document import annotate
from eventwire.evaluation.gold import read_gold
from eventwire.matching.tree import tree_of
from eventwire.matching.trigger_rules import TriggerRules

ROOT = Path(__file__).resolve().parents[1]
GENERAL = 200
SAMPLE = 50
DRAW = 20260  # which geoparsing articles; the same for every run
UNSCORED = {"components.eventwire_events.scorer": False}


@dataclass(frozen=True)
class Shown:
    """An event for reading."""

    article: str
    type: str
    rules: tuple[str, ...]
    sentence: str


@dataclass
class Tally:
    """What was found in a set of articles."""

    articles: int = 0
    words: int = 0
    baseline: int = 0
    types: Counter[str] = field(default_factory=Counter)
    shown: list[Shown] = field(default_factory=list)

    @property
    def events(self) -> int:
        """How many events."""
        return sum(self.types.values())

    def line(self, name: str) -> str:
        """Both figures per 1,000 words."""
        if not self.words:
            return f"{name}: no articles"
        per = 1000 / self.words
        return (
            f"{name}: {self.articles} articles, {self.words} words, {self.events} events, "
            f"{self.events * per:.2f} per 1,000 words (baseline {self.baseline * per:.2f})"
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "benchmarks")
    parser.add_argument("--sample", type=Path, help=f"where to write {SAMPLE} events of general news")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--rules", action="store_true", help="without the trained scorer of events")
    arguments = parser.parse_args()
    nlp = eventwire.load(config=UNSCORED if arguments.rules else {})
    empty = [g.article for part in ("train", "dev", "test") for g in read_gold(ROOT / "corpus" / part)
             if not g.record.events]  # fmt: skip
    print(tally(nlp, empty).line("own articles without events"), flush=True)
    if not arguments.data.is_dir():
        print(f"general news skipped: {arguments.data} is not there", file=sys.stderr)
        return 0
    found = tally(nlp, general_news(arguments.data))
    print(found.line("general news"))
    print("  " + ", ".join(f"{name} {number}" for name, number in found.types.most_common()))
    if arguments.sample:
        arguments.sample.write_text(sample(found.shown, arguments.seed), encoding="utf-8")
    return 0


def general_news(folder: Path) -> list[Article]:
    """All articles of PolNeAR, filled up to 200 with some of the geoparsing sets."""
    kept = _articles(folder / "polnear.jsonl")
    others = _articles(folder / "geoparsing.jsonl")
    return [*kept, *random.Random(DRAW).sample(others, min(len(others), GENERAL - len(kept)))]


def _articles(path: Path) -> list[Article]:
    # not splitlines: a text may hold U+2028
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [Article(id=i["id"], text=i["text"], published=i["published"]) for i in items]


def tally(nlp: Language, articles: Iterable[Article]) -> Tally:
    """Extract the articles and count."""
    triggers = nlp.get_pipe("eventwire_triggers")
    if not isinstance(triggers, Triggers):
        raise TypeError(f"eventwire_triggers is a {type(triggers).__name__}, expected Triggers")
    found = Tally()
    for article in articles:
        doc = annotate(nlp, article)
        found.articles += 1
        found.words += len(article.text.split())
        found.baseline += matches(doc, triggers.rules)
        for event in doc._.events:
            found.types[event["type"]] += 1
            found.shown.append(_shown(doc, article, event["triggers"]))
    return found


def _shown(doc: Doc, article: Article, triggers: Sequence[str]) -> Shown:
    row = doc._.triggers[triggers[0]]
    first, last = row["tokens"]
    sentence = doc[row["head"]].sent
    marked = "".join(
        ("[" if t.i == first else "") + t.text + ("]" if t.i == last - 1 else "") + t.whitespace_
        for t in sentence
    )
    rules = tuple(dict.fromkeys(doc._.triggers[t]["rule"] for t in triggers))
    return Shown(article.id, row["type"], rules, " ".join(marked.split()))


def matches(doc: Doc, rules: TriggerRules) -> int:
    """Words that the trigger rules list, as verbs or nouns, with the other words of their phrase just beside them."""
    tree = tree_of(doc)
    number = 0
    for i, (pos, lemma) in enumerate(zip(tree.pos, tree.lemmas, strict=True)):
        entries = rules.verbs if pos == "VERB" else rules.nouns if pos in ("NOUN", "PROPN") else {}
        for entry in entries.get(lemma, ()):
            n = len(entry.rest)
            beside = tree.lemmas[i + 1 : i + 1 + n] if pos == "VERB" else tree.lemmas[max(0, i - n) : i]
            if entry.is_trigger and beside == list(entry.rest):
                number += 1
                break
    return number


def sample(shown: Sequence[Shown], seed: int) -> str:
    """Some of the events, numbered, for a reader to judge."""
    drawn = random.Random(seed).sample(list(shown), min(SAMPLE, len(shown)))
    return "".join(
        f"{n}. {s.type} ({', '.join(s.rules)}) {s.article}\n   {s.sentence}\n" for n, s in enumerate(drawn, 1)
    )


if __name__ == "__main__":
    sys.exit(main())
