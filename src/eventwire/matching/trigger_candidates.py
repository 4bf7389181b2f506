"""Which words of an article may name an event: those of the trigger rules, and verbs and nouns of the same word clusters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.layers import TriggerValue
from eventwire.lexicon.triggers import TriggerLine
from eventwire.matching.fillers import Fillers
from eventwire.matching.tree import Tree
from eventwire.matching.trigger_rules import TriggerRules, TurnedDown
from eventwire.matching.word_clusters import WordClusters

_MODIFYING = frozenset({"compound", "amod", "nmod"})
_KIN = 3  # listed words in its cluster that make an unlisted word a candidate; fewer are chance, and each candidate takes time


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event.

    Attributes:
        at: the token that would govern the event's arguments. noun: whether it is a noun.
        found: the trigger that the rules made of it, None for none. down: rules that turned it down, the longest phrase first.
    """

    at: int
    noun: bool
    found: TriggerValue | None
    down: tuple[TurnedDown, ...]


class Kin:
    """Which types of event the words of a cluster name, by the trigger rules.

    Args:
        rules: compiled. clusters: of words.
    """

    def __init__(self, rules: TriggerRules, clusters: WordClusters) -> None:
        self.clusters = clusters
        self._listed: dict[tuple[str, bool], Counter[str]] = {}
        for noun, index in ((False, rules.verbs), (True, rules.nouns)):
            for lemma, entries in index.items():
                cluster, _ = clusters.of(lemma)
                types = {e.rule.type for e in entries if isinstance(e.rule, TriggerLine) and not e.rest}
                if cluster and types:
                    self._listed.setdefault((cluster, noun), Counter()).update(types)

    def types(self, word: str, *, noun: bool) -> Mapping[str, int]:
        """Type → how many words of the cluster of `word` the rules list as verbs, or as nouns; empty where unknown."""
        cluster, _ = self.clusters.of(word)
        return self._listed.get((cluster, noun), {})

    def size(self, word: str, *, noun: bool) -> int:
        """How many listed words the cluster of `word` has, each as often as it names types."""
        return sum(self.types(word, noun=noun).values())


def candidates(
    tree: Tree,
    fillers: Fillers,
    kin: Kin,
    triggers: Sequence[TriggerValue],
    turned_down: Sequence[TurnedDown],
    idioms: Collection[int],
) -> list[Candidate]:
    """The candidates of an article in text order, one per word.

    Args:
        triggers, turned_down: what the rules found and what their conditions alone turned down. idioms: tokens that stay as
            the rules have them.
    """
    found = {row["head"]: row for row in triggers}
    covered = {i for row in triggers for i in range(*row["tokens"])}
    down: dict[int, list[TurnedDown]] = {}
    for row in turned_down:
        if row.at not in covered:
            down.setdefault(row.at, []).append(row)
    made = [Candidate(at, row["noun"], row, ()) for at, row in found.items()]
    for at, rows in down.items():
        rows.sort(key=lambda t: (-len(t.words), -t.line.priority, t.line.id))
        made.append(Candidate(at, rows[0].noun, None, tuple(rows)))
    for i, pos in enumerate(tree.pos):
        if (
            (pos == "VERB" or pos == "NOUN")
            and i not in covered
            and i not in down
            and i not in idioms
            and tree.deps[i] not in _MODIFYING
            and kin.size(tree.lemmas[i], noun=pos == "NOUN") >= _KIN
            and i not in fillers.inside
        ):
            made.append(Candidate(i, pos == "NOUN", None, ()))
    return sorted(made, key=lambda c: c.at)


def idiom_tokens(rejected: Sequence[Mapping[str, Any]]) -> set[int]:
    """The tokens that idioms take, of the rows of rejected words."""
    return {i for row in rejected if row["why"] == "idiom" for i in range(*row["tokens"])}
