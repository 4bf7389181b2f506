"""The tables of an article that events are made of, and the questions that they answer together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from eventwire import layers
from eventwire.matching.denials import with_denials
from eventwire.matching.event_time import is_comparison
from eventwire.matching.tree import Tree


@dataclass(slots=True)
class Tables:
    """What the components before wrote, without the Doc.

    `arguments` is what the rules filled, by which acts are told apart; `roles` what the event shows. `times` is trigger → dates that a
    scorer takes for the event's, `measures` trigger → quantities that one takes for its figures; None where the rules' choice counts. `published` is the ISO day of publication, or None.
    """

    triggers: dict[str, dict[str, Any]]
    arguments: dict[str, list[dict[str, Any]]]
    roles: dict[str, list[dict[str, Any]]]
    modalities: dict[str, dict[str, Any]]
    mentions: dict[str, dict[str, Any]]
    entities: dict[str, dict[str, Any]]
    dates: dict[str, dict[str, Any]]
    quantities: dict[str, dict[str, Any]]
    characterizations: list[dict[str, Any]]
    times: dict[str, list[dict[str, Any]]] | None = None
    measures: dict[str, list[dict[str, Any]]] | None = None
    published: str | None = None
    entity_of: dict[str, str] = field(default_factory=dict)
    claims: dict[str, dict[int, str]] = field(default_factory=dict)  # date's mention → head → trigger

    def __post_init__(self) -> None:
        self.entity_of = {m: local for local, entity in self.entities.items() for m in entity["mentions"]}
        for local, rows in self.arguments.items():
            for row in rows:
                if row["role"] == "time" and row["mention"] and local in self.triggers:
                    self.claims.setdefault(row["mention"], {})[self.triggers[local]["head"]] = local

    @classmethod
    def of(cls, doc: Doc) -> Tables:
        """The tables of a Doc."""
        return cls(
            triggers=layers.table(doc, "triggers"),
            arguments=layers.table(doc, "arguments"),
            roles=layers.table(doc, "roles") or layers.table(doc, "arguments"),
            modalities=with_denials(
                layers.table(doc, "modalities"),
                layers.table(doc, "triggers"),
                layers.rows(doc, "characterizations"),
            ),
            mentions=layers.table(doc, "mentions"),
            entities=layers.table(doc, "entities"),
            dates=layers.table(doc, "dates"),
            quantities=layers.table(doc, "quantities"),
            characterizations=layers.rows(doc, "characterizations"),
            times=doc._.times,
            measures=doc._.measures,
            published=(doc._.article or {}).get("published"),
        )

    def entity(self, mention: str | None) -> dict[str, Any] | None:
        """The entity of a mention, or None."""
        return self.entities.get(self.entity_of.get(mention or "", ""))


def date_of(tree: Tree, tables: Tables, trigger: str) -> tuple[dict[str, Any], str] | None:
    """The row of the date that a trigger's `time` argument names, and its mention; None where it has none.

    A date that another trigger of the sentence governs more closely is that trigger's, unless the two are coordinated.
    """
    for argument in tables.arguments.get(trigger, ()):
        if argument["role"] != "time" or not argument["mention"]:
            continue
        value = tables.mentions[argument["mention"]]["value"]
        if value not in tables.dates or is_comparison(tree, tables.dates[value]):
            continue
        owner = _owner(tree, tables, argument["mention"])
        if owner is None or owner == trigger or _coordinated(tree, tables, owner, trigger):
            return tables.dates[value], argument["mention"]
    return None


def _owner(tree: Tree, tables: Tables, mention: str) -> str | None:
    """The trigger to which a date belongs: the nearest above it of those that claim it, or else the nearest of them."""
    claims = tables.claims.get(mention, {})
    date = tables.mentions[mention]["head"]
    above = next((claims[i] for i in tree.ancestors(date) if i in claims), None)
    if above is not None or not claims:
        return above
    return claims[min(claims, key=lambda i: (abs(i - date), i))]


def _coordinated(tree: Tree, tables: Tables, a: str, b: str) -> bool:
    """Whether two triggers stand in one chain of conjuncts, or one is the subject or object of the other."""
    first, second = tables.triggers[a]["head"], tables.triggers[b]["head"]
    for lower, upper in ((first, second), (second, first)):
        i = lower
        while tree.heads[i] != i and tree.deps[i] in ("conj", "nsubj", "nsubjpass", "dobj", "advcl"):
            i = tree.heads[i]
            if i == upper:
                return True
    return False
