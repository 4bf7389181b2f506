"""Training the scorer of event identity: which acts of gold articles are one event, and what the scorer gains over the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.events import Events
from eventwire.errors import InputError
from eventwire.evaluation.gold import Gold
from eventwire.matching.acts import Act, Group
from eventwire.matching.identity import OTHER, SAME
from eventwire.matching.linear import Linear
from eventwire.matching.merging import Merger
from eventwire.matching.scored_merging import ScoredMerger, candidates
from eventwire.training.annotated import annotated
from eventwire.training.choice import Choice
from eventwire.training.cross_validation import folds
from eventwire.training.fit import fit
from eventwire.training.prepared import Prepared

STRENGTH = 0.3
# Least probabilities of joining, set by hand (events/README.md). On 68 articles of plain news, where half of the false events were one told again, events gain 0.004
# from 0.4 (0.5), arguments 0.003; RAMS loses 0.005. `keep` makes no difference on corpus/dev between 0.2 and 0.3.
KEEP, ADD = 0.25, 0.4
FOLDS = 5
_EVENTS = "eventwire_events"
Pair = tuple[str, list[str], str]  # act, features, label


@dataclass(frozen=True)
class Told:
    """The acts of one article as the pipeline sees them.

    Attributes:
        article: its id. acts: in text order. event_of: act id → gold event; an act that is none of a gold event is missing.
        found: whether the pipeline found the triggers, rather than the gold giving them.
    """

    article: str
    acts: list[Act]
    event_of: Mapping[str, str]
    found: bool


@dataclass(frozen=True)
class IdentityExamples:
    """Acts of gold articles.

    Attributes:
        told: two for each article. pairs: of each of them, an act, the features of it and an event, and whether they are the same.
        rules: what merges without a scorer.
    """

    told: list[Told]
    pairs: list[list[Pair]]
    rules: Merger

    def of(self, articles: Collection[str]) -> IdentityExamples:
        """Those of some articles."""
        chosen = [i for i, one in enumerate(self.told) if one.article in articles]
        return IdentityExamples([self.told[i] for i in chosen], [self.pairs[i] for i in chosen], self.rules)


@dataclass(frozen=True)
class Figures:
    """B-cubed precision and recall of events over the acts that are one of a gold event; 0 without any."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean, in [0, 1]."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


@dataclass(frozen=True)
class TrainedIdentity:
    """A model and what it is worth.

    Attributes:
        model: for `events/identity.npz`. rules: figures of the rules on the found triggers. scored: of the scorer, by
            cross-validation over articles. examples: number of pairs of act and event.
    """

    model: Linear
    rules: Figures
    scored: Figures
    examples: int


def train_identity(
    nlp: Language, golds: Iterable[Gold], *, about: Mapping[str, Any] | None = None
) -> TrainedIdentity:
    """Fit the scorer of event identity to gold articles.

    It learns from the gold triggers and from those that the pipeline finds: the former are many, the latter are what it will see.

    Args:
        nlp: a pipeline from `load()`. golds: at least as many articles as there are folds (5). about: stored in the model.

    Raises:
        InputError: for fewer articles, or for a pipeline without the events component.
    """
    examples = identity_examples(nlp, golds)
    told, rules = examples.told, examples.rules
    articles = sorted({one.article for one in told})
    if len(articles) < FOLDS:
        raise InputError(f"found {len(articles)} articles, expected at least {FOLDS}")
    fold = folds([one.article for one in told], FOLDS)
    scored: list[tuple[Told, list[list[Act]]]] = []
    for k in range(FOLDS):
        seen = {one.article for i, one in enumerate(told) if fold[i] != k}
        merger = ScoredMerger(rules, fit_identity(examples.of(seen)))
        scored += [(one, merger.merge(one.acts)) for i, one in enumerate(told) if fold[i] == k and one.found]
    ruled = [(one, rules.merge(one.acts)) for one in told if one.found]
    return TrainedIdentity(
        fit_identity(examples, about=about), b_cubed(ruled), b_cubed(scored), sum(map(len, examples.pairs))
    )


