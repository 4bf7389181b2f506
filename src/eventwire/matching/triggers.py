"""Trigger rules over a parsed Doc: which words name an event, of which type, and which trigger-like words do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventwire.layers import TriggerValue
from eventwire.lexicon.triggers import Condition, IdiomLine, TriggerLine, WeaponMode, WordClass
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.senses import Senses
from eventwire.matching.tree import Tree

_WINDOW = 6  # tokens in which the words of a verb phrase must follow its verb
_MODIFYING = frozenset({"compound", "amod", "nmod"})
_DETERMINED = frozenset({"det", "poss", "nummod", "predet"})
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One phrase of one rule."""

    rest: tuple[str, ...]  # verb: the words after it; noun: the words before it, nearest last
    rule: TriggerLine | IdiomLine

    @property
    def order(self) -> tuple[int, int, str]:
        """Longest first, then priority, then id."""
        return (-len(self.rest), -self.rule.priority, self.rule.id)


@dataclass(slots=True)
class TriggerRules:
    """Compiled trigger rules.

    Attributes:
        verbs, nouns: lemma of the phrase's head → its entries in order. classes: slug → words. modes: weapon kind → mode.
    """

    verbs: dict[str, list[_Entry]] = field(default_factory=dict)
    nouns: dict[str, list[_Entry]] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """The triggers of a Doc in text order, and what was turned down."""

    triggers: list[TriggerValue]
    rejected: list[dict[str, object]]


def compile_triggers(
    rules: Sequence[TriggerLine | IdiomLine], classes: Sequence[WordClass], modes: Sequence[WeaponMode]
) -> TriggerRules:
    """Index rules by the lemma of their head.

    Raises:
        ValueError: for a condition that names an unknown class of words; its text names rule and class.
    """
    made = TriggerRules(
        classes={line.id.split("/", 1)[1]: frozenset(line.words) for line in classes},
        modes={line.kind: line.mode for line in modes},
    )
    for rule in rules:
        if isinstance(rule, TriggerLine):
            _check_classes(rule, made.classes)
        for phrase in rule.lemmas:
            words = phrase.split(" ")
            if rule.pos == "VERB":
                made.verbs.setdefault(words[0], []).append(_Entry(tuple(words[1:]), rule))
            else:
                made.nouns.setdefault(words[-1], []).append(_Entry(tuple(words[:-1]), rule))
    for index in (made.verbs, made.nouns):
        for entries in index.values():
            entries.sort(key=lambda e: e.order)
    return made


def _check_classes(rule: TriggerLine, classes: dict[str, frozenset[str]]) -> None:
    lists = [rule.sure, rule.reject, rule.needs, *rule.mode_if.values()]
    for condition in (c for part in lists for c in part):
        for values in condition.values():
            for value in values:
                bare = value.removeprefix("!")
                if bare.startswith("@") and bare[1:] not in classes:
                    raise ValueError(f"{rule.id}: no class/{bare[1:]} in words/classes.jsonl")


def find_triggers(tree: Tree, grammar: Grammar, fillers: Fillers, rules: TriggerRules) -> Found:
    """All triggers of a Doc.

    Two passes: rules whose conditions ask for other events ("died" beside an attack) see those that the first pass found.
    """
    return _Finder(tree, grammar, fillers, rules).run()


