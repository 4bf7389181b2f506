"""`nlp.evaluate` on gold records: spaCy Examples from gold, and the scorer that the events component calls.

    from eventwire.evaluation import read_gold
    from eventwire.scorer import examples

    scores = nlp.evaluate(examples(nlp, read_gold(Path("corpus/dev"))), batch_size=1)
    scores["eventwire_events_f"]

The gold record travels in the reference Doc, as JSON in `user_data`. `batch_size=1` computes each article by itself, as
`eventwire.extract` does; in larger batches the last bits of matrix products, and with them now and then a parse, can differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from eventwire.article import Article
from eventwire.errors import EventwireError
from eventwire.evaluation import Gold, evaluate
from eventwire.records import record_of
from eventwire.schema import ArticleRecord

GOLD = "eventwire_gold"  # key of the reference Doc's user_data: the gold record as JSON


def examples(nlp: Language, gold: Iterable[Gold]) -> Iterator[Example]:
    """spaCy Examples for gold articles, with what is known about each article besides its text.

    Args:
        nlp: whose tokenizer is used. gold: from `read_gold`.
    """
    for one in gold:
        predicted, reference = nlp.make_doc(one.text), nlp.make_doc(one.text)
        predicted._.article = one.article.for_doc()
        reference.user_data[GOLD] = one.record.to_json()
        yield Example(predicted, reference)


def score(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Precision, recall and F1 of every layer as `eventwire_<layer>_p`, `_r` and `_f`, and all figures.

    Hits are overlapping ones. Everything that `eventwire evaluate --json` gives stands under `eventwire_scores`.

    Raises:
        EventwireError: where only some of the examples have gold: the others would be left out of the score silently.
    """
    given = list(examples)
    with_gold = [example for example in given if GOLD in example.reference.user_data]
    if not with_gold:  # spaCy's convention for an annotation that the examples do not have
        return {}
    if len(with_gold) < len(given):
        number = next(i for i, example in enumerate(given) if GOLD not in example.reference.user_data)
        raise EventwireError(
            f"example {number} of {len(given)} has no gold record, expected one in each: make them with "
            "eventwire.scorer.examples"
        )
    gold = [ArticleRecord.model_validate_json(example.reference.user_data[GOLD]) for example in given]
    predicted = [_record(example, record) for example, record in zip(given, gold, strict=True)]
    texts = {r.document.id: example.reference.text for r, example in zip(gold, given, strict=True)}
    scores = evaluate(gold, predicted, texts=texts)
    found: dict[str, Any] = {}
    for name, layer in scores.layers.items():
        counts = layer.total.overlap
        for letter, figure in (("p", counts.precision), ("r", counts.recall), ("f", counts.f1)):
            found[f"eventwire_{name}_{letter}"] = figure
    found["eventwire_scores"] = scores.to_dict()
    return found


def _record(example: Example, gold: ArticleRecord) -> ArticleRecord:
    article = Article(id=gold.document.id, text=example.predicted.text)
    return record_of(example.predicted, article, gold.document.versions)


@registry.scorers("eventwire.scorer.v1")  # type: ignore[untyped-decorator]
def make_scorer() -> Callable[..., dict[str, Any]]:
    """The scorer under its registered name."""
    return score
