"""Known names and nouns in a text: one automaton over all forms, one regular expression over all designations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from eventwire.lexicon.entries import DesignationEntry, GazetteerEntry, PlaceEntry
from eventwire.matching.gazetteer_context import Context, Form, context_of, in_context
from eventwire.matching.tree import Tree

DEMONYM = "DEMONYM"  # label of a country's adjective: it modifies, and is no mention of its own
# Characters that print the same form differently, one for one.
_SAME = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "–": "-", "‑": "-", "‐": "-", "\n": " ", "\t": " ", "\xa0": " "}
)
_NOT_CARRIED = {
    "forms", "examples", "not_examples", "source", "disabled", "priority", "needs", "not_prev", "not_next", "pos",
    "pattern", "anchors", "demonyms", "demonym_nouns", "metonyms",
}  # fmt: skip
_DIGIT = re.compile(r"[0-9]")
_SHOUTED = 5  # letters; shorter forms in capitals are mostly other words
_AROUND = 4  # tokens on both sides of one with a digit or of an anchor in which a designation may lie


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: half-open token indices, label, and lexicon id."""

    start: int
    end: int
    label: str
    entry: str


class _Designated:
    """Some designations as one regular expression."""

    def __init__(self, known: list[DesignationEntry]) -> None:
        self.known = known
        self._forms = [Form(None, d.label, d.id, (d.priority, 0), context_of(d)) for d in known]
        self._pattern = re.compile(
            "|".join(f"(?P<g{i}>(?<![A-Za-z0-9])(?:{d.pattern})(?![A-Za-z0-9]))" for i, d in enumerate(known))
            or r"(?!)"
        )

    def find(
        self, plain: str, begin: int, stop: int, first: dict[int, int], last: dict[int, int]
    ) -> list[tuple[int, int, Form]]:
        """The matches in `plain[begin:stop]` that begin and end with a token."""
        found = []
        for match in self._pattern.finditer(plain, begin, stop):
            start, end = match.span()
            if start in first and end in last:
                found.append((first[start], last[end], self._forms[int((match.lastgroup or "g0")[1:])]))
        return found


