"""One non-overlapping layer of mentions out of names, nouns, recognized entities, dates and quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventwire.lexicon.mentions import MentionRule
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.noun_phrase import root_of, start_of, top
from eventwire.matching.statehood import Statehood
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
_FIXED = frozenset({"ACTOR", "WEAPON", "PLACE"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_GROUPS = frozenset({"armed_group", "political_group"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"}
)


@dataclass(frozen=True, slots=True)
class Given:
    """A span that an earlier step found: half-open tokens, its label, and the lexicon id, value id or nothing."""

    start: int
    end: int
    label: str
    key: str = ""


@dataclass(slots=True)
class Mention:
    """A mention: half-open tokens, head token, and the columns of the mentions table."""

    start: int
    end: int
    head: int
    label: str
    kind: str | None = None
    entry: str | None = None
    value: str | None = None
    generic: bool = False
    rule: str = ""


@dataclass(slots=True)
class _Seed(Mention):
    title: bool = False  # a post or rank
    titled: bool = False  # a name after a post or rank
    state: str = ""  # id of the country that may be meant
    seat: bool = False
    known: bool = True  # from the lexicon rather than recognized
    top: int = -1
    under: list[_Seed] = field(default_factory=list)  # seeds that modify it
    gone: bool = False  # absorbed by another


class Finder:
    """Compiled mention rules.

    Args:
        rules: all lines of `mentions/`.
    """

    def __init__(self, rules: Iterable[MentionRule]) -> None:
        lines = list(rules)
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
    ) -> list[Mention]:
        """The mentions of an article, in text order.

        Args:
            candidates: the gazetteer's, with lexicon ids. recognized: `doc.ents` before this step; those labelled ACTOR, WEAPON or
                PLACE were put there by a rule of the user's and are kept as they are.
            dates, quantities: with their value ids. entries: lexicon entries by id.
        """
        fixed = [
            Mention(
                g.start, g.end, root_of(tree, g.start, g.end), g.label, rule="upstream", entry=g.key or None
            )
            for g in recognized
            if g.label in _FIXED
        ]
        taken = _Taken(len(tree))
        for mention in fixed:
            taken.put(mention)
        seeds = self._seeds(tree, candidates, recognized, entries, taken)
        values = self._values(tree, dates, quantities, seeds, taken)
        self._phrases(tree, seeds, taken)
        found = [s for s in seeds if not s.gone]
        self._states(tree, found)
        found = [s for s in found if s.label != DEMONYM]
        return sorted([*fixed, *values, *found], key=lambda m: m.start)

    # seeds -----------------------------------------------------------------------------------------------------

    def _seeds(
        self,
        tree: Tree,
        candidates: list[Given],
        recognized: list[Given],
        entries: Mapping[str, Mapping[str, Any]],
        taken: _Taken,
    ) -> list[_Seed]:
        seeds: list[_Seed] = []
        at: dict[int, _Seed] = {}
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
        self._titled(tree, seeds, at)
        self._unknown_places(tree, seeds, at)
        self._agree(tree, seeds)
        return sorted((s for s in seeds if not s.gone), key=lambda s: s.start)

    def _from_recognizer(self, tree: Tree, given: Given, at: dict[int, _Seed]) -> _Seed | None:
        start, end = given.start, given.end
        while start < end and (tree.lowers[start] in _DETERMINERS or tree.pos[start] in ("PUNCT", "SPACE")):
            start += 1
        while end > start and (tree.tags[end - 1] == "POS" or tree.pos[end - 1] in ("PUNCT", "SPACE")):
            end -= 1
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
        seed = _Seed(
            start, end, root_of(tree, start, end), label, kind, rule=f"ner/{given.label}", known=False
        )
        inside = list(dict.fromkeys(id(at[i]) for i in range(start, end) if i in at))
        known = [
            s for s in {id(at[i]): at[i] for i in range(start, end) if i in at}.values() if id(s) in inside
        ]
        if not known:
            if given.label == "NORP" and not _names_people(tree, seed.head):
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
            and given.label != "NORP"
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

    def _titled(self, tree: Tree, seeds: list[_Seed], at: dict[int, _Seed]) -> None:
        """Join titles with the names after them."""
        for title in [s for s in seeds if s.title and not s.gone]:
            nxt = at.get(title.end)
            if nxt is not None and nxt.gone:
                nxt = None
            if nxt is not None and nxt.kind == "person" and not nxt.title and not nxt.generic:
                nxt.start, nxt.titled, title.gone = title.start, True, True
                for i in range(title.start, title.end):
                    at[i] = nxt
                self._more_titles(tree, nxt, at)
                continue
            if nxt is None or (not nxt.known and nxt.label == "ACTOR" and nxt.kind != "person"):
                end = title.end
                end = _name_end(
                    tree, end, {i for i in (end, end + 1, end + 2, end + 3) if at.get(i) not in (None, nxt)}
                )
                if end > title.end and (title.end - title.start > 1 or tree.words[title.start][0].isupper()):
                    if nxt is not None:
                        nxt.gone = True
                    title.head = end - 1
                    title.end, title.generic, title.title, title.titled = end, False, False, True
                    title.rule, title.entry = "mention/titled", None
                    for i in range(title.start, end):
                        at[i] = title
                    self._more_titles(tree, title, at)
                    continue
            if not title.generic:
                title.gone = True  # an honorific without a name

    def _more_titles(self, tree: Tree, person: _Seed, at: dict[int, _Seed]) -> None:
        while (
            (before := at.get(person.start - 1)) is not None
            and before.title
            and before is not person
            and not before.gone
        ):
            person.start, before.gone = before.start, True
            for i in range(before.start, before.end):
                at[i] = person

    def _unknown_places(self, tree: Tree, seeds: list[_Seed], at: dict[int, _Seed]) -> None:
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
                seed = _Seed(
                    start, end, root_of(tree, start, end), "PLACE", "city", rule=words[word], known=False
                )
                seeds.append(seed)
                for j in range(start, end):
                    at[j] = seed

    def _agree(self, tree: Tree, seeds: list[_Seed]) -> None:
        """Give an unknown name one meaning in the whole article: the one that the recognizer and the syntax favour."""
        votes: dict[str, dict[str, float]] = {}
        open_names: list[tuple[_Seed, str]] = []
        for seed in seeds:
            if seed.gone or (seed.known and seed.rule != "mention/titled"):
                continue
            words = tree.lowers[seed.start : seed.end]
            if seed.kind == "person":
                for i in range(seed.start, seed.end):
                    if tree.words[i][:1].isupper() and seed.end - seed.start > 1:
                        votes.setdefault(tree.lowers[i], {}).setdefault("person", 0.0)
                        votes[tree.lowers[i]]["person"] += 1.5 if i == seed.end - 1 else 0.75
            if (
                seed.end - seed.start > 3
                or seed.titled
                or (seed.kind == "person" and seed.end - seed.start > 1)
            ):
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
            best = max(sorted(tally), key=lambda kind: (tally[kind], kind == mine))
            if (
                best == mine
                or tally[best] <= tally.get(mine, 0.0)
                or best not in ("person", "place", "organization")
            ):
                continue
            if best == "place":
                seed.label, seed.kind = "PLACE", "city"
            else:
                seed.label, seed.kind = "ACTOR", best
            seed.rule = "mention/agreement"

    def _signs(self, tree: Tree, seed: _Seed) -> list[tuple[str, float]]:
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
            elif tree.lowers[up] == "of" and _singular(tree, tree.heads[up]) in self._words.get(
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

    # values ----------------------------------------------------------------------------------------------------

    def _values(
        self, tree: Tree, dates: list[Given], quantities: list[Given], seeds: list[_Seed], taken: _Taken
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

    # phrases ---------------------------------------------------------------------------------------------------

    def _phrases(self, tree: Tree, seeds: list[_Seed], taken: _Taken) -> None:
        live = [s for s in seeds if not s.gone]
        at = {i: s for s in live for i in range(s.start, s.end)}
        for seed in live:
            seed.top = top(tree, seed.head)
            over = at.get(seed.top)
            if over is not None and over is not seed and seed.label != DEMONYM:
                over.under.append(seed)
        for seed in live:
            after = at.get(seed.end)
            if (
                after is not None
                and after.start == seed.end
                and after not in (seed, *seed.under)
                and seed not in after.under
                and seed.kind in _GROUPS
                and not seed.generic
                and seed.known
                and after.generic
                and after.label == "ACTOR"
                and _singular(tree, after.end - 1) in self._words.get("group_of", {})
            ):
                after.under.append(seed)
                after.start, seed.gone = seed.start, True
                self._group_by_name(tree, after, seed)
                for i in range(seed.start, seed.end):
                    at[i] = after
        self._containers(tree, live, at)
        live = [s for s in live if not s.gone]
        demonyms = {i for s in live if s.label == DEMONYM for i in range(s.start, s.end)}
        # nouns that head a phrase before words that only modify one
        heads = [s for s in live if s.label != DEMONYM and (s.top == s.head or s.start <= s.top < s.end)]
        for seed in heads:
            if seed.gone:
                continue
            self._of_name(tree, seed, at)
            start = start_of(tree, seed.start, seed.head, taken.stop(seed.start))
            if taken.any(seed.start, seed.end):
                seed.gone = True
                continue
            self._settle(tree, seed, _possessor(tree, seed, start, at, taken), at, taken)
        for seed in live:
            if seed.gone or seed.top == seed.head or seed.start <= seed.top < seed.end:
                continue
            if seed.label == DEMONYM:
                continue
            if taken.any(seed.start, seed.end):
                seed.gone = True
                continue
            low = max(
                taken.stop(seed.start),
                max((d + 1 for d in demonyms if d < seed.start and d >= seed.start - 6), default=0),
            )
            start = start_of(tree, seed.start, seed.head, low, compound=True) if seed.generic else seed.start
            self._settle(tree, seed, start, at, taken)
        for seed in live:
            if seed.label != DEMONYM or seed.gone:
                continue
            if taken.any(seed.start, seed.end) or not self._demonym(tree, seed):
                seed.gone = True
            else:
                taken.put(seed)

    def _containers(self, tree: Tree, live: list[_Seed], at: dict[int, _Seed]) -> None:
        """ "a group of rebels" is one actor; "a group of houses" is none."""
        words = self._words.get("container", {})
        for seed in live:
            if seed.gone or not seed.generic or seed.label != "ACTOR" or seed.end >= len(tree) - 1:
                continue
            rule = words.get(_singular(tree, seed.end - 1))
            if rule is None or tree.lowers[seed.end] != "of":
                continue
            inner = None
            for child in tree.children[seed.end]:
                if tree.deps[child] == "pobj":
                    inner = at.get(child)
                    if inner is None or inner.label != "ACTOR":
                        seed.gone = True
                        inner = None
            if inner is not None and not inner.gone and inner.start > seed.end and not inner.title:
                seed.kind, seed.entry, seed.rule = inner.kind, inner.entry, rule
                seed.generic = inner.generic
                for i in range(seed.end, inner.end):
                    if i in at:
                        at[i].gone = True
                    at[i] = seed
                seed.end = inner.end

    def _settle(self, tree: Tree, seed: _Seed, start: int, at: dict[int, _Seed], taken: _Taken) -> None:
        """Fix the bounds of a phrase, and let it swallow the seeds inside."""
        named = None
        for i in range(start, seed.end):
            other = at.get(i)
            if other is not None and other is not seed and not other.gone:
                if not other.known and (other.rule == "ner/ORG" or seed.label == "PLACE"):
                    seed.generic = False
                    if seed.kind == "area":
                        seed.kind = "region"
                if other.label == "ACTOR" and not other.generic and not other.title and other.known:
                    named = other
                other.gone = True
                if other.start < start and not taken.any(other.start, start):
                    start = other.start
        seed.start = start
        if named is not None and seed.generic and seed.label == "ACTOR":
            self._group_by_name(tree, seed, named)
        taken.put(seed)

    def _group_by_name(self, tree: Tree, seed: _Seed, named: _Seed) -> None:
        rule = self._words.get("group_of", {}).get(_singular(tree, seed.head))
        if (
            rule
            and named.kind in _GROUPS
            and named.entry
            and seed.kind
            in ("armed_group", "military", "organization", "political_group", "civilians", "person")
        ):
            seed.kind, seed.entry, seed.generic, seed.rule = named.kind, named.entry, False, rule

    def _of_name(self, tree: Tree, seed: _Seed, at: dict[int, _Seed]) -> None:
        """Take "of NAME" into the mention where it is part of the name."""
        if seed.end >= len(tree) - 1 or tree.lowers[seed.end] != "of" or seed.label == "WEAPON":
            return
        lemma = _singular(tree, seed.end - 1)
        rule = self._words.get("name_of", {}).get(lemma)
        member = self._words.get("member", {}).get(lemma)
        if not (rule or member):
            return
        first = seed.end + 1
        while first < len(tree) and tree.lowers[first] == "the":
            first += 1
        other = at.get(first)
        if other is None:
            return
        while (
            other.end in at
            and at[other.end] is not other
            and at[other.end].head > other.head
            and other.top == at[other.end].head
        ):
            other = at[other.end]
        if other is seed or other.gone or other.generic or other.title or other.label in ("WEAPON", DEMONYM):
            return
        head = seed.head
        if seed.label == "PLACE" and other.label == "PLACE":
            seed.kind = other.kind if other.kind == "city" else seed.kind
            seed.entry, seed.generic = None, False
        if member and other.kind in _GROUPS:
            seed.entry, seed.kind, seed.generic = other.entry, other.kind, False
        for i in range(first, other.end):
            inner = at.get(i)
            if inner is not None and inner is not seed:
                inner.gone = True
            at[i] = seed
        seed.end, seed.head = other.end, head

    def _demonym(self, tree: Tree, seed: _Seed) -> bool:
        """Whether a country's adjective stands for the state ("Israeli strikes") or for people ("the French")."""
        rule = self._statehood.possessed(tree.lemmas[seed.top])
        if seed.top != seed.head and rule:
            seed.label, seed.kind, seed.rule = "ACTOR", "state", rule
            return True
        if seed.top != seed.head or not _names_people(tree, seed.head):
            return False
        before = tree.lowers[seed.start - 1] if seed.start else ""
        seed.label, seed.rule = "ACTOR", "mention/people"
        seed.kind = "state" if before == "the" and tree.pos[seed.head] != "NOUN" else "person"
        if seed.kind == "person":
            seed.entry = None
        return True

    # states ----------------------------------------------------------------------------------------------------

    def _states(self, tree: Tree, found: list[_Seed]) -> None:
        actors = {s.head for s in found if s.label == "ACTOR"}
        for seed in found:
            if not seed.state or seed.label != "PLACE":
                continue
            if tree.lemmas[seed.head] != tree.lemmas[seed.end - 1] or seed.kind not in ("country", "city"):
                continue
            rule = self._statehood.state(tree, seed.head, seat=seed.seat, actors=actors)
            if rule:
                seed.label, seed.kind, seed.entry, seed.rule = "ACTOR", "state", seed.state, rule
                actors.add(seed.head)


