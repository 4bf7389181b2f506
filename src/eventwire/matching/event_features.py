"""What an event looks like to a scorer that decides whether it is one: named features of a draft and of the article around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eventwire.matching.event_draft import Draft
from eventwire.matching.event_tables import Tables
from eventwire.matching.tree import Tree

_ARMED = frozenset({"military", "police", "armed_group"})
_POLITICAL = frozenset({"state", "government", "political_group"})
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20)


class EventFeatures:
    """Describes the drafts of one article.

    Args:
        tree, tables: of the Doc. drafts: all of its events.

    Attributes:
        sentences: how many the article has.
    """

    def __init__(self, tree: Tree, tables: Tables, drafts: Sequence[Draft]) -> None:
        self.tree = tree
        self.tables = tables
        self._spoken = {t for c in tables.characterizations for t in c["triggers"]}
        self._in_sentence: dict[int, set[str]] = {}
        heads: Counter[str] = Counter()
        for row in tables.mentions.values():
            told = self._sort(row["label"], row.get("kind"))
            heads[told] += 1
            self._in_sentence.setdefault(tree.sents[row["head"]], set()).add(told)
        self.sentences = len(tree.bounds)
        sentences = max(1, self.sentences)
        busy = {act.sentence for draft in drafts for act in draft.acts}
        types = Counter(draft.type for draft in drafts)
        fatal = sum(row["measure"] in ("killed", "wounded") for row in tables.quantities.values())
        self._article = [
            *(f"article {told}={_step(heads[told])}" for told in ("armed", "political", "weapon")),
            f"article busy={round(5 * len(busy) / sentences)}",
            f"article assaults={_step(types['ASSAULT'])}",
            f"article events={_step(len(drafts))}",
            f"article fatal={_step(fatal)}",
        ]
        self._types = types

    def of(self, draft: Draft) -> list[str]:
        """The features of one draft."""
        tree, tables = self.tree, self.tables
        row = tables.triggers[draft.first.id]
        head = row["head"]
        event, lemma = draft.type, tree.lemmas[head]
        shape = "noun" if row["noun"] else "verb"
        found = [
            "event",
            event,
            f"rule={row['rule']}",
            f"{event} trigger={lemma}",
            f"trigger={lemma}",
            f"{event} {shape}",
            f"{event} mode={(row['modes'] or ['-'])[0]}",
            f"acts={_step(len(draft.acts))}",
            f"{event} acts={_step(len(draft.acts))}",
            f"modality={draft.modality}",
            f"{event} modality={draft.modality}",
            f"outcome={draft.outcome} {shape}",
            f"consequence={all(act.consequence for act in draft.acts)}",
            f"spoken={any(act.id in self._spoken for act in draft.acts)} {event}",
            f"time={draft.time is not None}",
            f"place={draft.location is not None}",
            f"{event} same type={_step(self._types[event])}",
        ]
        found += self._syntax(head, shape, event)
        found += self._roles(draft, event)
        around = sorted(set().union(*(self._in_sentence.get(act.sentence, set()) for act in draft.acts)))
        found += [f"near {told}" for told in around] + [f"{event} near {told}" for told in around]
        first, last = tree.bounds[tree.sents[head]]
        found += sorted(
            {
                f"word={tree.lemmas[i]}"
                for i in range(first, last)
                if tree.pos[i] in ("NOUN", "VERB", "ADJ", "ADV") and i != head
            }
        )
        found += self._article + [f"{event} {told}" for told in self._article]
        return found

    def _syntax(self, head: int, shape: str, event: str) -> list[str]:
        tree = self.tree
        above = tree.heads[head]
        found = [
            f"dep={tree.deps[head]} {shape}",
            f"{event} dep={tree.deps[head]} {shape}",
            f"tag={tree.tags[head]}",
            f"{event} tag={tree.tags[head]}",
            f"above={tree.lemmas[above]} {tree.deps[head]}",
        ]
        for k in tree.children[head]:
            found.append(f"child={tree.deps[k]} {shape}")
            if tree.deps[k] in (
                "det",
                "aux",
                "neg",
                "prt",
                "amod",
                "compound",
                "nsubj",
                "nsubjpass",
                "dobj",
                "prep",
            ):
                found.append(f"child={tree.deps[k]} {tree.lemmas[k]}")
        return found

    def _roles(self, draft: Draft, event: str) -> list[str]:
        found = []
        filled = Counter(a["role"] for a in draft.arguments)
        for role in ("agent", "target", "victim", "recipient", "weapon", "place"):
            found.append(f"{event} {role}={min(filled[role], 2)}")
        found.append("filled=" + "+".join(sorted(role for role in filled if role not in ("time", "place"))))
        for a in draft.arguments:
            entity = self.tables.entity(a["mention"])
            told = "bare" if entity is None else f"{entity['label']}/{entity['kind']}"
            found += [f"{a['role']}={told}", f"{event} {a['role']}={told}"]
            if entity is None:
                found.append(f"{a['role']}={self.tree.lemmas[a['tokens'][1] - 1]}")
        return found

    @staticmethod
    def _sort(label: str, kind: str | None) -> str:
        if label == "WEAPON":
            return "weapon"
        if label == "ACTOR":
            return "armed" if kind in _ARMED else "political" if kind in _POLITICAL else "person"
        return label.lower()


def _step(n: int) -> int:
    return next((step for step in _STEPS if n <= step), 99)