def identity_examples(
    nlp: Language, golds: Iterable[Gold], *, prepared: Prepared | None = None
) -> IdentityExamples:
    """The acts of gold articles, twice each.

    Args:
        prepared: Docs of these articles to go on from.

    Raises:
        InputError: for a pipeline without the events component.
    """
    if _EVENTS not in nlp.pipe_names:
        raise InputError(f"found no {_EVENTS} in the pipeline, expected eventwire's components")
    component = nlp.get_pipe(_EVENTS)
    if not isinstance(component, Events):
        raise InputError(f"{_EVENTS} is a {type(component).__name__}, expected eventwire's own")
    told = [one for gold in golds for one in _told(nlp, component, gold, prepared)]
    return IdentityExamples(told, [list(_examples(one, component.rules)) for one in told], component.rules)


def fit_identity(
    examples: IdentityExamples, *, prior: Linear | None = None, about: Mapping[str, Any] | None = None
) -> Linear:
    """Fit the scorer of event identity to examples.

    Args:
        prior: a model to start from. about: stored in the model.
    """
    pairs = [pair for one in examples.pairs for pair in one]
    # An act belongs to one of the events told before it, or begins one.
    acts = [
        (told.article, told.found, act)
        for told, own in zip(examples.told, examples.pairs, strict=True)
        for act, _, _ in own
    ]
    return fit(
        [row for _, row, _ in pairs],
        [label for _, _, label in pairs],
        objective=Choice(acts, OTHER),
        strength=STRENGTH,
        settings={"keep": KEEP, "add": ADD, "about": dict(about or {})},
        prior=prior,
    )


def _told(nlp: Language, component: Events, gold: Gold, prepared: Prepared | None) -> Iterator[Told]:
    """An article twice: with the triggers that the pipeline finds, and with those of the gold."""
    names = nlp.pipe_names
    name = gold.record.document.id
    (article,) = annotated(nlp, [gold], until="eventwire_arguments", prepared=prepared)
    own = {trigger: event.id for trigger, event in article.events.items()}
    given = article.doc._.triggers
    nlp.get_pipe("eventwire_triggers")(article.doc)
    for triggers, event_of, found in ((article.doc._.triggers, None, True), (given, own, False)):
        article.doc._.triggers = triggers
        for pipe in names[names.index("eventwire_arguments") : names.index(_EVENTS)]:
            nlp.get_pipe(pipe)(article.doc)
        known = _events_at(article.doc, gold) if event_of is None else event_of
        yield Told(name, component.acts(article.doc), known, found)


def _events_at(doc: Doc, gold: Gold) -> dict[str, str]:
    """The first gold event whose trigger or mention overlaps each found trigger."""
    spans = [(m.start, m.end, e.id) for e in gold.record.events for m in (e.trigger, *e.mentions)]
    found = {}
    for trigger, row in layers.table(doc, "triggers").items():
        start, end = layers.characters(doc, row["tokens"])
        event = next((e for a, b, e in spans if a < end and start < b), None)
        if event is not None:
            found[trigger] = event
    return found


def _examples(told: Told, rules: Merger) -> Iterator[Pair]:
    """Each act with each event that it could belong to, as the gold groups those before it."""
    groups: dict[str, Group] = {}
    for act in told.acts:
        event = told.event_of.get(act.id)
        if event is not None:
            for group, row in candidates(act, list(groups.values()), rules):
                yield act.id, row, SAME if group is groups.get(event) else OTHER
        groups.setdefault(event or f"act {act.id}", Group([])).acts.append(act)


def b_cubed(merged: Iterable[tuple[Told, list[list[Act]]]]) -> Figures:
    """How well groups of acts agree with the gold events, over all acts of all articles."""
    precision = recall = 0.0
    number = 0
    for told, groups in merged:
        size: dict[str, int] = {}
        for event in told.event_of.values():
            size[event] = size.get(event, 0) + 1
        for group in groups:
            events = [told.event_of[act.id] for act in group if act.id in told.event_of]
            for event in events:
                shared = events.count(event)
                precision += shared / len(events)
                recall += shared / size[event]
                number += 1
    return Figures(precision / number, recall / number) if number else Figures(0.0, 0.0)