class Gazetteer:
    """Compiled gazetteer.

    Args:
        entries: the lines of all gazetteer files; ids are unique.
    """

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        self._forms: dict[str, list[Form]] = {}
        self._entries: dict[str, GazetteerEntry | dict[str, object]] = {}
        designations: list[DesignationEntry] = []
        for entry in entries:
            if isinstance(entry, DesignationEntry):
                if not entry.modifier:
                    designations.append(entry)
                    self._entries[entry.id] = entry
                continue
            self._entries[entry.id] = entry
            context = context_of(entry)
            self._add(entry.forms, entry, context, entry.label, entry.id)
            if isinstance(entry, PlaceEntry):
                self._add_people(entry, context)
        self._patterns = sorted(self._forms)
        self._automaton = AhoCorasick(self._patterns or ["\x00"])
        self._designated = _Designated(designations)
        self._anchors = frozenset(word for d in designations for word in d.anchors)

    def entry(self, identifier: str) -> dict[str, object]:
        """What a Doc carries of an entry; made at the first match, since an article needs a few dozen of five thousand."""
        entry = self._entries[identifier]
        if not isinstance(entry, dict):
            entry = self._entries[identifier] = _plain(entry)
        return entry

    def find(self, text: str, tree: Tree) -> list[Hit]:
        """The matches that begin and end with a token, without overlaps: longest first, then priority, then id.

        Args:
            text: the text that the tree is of.
        """
        if not len(tree):
            return []
        first = {start: i for i, start in enumerate(tree.starts)}
        last = {end: i + 1 for i, end in enumerate(tree.ends)}
        plain = text.translate(_SAME)
        raw: list[tuple[int, int, Form]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(_lower(plain), overlapping=True):
            if start not in first or end not in last:
                continue
            for form in self._forms[self._patterns[number]]:
                if (
                    form.exact is None
                    or plain.startswith(form.exact, start)
                    or _shouted(form.exact, plain, start)
                ):
                    raw.append((first[start], last[end], form))
        if self._designated.known:
            raw.extend(self._designated_in(plain, tree, first, last))
        kept = _without_overlaps(raw)
        if any(form.context for _, _, form in kept):
            kept = _without_overlaps(in_context(raw, tree))
        return [Hit(start, end, form.label, form.entry) for start, end, form in kept]

    def _add(
        self,
        forms: Iterable[str],
        entry: GazetteerEntry,
        context: Context | None,
        label: str,
        identifier: str,
    ) -> None:
        known = self._forms
        # The two kinds that an entry's forms can be of, made once: there are twenty thousand forms to be read at every start.
        caseless = (entry.priority, False)
        cased = (entry.priority, True)
        as_printed = Form(None, label, identifier, caseless, context)
        for form in forms:
            written = form if form.isascii() else form.translate(_SAME)
            low = written.lower() if written.isascii() else _lower(written)
            new = as_printed if written == low else Form(written, label, identifier, cased, context)
            same = known.get(low)
            if same is None:
                known[low] = [new]
            elif new not in same:
                same.append(new)

    def _add_people(self, entry: PlaceEntry, context: Context | None) -> None:
        """A country's adjectives, its people, and the seats of its government."""
        code = entry.id.split("/", 1)[1]
        self._add(entry.demonyms, entry, context, DEMONYM, entry.id)
        if entry.demonym_nouns:
            people = f"people/{code}"
            self._entries[people] = {
                "id": people,
                "label": "ACTOR",
                "kind": "civilians",
                "name": entry.demonym_nouns[0],
                "country": entry.country,
                "sector": "CVL",
                "generic": False,
            }
            self._add(entry.demonym_nouns, entry, context, "ACTOR", people)
        if entry.metonyms:
            seat = f"seat/{code}"
            self._entries[seat] = {
                "id": seat,
                "label": "PLACE",
                "kind": "city",
                "name": entry.metonyms[0],
                "country": entry.country,
                "state": entry.id,
                "generic": False,
            }
            self._add(entry.metonyms, entry, context, "PLACE", seat)

    def _designated_in(
        self, plain: str, tree: Tree, first: dict[int, int], last: dict[int, int]
    ) -> list[tuple[int, int, Form]]:
        """Designations contain a digit or one of their anchors: only the surroundings of those are searched."""
        found: list[tuple[int, int, Form]] = []
        done = 0
        anchors = self._anchors
        for i, word in enumerate(tree.words):
            if i < done or not (word in anchors or _DIGIT.search(word)):
                continue
            stop = min(len(tree), i + 1 + _AROUND)
            for j in range(i + 1, min(len(tree), i + 40)):
                if j >= stop:
                    break
                if tree.words[j] in anchors or _DIGIT.search(tree.words[j]):
                    stop = min(len(tree), j + 1 + _AROUND)
            begin = max(done, i - _AROUND)
            found.extend(self._designated.find(plain, tree.starts[begin], tree.ends[stop - 1], first, last))
            done = stop
        return found


def _shouted(form: str, plain: str, start: int) -> bool:
    """Whether a form with a capital letter stands there in capitals throughout, as in headings ("ECUADOR:")."""
    return len(form) >= _SHOUTED and plain.startswith(form.upper(), start) and not form.isupper()


def _lower(text: str) -> str:
    """The text in lower case, character for character (some capitals have two lower-case characters)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _plain(entry: GazetteerEntry) -> dict[str, object]:
    """What the Doc carries of an entry."""
    return {"generic": False, **entry.model_dump(mode="json", exclude=_NOT_CARRIED)}


def _without_overlaps(raw: list[tuple[int, int, Form]]) -> list[tuple[int, int, Form]]:
    """The longest, then highest-ranked, then first by id of matches that overlap; in text order."""
    order = sorted(
        raw, key=lambda m: (m[0] - m[1], -m[2].rank[0], -m[2].rank[1], m[2].entry, m[2].label, m[0])
    )
    taken: set[int] = set()
    kept = []
    for match in order:
        tokens = range(match[0], match[1])
        if not any(i in taken for i in tokens):
            taken.update(tokens)
            kept.append(match)
    return sorted(kept, key=lambda m: m[0])
