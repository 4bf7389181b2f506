"""One meaning for an unknown name in the whole article: person, organization or place."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.lexicon.mentions import MentionRule
from eventwire.matching.seeds import Seed, singular
from eventwire.matching.tree import Tree


class Agreement:
    """Compiled signs of persons and places.

    Args:
        rules: all lines of `mentions/`.
    """

    def __init__(self, rules: Iterable[MentionRule]) -> None:
        self._words: dict[str, dict[str, str]] = {}
        for rule in rules:
            self._words.setdefault(rule.slot, {}).update(dict.fromkeys(rule.words, rule.id))

    def settle(self, tree: Tree, seeds: list[Seed]) -> None:
        """Give an unknown name one meaning in the whole article: the one that the recognizer and the syntax favour."""
        votes: dict[str, dict[str, float]] = {}
        open_names: list[tuple[Seed, str]] = []
        for seed in seeds:
            if seed.gone or (seed.known and seed.rule != "mention/titled"):
                continue
            words = tree.lowers[seed.start : seed.end]
            if seed.kind == "person":
                for i in range(seed.start, seed.end):
                    if tree.words[i][:1].isupper() and seed.end - seed.start > 1:
                        votes.setdefault(tree.lowers[i], {}).setdefault("person", 0.0)
                        votes[tree.lowers[i]]["person"] += 1.5 if i == seed.end - 1 else 0.75
            if seed.end - seed.start > 3 or seed.titled:
                continue
            name = " ".join(words)
            open_names.append((seed, name))
            tally = votes.setdefault(name, {})
            kind = "place" if seed.label == "PLACE" else str(seed.kind)
            tally[kind] = tally.get(kind, 0.0) + 1.0
            for sign, weight in self._signs(tree, seed):
                tally[sign] = tally.get(sign, 0.0) + weight
        for seed, name in open_names:
            tally = votes[name]
            mine = "place" if seed.label == "PLACE" else str(seed.kind)
            sure = 1.5 if seed.kind == "person" and seed.end - seed.start > 1 else 1.01
            best = max(sorted(tally), key=lambda kind: (tally[kind], kind == mine))
            if (
                best == mine
                or tally[best] < sure * tally.get(mine, 0.0)
                or best not in ("person", "place", "organization")
            ):
                continue
            if best == "place":
                seed.label, seed.kind = "PLACE", "city"
            else:
                seed.label, seed.kind = "ACTOR", best
            seed.rule = "mention/agreement"

    def _signs(self, tree: Tree, seed: Seed) -> list[tuple[str, float]]:
        """What the syntax around an unknown name says that it is, with weights."""
        head = seed.head
        up, dep = tree.heads[head], tree.deps[head]
        found: list[tuple[str, float]] = []
        before = tree.lowers[seed.start - 1] if seed.start else ""
        if tree.lowers[seed.start] in self._words.get("direction", {}) or before in self._words.get(
            "direction", {}
        ):
            found.append(("place", 3.0))
        if before in self._words.get("place_preposition", {}):
            found.append(("place", 2.0))
        if dep == "pobj":
            if tree.lowers[up] in self._words.get("locative", {}):
                found.append(("place", 1.5))
            elif tree.lowers[up] == "of" and singular(tree, tree.heads[up]) in self._words.get(
                "place_of", {}
            ):
                found.append(("place", 2.0))
        elif dep == "dobj" and tree.lemmas[up] in self._words.get("place_object", {}):
            found.append(("place", 1.5))
        elif dep == "nsubjpass" and tree.lemmas[up] in self._words.get("place_object", {}):
            found.append(("place", 1.0))
        elif dep == "nsubj" and tree.lemmas[up] in self._words.get("person_verb", {}):
            found.append(("person", 2.0))
        elif dep == "poss" and tree.lemmas[up] in self._words.get("person_possessed", {}):
            found.append(("person", 1.5))
        return found
