"""Examples for the mention scorer: what gold, or spans of another corpus, say about each candidate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventwire.evaluation.gold import Gold
from eventwire.matching.mention_candidates import QUANTITY, SCORED, Candidate
from eventwire.matching.mention_scorer import NONE
from eventwire.matching.noun_phrase import root_of
from eventwire.matching.tree import Tree


@dataclass(frozen=True)
class Marked:
    """A span of the truth: characters, label, and kind where it is known."""

    start: int
    end: int
    label: str
    kind: str | None = None


@dataclass
class MentionExamples:
    """Candidates with their truth.

    Attributes:
        group: the article of each. rows, features: the candidates. labels: ACTOR, PLACE, WEAPON, QUANTITY or NONE; None is not to be learned.
        kinds: `label/kind`, or None where it is unknown or there is no mention.
    """

    group: list[str] = field(default_factory=list)
    rows: list[Candidate] = field(default_factory=list)
    features: list[list[str]] = field(default_factory=list)
    labels: list[str | None] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)


def marked(gold: Gold) -> list[Marked]:
    """The mentions of a gold article."""
    kinds = {entity.id: getattr(entity, "kind", None) for entity in gold.record.entities}
    return [
        Marked(m.start, m.end, str(m.label), kinds.get(m.entity) and str(kinds[m.entity]))
        for m in gold.record.mentions
    ]


def truths(
    tree: Tree, rows: Sequence[Candidate], spans: Iterable[Marked]
) -> tuple[list[str], list[str | None]]:
    """Label and kind of each candidate: those of the span whose head it has, or that a mention of the rules lies in."""
    labels, kinds = [NONE] * len(rows), [None] * len(rows)  # type: list[str], list[str | None]
    heads: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        heads.setdefault(row.head, []).append(number)
    for span in spans:
        if span.label not in (*SCORED, QUANTITY):
            continue
        tokens = [i for i in range(len(tree)) if tree.starts[i] < span.end and tree.ends[i] > span.start]
        if not tokens:
            continue
        if span.label == QUANTITY:
            for number in (n for i in tokens for n in heads.get(i, ()) if _number(rows[n])):
                labels[number] = QUANTITY
            continue
        head = root_of(tree, tokens[0], tokens[-1] + 1)
        own = list(heads.get(head, ()))
        inside = [n for i in tokens for n in heads.get(i, ()) if rows[n].seed is not None and n not in own]
        if not own and not inside:
            own = heads.get(tokens[-1], [])
        for number in (n for n in (*own, *inside) if not _number(rows[n])):
            labels[number] = span.label
            kinds[number] = f"{span.label}/{span.kind}" if span.kind else None
    return labels, kinds


def _number(row: Candidate) -> bool:
    return row.seed is not None and row.seed.label == QUANTITY


def add_examples(
    examples: MentionExamples,
    group: str,
    tree: Tree,
    rows: Sequence[Candidate],
    seen: Sequence[list[str]],
    spans: Iterable[Marked],
    unsure: Iterable[tuple[int, int]] = (),
) -> None:
    """Add the candidates of an article.

    Args:
        group: the article's id. seen: their features. spans: the truth. unsure: characters about which it says nothing.
    """
    spans = list(spans)
    labels, kinds = truths(tree, rows, spans)
    numbers = any(span.label == QUANTITY for span in spans)  # re3d marks none of ours
    doubtful = list(unsure)
    for row, features, label, kind in zip(rows, seen, labels, kinds, strict=True):
        start, end = tree.starts[row.head], tree.ends[row.head]
        open_ = label == NONE and (
            any(start < b and end > a for a, b in doubtful) or (_number(row) and not numbers)
        )
        examples.group.append(group)
        examples.rows.append(row)
        examples.features.append(features)
        examples.labels.append(None if open_ else label)
        examples.kinds.append(kind)
