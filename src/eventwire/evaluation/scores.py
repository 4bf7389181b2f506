"""Gold records against predicted records: figures for each layer of the contract.

How items are matched, one to one and as many as possible (`align.match`):

- mentions: same label, same span (exact) or overlapping spans; a leading determiner does not count.
- entities (actors, weapons, places): same label and the same set of mentions (exact), or half of the mentions of each
  side in common (overlap).
- events: same type, and the same trigger (exact) or any overlap between their triggers and further mentions.
- arguments: same role and same or overlapping span on events that are matched by overlap; every argument of an unmatched
  event is missed or false. `arguments_of_matched_events` leaves those out; `arguments_by_entity` lets any mention of the
  gold argument's entity stand for it.
- quantities: same measure and same or overlapping span on matched events.
- characterizations: overlapping cues (overlap), with the same act as well (exact).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventwire.errors import EventwireError
from eventwire.evaluation.calibration import Calibration, Judgement, judge
from eventwire.evaluation.characterization_scores import score_characterizations
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.event_scores import score_events
from eventwire.evaluation.filler_scores import score_arguments, score_quantities
from eventwire.evaluation.mention_scores import score_entities, score_mentions
from eventwire.evaluation.quiet import Quiet
from eventwire.schema import ArticleRecord

LAYERS = (
    "mentions",
    "entities",
    "events",
    "arguments",
    "arguments_of_matched_events",
    "arguments_by_entity",
    "quantities",
    "characterizations",
)


def _layers() -> dict[str, Layer]:
    return {name: Layer() for name in LAYERS}


@dataclass
class ArticleScores:
    """The figures of one article.

    Attributes:
        layers: name → figures, in the order of `LAYERS`. judgements: its predicted events, see `calibration.py`.
        gold_events, predicted_events: how many. words: how many its text has, None where the text is not known.
        status: of the prediction, `ok` `no_events` `skipped` `failed`; the last two count as predictions of nothing.
    """

    layers: dict[str, Layer] = field(default_factory=_layers)
    judgements: list[Judgement] = field(default_factory=list)
    gold_events: int = 0
    predicted_events: int = 0
    words: int | None = None
    status: str = "ok"


@dataclass
class Scores:
    """The figures of an evaluation.

    Attributes:
        documents: number of articles. layers: name → figures of all articles together, in the order of `LAYERS`.
        articles: id → its own figures, by id.
    """

    documents: int = 0
    layers: dict[str, Layer] = field(default_factory=_layers)
    articles: dict[str, ArticleScores] = field(default_factory=dict)

    @property
    def calibration(self) -> Calibration:
        """How well the confidence of the predicted events says how many of them are right."""
        return Calibration([j for article in self.articles.values() for j in article.judgements])

    @property
    def quiet(self) -> Quiet:
        """What was found in the articles whose gold has no events."""
        return Quiet(
            [(a.predicted_events, a.words) for a in self.articles.values() if not a.gold_events],
        )

    @property
    def unpredicted(self) -> dict[str, str]:
        """Id and status of the articles that were skipped or failed; all of their gold counts as missed."""
        return {key: a.status for key, a in self.articles.items() if a.status in ("skipped", "failed")}

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; undefined is None."""
        return {
            "documents": self.documents,
            "unpredicted": self.unpredicted,
            "layers": {name: layer.to_dict() for name, layer in self.layers.items()},
            "calibration": self.calibration.to_dict(),
            "articles_without_events": self.quiet.to_dict(),
        }


def evaluate(
    gold_records: Sequence[ArticleRecord],
    predicted_records: Sequence[ArticleRecord],
    *,
    texts: Mapping[str, str] | None = None,
) -> Scores:
    """Compare records with gold, article by article.

    Args:
        gold_records: the annotated articles. predicted_records: one for each of them, in any order.
        texts: article id → its text, for figures per 1,000 words; `document.text` does as well.

    Raises:
        EventwireError: for no gold at all, an id that stands twice, or two sides that are not about the same articles.
    """
    gold, predicted = _by_id(gold_records, "gold"), _by_id(predicted_records, "predicted")
    if not gold:
        raise EventwireError("found no gold records, expected at least one")
    if set(gold) != set(predicted):
        raise EventwireError(
            f"without prediction: {sorted(set(gold) - set(predicted))}; "
            f"predicted but not in gold: {sorted(set(predicted) - set(gold))}; expected the same articles"
        )
    scores = Scores(documents=len(gold))
    for key in sorted(gold):
        g, p = gold[key], predicted[key]
        hashes = g.document.text_sha256, p.document.text_sha256
        if None not in hashes and hashes[0] != hashes[1]:
            raise EventwireError(f"article {key!r}: gold and prediction are about different texts {hashes}")
        text = g.document.text if texts is None else texts.get(key)
        article = _evaluate_one(g, p)
        article.words = None if text is None else len(text.split())
        scores.articles[key] = article
        for name, layer in article.layers.items():
            scores.layers[name].merge(layer)
    return scores


def _evaluate_one(gold: ArticleRecord, predicted: ArticleRecord) -> ArticleScores:
    article = ArticleScores(
        gold_events=len(gold.events), predicted_events=len(predicted.events), status=predicted.document.status
    )
    layers = article.layers
    score_mentions(layers["mentions"], gold, predicted)
    score_entities(layers["entities"], gold, predicted)
    events = score_events(layers["events"], gold, predicted)
    score_arguments(layers, gold, predicted, events)
    score_quantities(layers["quantities"], gold, predicted, events)
    score_characterizations(layers["characterizations"], gold, predicted, events)
    article.judgements = judge(gold, predicted, events)
    return article


def _by_id(records: Sequence[ArticleRecord], side: str) -> dict[str, ArticleRecord]:
    found: dict[str, ArticleRecord] = {}
    for record in records:
        key = record.document.id
        if key in found:
            raise EventwireError(f"two {side} records for article {key!r}, expected one")
        found[key] = record
    return found
