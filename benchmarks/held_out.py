"""Records of re3d by weights that have not seen the document: the mention scorer is trained anew without each fold of those that it
learned from. Every other part of the pipeline is the shipped one, none of which learned from re3d.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language

from eventwire import Article, ArticleRecord, extract_many
from eventwire.components.mentions import KINDS, LABELS, Mentions
from eventwire.errors import ArticleError
from eventwire.training.mention_sources import learn, own_articles, re3d_articles
from eventwire.training.mentions import MentionExamples
from eventwire.training.train_mentions import train_mentions

FOLDS = 5


def held_out(
    nlp: Language, articles: Sequence[Article], *, gold: Path, re3d: Path
) -> Iterator[ArticleRecord | ArticleError]:
    """The result of each article, in the order of the folds; the pipeline has its own weights again at the end.

    Args:
        gold: our training articles. re3d: the development set. Of `articles`, those that are not learned from go with the
            first fold, whose weights have not seen them either.
    """
    pipe = nlp.get_pipe("eventwire_mentions")
    assert isinstance(pipe, Mentions)
    sources = [*own_articles(gold), *re3d_articles(re3d)]
    examples, sets = MentionExamples(), {}
    for source in sources:
        sets[str(source.article.id)] = source.name
        learn(nlp, examples, source)
    learned = [group for group, name in sets.items() if name == "re3d"]
    shipped = {path: pipe.files[path] for path in (LABELS, KINDS)}
    try:
        for fold in range(FOLDS):
            held = set(learned[fold::FOLDS])
            trained = train_mentions(
                _without(examples, held), sets, pipe.vectors, about={"without": sorted(held)}
            )
            weigh(pipe, {LABELS: trained.labels.to_bytes(), KINDS: trained.kinds.to_bytes()})
            turn = [a for a in articles if a.id in held or (fold == 0 and a.id not in learned)]
            yield from extract_many(turn, nlp=nlp)
    finally:
        weigh(pipe, shipped)


def weigh(pipe: Mentions, weights: dict[str, bytes]) -> None:
    """Put other weights into the component."""
    pipe.files.update(weights)
    pipe.compile()


def _without(examples: MentionExamples, held: set[str]) -> MentionExamples:
    kept = [i for i, group in enumerate(examples.group) if group not in held]
    return MentionExamples(
        *(
            [column[i] for i in kept]
            for column in (
                examples.group,
                examples.rows,
                examples.features,
                examples.labels,
                examples.kinds,
            )
        )
    )
