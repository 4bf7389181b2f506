"""The time scorer's examples, what it gains by cross-validation, and one model of all articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from eventwire import layers
from eventwire.components.times import Times
from eventwire.evaluation.gold import Gold
from eventwire.matching.date_spans import spanned
from eventwire.matching.event_time import event_time, is_within
from eventwire.matching.linear import Linear
from eventwire.matching.time_scorer import DATE, NONE
from eventwire.matching.tree import tree_of
from eventwire.schema import Event
from eventwire.training.annotated import annotated
from eventwire.training.choice import Choice
from eventwire.training.cross_validation import cross_validated
from eventwire.training.fit import fit

RULES = "eventwire_arguments"
STRENGTH = 0.1  # by cross-validation over 0.03 and 0.1
FOLDS = 4
# By hand. By cross-validation on gold triggers 0.4 is best (0.814 of the times are right, with 0.3 0.810); end to end, where an event has the most probable date of
# all its triggers, 0.3 has 0.803 right on `corpus/dev`, 0.2 and 0.4 0.799, 0.5 0.795.
LEAST = 0.3

When = tuple[str | None, str | None] | None
"""First and last day, or None for an event without a time."""


@dataclass(frozen=True)
class TimeExample:
    """One date near one trigger.

    Attributes:
        article, event: ids of the gold event. features: of the pair. when: what the date says. ruled: whether the rules chose it.
        right: whether that is when the event happened.
    """

    article: str
    event: str
    features: list[str]
    when: When
    ruled: bool
    right: bool

    @property
    def label(self) -> str:
        """`date` or `none`."""
        return DATE if self.right else NONE


@dataclass(frozen=True)
class TimeExamples:
    """All examples.

    Attributes:
        gold: (article, event) → when it happened.
    """

    rows: list[TimeExample]
    gold: dict[tuple[str, str], When]


@dataclass(frozen=True)
class TrainedTimes:
    """A model and what it is worth.

    Attributes:
        model: for `times/weights.npz`. none, rules, scored: share of events with the right time (or rightly none) without any
            date, by the rules, and by the scorer in cross-validation over articles. examples: pairs it was trained on.
    """

    model: Linear
    none: float
    rules: float
    scored: float
    examples: int


def train_times(
    nlp: Language, golds: Iterable[Gold], component: Times, *, about: Mapping[str, Any] | None = None
) -> TrainedTimes:
    """Fit the time scorer to gold articles.

    Args:
        nlp: a pipeline whose rules fill arguments. component: says which dates are near. about: stored in the model.
    """
    examples = time_examples(nlp, golds, component)
    rows, labels = [row.features for row in examples.rows], [row.label for row in examples.rows]
    articles = [row.article for row in examples.rows]
    # One date is the event's, whichever of its triggers stands near it, or none.
    choice = Choice([(row.article, row.event) for row in examples.rows], NONE)
    classes, told = cross_validated(rows, labels, articles, strength=STRENGTH, number=FOLDS, objective=choice)
    p = told[:, classes.index(DATE)].tolist()
    model = fit(
        rows,
        labels,
        objective=choice,
        strength=STRENGTH,
        settings={"least": LEAST, "about": dict(about or {})},
    )
    return TrainedTimes(
        model,
        _share(examples, [0.0] * len(p), 1.0),
        _share(examples, [float(row.ruled) for row in examples.rows], 1.0),
        _share(examples, p, LEAST),
        len(rows),
    )


def time_examples(nlp: Language, golds: Iterable[Gold], component: Times) -> TimeExamples:
    """The dates near the triggers of gold events."""
    rules = nlp.get_pipe(RULES)
    made: list[TimeExample] = []
    wanted: dict[tuple[str, str], When] = {}
    for article in annotated(nlp, golds, until=RULES):
        doc, name = rules(article.doc), article.gold.record.document.id
        tree, finder, dates = tree_of(doc), component.finder(doc), layers.table(doc, "dates")
        arguments = layers.table(doc, "arguments")
        for event in article.gold.record.events:
            wanted[name, event.id] = _gold(event)
        for trigger, event in article.events.items():
            pairs = finder.pairs(trigger)
            ruled = {a["mention"] for a in arguments.get(trigger, ()) if a["role"] == "time"}
            for pair, features in zip(pairs, finder.features(trigger, pairs), strict=True):
                within = is_within(tree, dict(pair.value), finder.head(trigger))
                time = event_time(spanned(tree, dates, dict(pair.value))[0], pair.mention, within=within)
                when = None if time is None else (time["start"], time["end"])
                right = when is not None and when == wanted[name, event.id]
                made.append(TimeExample(name, event.id, features, when, pair.mention in ruled, right))
    return TimeExamples(made, wanted)


def _gold(event: Event) -> When:
    if event.time is None or (event.time.start is None and event.time.end is None):
        return None
    start, end = event.time.start, event.time.end
    return (None if start is None else str(start), None if end is None else str(end))


def _share(examples: TimeExamples, p: Sequence[float], least: float) -> float:
    """Of all events, those with the right time where each has that of its most probable date from a threshold on."""
    best: dict[tuple[str, str], tuple[float, When]] = {}
    for row, told in zip(examples.rows, p, strict=True):
        key = (row.article, row.event)
        if told >= least and told > best.get(key, (0.0, None))[0]:
            best[key] = (told, row.when)
    right = sum(best.get(key, (0.0, None))[1] == when for key, when in examples.gold.items())
    return right / max(1, len(examples.gold))
