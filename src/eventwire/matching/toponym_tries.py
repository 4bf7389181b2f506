"""Capitalized words that may name a place: those of the place index, and those that nothing but their form speaks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from eventwire.lexicon.place_rules import ScanWeights
from eventwire.matching.capital_runs import capital
from eventwire.matching.tree import Tree
from eventwire.text.folding import fold_word, join

LONGEST = 6  # tokens of a name
SHORTEST = 3  # characters of a folded name, except of acronyms
_FILLERS = 3  # words between a name and the noun of an institution
_JUNK = frozenset({",", "and", "&", ";", "/", "-", "–", "—", "--"})
Span = tuple[int, int]
Entity = tuple[int, int, str]


@dataclass(slots=True)
class Try:
    """A name on trial.

    Attributes:
        start, end: half-open tokens. key: folded. label: the recognizer's. whole: not a part of a longer name.
        score: natural-log odds so far. opens: it opens the name of an institution. size: as of its largest place, in digits.
    """

    start: int
    end: int
    key: str
    label: str
    whole: bool
    score: float
    opens: bool = False
    size: float = 0.0


class Tries:
    """Compiled cues.

    Args:
        cue: role → words of `places/cues.jsonl`. kind: nouns of kinds of places. direction: words of directions.
        weights: `places/scan.json`. sizes: folded keys → digits of the largest place of each name, None for no place.
        acronyms: folded names of less than three characters; they must be written in capitals.
    """

    def __init__(
        self,
        cue: Mapping[str, Set[str]],
        kind: Set[str],
        direction: Set[str],
        weights: ScanWeights,
        *,
        sizes: Callable[[list[str]], list[float | None]],
        acronyms: Iterable[str],
    ) -> None:
        self._cue = cue
        self._kind = kind
        self._direction = direction
        self._weights = weights
        self._sizes = sizes
        self._acronyms = frozenset(acronyms)

    def indexed(self, tree: Tree, runs: list[Span], entities: list[Entity]) -> list[Try]:
        """Names of the place index, at every place where they may stand.

        Args:
            runs: of capitalized words. entities: the recognizer's.
        """
        label_of = {(a, b): label for a, b, label in entities}
        cover: dict[int, tuple[int, int, str]] = {i: e for e in entities for i in range(e[0], e[1])}
        organizations = {
            a + (tree.lowers[a] == "the") for a, b, label in entities if label == "ORG" and b - a > 1
        }
        spans: list[tuple[int, int, bool, float]] = []
        keys: list[str] = []
        for a, b in runs:
            first = a
            while first < b - 1 and tree.pos[first] in (
                "ADP",
                "DET",
                "PRON",
                "CCONJ",
                "SCONJ",
                "AUX",
                "ADV",
                "INTJ",
            ):
                first += 1
            folded = [fold_word(word) for word in tree.words[first:b]]
            starts = [i for i in range(first, b) if capital(tree.words[i])]
            for i in starts:
                for j in range(i + 1, min(b, i + LONGEST) + 1):
                    if not capital(tree.words[j - 1]):
                        continue
                    key = join([w for w in folded[i - first : j - first] if w])
                    if len(key) < SHORTEST and not (key in self._acronyms and tree.words[i].isupper()):
                        continue
                    left = i == first or tree.lowers[i - 1] in self._direction
                    left = left or (i == first + 1 and tree.pos[first] == "NUM")
                    opens = self._opens(tree, i, j, i in organizations) if left and j < b else 0.0
                    spans.append((i, j, left and j == b, opens))
                    keys.append(key)
        tries = []
        weights = self._weights
        for (i, j, whole, opens), key, size in zip(spans, keys, self._sizes(keys), strict=True):
            if size is None:
                continue
            label = label_of.get((i, j), "")
            over = cover.get(i) or cover.get(j - 1)
            score = weights.bias + weights.size * size + weights.words * (j - i - 1)
            if opens and label not in ("GPE", "LOC"):
                label = over[2] if over is not None and over[2] in ("GPE", "LOC") else ""
                tries.append(Try(i, j, key, label, False, score + opens, True, size))
                continue
            if over is not None and not label:
                if (
                    whole
                    and over[2] in ("PERSON", "ORG", "FAC", "GPE", "LOC")
                    and any(tree.lowers[k] in _JUNK for k in range(over[0], over[1]))
                ) or self._closes(tree, i, j):
                    pass
                elif over[0] <= i and over[1] >= j:
                    # "the Boston" is "Boston", a part of a longer name is not
                    rest = [k for k in range(over[0], over[1]) if not i <= k < j]
                    if all(
                        tree.lowers[k] in ("the", "'s", "’s") or tree.lowers[k] in self._direction
                        for k in rest
                    ):
                        label = over[2]
                    else:
                        score += weights.inside
            if not whole and label not in ("GPE", "LOC"):
                score += weights.closes if self._closes(tree, i, j) else weights.inside
            tries.append(Try(i, j, key, label, whole, score, size=size))
        return tries

    def unlisted(
        self,
        tree: Tree,
        runs: list[Span],
        entities: list[Entity],
        known: list[Span],
        there: set[Span],
    ) -> list[Try]:
        """Names that the index does not have: the lexicon's, the recognizer's, and those made with a noun ("Harlow Creek").

        Args:
            runs: of capitalized words. entities: the recognizer's. known: names of the lexicon. there: names of the index.
        """
        weights, found = self._weights, []
        cover = {i: label for a, b, label in entities for i in range(a, b)}
        spans: dict[Span, tuple[str, float]] = {}
        for a, b in known:
            label = cover.get(b - 1, "GPE")
            spans[a, b] = (label if label in ("PERSON", "GPE", "LOC") else "GPE", weights.country)
        ends = {b for _, b in there} | {b for _, b in known}
        for a, b in runs:
            for i in range(a, b):
                word = tree.lowers[i]
                if word in self._cue["feature"] and i > a and i + 1 not in ends:
                    start = next((x for x, y, _ in entities if a <= x and y == i + 1), i - 1)
                    spans.setdefault((start, i + 1), (cover.get(i, ""), weights.unknown + weights.feature))
                elif word in self._cue["feature_first"] and i + 1 < b:
                    spans.setdefault((i, i + 2), (cover.get(i, ""), weights.unknown + weights.feature))
            if a > 1 and tree.lowers[a - 1] == "of" and tree.lowers[a - 2] in self._kind and b - a <= LONGEST:
                spans.setdefault((a, b), (cover.get(a, ""), weights.unknown + weights.feature))
        made = set(spans)
        for a, b, label in entities:
            if label in ("GPE", "LOC"):
                while a < b - 1 and not capital(tree.words[a]):
                    a += 1
                while b - 1 > a and not capital(tree.words[b - 1]):
                    b -= 1
                if capital(tree.words[a]) and tree.tags[a].startswith("NNP"):
                    spans.setdefault((a, b), (label, weights.unknown))
        for (a, b), (label, size) in spans.items():
            if (a, b) in there or not self._proper(tree, a, b):
                continue
            if (a, b) not in made and any(a <= x and y <= b for x, y in there):
                continue  # a part of it is a name, and the whole is none that anybody knows
            key = join([w for w in (fold_word(word) for word in tree.words[a:b]) if w])
            score = weights.bias + weights.size * size + weights.words * (b - a - 1)
            found.append(Try(a, b, key, label, True, score, size=size))
        return found

    def described(self, tree: Tree, one: Try) -> bool:
        """Whether a name is another one with its kind before it ("Province of Harlow")."""
        first = tree.lowers[one.start]
        return (
            one.end - one.start > 2
            and tree.lowers[one.start + 1] == "of"
            and first in self._kind
            and first != "republic"
        )

    def _opens(self, tree: Tree, i: int, j: int, organization: bool) -> float:
        """What speaks for a name at the start of a longer one: "Harlow Police Department", "Harlow County Fiscal Court"."""
        if all(word in self._cue["opener"] for word in tree.lowers[i:j]):
            return 0.0
        k = j
        while (
            k < j + _FILLERS
            and k + 1 < len(tree)
            and tree.lowers[k] in self._cue["filler"]
            and capital(tree.words[k + 1])
        ):
            k += 1
        if tree.lowers[k] in self._cue["institution"] or (j - i > 1 and tree.lowers[j - 1] in self._kind):
            return self._weights.institution
        return self._weights.organization if organization and capital(tree.words[j]) else 0.0

    def _proper(self, tree: Tree, a: int, b: int) -> bool:
        """Whether words are one name of a place, not two ("Harlow and Marlow") and not an institution's."""
        return not any(
            tree.lowers[i] in _JUNK
            or tree.lowers[i] in self._cue["title"]
            or (tree.lowers[i] in self._cue["institution"] and tree.lowers[i] not in self._cue["feature"])
            for i in range(a, b)
        )

    def _closes(self, tree: Tree, i: int, j: int) -> bool:
        """Whether a name ends a longer one after "of" ("University of Harlow") or a party's letter ("D-Harlow")."""
        if j < len(tree) and capital(tree.words[j]) and tree.sents[j] == tree.sents[i]:
            return False
        if i < 2:
            return False
        if tree.lowers[i - 1] == "of" or (tree.lowers[i - 1] == "the" and tree.lowers[i - 2] == "of"):
            return True
        return tree.words[i - 1] in "-–" and tree.lowers[i - 2] in self._cue["party"]
