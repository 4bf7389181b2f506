"""Trigger rules over a parsed Doc: which words name an event, of which type, and which trigger-like words do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from eventwire.layers import TriggerValue
from eventwire.lexicon.triggers import IdiomLine, TriggerLine
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.senses import Senses
from eventwire.matching.standing import Standing
from eventwire.matching.tree import Tree
from eventwire.matching.trigger_phrases import goes_on, head, phrase
from eventwire.matching.trigger_revision import revised
from eventwire.matching.trigger_rules import (
    Entry,
    TriggerRules,
    TurnedDown,
    is_consequence,
    shown,
)
from eventwire.matching.trigger_scorer import ADMITTED, Verdict

_MODIFYING = frozenset({"compound", "amod", "nmod"})
_DETERMINED = frozenset({"det", "poss", "nummod", "predet"})
_NONE: frozenset[str] = frozenset()

Judge = Callable[["Found"], Sequence[Verdict]]
"""What thinks otherwise than the rules about some words of a Doc."""


@dataclass(slots=True)
class Found:
    """The triggers of a Doc in text order, and what was turned down.

    Attributes:
        open: turned down by conditions alone, so that a scorer may look at it again; idioms, for one, are not.
    """

    triggers: list[TriggerValue]
    rejected: list[dict[str, Any]]
    open: list[TurnedDown]


def find_triggers(
    tree: Tree, grammar: Grammar, fillers: Fillers, rules: TriggerRules, judge: Judge | None = None
) -> Found:
    """All triggers of a Doc.

    Rules whose conditions ask for other events ("died" beside an attack) are tried after the others, consequences last.

    Args:
        judge: a second opinion on what the rules found, turned down and passed over; None leaves it so.
    """
    finder = _Finder(tree, grammar, fillers, rules)
    found = finder.run()
    verdicts = [] if judge is None else judge(found)
    if verdicts:
        finder.revise(verdicts)
        found = finder.found()
    return found


class _Finder:
    def __init__(self, tree: Tree, grammar: Grammar, fillers: Fillers, rules: TriggerRules) -> None:
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.rules = rules
        self.senses = Senses(tree, grammar, fillers, rules.sought)
        self.standing = Standing(tree, fillers, rules.classes)
        self.taken: dict[int, TriggerValue] = {}
        self.rejected: list[dict[str, Any]] = []
        self.open: list[TurnedDown] = []

    def run(self) -> Found:
        tree, verbs, nouns, late = self.tree, self.rules.verbs, self.rules.nouns, self.rules.late
        later: list[tuple[bool, int, bool, list[Entry]]] = []
        for i, (pos, lemma) in enumerate(zip(tree.pos, tree.lemmas, strict=True)):
            if pos == "VERB":
                entries = verbs.get(lemma)
                noun = False
            elif pos == "NOUN" or pos == "PROPN":
                entries = nouns.get(lemma)
                if tree.lowers[i] != lemma and tree.lowers[i] in nouns:  # a rule of the plural only: "talks"
                    entries = sorted([*nouns[tree.lowers[i]], *(entries or ())], key=lambda e: e.order)
                if entries is None and pos == "PROPN" and lemma.endswith("s"):
                    entries = nouns.get(lemma[:-1])
                noun = True
            else:
                continue
            if entries is None:
                continue
            if any(e.rule.id in late for e in entries):
                later.append((all(is_consequence(e.rule) for e in entries), i, noun, entries))
            else:
                self._try(i, noun, entries)
        for _, i, noun, entries in sorted(later, key=lambda x: x[:2]):
            self._try(i, noun, entries)
        return self.found()

    def found(self) -> Found:
        """What stands after the words tried so far."""
        found = self._one_per_word([self.taken[i] for i in sorted(self.taken)])
        self._merge_into_nouns(found)
        self.rejected.sort(key=lambda row: (row["tokens"], row["rule"]))
        covered = {i for row in found for i in range(*row["tokens"])}
        still = [t for t in self.open if t.at not in covered and covered.isdisjoint(t.words)]
        return Found(found, self.rejected, sorted(still, key=lambda t: (t.at, t.line.id)))

    def revise(self, verdicts: Sequence[Verdict]) -> None:
        """Follow a second opinion."""
        self.taken, self.rejected = revised(self.taken, self.rejected, verdicts, self._admitted)

    def _try(self, i: int, noun: bool, entries: list[Entry]) -> None:
        reasons: list[dict[str, object]] = []
        again: list[TurnedDown] = []
        for entry in entries:
            rest = phrase(self.tree, i, noun, entry.rest)
            if rest is None or not goes_on(self.tree, i, entry.after):
                continue
            rule = entry.rule
            if isinstance(rule, IdiomLine):
                reasons.append(self._turned_down(i, rule.id, "idiom"))
                break
            at = head(self.tree, i, rest) if noun else i
            why = self._why_not(at, noun, rule)
            if why is None:
                state = self.standing.why(at)
                if (
                    state is not None
                ):  # a scorer is not asked again: the word is an event's, but nothing happened
                    reasons.append(self._turned_down(i, rule.id, state))
                    break
                self.taken[at] = self._row(at, noun, rule, [i, *rest] if noun else rest)
                return
            reasons.append(self._turned_down(i, rule.id, why))
            again.append(TurnedDown(at, noun, tuple([i, *rest] if noun else rest), rule, why))
        else:
            if again and self.standing.why(i) is None:
                self.open.extend(again)
        self.rejected.extend(reasons)

    @staticmethod
    def _turned_down(i: int, rule: str, why: str) -> dict[str, object]:
        return {"tokens": [i, i + 1], "rule": rule, "why": why}

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
        if rule.consequence and self._nobody(i, noun):
            return "nobody was harmed"
        bad = senses.holds(rule.reject, i, noun)
        if bad is not None:
            return "reject: " + shown(bad)
        if rule.needs and senses.holds(rule.needs, i, noun) is None:
            return "needs: " + " or ".join(shown(c) for c in rule.needs)
        return None

    def _nobody(self, i: int, noun: bool) -> bool:
        """Whether a consequence is said of nobody: "no injuries", "none was killed"."""
        tree = self.tree
        return any(
            tree.lowers[j] in ("none", "nobody")
            or any(tree.deps[k] == "det" and tree.lowers[k] == "no" for k in tree.children[j])
            for j in ([i] if noun else self.grammar.objects(i))
        )

    def _why_no_incident(self, i: int, rule: TriggerLine) -> str | None:
        """Why a noun names no incident: it modifies another noun, or it is said in general."""
        tree, classes = self.tree, self.rules.classes
        if tree.deps[i] in _MODIFYING:
            h = tree.heads[i]
            if tree.lemmas[h] not in classes.get("shell", _NONE) and tree.lemmas[h] not in classes.get(
                "party", _NONE
            ):
                return "modifies a noun"
        if rule.count and tree.tags[i] in ("NN", "NNS"):
            own = [tree.deps[k] for k in tree.children[i]]
            if not any(dep in _DETERMINED for dep in own):
                h = tree.heads[i]
                above = tree.heads[h] if tree.deps[i] == "pobj" else h
                if tree.lemmas[above] in classes.get("guard", _NONE) or tree.lemmas[h] in classes.get(
                    "guard", _NONE
                ):
                    return "said in general"
                if tree.tags[i] == "NN" and not own and tree.lowers[h] != "under":
                    return "said in general"
        return None

    def _admitted(self, line: TurnedDown) -> TriggerValue:
        words = [line.at, *line.words] if line.noun else list(line.words)
        return self._row(line.at, line.noun, line.line, words, by=ADMITTED)

    def _row(
        self, i: int, noun: bool, rule: TriggerLine, rest: list[int], *, by: str | None = None
    ) -> TriggerValue:
        """The table row of a word that a rule takes; conditions on other events of its sentence know of it from here on."""
        tree, classes = self.tree, self.rules.classes
        first, last, head = i, i, i
        if noun:
            first, last = min(rest), max(rest)
            h = tree.heads[i]
            if tree.deps[i] in _MODIFYING and tree.lemmas[h] in classes.get("shell", _NONE) and h > i:
                head = h
                last = max(last, h)
            while (
                first > 0
                and tree.lowers[first - 1] in classes.get("attempt", _NONE)
                and tree.heads[first - 1] in (i, head)
            ):
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
        return TriggerValue(
            tokens=[first, last + 1],
            head=head,
            type=rule.type,
            modes=modes,
            rule=by or rule.id,
            noun=noun,
            consequence=rule.consequence,
            frame=rule.frame,
        )

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
        """A verb that tells the effect of an event noun of its type, or does it ("the raid hit", "signed the accord"), adds to it."""
        heads = {row["head"]: row for row in found if row["noun"]}
        for row in found:
            if row["noun"] or row["consequence"]:
                continue
            for j in (*self.grammar.subjects(row["head"]), *self.grammar.objects(row["head"])):
                other = heads.get(j)
                if other is not None and other["type"] == row["type"]:
                    row["consequence"] = True
