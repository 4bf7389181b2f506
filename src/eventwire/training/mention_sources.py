"""What the mention scorer learns from: our own gold, and the parts of re3d that its licences allow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from eventwire.article import Article
from eventwire.components.mentions import Mentions, recognized
from eventwire.evaluation.gold import read_gold
from eventwire.matching.mention_candidates import candidates
from eventwire.matching.mention_scorer import featured
from eventwire.matching.tree import tree_of
from eventwire.training.mentions import Marked, MentionExamples, add_examples, marked

_CLOSED = ("BBC Online", "Wikipedia")  # parts of re3d under NC or SA
_LABEL_OF = {
    "Organisation": "ACTOR", "Person": "ACTOR", "Location": "PLACE", "Weapon": "WEAPON", "MilitaryPlatform": "WEAPON",
}  # fmt: skip
_NEUTRAL = ("Nationality", "Vehicle")


@dataclass(frozen=True)
class Source:
    """An article with its true mentions.

    Attributes:
        name: the set that it is of. spans: the truth. unsure: spans of characters in which nothing is learned.
    """

    name: str
    article: Article
    spans: Sequence[Marked]
    unsure: Sequence[tuple[int, int]] = field(default=())


def own_articles(folder: Path) -> Iterator[Source]:
    """Articles with gold of ours.

    Raises:
        GoldError: as `read_gold`.
    """
    for gold in read_gold(folder):
        d = gold.record.document
        article = Article(
            id=d.id, text=gold.text, published=d.published, publisher=d.publisher, title=d.title
        )
        yield Source("corpus", article, marked(gold))


def re3d_articles(path: Path) -> Iterator[Source]:
    """The documents of re3d that may be learned from; `path` holds them as JSON Lines of articles with `gold`."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or (item := json.loads(line))["gold"]["part"] in _CLOSED:
            continue
        spans, unsure = [], []
        for span in item["gold"]["spans"]:
            label = _LABEL_OF.get(span["type"])
            if label is not None and span["confidence"] >= 0.9:
                spans.append(Marked(span["start"], span["end"], label))
            elif span["confidence"] >= 0.1 and (label is not None or span["type"] in _NEUTRAL):
                unsure.append((span["start"], span["end"]))
        article = Article(id=item["id"], text=item["text"], published=item["published"])
        yield Source("re3d", article, spans, unsure)


def learn(nlp: Language, examples: MentionExamples, source: Source) -> None:
    """Add an article's candidates, as the mentions component would see them.

    Raises:
        ValueError: where the pipeline has no `eventwire_mentions`.
    """
    doc = nlp.make_doc(source.article.text)
    doc._.article = source.article.for_doc()
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Mentions):
            tree = tree_of(doc)
            rows = candidates(tree, pipe.ruled(doc), recognized(doc))
            seen = featured(pipe.features, tree, rows)
            add_examples(examples, str(source.article.id), tree, rows, seen, source.spans, source.unsure)
            return
        doc = pipe(doc)
    raise ValueError("the pipeline has no eventwire_mentions, and nothing can be learned for it")
