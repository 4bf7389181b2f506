"""Place names in running text, with or without the trained recognizer: capitalized words that the place index knows.

A capitalized run of words is a place by evidence, not by being in the index alone: most surnames and many common words are
places somewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eventwire.lexicon.place_rules import PlaceCue, PlaceNoun, ScanWeights
from eventwire.matching.capital_runs import capital, runs_of
from eventwire.matching.streets import Found, streets
from eventwire.matching.tree import Tree
from eventwire.text.folding import fold_word, join

LONGEST = 6  # tokens of a name
_LIST = 40  # tokens of a list of names
_AFTER = 8  # tokens after a name in which a dateline's mark may stand
_JUNK = frozenset({",", "and", "&", ";", "/", "-", "–", "—", "--"})


@dataclass(slots=True)
class _Try:
    start: int
    end: int
    key: str
    label: str
    whole: bool
    score: float
    opens: bool = False


class Toponyms:
    """Compiled cues.

    Args:
        cues: the lines of `places/cues.jsonl`. nouns: of `places/nouns.jsonl`. weights: `places/scan.json`.
        sizes: folded keys → how known the best place of each name is: log10 of its population with the bonus of divisions, or None
            for no place. forms: folded abbreviations that are names by themselves; codes: those after a comma only.
    """

    def __init__(
        self,
        cues: Iterable[PlaceCue],
        nouns: Iterable[PlaceNoun],
        weights: ScanWeights,
        *,
        sizes: Callable[[list[str]], list[float | None]],
        forms: Iterable[str],
        codes: Iterable[str],
    ) -> None:
        self._cue: dict[str, set[str]] = defaultdict(set)
        for cue in cues:
            self._cue[cue.role].update(cue.words)
        self._kind = {word for noun in nouns if noun.role != "direction" for word in noun.words}
        self._direction = {word for noun in nouns if noun.role == "direction" for word in noun.words}
        self._weights = weights
        self._sizes = sizes
        self._forms = frozenset(forms)
        self._codes = frozenset(codes)

    def find(self, tree: Tree, entities: list[tuple[int, int, str]]) -> list[Found]:
        """The place names of an article, in text order, none overlapping another.

        Args:
            entities: the recognizer's, as half-open tokens and label.
        """
        sure = self._abbreviations(tree)
        taken = {i for found in sure for i in range(found.start, found.end)}
        small = {w for w, lower in zip(tree.words, tree.lowers, strict=True) if w == lower}
        surnames = {tree.lowers[b - 1] for a, b, label in entities if label == "PERSON" and b - a > 1} | {
            tree.lowers[i] for i in range(1, len(tree)) if tree.lowers[i - 1] in self._cue["title"]
        }
        ends = {found.start for found in sure}
        sure += streets(tree, taken, self._cue)
        taken.update(i for found in sure for i in range(found.start, found.end))
        runs = runs_of(tree, taken, self._cue["function"])
        tries = self._tries(tree, runs, entities)
        listed = self._lists(tree)
        for one in tries:
            one.score += self._evidence(tree, one, small, surnames, ends)
            if one.start in listed:
                one.score += self._weights.listed
        self._together(tries)
        accepted = self._choose(tries, taken)
        persons = self._persons(tree, entities, accepted, surnames)
        return sorted([*sure, *accepted, *persons], key=lambda found: found.start)

    # names that need no evidence ---------------------------------------------------------------------------------

    def _abbreviations(self, tree: Tree) -> list[Found]:
        found = []
        for i, word in enumerate(tree.words):
            if not word[:1].isupper():
                continue
            after_comma = i > 1 and tree.words[i - 1] in (",", "(") and tree.words[i - 2][:1].isupper()
            end = i + 1
            if word in self._codes:
                if after_comma:
                    found.append(Found(i, end, "GPE"))
                continue
            form = word
            if not word.endswith(".") and end < len(tree) and tree.words[end] == "." and not tree.spaces[i]:
                form, end = word + ".", end + 1
            if form in self._forms and (after_comma or form.count(".") > 1):
                found.append(Found(i, end, "GPE"))
        return found

    # candidates --------------------------------------------------------------------------------------------------

    def _tries(
        self, tree: Tree, runs: list[tuple[int, int]], entities: list[tuple[int, int, str]]
    ) -> list[_Try]:
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
                    if len(key) < 3:
                        continue
                    left = i == first or tree.lowers[i - 1] in self._direction
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
                tries.append(_Try(i, j, key, label, False, score + opens, opens=True))
                continue
            if over is not None and not label:
                if (
                    whole
                    and over[2] in ("PERSON", "ORG", "FAC", "GPE", "LOC")
                    and any(tree.lowers[k] in _JUNK for k in range(over[0], over[1]))
                ):
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
                score += weights.inside
            tries.append(_Try(i, j, key, label, whole, score))
        return tries

    def _opens(self, tree: Tree, i: int, j: int, organization: bool) -> float:
        """What speaks for a name at the start of a longer one: "Harlow Police Department", "Harlow County Fiscal Court"."""
        if all(word in self._cue["opener"] for word in tree.lowers[i:j]):
            return 0.0
        if tree.lowers[j] in self._cue["institution"] or (j - i > 1 and tree.lowers[j - 1] in self._kind):
            return self._weights.institution
        return self._weights.organization if organization and capital(tree.words[j]) else 0.0

    # evidence ----------------------------------------------------------------------------------------------------

    def _evidence(self, tree: Tree, one: _Try, small: set[str], surnames: set[str], ends: set[int]) -> float:
        weights, cue = self._weights, self._cue
        i, j, n = one.start, one.end, len(tree)
        score = weights.label.get(one.label, -1.0)
        before = i - 1
        while before > 0 and (tree.lowers[before] in self._direction or tree.lowers[before] == "the"):
            before -= 1
        if before >= 0 and tree.sents[before] == tree.sents[i]:
            word = tree.lowers[before]
            if word in cue["locative"]:
                score += weights.locative
            elif word in cue["motion"]:
                score += weights.motion
            if word in cue["title"]:
                score += weights.title
            if word in self._kind or (word == "of" and before and tree.lowers[before - 1] in self._kind):
                score += weights.kind
        after = tree.lowers[j] if j < n else ""
        if after in self._kind or (j - i > 1 and tree.lowers[j - 1] in self._kind):
            score += weights.kind
        if j + 1 < n and tree.words[j] in (",", "(") and j + 1 in ends:
            score += weights.follows
        opens = self._dateline(tree, i, j)
        if opens:
            score += weights.dateline
        if j < n and tree.pos[j] == "NOUN" and tree.heads[j - 1] == j:
            score += weights.modifier
        head = tree.heads[j - 1]
        if tree.deps[j - 1] in ("nsubj", "nsubjpass") and tree.lemmas[head] in cue["speech"] and j - i == 1:
            score += weights.speech
        if j - i == 1:
            if tree.lowers[i] in surnames:
                score += weights.surname
            if not opens and (tree.lowers[i] in small or not tree.tags[i].startswith("NNP")):
                score += weights.common
        return score

    def _lists(self, tree: Tree) -> set[int]:
        """Tokens of names that a plural place noun closes: "Harlow, Marlow and Barlow counties"."""
        found: set[int] = set()
        for i, word in enumerate(tree.lowers):
            if word not in self._kind or tree.tags[i] not in ("NNS", "NNPS"):
                continue
            j = i - 1
            while (
                j >= 0 and i - j <= _LIST and (capital(tree.words[j]) or tree.lowers[j] in (",", "and", "or"))
            ):
                j -= 1
            names = range(j + 1, i)
            if any(tree.lowers[k] in ("and", "or") for k in names):
                found.update(names)
        return found

    def _dateline(self, tree: Tree, i: int, j: int) -> bool:
        """Whether the name opens a dateline: "HARLOW FALLS, Ohio (AP) —"."""
        if i and tree.sents[i - 1] == tree.sents[i] and tree.words[i - 1][-1:].isalnum():
            return False
        marks = self._cue["dateline"]
        for k in range(j, min(len(tree), j + _AFTER)):
            word = tree.words[k]
            if word in marks:
                return word not in ("-", ":") or tree.words[i].isupper() or k + 1 == len(tree)
            if not (capital(word) or word in (",", ")", ".")):
                return False
        return False

    def _together(self, tries: list[_Try]) -> None:
        """Let the occurrences of a name share their evidence."""
        groups: dict[str, list[_Try]] = defaultdict(list)
        for one in tries:
            if one.whole or one.opens or one.label in ("GPE", "LOC"):
                groups[one.key].append(one)
        for group in groups.values():
            if len(group) > 1:
                scores = [max(-6.0, min(6.0, one.score)) for one in group]
                total = sum(scores)
                for one, score in zip(group, scores, strict=True):
                    one.score += self._weights.elsewhere * (total - score) / (len(group) - 1)

    def _choose(self, tries: list[_Try], taken: set[int]) -> list[Found]:
        used = set(taken)
        found = []
        for one in sorted(tries, key=lambda t: (t.start - t.end, -t.score, t.start)):
            if one.score > 0 and not used & set(range(one.start, one.end)):
                used.update(range(one.start, one.end))
                label = "OPENS" if one.opens else "LOC" if one.label == "LOC" else "GPE"
                found.append(Found(one.start, one.end, label))
        return found

    def _persons(
        self, tree: Tree, entities: list[tuple[int, int, str]], accepted: list[Found], surnames: set[str]
    ) -> list[Found]:
        """Names that the recognizer takes for places, and that are people by their surroundings."""
        known = {i for found in accepted for i in range(found.start, found.end)}
        people = []
        for a, b, label in entities:
            if label != "GPE" or any(i in known for i in range(a, b)):
                continue
            before = tree.lowers[a - 1] if a else ""
            subject = tree.deps[b - 1] == "nsubj" and tree.lemmas[tree.heads[b - 1]] in self._cue["speech"]
            if (
                before in self._cue["title"]
                or (b - a == 1 and tree.lowers[a] in surnames)
                or (subject and before not in ("the", ","))
            ):
                people.append(Found(a, b, "PERSON"))
        return people
