"""A trained second opinion on mentions: which of the rules' to drop or rename, which noun phrases to add, and of what kind they are."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventwire.matching.article_kinds import leaning
from eventwire.matching.linear import Linear, together
from eventwire.matching.mention_candidates import QUANTITY, SCORED, Candidate, candidates, claimed
from eventwire.matching.mention_features import Features
from eventwire.matching.mention_groups import of_one_kind
from eventwire.matching.place_modifiers import MODIFIER
from eventwire.matching.seeds import Given, Mention, Seed, Taken
from eventwire.matching.tree import Tree

NONE = "NONE"
RULE = "mention/scored"
_FORCES = ("armed_group", "military", "police")
_SETTLED = frozenset(
    {"upstream", MODIFIER}
)  # rules whose mentions are not weighed: a user's own, and places cut off actors


@dataclass(frozen=True)
class Thresholds:
    """Least probabilities.

    Attributes:
        add: by label, to make a mention of what the rules passed over. drop: of being none, to take a mention back.
        flip: of another label. kind: of another kind than the rules'. sure: like `kind`, for names of the lexicon.
    """

    add: Mapping[str, float]
    drop: float
    flip: float
    kind: float
    sure: float

    @classmethod
    def read(cls, settings: Mapping[str, object]) -> Thresholds:
        """The thresholds among the settings of a model."""
        return cls(**settings["thresholds"])  # type: ignore[arg-type]


@dataclass(frozen=True)
class Revision:
    """A mention that the scorer made, renamed or took back.

    Attributes:
        start, end: half-open tokens. before, after: its label by the rules and by the scorer, or NONE.
        because: what weighed most for (above 0) and against the scorer's label.
    """

    start: int
    end: int
    before: str
    after: str
    because: tuple[tuple[str, float], ...]


class MentionScorer:
    """Weighs mentions.

    Args:
        labels: a model with the outcomes ACTOR, PLACE, WEAPON, QUANTITY and NONE; its settings hold the thresholds.
        kinds: a model with the outcomes `label/kind`. features: how it sees a noun phrase.
    """

    def __init__(self, labels: Linear, kinds: Linear, features: Features) -> None:
        self.labels, self.kinds, self.features = labels, kinds, features
        self.thresholds = Thresholds.read(labels.settings)

    def revise(self, tree: Tree, found: Sequence[Mention], recognized: Sequence[Given]) -> list[Mention]:
        """The mentions of an article, in text order, after a second look.

        Args:
            found: the rules' mentions; dates and those of settled rules stay as they are, quantities or are taken back.
            recognized: the trained recognizer's entities.
        """
        weighed = (*SCORED, QUANTITY)
        fixed = [m for m in found if m.label not in weighed or m.rule in _SETTLED]
        rows = [
            row
            for row in candidates(tree, found, recognized)
            if row.seed is None or row.seed.rule not in _SETTLED
        ]
        if not rows:
            return list(found)
        seen = featured(self.features, tree, rows)
        decided = self.decide(rows, seen)
        taken = Taken(len(tree))
        for mention in fixed:
            taken.put(mention)
        kept = []
        for number, row in sorted(enumerate(rows), key=lambda pair: (-pair[1].end, pair[1].start)):
            label = decided[number]
            if label == NONE or taken.any(row.start, row.end):
                continue
            mention = _mention(tree, row, label)
            taken.put(mention)
            kept.append((number, mention))
        self._kinds(tree, kept, seen)
        return sorted([*fixed, *(m for _, m in kept)], key=lambda m: m.start)

    def decide(self, rows: Sequence[Candidate], seen: Sequence[Sequence[str]]) -> list[str]:
        """The label of each candidate, or NONE."""
        return chosen(self.thresholds, self.labels.classes, rows, self.labels.probabilities(seen).tolist())

    def explained(self, tree: Tree, found: Sequence[Mention], recognized: Sequence[Given]) -> list[Revision]:
        """Where the scorer decides otherwise than the rules, and what weighed most, in text order.

        Args:
            found, recognized: as for `revise`; call it before, since that changes mentions.
        """
        rows = [
            row
            for row in candidates(tree, found, recognized)
            if row.seed is None or row.seed.rule not in _SETTLED
        ]
        seen = featured(self.features, tree, rows)
        told = []
        for row, features, label in zip(rows, seen, self.decide(rows, seen) if rows else (), strict=True):
            before = NONE if row.seed is None else row.seed.label
            if label != before:
                told.append(
                    Revision(row.start, row.end, before, label, tuple(self.labels.reasons(features, label)))
                )
        return told

    def _kinds(self, tree: Tree, kept: list[tuple[int, Mention]], seen: Sequence[Sequence[str]]) -> None:
        """Decide the kinds; mentions that surely share theirs decide together, by the product of their probabilities."""
        if not kept:
            return
        weighed = self.kinds.probabilities([seen[number] for number, _ in kept])
        mentions = [mention for _, mention in kept]
        for group in of_one_kind(tree, mentions):
            if len(group) > 1:
                weighed[group] = together(weighed[group])
        rows = leaning(mentions, weighed.tolist(), self.kinds.classes)
        for mention, values in zip(mentions, rows, strict=True):
            mention.kind = chosen_kind(self.thresholds, self.kinds.classes, mention, values)


def featured(features: Features, tree: Tree, rows: Sequence[Candidate]) -> list[list[str]]:
    """The features of each candidate of an article."""
    labels = {row.head: f"{row.seed.label}/{row.seed.kind}" for row in rows if row.seed is not None}
    kinds = (row.seed.kind for row in rows if row.seed is not None)
    forces: Counter[str | None] = Counter(kind for kind in kinds if kind in _FORCES)
    return [features.of(tree, row, labels, _force(forces, row)) for row in rows]


def _force(forces: Mapping[str | None, int], row: Candidate) -> str:
    """Which armed force the rules find most of in the article besides this candidate: its "men" and "officers" are of that."""
    own = row.seed.kind if row.seed is not None else None
    number, most = max((forces.get(kind, 0) - (kind == own), kind) for kind in _FORCES)
    return most if number > 0 else "-"


def chosen(
    thresholds: Thresholds,
    classes: Sequence[str],
    rows: Sequence[Candidate],
    weighed: Sequence[Sequence[float]],
) -> list[str]:
    """The label of each candidate by the probabilities of `classes`."""
    found = []
    for row, values in zip(rows, weighed, strict=True):
        by = dict(zip(classes, values, strict=True))
        best = max(SCORED, key=lambda label: by[label])
        if row.seed is None:
            found.append(best if by[best] >= thresholds.add[best] else NONE)
        elif claimed(row.seed) or row.seed.label == "WEAPON":
            found.append(row.seed.label)  # names, and weapon nouns: too rare in the corpora to be unlearned
        elif by[NONE] >= thresholds.drop:
            found.append(NONE)
        elif row.seed.label == QUANTITY:
            found.append(QUANTITY)
        elif by[best] >= thresholds.flip:
            found.append(best)
        else:
            found.append(row.seed.label)
    return found


def chosen_kind(
    thresholds: Thresholds, classes: Sequence[str], mention: Mention, values: Sequence[float]
) -> str | None:
    """The kind of a mention of a settled label by the probabilities of `label/kind`."""
    own = {kind: values[i] for kind, i in _kinds_of(mention.label, tuple(classes))}
    if not own:
        return mention.kind
    total = sum(own.values()) or 1.0
    best = max(own, key=lambda kind: own[kind])
    if mention.kind is None:
        return best
    if isinstance(mention, Seed) and (mention.state or mention.label == "WEAPON"):
        return mention.kind
    least = thresholds.sure if claimed(mention) else thresholds.kind
    return best if own[best] / total >= least else mention.kind


@functools.cache
def _kinds_of(label: str, classes: tuple[str, ...]) -> list[tuple[str, int]]:
    """The kinds of a label among `label/kind`, each with its place."""
    parts = [name.partition("/") for name in classes]
    return [(kind, i) for i, (own, slash, kind) in enumerate(parts) if slash and own == label]


def _mention(tree: Tree, row: Candidate, label: str) -> Mention:
    """The mention of a candidate under a label; its kind is still open where it is new or renamed."""
    if row.seed is None:
        generic = tree.pos[row.head] != "PROPN"
        return Seed(row.start, row.end, row.head, label, generic=generic, rule=RULE, known=False)
    seed = row.seed
    if seed.label == label:
        return seed
    state = seed.state if isinstance(seed, Seed) else ""
    seed.label, seed.rule = label, RULE
    if state:
        seat = isinstance(seed, Seed) and seed.seat
        seed.kind = "state" if label == "ACTOR" else "city" if seat else "country"
        seed.entry = None if seat and label != "ACTOR" else state
    else:
        seed.kind, seed.entry = None, None
    return seed
