"""What the words around a place name say: what kind of place it is, and in which place it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eventwire.lexicon.place_rules import PlaceNoun
from eventwire.matching.tree import Tree
from eventwire.text.folding import fold_word

_LINKS = frozenset({"in", "of"})
_SKIP = frozenset({"the", "a", "an", "'s", "’s"})
_LIST = 12  # tokens between a name and the plural noun that closes its list
_REACH = 5  # tokens between a name and the place that it lies in, or the people whose it is


@dataclass(slots=True)
class Spot:
    """A mention that may name a place.

    Attributes:
        id: the mention's. start, end: tokens. entry: id of its lexicon entry, or None.
        words: folded words of the name proper. full: folded words of the whole mention.
        kind: what the words in and around it say it is, a role of PlaceNoun.
        within: positions in the list of spots in which it lies. country: alpha-3 of the people whose it is ("Syria's Idlib").
        inner: whether `words` are only a part of the name. loose: whether they are only a part of a run of capitals ("Duchess Phoenix
            Hospital"). part: whether a direction says that a part of the place is meant.
    """

    id: str
    start: int
    end: int
    entry: str | None = None
    words: list[str] = field(default_factory=list)
    full: list[str] = field(default_factory=list)
    kind: str | None = None
    within: list[int] = field(default_factory=list)
    country: str | None = None
    inner: bool = False
    loose: bool = False
    part: bool = False


class PlaceContext:
    """Compiled place nouns.

    Args:
        nouns: the lines of `places/nouns.jsonl`.
    """

    def __init__(self, nouns: Iterable[PlaceNoun]) -> None:
        self.role: dict[str, str] = {}
        for noun in nouns:
            for word in noun.words:
                self.role.setdefault(word, noun.role)

    def read(self, tree: Tree, spots: list[Spot], people: Mapping[int, str]) -> None:
        """Fill `words`, `full`, `kind`, `within` and `country` of each spot.

        Args:
            spots: in text order. people: token index → alpha-3, for demonyms.
        """
        at = {spot.start: i for i, spot in enumerate(spots)}
        before = {spot.end: i for i, spot in enumerate(spots)}
        for i, spot in enumerate(spots):
            self._name(tree, spot)
            self._around(tree, spot)
            after = self._after(tree, spot.end, at)
            if after is not None:
                spot.within.append(after)
            owner = self._owner(tree, spot, before)
            if owner is not None and owner != i:
                spot.within.append(owner)
            spot.country = self._people(tree, spot, people)

    def _name(self, tree: Tree, spot: Spot) -> None:
        """Part the name from the nouns and directions in the mention."""
        first, last = spot.start, spot.end
        spot.full = [f for w in tree.words[first:last] if (f := fold_word(w))]
        while first < last - 1 and (
            tree.lowers[first] in _SKIP or self.role.get(tree.lowers[first]) == "direction"
        ):
            spot.part = spot.part or tree.lowers[first] not in _SKIP
            first += 1
        if last - first > 2 and tree.lowers[first + 1] == "of" and tree.lowers[first] in self.role:
            spot.kind = self.role[tree.lowers[first]]
            first += 2
            while first < last - 1 and tree.lowers[first] == "the":
                first += 1
        if last - first > 1 and (role := self.role.get(tree.lowers[last - 1])) and role != "direction":
            spot.kind = spot.kind or role
            last -= 1
        spot.words = [f for w in tree.words[first:last] if (f := fold_word(w))]
        if (
            spot.kind is None
            and last > first
            and all(w.isupper() for w in tree.words[first:last] if w.isalpha())
        ):
            # a dateline; abbreviations have no letters only ("U.S.") or are short
            spot.kind = "settlement" if len(tree.words[last - 1]) > 3 else None

    def inner(self, tree: Tree, spot: Spot, people: Mapping[int, str]) -> list[tuple[list[str], bool]]:
        """Names inside a mention, the longest first: "Harlow" in "a Harlow hospital" and in "the town of Harlow".

        Args:
            people: tokens of demonyms, which are no names ("the Thai bank").

        Returns:
            Folded words of each name, and whether it is a whole run of capitals beside small words.
        """
        runs: list[list[int]] = []
        for i in range(spot.start, spot.end):
            if not tree.words[i][:1].isupper():
                continue
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        found: list[tuple[list[str], bool]] = []
        for run in runs:
            alone = len(run) < spot.end - spot.start
            for size in range(len(run), 0, -1):
                for k in range(len(run) - size + 1):
                    part = run[k : k + size]
                    if all(i in people for i in part):
                        continue
                    if size > 1 or tree.lowers[part[0]] not in self.role:
                        found.append(([fold_word(tree.words[i]) for i in part], alone and size == len(run)))
        return sorted(found, key=lambda item: -len(item[0]))

    def _around(self, tree: Tree, spot: Spot) -> None:
        if spot.kind is not None:
            return
        i = spot.end
        while (
            i < len(tree) - 1
            and i - spot.end < _LIST
            and (
                tree.lowers[i] in ("and", "or")
                or (i > spot.end and tree.words[i] == ",")
                or tree.words[i][:1].isupper()
            )
        ):
            i += 1
        if i > spot.end + 1 and tree.tags[i] in ("NNS", "NNPS") and (role := self.role.get(tree.lowers[i])):
            spot.kind = role
            return
        i = spot.end
        if i < len(tree) and (role := self.role.get(tree.lowers[i])) and role != "direction":
            spot.kind = role
            return
        i = spot.start - 1
        if i > 0 and tree.lowers[i] == "the":
            i -= 1
        if i > 0 and tree.lowers[i] == "of":
            role = self.role.get(tree.lowers[i - 1])
            spot.kind = role if role != "direction" else None
        elif i >= 0 and (role := self.role.get(tree.words[i])) in ("settlement", "division"):
            spot.kind = role

    def _after(self, tree: Tree, i: int, at: Mapping[int, int]) -> int | None:
        """The spot in which a name that ends at `i` lies: "X, Y", "X (Y)", "X in the north of Y", "X province of western Y"."""
        stop = min(len(tree), i + _REACH + 2)
        linked = False
        while i < stop:
            if i in at and linked:
                return at[i]
            word = tree.lowers[i]
            role = self.role.get(word)
            if word in _LINKS or (word in (",", "(") and not linked):
                linked = True
            elif not (word in _SKIP or role):
                return None
            i += 1
        return None

    def _owner(self, tree: Tree, spot: Spot, before: Mapping[int, int]) -> int | None:
        """The spot whose possessive stands before: "Iraq's western Anbar province"."""
        for i in range(spot.start - 1, max(-1, spot.start - _REACH - 1), -1):
            if tree.tags[i] == "POS":
                return before.get(i)
            word = tree.lowers[i]
            if not (word in self.role or word in _SKIP or word == "of" or tree.pos[i] in ("ADJ", "NOUN")):
                return None
        return None

    def _people(self, tree: Tree, spot: Spot, people: Mapping[int, str]) -> str | None:
        """The people before or in it: "the Lebanese city of Tripoli", "Syrian capital, Damascus"."""
        for i in range(spot.start, spot.end):
            if i in people:
                return people[i]
        for i in range(spot.start - 1, max(-1, spot.start - _REACH - 1), -1):
            if i in people:
                return people[i]
            word = tree.lowers[i]
            if not (
                word in self.role or word in _SKIP or word in ("of", ",") or tree.pos[i] in ("ADJ", "NOUN")
            ):
                return None
        return None