class _Finder:
    def __init__(self, tree: Tree, grammar: Grammar, fillers: Fillers, rules: TriggerRules) -> None:
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.rules = rules
        self.senses = Senses(tree, grammar, fillers, rules.classes)
        self.taken: dict[int, TriggerValue] = {}
        self.rejected: list[dict[str, object]] = []

    def run(self) -> Found:
        tree, verbs, nouns = self.tree, self.rules.verbs, self.rules.nouns
        later: list[tuple[int, bool, list[_Entry]]] = []
        for i, (pos, lemma) in enumerate(zip(tree.pos, tree.lemmas, strict=True)):
            if pos == "VERB":
                entries = verbs.get(lemma)
                noun = False
            elif pos == "NOUN" or pos == "PROPN":
                entries = nouns.get(lemma)
                if entries is None and pos == "PROPN" and lemma.endswith("s"):
                    entries = nouns.get(lemma[:-1])
                noun = True
            else:
                continue
            if entries is None:
                continue
            if any(_asks_for_events(e.rule) for e in entries):
                later.append((i, noun, entries))
            else:
                self._try(i, noun, entries)
        for i, noun, entries in later:
            self._try(i, noun, entries)
        found = [self.taken[i] for i in sorted(self.taken)]
        found = self._one_per_word(found)
        self._merge_into_nouns(found)
        self.rejected.sort(key=lambda row: (row["tokens"], row["rule"]))
        return Found(found, self.rejected)

    def _try(self, i: int, noun: bool, entries: list[_Entry]) -> None:
        reasons: list[dict[str, object]] = []
        for entry in entries:
            rest = self._phrase(i, noun, entry.rest)
            if rest is None:
                continue
            rule = entry.rule
            if isinstance(rule, IdiomLine):
                reasons.append(self._turned_down(i, rule.id, "idiom"))
                break
            why = self._why_not(i, noun, rule)
            if why is None:
                self._take(i, noun, rule, rest)
                return
            reasons.append(self._turned_down(i, rule.id, why))
        self.rejected.extend(reasons)

    @staticmethod
    def _turned_down(i: int, rule: str, why: str) -> dict[str, object]:
        return {"tokens": [i, i + 1], "rule": rule, "why": why}

    def _phrase(self, i: int, noun: bool, rest: tuple[str, ...]) -> list[int] | None:
        """Where the other words of a phrase stand, or None."""
        tree = self.tree
        if not rest:
            return []
        found: list[int] = []
        if noun:
            j = i - 1
            for word in reversed(rest):
                if j >= 0 and tree.words[j] == "-":
                    j -= 1
                if j < 0 or (tree.lemmas[j] != word and tree.lowers[j] != word):
                    return None
                found.append(j)
                j -= 1
            return found
        j = i
        for word in rest:
            for k in range(j + 1, min(j + _WINDOW, tree.bounds[tree.sents[i]][1])):
                if tree.lemmas[k] == word or tree.lowers[k] == word:
                    j = k
                    break
                if tree.pos[k] == "VERB" or tree.words[k] in (",", ";", ":", "."):
                    return None
            else:
                return None
            found.append(j)
        return found

    def _why_not(self, i: int, noun: bool, rule: TriggerLine) -> str | None:
        """Why a rule does not hold at `i`, or None where it does."""
        tree, senses = self.tree, self.senses
        if senses.holds(rule.sure, i, noun) is not None:
            return None
        name = self.fillers.inside.get(i)
        if name is not None and (tree.pos[i] == "PROPN" or self.fillers.rows[name]["head"] != i):
            return "inside a mention"
        if noun:
            why = self._why_no_incident(i, rule)
            if why is not None:
                return why
        elif tree.deps[i] in _MODIFYING:
            return "modifies a noun"
        bad = senses.holds(rule.reject, i, noun)
        if bad is not None:
            return "reject: " + _shown(bad)
        if rule.needs and senses.holds(rule.needs, i, noun) is None:
            return "needs: " + " or ".join(_shown(c) for c in rule.needs)
        return None

    def _why_no_incident(self, i: int, rule: TriggerLine) -> str | None:
        """Why a noun names no incident: it modifies another noun, or it is said in general."""
        tree, classes = self.tree, self.rules.classes
        if tree.deps[i] in _MODIFYING:
            h = tree.heads[i]
            if tree.lemmas[h] not in classes.get("shell", _NONE) and tree.lemmas[h] not in classes.get("party", _NONE):
                return "modifies a noun"
        if rule.count and tree.tags[i] in ("NN", "NNS"):
            own = [tree.deps[k] for k in tree.children[i]]
            if not any(dep in _DETERMINED for dep in own):
                h = tree.heads[i]
                above = tree.heads[h] if tree.deps[i] == "pobj" else h
                if tree.lemmas[above] in classes.get("guard", _NONE) or tree.lemmas[h] in classes.get("guard", _NONE):
                    return "said in general"
                if tree.tags[i] == "NN" and not own and tree.lowers[h] != "under":
                    return "said in general"
        return None

    def _take(self, i: int, noun: bool, rule: TriggerLine, rest: list[int]) -> None:
        tree, classes = self.tree, self.rules.classes
        first, last, head = i, i, i
        if noun:
            if rest:
                first = min(rest)
            h = tree.heads[i]
            if tree.deps[i] in _MODIFYING and tree.lemmas[h] in classes.get("shell", _NONE) and h > i:
                last = head = h
            while first > 0 and tree.lowers[first - 1] in classes.get("attempt", _NONE) and tree.heads[first - 1] in (i, head):
                first -= 1
        elif rest and max(rest) - i == len(rest):
            last = max(rest)
        self.senses.events.setdefault(tree.sents[i], set())
        if not rule.consequence:
            self.senses.events[tree.sents[i]].add(rule.type)
        modes = list(rule.modes)
        for mode, conditions in rule.mode_if.items():
            if mode not in modes and self.senses.holds(conditions, i, noun) is not None:
                modes.append(mode)
        if rule.type == "ASSAULT":
            modes.extend(mode for mode in self._weapon_modes(i, head, noun) if mode not in modes)
        self.taken[i] = TriggerValue(
            tokens=[first, last + 1],
            head=head,
            type=rule.type,
            modes=modes,
            rule=rule.id,
            noun=noun,
            consequence=rule.consequence,
            frame=rule.frame,
        )

    def _weapon_modes(self, i: int, head: int, noun: bool) -> list[str]:
        """Modes of the weapons that stand with the word itself."""
        grammar, fillers = self.grammar, self.fillers
        near = [*grammar.modifiers(i), *(grammar.doers(head) if noun else grammar.subjects(i))]
        if not noun:
            near += grammar.objects(i) if self.tree.lemmas[i] in self.rules.classes.get("launch", _NONE) else []
        near += [j for word, j in grammar.prepositions(head) if word in ("with", "by", "using", "from", "of", "involving")]
        found = []
        for j in near:
            if fillers.label(j) == "WEAPON":
                mode = self.rules.modes.get(fillers.kind(j) or "")
                if mode is not None and mode not in found:
                    found.append(mode)
        return found

    def _one_per_word(self, found: list[TriggerValue]) -> list[TriggerValue]:
        """Longest first where spans overlap; a noun inside the span of another is part of it."""
        kept: list[TriggerValue] = []
        covered: set[int] = set()
        for row in sorted(found, key=lambda r: (r["tokens"][0] - r["tokens"][1], r["tokens"][0])):
            words = range(*row["tokens"])
            if covered.isdisjoint(words):
                kept.append(row)
                covered.update(words)
        return sorted(kept, key=lambda r: r["tokens"])

    def _merge_into_nouns(self, found: list[TriggerValue]) -> None:
        """A verb that tells the effect of an event noun of its type ("the raid hit") adds to that event."""
        heads = {row["head"]: row for row in found if row["noun"]}
        for row in found:
            if row["noun"] or row["consequence"]:
                continue
            for j in self.grammar.subjects(row["head"]):
                other = heads.get(j)
                if other is not None and other["type"] == row["type"]:
                    row["consequence"] = True


def _asks_for_events(rule: TriggerLine | IdiomLine) -> bool:
    if isinstance(rule, IdiomLine):
        return False
    return any("event" in c or "article" in c for part in (rule.sure, rule.reject, rule.needs) for c in part)


def _shown(condition: Condition) -> str:
    return ", ".join(f"{slot} {'|'.join(values)}" for slot, values in condition.items())