class _Taken:
    """Which tokens a mention covers already."""

    def __init__(self, length: int) -> None:
        self._by = bytearray(length)

    def any(self, start: int, end: int) -> bool:
        return any(self._by[start:end])

    def put(self, mention: Mention) -> None:
        self._by[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)

    def stop(self, start: int) -> int:
        """One past the last covered token before `start`."""
        return self._by.rfind(1, 0, start) + 1


def _from_lexicon(tree: Tree, given: Given, entry: Mapping[str, Any]) -> _Seed | None:
    start, end = given.start, given.end
    if tree.lowers[start] == "the" and end - start > 1:
        start += 1
    generic = bool(entry.get("generic"))
    if generic and given.label != DEMONYM and tree.pos[end - 1] not in _NOUNS:
        # "the wounded", "the accused": an adjective or participle with a noun's function
        determined = start > 0 and tree.lowers[start - 1] in _DETERMINERS
        if not determined or tree.deps[end - 1] not in _NOMINAL or given.label != "ACTOR":
            return None
    seed = _Seed(
        start,
        end,
        root_of(tree, start, end),
        given.label,
        entry.get("kind"),
        given.key or None,
        generic=generic,
        rule=given.key,
    )
    seed.title = given.key.startswith("title/")
    if given.key.startswith("country/") and entry.get("kind") == "country":
        seed.state = given.key
    elif given.key.startswith("seat/"):
        seed.state, seed.seat, seed.entry = str(entry.get("state") or ""), True, None
    return seed


