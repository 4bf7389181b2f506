"""The role scorer's examples: each candidate of each gold trigger with the role that the gold gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language

from eventwire.components.roles import roles_of as component_of
from eventwire.evaluation.gold import Gold
from eventwire.matching.role_candidates import Candidate
from eventwire.matching.role_scorer import NONE, roles_of
from eventwire.matching.word_vectors import WordVectors
from eventwire.training.annotated import Annotated, annotated
from eventwire.training.prepared import Prepared

RULES = "eventwire_arguments"
TRAINED = "eventwire_roles"
Key = tuple[str, str]  # role, who fills it


@dataclass(frozen=True)
class RoleExample:
    """One candidate of one trigger.

    Attributes:
        article: its id; folds of a cross-validation never cut through one. event: the gold event.
        features: of the candidate. label: a role, `none`, or None where the candidate is left out: another mention of the
            same entity stands nearer. key: who it is. ruled: the roles that the rules gave it.
    """

    article: str
    event: str
    features: list[str]
    label: str | None
    key: str
    ruled: frozenset[str]


@dataclass(frozen=True)
class RoleExamples:
    """All examples, and what there is to find.

    Attributes:
        gold: (article, event) → (role, key) of its gold arguments without times. vectors: of the words in features.
    """

    rows: list[RoleExample]
    gold: dict[tuple[str, str], set[Key]]
    vectors: WordVectors

    def of(self, articles: Collection[str]) -> RoleExamples:
        """Those of some articles."""
        return RoleExamples(
            [row for row in self.rows if row.article in articles],
            {key: keys for key, keys in self.gold.items() if key[0] in articles},
            self.vectors,
        )


def role_examples(nlp: Language, golds: Iterable[Gold], *, prepared: Prepared | None = None) -> RoleExamples:
    """Candidates and their roles in gold articles.

    Args:
        nlp: a pipeline with eventwire's components; its rules propose, and its roles component says what is near a trigger.
        prepared: Docs of these articles to go on from.

    Raises:
        InputError: for a pipeline without the roles component.
    """
    rules, component = nlp.get_pipe(RULES), component_of(nlp)
    rows: list[RoleExample] = []
    wanted: dict[tuple[str, str], set[Key]] = {}
    for article in annotated(nlp, golds, until=RULES, prepared=prepared):
        rules(article.doc)
        name = article.gold.record.document.id
        for event in article.gold.record.events:
            wanted[name, event.id] = {
                (a.role, a.entity or f"{a.start}") for a in event.arguments if a.role != "time"
            }
        finder = component.finder(article.doc)
        for trigger in article.events:
            candidates = finder.candidates(trigger)
            features = finder.features(trigger, candidates)
            rows += _labelled(article, trigger, name, candidates, features)
    return RoleExamples(rows, wanted, component.vectors)


def _labelled(
    article: Annotated, trigger: str, name: str, candidates: Sequence[Candidate], features: list[list[str]]
) -> list[RoleExample]:
    event = article.events[trigger]
    doc = article.doc
    head = doc._.triggers[trigger]["head"]
    by_entity: dict[str, set[str]] = defaultdict(set)
    spans = []
    for a in event.arguments:
        if a.role != "time":
            by_entity[a.entity or f"{a.start}"].add(a.role)
            spans.append((a.start, a.end, a.role, a.entity or f"{a.start}"))
    keyed: list[tuple[str, set[str]]] = []
    for c in candidates:
        at = doc[c.head].idx
        here = [(role, key) for start, end, role, key in spans if start <= at < end]
        key = here[0][1] if here else article.entities.get(c.mention or "", f"token {c.tokens[0]}")
        keyed.append((key, {role for role, _ in here} or by_entity.get(key, set())))
    nearest: dict[Key, int] = {}
    for c, (key, roles) in zip(candidates, keyed, strict=True):
        for role in roles:
            rank = abs(c.head - head)
            nearest[role, key] = min(nearest.get((role, key), rank), rank)
    made = []
    for c, row, (key, roles) in zip(candidates, features, keyed, strict=True):
        own = sorted(r for r in roles if nearest[r, key] == abs(c.head - head))
        # A place that is the target counts as that; it becomes the place by itself.
        label = NONE if not roles else None if not own else "target" if "target" in own else own[0]
        made.append(RoleExample(name, event.id, row, label, key, roles_of(c)))
    return made
