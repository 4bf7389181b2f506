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

    @property
    def shape(self) -> str:
        """`noun` or `verb`."""
        return "noun" if self.noun else "verb"


class Kin:
    """Which unlisted words may name an event: those of a cluster with words that rules list, and those that did in training.

    Args:
        rules: compiled. clusters: of words. learned: "verb" and "noun" → words that named events in training.
        passed: "verb" and "noun" → words of such clusters that hardly ever did.
    """

    def __init__(
        self,
        rules: TriggerRules,
        clusters: WordClusters,
        learned: Mapping[str, Collection[str]] | None = None,
        passed: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.clusters = clusters
        self._learned = {shape: frozenset(words) for shape, words in (learned or {}).items()}
        self._passed = {shape: frozenset(words) for shape, words in (passed or {}).items()}
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

    def near(self, word: str, *, noun: bool) -> bool:
        """Whether the cluster of `word` has enough listed words, each counted as often as it names types."""
        return sum(self.types(word, noun=noun).values()) >= _KIN

    def asked(self, word: str, *, noun: bool) -> bool:
        """Whether an unlisted word is a candidate."""
        shape = "noun" if noun else "verb"
        if word in self._learned.get(shape, ()):
            return True
        return word not in self._passed.get(shape, ()) and self.near(word, noun=noun)


def candidates(
    tree: Tree,
    fillers: Fillers,
    kin: Kin,
    triggers: Sequence[TriggerValue],
    turned_down: Sequence[TurnedDown],
    idioms: Collection[int],
    *,
    every: bool = False,
) -> list[Candidate]:
    """The candidates of an article in text order, one per word.

    Args:
        triggers, turned_down: what the rules found and what their conditions alone turned down. idioms: tokens that stay as
            the rules have them. every: any unlisted verb or noun, for a training that learns which of them to ask about.
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
            and (every or kin.asked(tree.lemmas[i], noun=pos == "NOUN"))
            and i not in fillers.inside
        ):
            made.append(Candidate(i, pos == "NOUN", None, ()))
    return sorted(made, key=lambda c: c.at)


def idiom_tokens(rejected: Sequence[Mapping[str, Any]]) -> set[int]:
    """The tokens that idioms take, of the rows of rejected words."""
    return {i for row in rejected if row["why"] == "idiom" for i in range(*row["tokens"])}
