"""Which mentions of an article surely share their kind: those of one name, and a name with the description in apposition to it.

Coreference comes later and knows more; here only what holds before kinds are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventwire.matching.seeds import Mention
from eventwire.matching.tree import Tree

_PLURAL = frozenset({"NNS", "NNPS"})


def of_one_kind(tree: Tree, mentions: Sequence[Mention]) -> list[list[int]]:
    """Indices of `mentions`, each in exactly one list, in the order of the lists' first members."""
    parent = list(range(len(mentions)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    at = {mention.head: i for i, mention in enumerate(mentions)}
    named: dict[tuple[str, str], int] = {}
    for i, mention in enumerate(mentions):
        if not mention.generic and tree.words[mention.head][:1].isupper():
            key = mention.label, " ".join(tree.lowers[mention.start : mention.end])
            parent[root(i)] = root(named.setdefault(key, i))
        elif tree.deps[mention.head] == "appos" and tree.tags[mention.head] not in _PLURAL:
            over = at.get(tree.heads[mention.head])
            if over is not None and mentions[over].label == mention.label and _name(tree, mentions[over]):
                parent[root(i)] = root(over)
    groups: dict[int, list[int]] = {}
    for i in range(len(mentions)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _name(tree: Tree, mention: Mention) -> bool:
    return not mention.generic and tree.tags[mention.head] == "NNP"
