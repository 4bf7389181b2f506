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

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eventwire.errors import EventwireError
from eventwire.evaluation.characterization_scores import score_characterizations
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.event_scores import score_arguments, score_events, score_quantities
from eventwire.evaluation.mention_scores import score_entities, score_mentions
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


@dataclass
class Scores:
    """The figures of an evaluation.

    Attributes:
        documents: number of articles. layers: name → figures, in the order of `LAYERS`.
    """

    documents: int = 0
    layers: dict[str, Layer] = field(default_factory=lambda: {name: Layer() for name in LAYERS})

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; undefined is None."""
        layers = {name: layer.to_dict() for name, layer in self.layers.items()}
        return {"documents": self.documents, "layers": layers}


def evaluate(gold_records: Sequence[ArticleRecord], predicted_records: Sequence[ArticleRecord]) -> Scores:
    """Compare records with gold, article by article.

    Args:
        gold_records: the annotated articles. predicted_records: one for each of them, in any order.

    Raises:
        EventwireError: where an id stands twice, or the two sides are not about the same articles.
    """
    gold, predicted = _by_id(gold_records, "gold"), _by_id(predicted_records, "predicted")
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
        layers = scores.layers
        score_mentions(layers["mentions"], g, p)
        score_entities(layers["entities"], g, p)
        events = score_events(layers["events"], g, p)
        score_arguments(layers, g, p, events)
        score_quantities(layers["quantities"], g, p, events)
        score_characterizations(layers["characterizations"], g, p, events)
    return scores


def _by_id(records: Sequence[ArticleRecord], side: str) -> dict[str, ArticleRecord]:
    found: dict[str, ArticleRecord] = {}
    for record in records:
        key = record.document.id
        if key in found:
            raise EventwireError(f"two {side} records for article {key!r}, expected one")
        found[key] = record
    return found
