"""Ties of an actor that its own words state: "Iranian-backed militia", "a militia backed by Libya", "pro-Russian gunmen"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventwire.lexicon.entities import AffiliationCue
from eventwire.matching.countries import CountryWords
from eventwire.matching.tree import Tree


@dataclass(frozen=True, slots=True)
class Tie:
    """A country, how the actor is tied to it, and the tokens (half-open) that say so."""

    country: str
    relation: str
    rule: str
    start: int
    end: int


class Affiliations:
    """Compiled affiliation cues."""

    def __init__(self, cues: Iterable[AffiliationCue], countries: CountryWords) -> None:
        self._countries = countries
        self._word: dict[str, AffiliationCue] = {}
        self._prefix: dict[str, AffiliationCue] = {}
        for cue in cues:
            self._word.update(dict.fromkeys(cue.words, cue))
            self._prefix.update(dict.fromkeys(cue.prefixes, cue))

    def ties(self, tree: Tree, start: int, end: int) -> list[Tie]:
        """The ties of the actor mentioned at tokens `start` to `end`: inside the mention, or right after it."""
        found: list[Tie] = []
        for a, b, country in self._countries.within(tree, start, end):
            cue = None
            if b + 1 < end and tree.words[b] in "-–":
                cue = self._word.get(tree.lowers[b + 1])
            elif b < end:
                cue = self._word.get(tree.lowers[b])
            if cue is not None:
                found.append(Tie(country, cue.relation, cue.id, a, min(end, b + 2)))
                continue
            if a - 2 >= start and tree.words[a - 1] in "-–":
                cue = self._prefix.get(tree.lowers[a - 2])
                if cue is not None:
                    found.append(Tie(country, cue.relation, cue.id, a - 2, b))
        return found + self._after(tree, end)

    def tied_words(self, tree: Tree, start: int, end: int) -> set[int]:
        """Tokens inside a mention that belong to a tie, so that they don't make its country."""
        return {i for tie in self.ties(tree, start, end) for i in range(tie.start, min(tie.end, end))}

    def _after(self, tree: Tree, end: int) -> list[Tie]:
        stop = min(len(tree), end + 12)
        if end >= stop:
            return []
        cue = self._word.get(tree.lowers[end])
        if cue is None or end + 1 >= stop or tree.lowers[end + 1] not in cue.prepositions:
            return []
        found, i = [], end + 2
        while i < stop and tree.sents[i] == tree.sents[end]:
            if tree.lowers[i] in ("the", ",", "and"):
                i += 1
                continue
            hit = self._countries.at(tree, i, stop)
            if hit is None:
                break
            found.append(Tie(hit[1], cue.relation, cue.id, i, hit[0]))
            i = hit[0]
        return found
