"""Which measure a quantity has: killed, wounded, weapons fired …, from what is counted and the words that govern it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventwire.lexicon.quantities import MeasureRule, QuantityWord
from eventwire.matching.counted import counted_by, kind_of
from eventwire.matching.tree import Tree

_OBJECTS = frozenset({"dobj", "nsubjpass", "obj"})
_MEMBERS = frozenset({"including", "among", "like", "as", "includes", "with"})
_AIMS = frozenset({"on", "against", "at", "in", "across", "to"})
_OF = frozenset({"of", "to", "for"})
_BY = frozenset({"by", "with", "using", "of", "from", "involving", "through"})
_HELD = frozenset({"captured", "arrests"})
_STEPS = 8
_STATE_REACH = 4  # tokens between a counted noun and the state that follows it


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure of a quantity, the token that is counted (None for a bare number), and the rule."""

    measure: str | None
    counted: int | None
    rule: str


class Measures:
    """Compiled measure rules.

    Args:
        rules: the lines of `quantities/measures.jsonl`. words: those of `quantities/words.jsonl`.
    """

    def __init__(self, rules: Iterable[MeasureRule], words: Iterable[QuantityWord]) -> None:
        forms: dict[str, set[str]] = {"forces": set(), "between": set(), "release": set()}
        for line in words:
            forms.get(line.role, set()).update(line.forms)
        self._forces, self._between = frozenset(forms["forces"]), frozenset(forms["between"])
        self._release = frozenset(forms["release"])
        self._rules: dict[str, dict[str, list[MeasureRule]]] = {}
        for rule in sorted(rules, key=lambda rule: (-rule.priority, rule.id)):
            for word in rule.words:
                self._rules.setdefault(rule.on, {}).setdefault(word, []).append(rule)

    def of(
        self, tree: Tree, start: int, end: int, number: int, *, labels: Mapping[int, tuple[str, str | None]]
    ) -> Measured:
        """The measure of the quantity at tokens `[start, end)`.

        Args:
            number: the last token of the number itself.
            labels: label and kind of the known name or noun that each token belongs to.
        """
        counted = counted_by(tree, start, end, number)
        kind = kind_of(tree, counted, labels, self._forces)
        for rule in (
            self._of_state(tree, end, counted, kind),
            self._of_noun(tree, counted, kind),
            self._of_government(tree, start, counted, number, kind),
            self._of_participle(tree, number if counted is None else counted, kind),
            self._of_verb_before(tree, start, kind),
        ):
            if rule is not None:
                if rule.on == "noun" and rule.measure in _HELD and self._freed(tree, counted, number):
                    break
                return Measured(rule.measure, counted, rule.id)
        return Measured(None, counted, "")

    def _freed(self, tree: Tree, counted: int | None, number: int) -> bool:
        """Whether the people counted are set free rather than taken."""
        return any(
            tree.lemmas[above] in self._release
            for i in (counted, number)
            if i is not None
            for above in tree.ancestors(i)[:2]
        )

    def _pick(self, on: str, words: Iterable[str], kind: str) -> MeasureRule | None:
        table = self._rules.get(on, {})
        for word in words:
            for rule in table.get(word, ()):
                if not rule.counts or kind in rule.counts or (kind == "forces" and "people" in rule.counts):
                    return rule
        return None

    def _of_state(self, tree: Tree, end: int, counted: int | None, kind: str) -> MeasureRule | None:
        """A state right after the number or its noun: "14 dead", "left nine people wounded"."""
        bound = tree.bounds[tree.sents[end - 1]][1]
        i = end if counted is None or counted < end else counted + 1
        if counted is not None and counted >= end:
            inside = self._pick("state", (tree.lowers[j] for j in range(end, counted + 1)), kind)
            if inside is not None:
                return inside
        for j in range(i, min(bound, i + _STATE_REACH)):
            word = tree.lowers[j]
            rule = self._pick("state", (word,), kind)
            if rule is not None and not (tree.tags[j] in ("VBD", "VBP") and _has_object(tree, j)):
                return rule
            if word not in self._between and not (
                tree.pos[j] == "ADV" and tree.tags[j] == "RB" and word != "not"
            ):
                return None
        return None

    def _of_noun(self, tree: Tree, counted: int | None, kind: str) -> MeasureRule | None:
        if counted is None:
            return None
        before = f"{tree.lowers[counted - 1]} {tree.lemmas[counted]}" if counted else ""
        return self._pick("noun", (before, tree.lemmas[counted], tree.lowers[counted]), kind)

    def _of_government(
        self, tree: Tree, start: int, counted: int | None, number: int, kind: str
    ) -> MeasureRule | None:
        """Climb from what is counted to the noun or verb that governs it."""
        x = counted if counted is not None else number
        for _ in range(_STEPS):
            dep, h = tree.deps[x], tree.heads[x]
            if h == x:
                return None
            if dep == "pobj" or (dep == "pcomp"):
                preposition = tree.lowers[h]
                governor = tree.heads[h]
                if tree.deps[h] == "prep" and tree.pos[governor] == "ADP":
                    governor = tree.heads[governor]  # "from 20 to 45"
                rule = self._of_preposition(tree, preposition, governor, kind)
                if rule is None and h and h - 1 != governor and tree.pos[h - 1] == "NOUN":
                    rule = self._of_preposition(tree, preposition, h - 1, kind)  # whatever the parse
                if rule is not None:
                    return rule
                if preposition in _MEMBERS or preposition == "of":
                    if tree.pos[governor] in ("NOUN", "PROPN", "NUM", "PRON"):
                        x = governor
                        if preposition in _MEMBERS:
                            found = self._of_state(tree, x + 1, x, kind)
                            if found is not None:
                                return found
                        continue
                if preposition in _MEMBERS and tree.deps[h] == "prep":
                    subject = tree.child(governor, "nsubjpass", "nsubj")
                    if subject is not None and subject < h:
                        x = subject
                        continue
                return None
            if dep in _OBJECTS:
                return self._of_verb(tree, h, "object", kind) or self._passive_complement(tree, h, dep, kind)
            if dep == "nsubj":
                return (
                    self._of_verb(tree, h, "subject", kind)
                    or self._predicate(tree, h, kind)
                    or self._passive_complement(tree, h, dep, kind)
                )
            if dep == "attr":
                return self._total(tree, h)
            if dep in ("conj", "appos", "nmod", "compound", "nummod", "quantmod", "dep", "amod", "npadvmod"):
                x = h
                continue
            return None
        return None

    def _of_preposition(self, tree: Tree, word: str, governor: int, kind: str) -> MeasureRule | None:
        lemma = tree.lemmas[governor]
        if word in _OF:
            rule = self._pick("of", (lemma,), kind)
            if rule is not None and tree.pos[governor] in ("NOUN", "PROPN"):
                return rule
        noun = tree.pos[governor] in ("NOUN", "PROPN")
        if noun and word in ("of", "to", "at"):
            rule = self._pick("total", _total_words(tree, governor), kind)
            if rule is not None:
                return rule
        if not noun and word in ("to", "at", "from", "past", "above", "by"):
            rule = self._total(tree, governor)
            if rule is not None:
                return rule
        if word in _AIMS:
            rule = self._pick("aim", (lemma,), kind)
            if rule is not None:
                return rule
        if word in _BY:
            return self._pick("by", (lemma,), kind)
        return None

    def _total(self, tree: Tree, verb: int) -> MeasureRule | None:
        for dep in ("dobj", "nsubjpass", "nsubj"):  # "the ministry put the dead at 14"
            counted = tree.child(verb, dep)
            rule = None if counted is None else self._pick("total", _total_words(tree, counted), "bare")
            if rule is not None:
                return rule
        return None

    def _of_verb(self, tree: Tree, verb: int, on: str, kind: str) -> MeasureRule | None:
        return self._pick(on, _verb_forms(tree, verb), kind)

    def _predicate(self, tree: Tree, verb: int, kind: str) -> MeasureRule | None:
        """ "Five sailors are missing", "two children were among the wounded"."""
        complement = tree.child(verb, "acomp", "attr", "oprd")
        if complement is not None:
            return self._pick("state", (tree.lowers[complement],), kind)
        preposition = tree.child(verb, "prep")
        if preposition is None or tree.lowers[preposition] != "among":
            return None
        group = tree.child(preposition, "pobj")
        if group is None:
            return None
        states = [tree.lowers[j] for j in tree.children[group] if tree.deps[j] in ("acl", "amod")]
        return self._pick("state", (tree.lowers[group], *states), kind)

    def _passive_complement(self, tree: Tree, verb: int, dep: str, kind: str) -> MeasureRule | None:
        """ "Are believed to have been killed", "are feared dead"."""
        rule = self._predicate(tree, verb, kind)
        if rule is not None:
            return rule
        lower = tree.child(verb, "xcomp")
        if lower is None or dep == "dobj":
            return None
        passive = tree.child(lower, "auxpass") is not None
        return self._of_verb(tree, lower, "object" if passive else "subject", kind)

    def _of_participle(self, tree: Tree, noun: int, kind: str) -> MeasureRule | None:
        """ "Five soldiers killed in the raid", "five soldiers who died", "five who died"."""
        for j in tree.children[noun]:
            if tree.deps[j] in ("acl", "amod") and tree.tags[j] == "VBN":
                rule = self._of_verb(tree, j, "object", kind)
                if rule is not None:
                    return rule
            if tree.deps[j] == "relcl":
                subject = tree.child(j, "nsubjpass", "nsubj")
                if subject is not None and tree.tags[subject] in ("WP", "WDT"):
                    on = "object" if tree.deps[subject] == "nsubjpass" else "subject"
                    rule = self._of_verb(tree, j, on, kind)
                    if rule is not None:
                        return rule
        return None

    def _of_verb_before(self, tree: Tree, start: int, kind: str) -> MeasureRule | None:
        """A verb directly before the quantity, whatever the parse: "killing at least 14"."""
        i = start - 1
        first = tree.bounds[tree.sents[start]][0]
        while i >= first and i > start - 3 and tree.pos[i] in ("ADV", "DET"):
            i -= 1
        if i < first or not tree.tags[i].startswith("VB"):
            return None
        return self._pick("object", (tree.lemmas[i],), kind)


