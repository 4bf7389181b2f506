"""The mentions of a Doc by token, and the noun phrases that are none."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from eventwire import layers
from eventwire.matching.dateline_tokens import dateline_of
from eventwire.matching.tree import Tree

_SKIPPED_LEFT = frozenset({"DET", "PRON", "PUNCT", "SPACE", "CCONJ", "ADV", "ADP"})


class Fillers:
    """What may fill a slot: the mention that a token heads or lies in.

    Attributes:
        rows: mention id → row of `doc._.mentions`.
        head: token → id of the mention whose head it is. inside: token → id of the mention that covers it.
        entity: mention id → entity id, empty where no entities component ran.
        days: ids of the DATE mentions that are points of time, no durations and no sets.
    """

    def __init__(self, doc: Doc) -> None:
        self.rows: dict[str, Any] = layers.table(doc, "mentions")
        self.head: dict[int, str] = {}
        self.inside: dict[int, str] = {}
        dateline = dateline_of(doc)
        for name, row in self.rows.items():
            if row["head"] in dateline:
                continue  # where the agency wrote is no role of what it tells
            self.head[row["head"]] = name
            for i in range(*row["tokens"]):
                self.inside[i] = name
        self.entity: dict[str, str] = {}
        dates = layers.table(doc, "dates")
        self.days = frozenset(
            name
            for name, row in self.rows.items()
            if row["label"] == "DATE"
            and dates.get(row["value"] or "", {}).get("timex_type", "DATE") in ("DATE", "TIME")
        )
        self.kinds: dict[str, str | None] = {}
        for entity, value in layers.table(doc, "entities").items():
            self.kinds[entity] = value["kind"]
            for mention in value["mentions"]:
                self.entity[mention] = entity

    def at(self, i: int) -> str | None:
        """The mention that a noun stands for: the one it heads, or else the one it lies in."""
        return self.head.get(i) or self.inside.get(i)

    def label(self, i: int) -> str | None:
        """The label of the mention at a token."""
        name = self.at(i)
        return None if name is None else str(self.rows[name]["label"])

    def kind(self, i: int) -> str | None:
        """The kind of the mention at a token: the entity's where known, else the mention's own."""
        name = self.at(i)
        if name is None:
            return None
        own = self.rows[name].get("kind")
        return own or self.kinds.get(self.entity.get(name, ""))


def bare_phrase(tree: Tree, i: int) -> list[int]:
    """The noun phrase around a noun that is no mention: with adjectives and compounds, without determiner and what follows."""
    first = i
    for k in sorted((k for k in tree.children[i] if k < i), reverse=True):
        if tree.deps[k] in (
            "amod",
            "compound",
            "nmod",
            "nummod",
            "quantmod",
            "poss",
            "advmod",
            "punct",
            "case",
        ):
            if tree.deps[k] == "punct" and tree.words[k] != "-":
                break
            if tree.deps[k] in ("poss", "nummod", "advmod"):
                break
            first = min(first, tree.left[k])
        else:
            break
    while first < i and tree.pos[first] in _SKIPPED_LEFT:
        first += 1
    return [first, i + 1]
