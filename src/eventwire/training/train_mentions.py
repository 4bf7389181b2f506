"""Training the mention scorer: thresholds by cross-validation over articles, then one model of all, and what it gains over the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from eventwire.matching.linear import Floats, Linear
from eventwire.matching.mention_candidates import SCORED, Candidate
from eventwire.matching.mention_scorer import NONE, Thresholds, chosen, chosen_kind
from eventwire.matching.word_vectors import WordVectors
from eventwire.training.cross_validation import cross_validated
from eventwire.training.fit import fit
from eventwire.training.mentions import MentionExamples
from eventwire.training.side_by_side import side_by_side

STRENGTH = 0.3
KIND_STRENGTH = 0.5
_ADD = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
_DROP = (0.6, 0.7, 0.8)
_FLIP = (0.6, 0.7)  # from 0.5 on a strange state at the head of a sentence became a place
_KIND = (0.0, 0.4, 0.5, 0.6)
_SURE = (0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class TrainedMentions:
    """Two models, and figures by cross-validation: F1 of labels by the head, and the share of right kinds.

    Attributes:
        labels, kinds: for `mentions/labels.npz` and `mentions/kinds.npz`. figures: name of a set → (rules, scorer).
    """

    labels: Linear
    kinds: Linear
    figures: Mapping[str, tuple[float, float]]


def train_mentions(
    examples: MentionExamples, sets: Mapping[str, str], vectors: WordVectors, *, about: Mapping[str, Any]
) -> TrainedMentions:
    """Fit both models.

    Args:
        sets: article → name of the set it is of; thresholds are chosen for the mean of the sets. vectors: of words, by which kinds are told
            (labels gain a thousandth by them). about: stored in the models.
    """
    classes, weighed = cross_validated(examples.features, examples.labels, examples.group, strength=STRENGTH)
    names = sorted({sets[group] for group in examples.group})
    members = {
        name: [
            i
            for i, group in enumerate(examples.group)
            if sets[group] == name and examples.labels[i] is not None
        ]
        for name in names
    }

    def worth(thresholds: Thresholds) -> float:
        return sum(_label_f1(examples, m, classes, weighed, thresholds) for m in members.values()) / len(
            names
        )

    best = Thresholds(dict.fromkeys(SCORED, 0.4), 0.7, 0.6, 0.5, 0.9)
    best = max((replace(best, drop=d, flip=f) for d, f in product(_DROP, _FLIP)), key=worth)
    for label in SCORED:
        best = max((replace(best, add={**best.add, label: step}) for step in _ADD), key=worth)
    figures = {
        name: (_rule_f1(examples, m), _label_f1(examples, m, classes, weighed, best))
        for name, m in members.items()
    }
    kinds, best, figures["kinds"] = _kinds(examples, best, vectors, about)
    labels = _model(examples.features, examples.labels, {"thresholds": _plain(best), "about": dict(about)})
    return TrainedMentions(labels, kinds, figures)


def _kinds(
    examples: MentionExamples, best: Thresholds, vectors: WordVectors, about: Mapping[str, Any]
) -> tuple[Linear, Thresholds, tuple[float, float]]:
    parts = [
        cross_validated(examples.features, of, examples.group, strength=KIND_STRENGTH, vectors=vectors)
        for of in _by_label(examples)
    ]
    classes = tuple(name for names, _ in parts for name in names)
    weighed = np.hstack([values for _, values in parts])
    # only where the rules have the right label is their kind a reading of the same mention
    known = [
        (row.seed, str(kind), values)
        for row, kind, values in zip(examples.rows, examples.kinds, weighed.tolist(), strict=True)
        if row.seed is not None and kind is not None and kind.startswith(f"{row.seed.label}/")
    ]

    def right(thresholds: Thresholds) -> float:
        hits = [
            kind == f"{seed.label}/{chosen_kind(thresholds, classes, seed, values)}"
            for seed, kind, values in known
        ]
        return sum(hits) / max(1, len(hits))

    best = max((replace(best, kind=k, sure=s) for k, s in product(_KIND, _SURE)), key=right)
    before = sum(kind == f"{seed.label}/{seed.kind}" for seed, kind, _ in known) / max(1, len(known))
    models = [
        _model(examples.features, of, {}, strength=KIND_STRENGTH, vectors=vectors)
        for of in _by_label(examples)
    ]
    return (
        side_by_side(models, settings={"about": dict(about)}),
        best,
        (before, right(best)),
    )


def _by_label(examples: MentionExamples) -> list[list[str | None]]:
    """The kinds of one label at a time, which is settled before the kind is asked for; None for all other examples."""
    found = [
        [kind if kind is not None and kind.startswith(f"{label}/") else None for kind in examples.kinds]
        for label in SCORED
    ]
    return [column for column in found if len(set(column) - {None}) > 1]


def _model(
    rows: Sequence[Sequence[str]],
    truths: Sequence[str | None],
    settings: Mapping[str, Any],
    *,
    strength: float = STRENGTH,
    vectors: WordVectors | None = None,
) -> Linear:
    learned = [(row, truth) for row, truth in zip(rows, truths, strict=True) if truth is not None]
    return fit(
        [r for r, _ in learned],
        [t for _, t in learned],
        strength=strength,
        settings=settings,
        vectors=vectors,
    )


def _plain(thresholds: Thresholds) -> dict[str, Any]:
    return {
        "add": dict(thresholds.add),
        "drop": thresholds.drop,
        "flip": thresholds.flip,
        "kind": thresholds.kind,
        "sure": thresholds.sure,
    }


def _rule_f1(examples: MentionExamples, members: Sequence[int]) -> float:
    return _f1(examples, members, lambda row: row.seed.label if row.seed is not None else NONE)


def _label_f1(
    examples: MentionExamples,
    members: Sequence[int],
    classes: tuple[str, ...],
    weighed: Floats,
    thresholds: Thresholds,
) -> float:
    found = chosen(thresholds, classes, [examples.rows[i] for i in members], weighed[members].tolist())
    by = {id(examples.rows[i]): label for i, label in zip(members, found, strict=True)}
    return _f1(examples, members, lambda row: by[id(row)])


def _f1(examples: MentionExamples, members: Sequence[int], say: Callable[[Candidate], str]) -> float:
    said = [say(examples.rows[i]) for i in members]
    truth = [str(examples.labels[i]) for i in members]
    hits = sum(a == b != NONE for a, b in zip(said, truth, strict=True))
    total = sum(a != NONE for a in said) + sum(b != NONE for b in truth)
    return 2 * hits / total if total else 0.0