def _possessor(tree: Tree, seed: _Seed, start: int, at: dict[int, _Seed], taken: _Taken) -> int:
    """The start of an actor's phrase with the country that has it ("Iraq's army" is what "Iraqi army" is)."""
    if seed.label != "ACTOR" or start < 2 or tree.tags[start - 1] != "POS":
        return start
    owner = at.get(start - 2)
    if (
        owner is None
        or owner.gone
        or not owner.state
        or owner.end != start - 1
        or taken.any(owner.start, start)
    ):
        return start
    return owner.start


def _name_end(tree: Tree, i: int, closed: set[int]) -> int:
    """Where a person's name that begins at token `i` ends: proper nouns, also after a hyphen, at most four.

    Args:
        closed: tokens that belong to something else.
    """
    end = i
    while end < len(tree) and end not in closed and end - i < 6:
        if tree.tags[end] in ("NNP", "NNPS") and tree.words[end][:1].isupper():
            end += 1
        elif (
            end > i
            and tree.words[end] == "-"
            and tree.words[end + 1 : end + 2]
            and tree.words[end + 1][:1].isupper()
        ):
            end += 2
        else:
            break
    return end


def _names_people(tree: Tree, head: int) -> bool:
    """Whether a word of origin stands as a noun: plural, or with a noun's function."""
    if tree.deps[head] in (
        "amod",
        "compound",
        "nmod",
        "npadvmod",
        "acomp",
        "attr",
        "advmod",
        "punct",
        "ROOT",
        "dep",
    ):
        return tree.tags[head] in ("NNS", "NNPS") and tree.deps[head] not in ("amod", "compound", "nmod")
    return tree.deps[head] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "appos", "dative")


def _singular(tree: Tree, i: int) -> str:
    """The lemma of a noun; the tagger leaves capitalized plurals ("Members") as they are."""
    lemma = tree.lemmas[i]
    if (
        lemma == tree.lowers[i]
        and tree.tags[i] in ("NNPS", "NNS", "NNP")
        and lemma.endswith("s")
        and len(lemma) > 3
    ):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def _is_name(tree: Tree, start: int, end: int) -> bool:
    """Whether a recognized span has a capital letter."""
    return any(tree.words[i][:1].isupper() for i in range(start, end))
