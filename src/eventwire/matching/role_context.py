"""What stands around a trigger and a candidate: other triggers, other fillers, words beside them and words of their kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventwire.layers import ArgumentValue, TriggerValue
from eventwire.matching.nearness import near
from eventwire.matching.tree import Tree
from eventwire.matching.word_clusters import WordClusters

_CLAUSES = frozenset({"ccomp", "relcl", "advcl", "acl", "csubj", "pcomp", "parataxis"})
_MEMBER = frozenset({"conj", "appos"})
# What joins a candidate to its governor, with slots of its own for the words' vectors: the most frequent ones, others share a slot.
_JOINS = frozenset(
    {
        "nsubj",
        "dobj",
        "nummod",
        "in",
        "of",
        "conj",
        "nsubjpass",
        "appos",
        "on",
        "to",
        "at",
        "with",
        "by",
        "from",
    }
)
_UP = 4  # members of a coordination that are gone back


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and a candidate.

    Attributes:
        trigger: its id. event: its type. head: its head. shape: noun, verb or passive verb (`n`, `v`, `vp`).
        token: the candidate's head. label: of the candidate.
    """

    trigger: str
    event: str
    head: int
    shape: str
    token: int
    label: str

    @property
    def side(self) -> str:
        return "before" if self.token < self.head else "after"


class RoleContext:
    """Features that need more of the sentence than the way from the trigger to the candidate.

    Args:
        triggers, arguments: the tables; `arguments` as the rules filled it. clusters: by which unknown words are known.
    """

    def __init__(
        self,
        tree: Tree,
        triggers: Mapping[str, TriggerValue],
        arguments: Mapping[str, Sequence[ArgumentValue]],
        clusters: WordClusters,
    ) -> None:
        self._tree = tree
        self._clusters = clusters
        self._heads = {row["head"] for row in triggers.values()}
        self._in_order = sorted(self._heads)
        self._kind_of: dict[int, str] = {}
        self._ruled: dict[str, dict[int, set[str]]] = {}
        for trigger, filled in arguments.items():
            of = self._ruled.setdefault(trigger, {})
            for a in filled:
                if a["role"] != "time":
                    of.setdefault(a["tokens"][1] - 1, set()).add(a["role"])

    def features(self, pair: Pair) -> list[str]:
        """The features of one candidate of one trigger."""
        return [
            *self._others(pair),
            *self._triggers(pair),
            *self._clauses(pair),
            *self._beside(pair),
            *self._kinds(pair),
            *self._member(pair),
        ]

    def near(self, pair: Pair) -> list[str]:
        """The features of one candidate of one trigger that weigh by the vectors of the two words."""
        tree, token = self._tree, pair.token
        joined, above = tree.joined(token)
        trigger, join = tree.lemmas[pair.head], joined if joined in _JOINS else "other"
        return [
            near(f"trigger {pair.label} {pair.side}", trigger),
            near(f"trigger {join} {above == pair.head} {pair.shape}", trigger),
            near(f"word {pair.label}", tree.lemmas[token]),
        ]

    def _others(self, pair: Pair) -> list[str]:
        """Roles that the rules filled with something else: what is filled is less open."""
        ruled = self._ruled.get(pair.trigger, {})
        roles = sorted({role for at, own in ruled.items() if at != pair.token for role in own})
        told = ",".join(roles) or "-"
        found = [f"others={told} {pair.label}", f"others={told} {pair.shape} {pair.label}"]
        return found + [f"{pair.event} other={role} {pair.label}" for role in roles or ["-"]]

    def _triggers(self, pair: Pair) -> list[str]:
        """Other triggers between the two, and whose word the candidate hangs on first."""
        first, last = sorted((pair.head, pair.token))
        between = min(max(bisect_left(self._in_order, last) - bisect_right(self._in_order, first), 0), 3)
        above = next((i for i in self._tree.ancestors(pair.token) if i in self._heads), None)
        owner = "none" if above is None else "own" if above == pair.head else "other"
        return [f"triggers={between} {pair.label} {pair.side}", f"owner={owner} {pair.label} {between}"]

    def _clauses(self, pair: Pair) -> list[str]:
        """Clauses that the way from the trigger leaves, and those that it enters."""
        tree = self._tree
        mine, theirs = [pair.head, *tree.ancestors(pair.head)], [pair.token, *tree.ancestors(pair.token)]
        shared = set(mine) & set(theirs)
        out = [tree.deps[i] for i in mine if i not in shared and tree.deps[i] in _CLAUSES]
        into = [tree.deps[i] for i in theirs if i not in shared and tree.deps[i] in _CLAUSES]
        way = f"{'+'.join(out[:2])}|{'+'.join(into[:2])}"
        return [
            f"clauses={way} {pair.label} {tree.deps[pair.token]}",
            f"{pair.event} clauses={len(out)}/{len(into)} {pair.label}",
        ]

    def _beside(self, pair: Pair) -> list[str]:
        tree, token = self._tree, pair.token
        first = min([k for k in tree.children[token] if k < token], default=token)
        before = tree.lowers[first - 1] if first else "-"
        after = tree.lowers[token + 1] if token + 1 < len(tree) else "-"
        found = [f"prev={before} {pair.label}", f"next={after} {pair.label}", f"{pair.event} prev={before}"]
        if tree.deps[token] == "pobj":
            found.append(f"trigger={tree.lemmas[pair.head]} prep={tree.lowers[tree.heads[token]]}")
        return found

    def _kinds(self, pair: Pair) -> list[str]:
        """The clusters of trigger, candidate and governor, with the dependency or preposition that joins them.

        The coarse ones: with the fine ones the model grew by a half and gained nothing by cross-validation.
        """
        tree, token = self._tree, pair.token
        joined, governor = tree.joined(token)
        trigger, word, above = (self._coarse(i) for i in (pair.head, token, governor))
        direct = governor == pair.head
        found = []
        if trigger:
            found += [
                f"trigger~{trigger} {pair.label} {pair.side}",
                f"{pair.event} trigger~{trigger} {joined}",
            ]
            found += [f"trigger~{trigger} {joined} {direct} {x}" for x in (pair.shape, pair.label)]
        if word:
            found += [f"word~{word} {pair.label}", f"word~{word} {joined}", f"{pair.event} word~{word}"]
            found.append(f"{pair.event} word~{word} {joined} {pair.side}")
        if above:
            found += [f"governor~{above} {joined}", f"governor~{above} {pair.label} {pair.side}"]
        if trigger and word:
            found.append(f"trigger~{trigger} word~{word}")
        return found

    def _coarse(self, i: int) -> str:
        found = self._kind_of.get(i)
        if found is None:
            found = self._kind_of[i] = self._clusters.of(self._tree.lemmas[i], self._tree.lowers[i])[1]
        return found

    def _member(self, pair: Pair) -> list[str]:
        """What the rules made of that which the candidate is coordinated with or apposed to."""
        tree, ruled = self._tree, self._ruled.get(pair.trigger, {})
        found: list[str] = []
        i = pair.token
        for _ in range(_UP):
            if tree.deps[i] not in _MEMBER:
                break
            dep, i = tree.deps[i], tree.heads[i]
            for role in sorted(ruled.get(i, ())):
                found += [f"{dep} of={role} {pair.label}", f"{pair.event} {dep} of={role}"]
        return found