def _has_object(tree: Tree, i: int) -> bool:
    return any(tree.deps[j] == "dobj" for j in tree.children[i])


def _verb_forms(tree: Tree, verb: int) -> list[str]:
    """A verb's lemma with its particle and complements, longest first: "shoot down", "take hostage", "lose life"."""
    lemma = tree.lemmas[verb]
    forms = []
    for j in tree.children[verb]:
        dep = tree.deps[j]
        if dep in ("prt", "acomp", "oprd", "dobj", "advmod", "attr"):
            forms.append(f"{lemma} {tree.lemmas[j]}")
            forms.append(f"{lemma} {tree.lowers[j]}")
        elif dep == "prep":
            inner = tree.child(j, "pobj")
            if inner is not None:
                forms.append(f"{lemma} {tree.lowers[j]} {tree.lowers[inner]}")
    if tree.pos[verb] == "VERB" or tree.tags[verb].startswith("VB"):
        after = verb + 1
        if after < len(tree) and tree.tags[after] == "RP":
            forms.append(f"{lemma} {tree.lowers[after]}")
    return [*forms, lemma]


def _total_words(tree: Tree, noun: int) -> list[str]:
    """A noun with what it is of: "death toll", "toll", "number of wounded"."""
    lemma = tree.lemmas[noun]
    words = []
    if noun:
        words.append(f"{tree.lowers[noun - 1]} {lemma}")
    for j in tree.children[noun]:
        if tree.deps[j] == "prep" and tree.lowers[j] == "of":
            inner = tree.child(j, "pobj")
            if inner is not None:
                between = " ".join(tree.lowers[j : inner + 1])
                words += [f"{lemma} {between}", f"{lemma} of {tree.lowers[inner]}"]
                states = [tree.lowers[k] for k in tree.children[inner] if tree.deps[k] in ("acl", "amod")]
                words += [f"{lemma} {state}" for state in states]
        elif tree.deps[j] in ("acl", "amod"):
            words.append(f"{lemma} {tree.lowers[j]}")
    return [*words, lemma, tree.lowers[noun]]
