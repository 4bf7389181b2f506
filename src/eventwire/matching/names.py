"""Where mentions come from: the lexicon, the trained recognizer, and names after "near"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventwire.lexicon.mentions import MentionRule
from eventwire.matching.agreement import Agreement
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.noun_phrase import root_of
from eventwire.matching.person_names import add_last_names, join_titles
from eventwire.matching.seeds import Given, Seed, Taken, names_people
from eventwire.matching.tree import Tree

# label and kind of what the trained recognizer calls names
_RECOGNIZED = {
    "PERSON": ("ACTOR", "person"),
    "ORG": ("ACTOR", "organization"),
    "NORP": ("ACTOR", "civilians"),
    "GPE": ("PLACE", "city"),
    "LOC": ("PLACE", "region"),
    "FAC": ("PLACE", "facility"),
}
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"}
)


class Names:
    """Compiled rules about names.

    Args:
        rules: all lines of `mentions/`.
    """

    def __init__(self, rules: Iterable[MentionRule]) -> None:
        lines = list(rules)
        self._agreement = Agreement(lines)
        self._words: dict[str, dict[str, str]] = {}
        for rule in lines:
            self._words.setdefault(rule.slot, {}).update(dict.fromkeys(rule.words, rule.id))

    def seeds(
        self,
        tree: Tree,
        candidates: list[Given],
        recognized: list[Given],
        entries: Mapping[str, Mapping[str, Any]],
        taken: Taken,
    ) -> list[Seed]:
        """The seeds of an article in text order, without overlaps; tokens in `taken` stay free of them."""
        seeds: list[Seed] = []
        at: dict[int, Seed] = {}
        for given in candidates:
            if taken.any(given.start, given.end):
                continue
            seed = _from_lexicon(tree, given, entries.get(given.key) or {})
            if seed is not None:
                seeds.append(seed)
                for i in range(seed.start, seed.end):
                    at[i] = seed
        for given in recognized:
            if given.label in _RECOGNIZED and not taken.any(given.start, given.end):
                seed = self._from_recognizer(tree, given, at)
                if seed is not None:
                    seeds.append(seed)
                    for i in range(seed.start, seed.end):
                        at[i] = seed
        seeds = [s for s in seeds if not s.gone]
        join_titles(tree, seeds, at)
        add_last_names(tree, seeds, at)
        self._unknown_places(tree, seeds, at)
        self._agreement.settle(tree, seeds)
        return sorted((s for s in seeds if not s.gone), key=lambda s: s.start)

    def _from_recognizer(self, tree: Tree, given: Given, at: dict[int, Seed]) -> Seed | None:
        start, end = given.start, given.end
        while start < end and (tree.lowers[start] in _DETERMINERS or tree.pos[start] in ("PUNCT", "SPACE")):
            start += 1
        while end > start and (
            tree.tags[end - 1] == "POS"
            or (tree.pos[end - 1] in ("PUNCT", "SPACE") and tree.words[end - 1] != ".")
        ):
            end -= 1
        if start >= end:
            return None
        parts = self._words.get("not_name_part", {})
        if tree.lowers[start] in parts or (tree.lowers[end - 1] in parts and end - start > 1):
            return None
        if (
            given.label == "PERSON"
            and end + 1 < len(tree)
            and tree.words[end] == "-"
            and not tree.spaces[end]
        ):
            if tree.words[end + 1][:1].isupper() and end + 1 not in at:
                end += 2
        near = end - start > 1 and tree.lowers[start] in self._words.get("place_preposition", {})
        if near:
            start += 1
        if start >= end:
            return None
        if end - start == 1 and tree.lowers[start] in self._words.get("not_name", {}):
            return None
        label, kind = ("PLACE", "city") if near else _RECOGNIZED[given.label]
        seed = Seed(
            start, end, root_of(tree, start, end), label, kind, rule=f"ner/{given.label}", known=False
        )
        inside = list(dict.fromkeys(id(at[i]) for i in range(start, end) if i in at))
        known = [
            s for s in {id(at[i]): at[i] for i in range(start, end) if i in at}.values() if id(s) in inside
        ]
        if not known:
            if given.label == "NORP" and not names_people(tree, seed.head):
                return None
            return seed if _is_name(tree, start, end) else None
        if any(s.start < start or s.end > end for s in known):
            return None
        if any(s.start == start and s.end == end for s in known):
            return None
        if given.label == "NORP":
            return None
        if (
            all(s.title for s in known)
            and known[0].start == start
            and known[-1].end < end
            and given.label in ("PERSON", "ORG")
        ):
            seed.label, seed.kind = "ACTOR", "person"
        if given.label == "PERSON" or seed.kind == "person":
            # a title inside the name is handled with the other titles; any other known word speaks against a person
            if all(s.title for s in known):
                first = max((s.end for s in known if s.start == start), default=start)
                if first >= end:
                    return None
                seed.start, seed.head = first, root_of(tree, first, end)
                return seed
            if all(s.generic or s.label == DEMONYM for s in known) and known[-1].end < end:
                for s in known:
                    s.gone = True
                return seed
            return None if known[-1].end == end or not known[-1].generic else seed
        last = known[-1]
        if last.end == end and last.generic:
            seed.label, seed.kind, seed.entry, seed.known = last.label, last.kind, last.entry, True
        elif label == "ACTOR" and (
            kinds := [s for s in known if s.generic and s.label == "ACTOR" and not s.title]
        ):
            seed.kind, seed.entry = kinds[0].kind, kinds[0].entry
        elif label == "PLACE" and any(not s.generic and s.label == "ACTOR" for s in known):
            return None
        elif last.end == end and not last.generic and last.label != DEMONYM:
            return None  # "northern Iraq", "the new NATO": the name is known, the rest its modifiers
        for s in known:
            s.gone = True
        return seed

    def _unknown_places(self, tree: Tree, seeds: list[Seed], at: dict[int, Seed]) -> None:
        """Names after "near" are places, whatever the recognizer says."""
        words = self._words.get("place_preposition", {})
        for i, word in enumerate(tree.lowers):
            if (
                word not in words
                or tree.pos[i] not in ("ADP", "PROPN", "ADV", "ADJ", "SCONJ")
                or i + 1 >= len(tree)
            ):
                continue
            start = i + 1
            while start < len(tree) and tree.lowers[start] in _DETERMINERS:
                start += 1
            seed = at.get(start)
            if seed is not None:
                if not seed.known and seed.label == "ACTOR" and seed.start == start and word == "near":
                    seed.label, seed.kind, seed.rule = "PLACE", "city", words[word]
                continue
            if word != "near" or start != i + 1:
                continue
            end = start
            while end < len(tree) and tree.tags[end] == "NNP" and end not in at and end - start < 4:
                end += 1
            if end > start:
                seed = Seed(
                    start, end, root_of(tree, start, end), "PLACE", "city", rule=words[word], known=False
                )
                seeds.append(seed)
                for j in range(start, end):
                    at[j] = seed


def _from_lexicon(tree: Tree, given: Given, entry: Mapping[str, Any]) -> Seed | None:
    start, end = given.start, given.end
    if tree.lowers[start] in ("the", "both") and end - start > 1:
        start += 1
    generic = bool(entry.get("generic"))
    head = root_of(tree, start, end)
    if (
        generic
        and given.label != DEMONYM
        and tree.pos[end - 1] not in _NOUNS
        and tree.pos[head] not in _NOUNS
    ):
        # "the wounded", "the accused": an adjective or participle with a noun's function
        determined = start > 0 and tree.lowers[start - 1] in _DETERMINERS
        if not determined or tree.deps[end - 1] not in _NOMINAL or given.label != "ACTOR":
            return None
    seed = Seed(
        start,
        end,
        head,
        given.label,
        entry.get("kind"),
        given.key or None,
        generic=generic,
        rule=given.key,
    )
    seed.title = given.key.startswith("title/")
    if given.label == "PLACE" and entry.get("kind") == "country":
        seed.state = given.key
    elif given.key.startswith("seat/"):
        seed.state, seed.seat, seed.entry = str(entry.get("state") or ""), True, None
    return seed


def _is_name(tree: Tree, start: int, end: int) -> bool:
    """Whether a recognized span has a capital letter."""
    return any(tree.words[i][:1].isupper() for i in range(start, end))
