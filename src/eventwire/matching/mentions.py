"""One non-overlapping layer of mentions out of names, nouns, recognized entities, dates and quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventwire.lexicon.mentions import MentionRule
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.mention_phrases import Phrases
from eventwire.matching.names import Names
from eventwire.matching.noun_phrase import root_of
from eventwire.matching.place_modifiers import part
from eventwire.matching.seeds import Given, Mention, Seed, Taken, singular
from eventwire.matching.statehood import Statehood
from eventwire.matching.tree import Tree

__all__ = ["Finder", "Given", "Mention"]

_FIXED = frozenset({"ACTOR", "WEAPON", "PLACE"})


class Finder:
    """Compiled mention rules.

    Args:
        rules: all lines of `mentions/`.
    """

    def __init__(self, rules: Iterable[MentionRule]) -> None:
        lines = list(rules)
        self._names = Names(lines)
        self._phrases = Phrases(lines)
        self._statehood = Statehood(lines)
        self._words: dict[str, dict[str, str]] = {}
        for rule in lines:
            self._words.setdefault(rule.slot, {}).update(dict.fromkeys(rule.words, rule.id))

    def find(
        self,
        tree: Tree,
        *,
        candidates: list[Given],
        recognized: list[Given],
        dates: list[Given],
        quantities: list[Given],
        entries: Mapping[str, Mapping[str, Any]],
        toponyms: Iterable[Given] = (),
    ) -> list[Mention]:
        """The mentions of an article, in text order.

        Args:
            candidates: the gazetteer's, with lexicon ids. recognized: `doc.ents` before this step; those labelled ACTOR, WEAPON or
                PLACE were put there by a rule of the user's and are kept as they are.
            dates, quantities: with their value ids. entries: lexicon entries by id. toponyms: names from the place index.
        """
        fixed = [
            Mention(
                g.start, g.end, root_of(tree, g.start, g.end), g.label, rule="upstream", entry=g.key or None
            )
            for g in recognized
            if g.label in _FIXED
        ]
        taken = Taken(len(tree))
        for mention in fixed:
            taken.put(mention)
        seeds = self._names.seeds(tree, candidates, recognized, entries, taken)
        values = self._values(tree, dates, quantities, seeds, taken)
        self._phrases.grow(tree, seeds, taken)
        found = [s for s in seeds if not s.gone]
        self._states(tree, found)
        found = [s for s in found if s.label != DEMONYM]
        countries = {g.start for g in candidates if g.key.startswith("country/")}
        free = [
            t for t in toponyms if not any(m.start < t.end and t.start < m.end for m in [*fixed, *values])
        ]
        known = {i for g in candidates if g.label == "ACTOR" for i in range(g.start, g.end)}
        places = part(tree, found, free, countries=countries, known=known)
        return sorted([*fixed, *values, *found, *places], key=lambda m: m.start)

    def _values(
        self, tree: Tree, dates: list[Given], quantities: list[Given], seeds: list[Seed], taken: Taken
    ) -> list[Mention]:
        """Dates and quantities, except inside a longer name; seeds that overlap one that stays are dropped."""
        covering = {i: s for s in seeds for i in range(s.start, s.end)}
        found: list[Mention] = []
        for given in [*dates, *quantities]:
            if taken.any(given.start, given.end):
                continue
            over = {
                id(covering[i]): covering[i] for i in range(given.start, given.end) if i in covering
            }.values()
            if any(
                not s.generic
                and s.start <= given.start
                and s.end >= given.end
                and s.end - s.start > given.end - given.start
                and (s.known or s.start < given.start)
                for s in over
            ):
                continue
            for s in over:
                s.gone = True
            mention = Mention(
                given.start,
                given.end,
                root_of(tree, given.start, given.end),
                given.label,
                value=given.key,
                rule=given.label.lower(),
            )
            taken.put(mention)
            found.append(mention)
        return found

    def _states(self, tree: Tree, found: list[Seed]) -> None:
        """Places that act are actors, and institutions that something happens outside of are places."""
        actors = {s.head for s in found if s.label == "ACTOR"}
        speech, outside = self._words.get("speech", {}), self._words.get("outside", {})
        for seed in found:
            dep, up = tree.deps[seed.head], tree.heads[seed.head]
            if seed.label == "PLACE" and seed.kind == "facility" and dep == "nsubj":
                rule = speech.get(tree.lemmas[up])
                if rule:
                    official = self._words.get("official_place", {}).get(singular(tree, seed.end - 1))
                    seed.label, seed.kind, seed.rule = (
                        "ACTOR",
                        "government" if official else "organization",
                        rule,
                    )
                    actors.add(seed.head)
                continue
            if seed.label == "ACTOR" and seed.kind == "government" and dep == "pobj":
                rule = outside.get(tree.lowers[up])
                if rule:
                    seed.label, seed.kind, seed.rule = "PLACE", "facility", rule
                continue
            if not seed.state or seed.label != "PLACE" or seed.kind not in ("country", "city"):
                continue
            if not seed.start <= seed.head < seed.end or tree.lemmas[seed.head] != tree.lemmas[seed.end - 1]:
                continue
            rule = self._statehood.state(tree, seed.head, seat=seed.seat, actors=actors)
            if rule:
                seed.label, seed.kind, seed.entry, seed.rule = "ACTOR", "state", seed.state, rule
                actors.add(seed.head)
