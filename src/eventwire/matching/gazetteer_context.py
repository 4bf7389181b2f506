"""Forms of the gazetteer where they stand: conditions on the words and matches around an ambiguous one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from eventwire.lexicon.entries import ActorEntry, DesignationEntry, PlaceEntry, WeaponEntry
from eventwire.matching.tree import Tree

_PHRASE = 3  # tokens of the longest phrase in `not_prev` and `not_next`


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry asks of its surroundings.

    Attributes:
        needs: words of the sentence, one of which must be there. labels: the same for labels of other matches.
        not_prev, not_next: words or phrases that must not stand beside it. pos: what its last word may be; any where empty.
    """

    needs: frozenset[str]
    labels: frozenset[str]
    not_prev: frozenset[str]
    not_next: frozenset[str]
    pos: frozenset[str]


class Form(NamedTuple):  # there are twenty thousand, and a frozen dataclass takes three times as long to make
    """A form of an entry."""

    exact: str | None  # the form as written, where its letter case counts
    label: str
    entry: str
    rank: tuple[int, int]  # priority, and whether the letter case was checked
    context: Context | None


def context_of(entry: ActorEntry | WeaponEntry | PlaceEntry | DesignationEntry) -> Context | None:
    """The conditions of an entry, None where it has none."""
    pos = () if isinstance(entry, DesignationEntry) else entry.pos
    if not (entry.needs or entry.not_prev or entry.not_next or pos):
        return None
    labels = frozenset(word for word in entry.needs if word in ("ACTOR", "WEAPON", "PLACE"))
    return Context(
        needs=frozenset(entry.needs) - labels,
        labels=labels,
        not_prev=frozenset(entry.not_prev),
        not_next=frozenset(entry.not_next),
        pos=frozenset(pos),
    )


def in_context(raw: list[tuple[int, int, Form]], tree: Tree) -> list[tuple[int, int, Form]]:
    """The matches whose conditions on their surroundings hold."""
    around = _Surroundings(raw, tree)
    return [
        match
        for match in raw
        if match[2].context is None or around.allow(match[0], match[1], match[2].context)
    ]


class _Surroundings:
    """First and last place of every word and label of a sentence, so that a long sentence stays linear."""

    def __init__(self, raw: list[tuple[int, int, Form]], tree: Tree) -> None:
        self._tree = tree
        self._words: dict[int, dict[str, tuple[int, int]]] = {}
        self._labels: dict[tuple[int, str], tuple[int, int]] = {}  # earliest end, latest start
        for start, end, form in raw:
            if form.context is None or not (form.context.needs or form.context.labels):
                key = (tree.sents[start], form.label)
                low, high = self._labels.get(key, (end, start))
                self._labels[key] = (min(low, end), max(high, start))

    def allow(self, start: int, end: int, context: Context) -> bool:
        """Whether all conditions of an entry hold for a match of it at tokens `start` to `end`."""
        lowers = self._tree.lowers
        if any(
            " ".join(lowers[max(0, start - n) : start]) in context.not_prev for n in range(1, _PHRASE + 1)
        ):
            return False
        if any(" ".join(lowers[end : end + n]) in context.not_next for n in range(1, _PHRASE + 1)):
            return False
        if context.pos and self._tree.pos[end - 1] not in context.pos:
            return False
        if not (context.needs or context.labels):
            return True
        sentence = self._tree.sents[start]
        for label in context.labels:
            low, high = self._labels.get((sentence, label), (end, start))
            if low <= start or high >= end:
                return True
        places = self._places(sentence)
        return any(
            found[0] < start or found[1] >= end
            for found in map(places.get, context.needs & places.keys())
            if found is not None
        )

    def _places(self, sentence: int) -> dict[str, tuple[int, int]]:
        known = self._words.get(sentence)
        if known is None:
            known = self._words[sentence] = {}
            a, b = self._tree.bounds[sentence]
            for i in range(a, b):
                for word in (self._tree.lowers[i], self._tree.lemmas[i]):
                    known[word] = (known[word][0], i) if word in known else (i, i)
        return known
