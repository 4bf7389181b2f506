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
from eventwire.matching.place_abbreviations import abbreviated
from eventwire.matching.streets import Found, streets
from eventwire.matching.toponym_tries import SHORTEST, Tries, Try
from eventwire.matching.tree import Tree

__all__ = ["SHORTEST", "Toponyms"]

_OUTER = 6.5  # digits of a place in which others lie: a country, or a division with many people
_LIST = 40  # tokens of a list of names
_AFTER = 8  # tokens after a name in which a dateline's mark may stand


@dataclass(frozen=True, slots=True)
class Ground:
    """What an article offers to every search in it.

    Attributes:
        entities: the recognizer's, as half-open tokens and label. sure: abbreviations and streets. ends: where the abbreviations begin.
        taken: tokens of what is sure. small: words that stand somewhere in lower case. surnames: of people, in lower case.
        runs: of capitalized words. listed: tokens of lists that a noun for places closes.
    """

    entities: list[tuple[int, int, str]]
    sure: list[Found]
    ends: set[int]
    taken: set[int]
    small: set[str]
    surnames: set[str]
    runs: list[tuple[int, int]]
    listed: set[int]


class Toponyms:
    """Compiled cues.

    Args:
        cues: the lines of `places/cues.jsonl`. nouns: of `places/nouns.jsonl`. weights: `places/scan.json`.
        sizes: folded keys → how known the best place of each name is: log10 of its population with the bonus of divisions, or None
            for no place. forms: folded abbreviations that are names by themselves; codes: those after a comma only.
        acronyms: folded names of less than three characters; they must be written in capitals.
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
        acronyms: Iterable[str] = (),
    ) -> None:
        self._cue: dict[str, set[str]] = defaultdict(set)
        for cue in cues:
            self._cue[cue.role].update(cue.words)
        self._kind = {word for noun in nouns if noun.role != "direction" for word in noun.words}
        self._direction = {word for noun in nouns if noun.role == "direction" for word in noun.words}
        self._weights = weights
        self._tries = Tries(self._cue, self._kind, self._direction, weights, sizes=sizes, acronyms=acronyms)
        self._forms = frozenset(forms)
        self._codes = frozenset(codes)

    def ground(self, tree: Tree, entities: list[tuple[int, int, str]]) -> Ground:
        """What an article offers.

        Args:
            entities: the recognizer's, as half-open tokens and label.
        """
        sure = abbreviated(tree, self._forms, self._codes)
        taken = {i for found in sure for i in range(found.start, found.end)}
        small = {w for w, lower in zip(tree.words, tree.lowers, strict=True) if w == lower}
        surnames = {tree.lowers[b - 1] for a, b, label in entities if label == "PERSON" and b - a > 1} | {
            tree.lowers[i] for i in range(1, len(tree)) if tree.lowers[i - 1] in self._cue["title"]
        }
        ends = {found.start for found in sure}
        sure += streets(tree, taken, self._cue)
        taken.update(i for found in sure for i in range(found.start, found.end))
        runs = runs_of(tree, taken, self._cue["function"])
        return Ground(entities, sure, ends, taken, small, surnames, runs, self._lists(tree))

    def find(self, tree: Tree, ground: Ground, known: list[tuple[int, int]] | None = None) -> list[Found]:
        """The place names of an article, in text order, none overlapping another.

        Args:
            ground: of the article, by the same cues.
            known: names of the lexicon's places. Given, the answer holds them too, with the recognizer's places and with natural
                features and divisions that the index does not know: all that is else left to the mentions.
        """
        entities, surnames = ground.entities, ground.surnames
        tries = self._tries.indexed(tree, ground.runs, entities)
        if known is not None:
            tries = [one for one in tries if not self._tries.described(tree, one)]
            there = {(one.start, one.end) for one in tries}
            tries += self._tries.unlisted(tree, ground.runs, entities, known, there)
        people = {b for _, b, label in entities if label == "PERSON"}
        outer = {one.start for one in tries if one.size >= _OUTER and one.label == "GPE" and not one.opens}
        for one in tries:
            one.score += self._evidence(tree, one, ground.small, surnames, ground.ends)
            one.score += self._local(tree, one, people, outer)
            if one.start in ground.listed:
                one.score += self._weights.listed
        self._together(tries)
        accepted = self._choose(tries, ground.taken)
        persons = self._persons(tree, entities, accepted, surnames)
        return sorted([*ground.sure, *accepted, *persons], key=lambda found: found.start)

    def _local(self, tree: Tree, one: Try, people: set[int], outer: set[int]) -> float:
        """What says that somebody or something is from there, or that it lies in a larger place."""
        weights, i, j = self._weights, one.start, one.end
        score = 0.0
        if i > 1:
            before = tree.lowers[i - 1]
            if before == "of" and (tree.words[i - 2] == "," or i - 1 in people):
                score += weights.origin
            if before in ("-", "–") and tree.lowers[i - 2] in self._cue["party"]:
                score += weights.party
        if (
            j < len(tree)
            and not one.opens
            and tree.lowers[j] in self._cue["resident"]
            and tree.tags[j][:3] in ("NN", "NNS")
        ):
            score += weights.resident
        if j + 1 < len(tree) and tree.words[j] == "," and j + 1 in outer:
            score += weights.outer
        return score

    # evidence ----------------------------------------------------------------------------------------------------

    def _evidence(self, tree: Tree, one: Try, small: set[str], surnames: set[str], ends: set[int]) -> float:
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

    def _together(self, tries: list[Try]) -> None:
        """Let the occurrences of a name share their evidence."""
        groups: dict[str, list[Try]] = defaultdict(list)
        for one in tries:
            if one.whole or one.opens or one.label in ("GPE", "LOC"):
                groups[one.key].append(one)
        for group in groups.values():
            if len(group) > 1:
                scores = [max(-6.0, min(6.0, one.score)) for one in group]
                total = sum(scores)
                for one, score in zip(group, scores, strict=True):
                    one.score += self._weights.elsewhere * (total - score) / (len(group) - 1)

    def _choose(self, tries: list[Try], taken: set[int]) -> list[Found]:
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
