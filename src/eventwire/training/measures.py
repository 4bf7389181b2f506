"""The measure scorer's examples, its thresholds by cross-validation, and one model of all articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from eventwire import layers
from eventwire.components.measures import EventMeasures
from eventwire.evaluation.gold import Gold
from eventwire.matching.linear import Floats, Linear
from eventwire.matching.measure_scorer import NONE, chosen
from eventwire.matching.tree import tree_of
from eventwire.training.annotated import annotated
from eventwire.training.choice import Choice
from eventwire.training.cross_validation import cross_validated
from eventwire.training.figures import Figures
from eventwire.training.fit import fit

RULES = "eventwire_arguments"
STRENGTH = 0.3
FOLDS = 4
_STEPS = tuple(round(0.2 + 0.05 * i, 2) for i in range(12))  # thresholds that are tried

Key = tuple[str, str, str]
"""Event, quantity (its last token) and measure."""


@dataclass(frozen=True)
class MeasureExample:
    """One quantity near one trigger.

    Attributes:
        article, event: ids of the gold event. quantity: of the Doc. features: of the pair. ruled: the measure by which the rules
            make it a figure of this trigger. label: a measure or `none`.
    """

    article: str
    event: str
    quantity: str
    features: list[str]
    ruled: str | None
    label: str


@dataclass(frozen=True)
class MeasureExamples:
    """All examples.

    Attributes:
        gold: article → (event, quantity, measure); a quantity that was not found stands with a name of its own.
    """

    rows: list[MeasureExample]
    gold: dict[str, set[Key]]


@dataclass(frozen=True)
class TrainedMeasures:
    """A model and what it is worth.

    Attributes:
        model: for `measures/weights.npz`. rules: figures of the rules alone, on gold triggers. scored: of the scorer, by
            cross-validation over articles. examples: pairs it was trained on.
    """

    model: Linear
    rules: Figures
    scored: Figures
    examples: int


def train_measures(
    nlp: Language,
    golds: Iterable[Gold],
    component: EventMeasures,
    *,
    about: Mapping[str, Any] | None = None,
) -> TrainedMeasures:
    """Fit the measure scorer to gold articles.

    Args:
        nlp: a pipeline whose rules fill arguments. component: says which quantities are near. about: stored in the model.
    """
    return fit_measures(measure_examples(nlp, golds, component), component, about=about)


def fit_measures(
    examples: MeasureExamples, component: EventMeasures, *, about: Mapping[str, Any] | None = None
) -> TrainedMeasures:
    """Fit the measure scorer to examples.

    Args:
        component: whose vectors of words are used. about: stored in the model.
    """
    rows = examples.rows
    # A quantity is the figure of one event, whichever of its triggers stands near it, or of none.
    choice = Choice([(row.article, row.quantity) for row in rows], NONE)
    classes, told = cross_validated(
        [row.features for row in rows],
        [row.label for row in rows],
        [row.article for row in rows],
        strength=STRENGTH,
        number=FOLDS,
        vectors=component.vectors,
        objective=choice,
    )
    _, keep, least = max(
        (_scored(examples, classes, told, keep, least).f1 or 0.0, keep, least)
        for least in _STEPS
        for keep in _STEPS
        if keep <= least
    )
    model = fit(
        [row.features for row in rows],
        [row.label for row in rows],
        objective=choice,
        strength=STRENGTH,
        settings={"least": least, "keep": keep, "about": dict(about or {})},
        vectors=component.vectors,
    )
    ruled = {(row.article, row.event, row.quantity, row.ruled) for row in rows if row.ruled is not None}
    return TrainedMeasures(
        model,
        _figures(examples, ruled),
        _scored(examples, classes, told, keep, least),
        len(rows),
    )


def measure_examples(nlp: Language, golds: Iterable[Gold], component: EventMeasures) -> MeasureExamples:
    """The quantities near the triggers of gold events."""
    rules = nlp.get_pipe(RULES)
    made: list[MeasureExample] = []
    gold: dict[str, set[Key]] = {}
    for article in annotated(nlp, golds, until=RULES):
        doc, name = rules(article.doc), article.gold.record.document.id
        tree, finder = tree_of(doc), component.finder(doc)
        found = {
            local: (tree.starts[row["tokens"][0]], tree.ends[row["tokens"][1] - 1])
            for local, row in layers.table(doc, "quantities").items()
        }
        wanted: dict[tuple[str, str], str] = {}
        gold[name] = set()
        for event in article.gold.record.events:
            for q in event.quantities:
                local = next(
                    (local for local, (start, end) in found.items() if start < q.end and q.start < end),
                    f"at {q.start}",
                )
                wanted[event.id, local] = q.measure
                gold[name].add((event.id, local, q.measure))
        for trigger, event in article.events.items():
            pairs = finder.pairs(trigger)
            for pair, features in zip(pairs, finder.features(trigger, pairs), strict=True):
                measure = wanted.get((event.id, pair.quantity))
                ruled = pair.row["measure"] if pair.ruled else None
                made.append(MeasureExample(name, event.id, pair.quantity, features, ruled, measure or NONE))
    return MeasureExamples(made, gold)


def _scored(
    examples: MeasureExamples, classes: Sequence[str], told: Floats, keep: float, least: float
) -> Figures:
    """Of each quantity with the most probable of its triggers and measures, from the thresholds on."""
    best: dict[tuple[str, str], tuple[float, str, str]] = {}
    for row, p in zip(examples.rows, told, strict=True):
        measure, most, ruled = chosen(classes, p, row.ruled)
        if most >= (keep if ruled else least):
            key = (row.article, row.quantity)
            best[key] = max(best.get(key, (0.0, "", "")), (most, row.event, measure))
    return _figures(
        examples, {(article, event, q, measure) for (article, q), (_, event, measure) in best.items()}
    )


def _figures(examples: MeasureExamples, found: set[tuple[str, str, str, str]]) -> Figures:
    right = sum((event, q, measure) in examples.gold[article] for article, event, q, measure in found)
    return Figures(right, len(found), sum(map(len, examples.gold.values())))
