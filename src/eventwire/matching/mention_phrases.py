"""Seeds into noun phrases: how far a mention reaches, what it swallows on the way, and what that makes of it."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.lexicon.mentions import MentionRule
from eventwire.matching.gazetteer import DEMONYM
from eventwire.matching.noun_phrase import start_of, top
from eventwire.matching.seeds import Seed, Taken, names_people, singular
from eventwire.matching.statehood import Statehood
from eventwire.matching.tree import Tree

_GROUPS = frozenset({"armed_group", "political_group"})
_ARMED = frozenset({"armed_group", "military", "police"})


class Phrases:
    """Compiled rules about phrases.

    Args:
        rules: all lines of `mentions/`.
    """

    def __init__(self, rules: Iterable[MentionRule]) -> None:
        lines = list(rules)
        self._statehood = Statehood(lines)
        self._words: dict[str, dict[str, str]] = {}
        for rule in lines:
            self._words.setdefault(rule.slot, {}).update(dict.fromkeys(rule.words, rule.id))

    def grow(self, tree: Tree, seeds: list[Seed], taken: Taken) -> None:
        """Give each seed its bounds and cover them in `taken`; what another one swallows, or what is no mention, is gone."""
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
                and singular(tree, after.end - 1) in self._words.get("group_of", {})
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
            often = self._words.get("often", {}) if seed.label == "WEAPON" else ()
            start = start_of(tree, seed.start, seed.head, taken.stop(seed.start), not_first=often)
            if taken.any(seed.start, seed.end):
                seed.gone = True
                continue
            self._settle(tree, seed, _possessor(tree, seed, start, at, taken), at, taken)
        for seed in live:
            if seed.gone or seed.top == seed.head or seed.start <= seed.top < seed.end:
                continue
            if seed.label == DEMONYM:
                continue
            if taken.any(seed.start, seed.end) or (seed.state and _opens_compound(tree, seed)):
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

    def _containers(self, tree: Tree, live: list[Seed], at: dict[int, Seed]) -> None:
        """A group or members "of ACTORS" are of their kind; "a group of houses" is no actor."""
        containers, members = self._words.get("container", {}), self._words.get("member", {})
        for seed in live:
            if seed.gone or not seed.generic or seed.label != "ACTOR" or seed.end >= len(tree):
                continue
            lemma = singular(tree, seed.end - 1)
            if tree.lowers[seed.end] != "of" or not (lemma in containers or lemma in members):
                continue
            for child in tree.children[seed.end]:
                if tree.deps[child] != "pobj":
                    continue
                inner = at.get(child)
                if inner is None or inner.label != "ACTOR":
                    seed.gone = lemma in containers
                elif inner.kind in _ARMED:
                    seed.kind, seed.rule = inner.kind, containers.get(lemma) or members[lemma]

    def _settle(self, tree: Tree, seed: Seed, start: int, at: dict[int, Seed], taken: Taken) -> None:
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
        if (
            seed.label == "PLACE"
            and seed.kind == "country"
            and start < seed.start
            and tree.lowers[start] in self._words.get("direction", {})
        ):
            seed.kind, seed.entry, seed.state = "region", None, ""
        seed.start = start
        if named is not None and seed.generic and seed.label == "ACTOR":
            self._group_by_name(tree, seed, named)
        taken.put(seed)

    def _group_by_name(self, tree: Tree, seed: Seed, named: Seed) -> None:
        rule = self._words.get("group_of", {}).get(singular(tree, seed.head))
        if (
            rule
            and named.kind in _GROUPS
            and named.entry
            and seed.kind
            in ("armed_group", "military", "organization", "political_group", "civilians", "person")
        ):
            seed.kind, seed.entry, seed.generic, seed.rule = named.kind, named.entry, False, rule

    def _of_name(self, tree: Tree, seed: Seed, at: dict[int, Seed]) -> None:
        """Take the name of the same place into the mention: "town of Komo"."""
        if seed.label != "PLACE" or seed.end >= len(tree) - 1 or tree.lowers[seed.end] != "of":
            return
        rule = self._words.get("name_of", {}).get(singular(tree, seed.end - 1))
        other = at.get(seed.end + 1)
        if (
            rule is None
            or other is None
            or other is seed
            or other.gone
            or other.generic
            or other.label != "PLACE"
        ):
            return
        if other.state and not other.seat:
            return  # "the province of Turkey" is no name of Turkey
        if any(
            tree.deps[k] in ("compound", "nmod") and tree.pos[k] == "PROPN" for k in tree.children[seed.head]
        ):
            return  # "Anbar province of western Iraq" has its name before it
        seed.kind, seed.rule = (other.kind if other.kind == "city" else seed.kind), rule
        seed.entry, seed.generic = None, False
        for i in range(other.start, other.end):
            at[i] = seed
        other.gone, seed.end = True, other.end

    def _demonym(self, tree: Tree, seed: Seed) -> bool:
        """Whether a country's adjective stands for the state ("Israeli strikes") or for people ("the French")."""
        rule = self._statehood.possessed(tree.lemmas[seed.top])
        if seed.top != seed.head and rule:
            seed.label, seed.kind, seed.rule = "ACTOR", "state", rule
            return True
        if seed.top != seed.head or not names_people(tree, seed.head):
            return False
        before = tree.lowers[seed.start - 1] if seed.start else ""
        seed.label, seed.rule = "ACTOR", "mention/people"
        seed.kind = "state" if before == "the" and tree.pos[seed.head] != "NOUN" else "person"
        if seed.kind == "person":
            seed.entry = None
        return True


def _opens_compound(tree: Tree, seed: Seed) -> bool:
    """Whether a name opens a compound adjective ("Panama-flagged", "Lagos-based")."""
    after = seed.end
    return (
        after + 1 < len(tree)
        and tree.words[after] == "-"
        and not tree.spaces[after]
        and tree.tags[after + 1][:2] == "VB"
    )


def _possessor(tree: Tree, seed: Seed, start: int, at: dict[int, Seed], taken: Taken) -> int:
    """The start of an actor's phrase with whoever has it ("Iraq's army" is what "Iraqi army" is)."""
    if seed.label != "ACTOR" or start < 2 or tree.tags[start - 1] != "POS":
        return start
    owner = at.get(start - 2)
    if (
        owner is None
        or owner.gone
        or owner.label not in ("ACTOR", "PLACE")
        or owner.end != start - 1
        or taken.any(owner.end, start)
    ):
        return start
    taken.clear(owner.start, owner.end)
    owner.gone = True
    return owner.start
