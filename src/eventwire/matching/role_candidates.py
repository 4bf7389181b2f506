"""What may fill a role of a trigger: the mentions of its sentence and what the rules filled it with, each described by named features."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from eventwire import layers
from eventwire.layers import ArgumentValue, TriggerValue
from eventwire.lexicon.word_classes import Classes
from eventwire.matching.fillers import Fillers, bare_phrase
from eventwire.matching.grammar import Grammar
from eventwire.matching.role_context import Pair, RoleContext
from eventwire.matching.tree import Tree, tree_of
from eventwire.matching.word_clusters import WordClusters

_LABELS = frozenset({"ACTOR", "WEAPON", "PLACE", "QUANTITY"})
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
_LONGEST = 5  # arcs of a path that is told arc by arc

Span = tuple[int, int]
_READ = ("mentions", "dates", "entities", "triggers", "arguments")
# What a Doc's finder was made from, and the finder: three components in a row ask for the same one.
_CACHE: WeakKeyDictionary[Doc, tuple[tuple[Any, ...], CandidateFinder]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may fill a role.

    Attributes:
        mention: its id, or None for a noun phrase that is no mention. head: its token. tokens: half-open.
        label: of the mention, or BARE. kind: of its entity, or None.
        rules: what the rules made of it for this trigger.
    """

    mention: str | None
    head: int
    tokens: Span
    label: str
    kind: str | None
    rules: tuple[ArgumentValue, ...]


class CandidateFinder:
    """The candidates of the triggers of one Doc.

    Args:
        triggers, arguments: the tables; `arguments` as the rules filled it.
        counts: mention id → (number of mentions of its entity, sentence of the first).
        clusters: of words, by which the scorer knows those that it never learned.
    """

    def __init__(
        self,
        tree: Tree,
        grammar: Grammar,
        fillers: Fillers,
        triggers: Mapping[str, TriggerValue],
        arguments: Mapping[str, Sequence[ArgumentValue]],
        counts: Mapping[str, tuple[int, int]],
        clusters: WordClusters,
    ) -> None:
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.triggers = triggers
        self.arguments = arguments
        self.counts = counts
        self._heads = {row["head"] for row in triggers.values()}
        self._context = RoleContext(tree, triggers, arguments, clusters)
        self._by_sentence: dict[int, list[str]] = {}
        for name, row in fillers.rows.items():
            if row["label"] in _LABELS and fillers.head.get(row["head"]) == name:
                self._by_sentence.setdefault(tree.sents[row["head"]], []).append(name)
        self._roles: dict[
            Span, set[tuple[str, str, str]]
        ] = {}  # tokens → role, type of the event, its trigger
        self._named: dict[Span, str] = {}  # tokens → the trigger noun that they are part of the name of
        for trigger, filled in arguments.items():
            for a in filled:
                key = (a["tokens"][0], a["tokens"][1])
                self._roles.setdefault(key, set()).add((a["role"], triggers[trigger]["type"], trigger))
                if a["rule"].endswith(":modifier"):
                    self._named[key] = trigger

    @classmethod
    def of(cls, doc: Doc, classes: Classes, clusters: WordClusters) -> CandidateFinder:
        """The candidates of a Doc's triggers, by its tables; the same finder as long as these are the same objects.

        Args:
            classes: slug → words, for the grammar.
        """
        given = (classes, clusters, *(getattr(doc._, name) for name in _READ))
        before, made = _CACHE.get(doc, ((), None))
        if made is None or any(a is not b for a, b in zip(before, given, strict=True)):
            made = cls._made(doc, classes, clusters)
            _CACHE[doc] = (given, made)
        return made

    @classmethod
    def _made(cls, doc: Doc, classes: Classes, clusters: WordClusters) -> CandidateFinder:
        tree, fillers = tree_of(doc), Fillers(doc)
        counts: dict[str, tuple[int, int]] = {}
        for entity in layers.table(doc, "entities").values():
            names = entity["mentions"]
            first = min(tree.sents[fillers.rows[name]["head"]] for name in names)
            counts.update(dict.fromkeys(names, (len(names), first)))
        return cls(
            tree,
            Grammar(tree, classes),
            fillers,
            layers.table(doc, "triggers"),
            layers.table(doc, "arguments"),
            counts,
            clusters,
        )

    def candidates(self, trigger: str, *, bare: bool = False) -> list[Candidate]:
        """What may fill a role of a trigger, in no particular order; times are left out.

        Args:
            bare: also nouns that are no mention and that no rule took (of 1,788 in news one in 250 filled a role), and numbers.
        """
        tree, fillers, row = self.tree, self.fillers, self.triggers[trigger]
        own = range(*row["tokens"])
        sentence = tree.sents[row["head"]]
        ruled: dict[Span, list[ArgumentValue]] = {}
        for a in self.arguments.get(trigger, ()):
            if a["role"] != "time":
                ruled.setdefault((a["tokens"][0], a["tokens"][1]), []).append(a)
        found: dict[Span, Candidate] = {}

        def add(mention: str | None, head: int, tokens: Span, label: str) -> None:
            rules = tuple(ruled.get(tokens, ()))
            found.setdefault(tokens, Candidate(mention, head, tokens, label, fillers.kind(head), rules))

        for name in self._by_sentence.get(sentence, ()):
            mention = fillers.rows[name]
            tokens = (mention["tokens"][0], mention["tokens"][1])
            if mention["head"] in own or (
                mention["label"] == "QUANTITY" and tokens not in ruled and not bare
            ):
                continue  # a number fills a role only where a rule says so
            add(name, mention["head"], tokens, mention["label"])
        for i in range(*tree.bounds[sentence]) if bare else ():
            if (
                tree.pos[i] in ("NOUN", "PROPN")
                and tree.deps[i] not in ("compound", "amod")
                and i not in own
                and i not in self._heads
                and fillers.at(i) is None
            ):
                first, last = bare_phrase(tree, i)
                add(None, i, (first, last), "BARE")
        for tokens, rules in ruled.items():
            head = tokens[1] - 1
            add(rules[0]["mention"], head, tokens, fillers.label(head) or "BARE")
        return list(found.values())

    def names_another(self, trigger: str, c: Candidate) -> bool:
        """Whether a candidate is part of the name of another event: "the rocket attack" says nothing of the raid that followed."""
        return self._named.get(c.tokens, trigger) != trigger

    def features(self, trigger: str, candidates: Sequence[Candidate]) -> list[list[str]]:
        """The features of each candidate."""
        tree, row = self.tree, self.triggers[trigger]
        passive = not row["noun"] and self.grammar.passive(row["head"])
        ranks: dict[Span, int] = {}
        seen: dict[str, int] = {}
        for c in sorted(candidates, key=lambda c: (abs(c.head - row["head"]), c.head)):
            ranks[c.tokens] = seen[c.label] = seen.get(c.label, 0) + 1
        shape = f"{'n' if row['noun'] else 'v'}{'p' if passive else ''}"
        lemma = tree.lemmas[row["head"]]
        return [self._features(trigger, row, c, shape, lemma, min(ranks[c.tokens], 5)) for c in candidates]

    def _features(
        self, trigger: str, row: TriggerValue, c: Candidate, shape: str, lemma: str, rank: int
    ) -> list[str]:
        tree = self.tree
        kind = f"{c.label}/{c.kind}"
        event = row["type"]
        mode = f"{event}/{(row['modes'] or ['-'])[0]}"
        side = "before" if c.head < row["head"] else "after"
        word, dep, far = tree.lemmas[c.head], tree.deps[c.head], _step(abs(c.head - row["head"]))
        found = [
            f"label={c.label}",
            f"kind={kind}",
            f"{event} kind={kind}",
            f"{mode} kind={kind}",
            f"{event} label={c.label}",
            f"distance={far} {c.label}",
            f"distance={far} {side} {shape}",
            f"rank={rank} {c.label}",
            f"{event} rank={rank} {c.label}",
            f"trigger={lemma} {c.label} {side}",
            f"trigger={lemma} kind={kind}",
            f"trigger={lemma} dep={dep} {side}",
            f"word={word}",
            f"{event} word={word}",
            f"{event} dep={dep} {c.label}",
        ]
        found += self._ruled(event, c, shape, kind)
        found += self._path(event, row["head"], c, shape, lemma, side)
        pair = Pair(trigger, event, row["head"], shape, c.head, c.label)
        found += self._context.features(pair)
        above = tree.heads[c.head]
        if dep == "pobj":
            preposition = tree.lowers[above]
            found += [f"{event} prep={preposition} {c.label}", f"prep={preposition} kind={kind}"]
            above = tree.heads[above]
        found += [f"governor={tree.lemmas[above]} dep={dep}", f"governor={tree.lemmas[above]} {c.label}"]
        for role, other, owner in sorted(self._roles.get(c.tokens, ())):
            if owner != trigger:
                found += [f"{event} elsewhere={role} {other}", f"elsewhere={role}"]
        if c.mention is not None:
            number, first = self.counts.get(c.mention, (1, 0))
            found += [
                f"mentions={min(number, 4)} {c.label}",
                f"{event} first={_step(first)} {c.label}",
            ]
            if self.fillers.rows[c.mention]["generic"]:
                found.append(f"{event} generic {c.label}")
        if c.tokens[0] and tree.tags[c.tokens[0] - 1] == "CD":
            found.append(f"{event} counted {c.label}")
        return found + self._context.near(pair)

    def _ruled(self, event: str, c: Candidate, shape: str, kind: str) -> list[str]:
        if not c.rules:
            return ["rules=none", f"{event} rules=none", f"rules=none {kind}"]
        found = []
        for a in c.rules:
            slot = a["rule"].rpartition(":")[2]
            found += [f"rules={a['role']}", f"{event} rules={a['role']}", f"rules={a['role']} {kind}"]
            found += [f"slot={slot}", f"{event} slot={slot}", f"slot={slot} {shape}"]
        return found

    def _path(self, event: str, head: int, c: Candidate, shape: str, lemma: str, side: str) -> list[str]:
        """The way through the tree from the trigger to the candidate: labels of the arcs, `<` up and `>` down."""
        found = _walk(self.tree, head, c.head)
        if found is None:
            return [f"apart {c.label}"]
        arcs, between = found
        first, last = arcs[0] if arcs else "", arcs[-1] if arcs else ""
        told = [
            f"arcs={_step(len(arcs))} {c.label}",
            f"ends={first} {last} {shape}",
            f"first={first} {c.label} {shape}",
            f"{event} last={last} {side}",
            f"last={last} {c.label} {shape} {len(arcs) == 1}",
        ]
        if len(arcs) <= _LONGEST:
            path = " ".join(arcs)
            told += [
                f"path={path} {shape}",
                f"{event} path={path}",
                f"path={path} {c.label}",
                f"trigger={lemma} path={path}",
            ]
        if len(arcs) > 1:
            told.append(f"{event} last={arcs[-2]} {last} {c.label}")
        return told + [f"between={word} {side} {c.label}" for word in between[:3]]


def _walk(tree: Tree, a: int, b: int) -> tuple[list[str], list[str]] | None:
    """Arcs from `a` to `b`, and the lemmas of the words in between on the way up; None where they share no root."""
    up = [a, *tree.ancestors(a)]
    place = {token: i for i, token in enumerate(up)}
    down = [b]
    while down[-1] not in place:
        above = tree.heads[down[-1]]
        if above == down[-1]:
            return None
        down.append(above)
    top = down.pop()
    rising = up[: place[top]]
    arcs = ["<" + _arc(tree, t) for t in rising] + [">" + _arc(tree, t) for t in reversed(down)]
    words = [tree.lemmas[t] for t in rising[1:]]
    if rising and down:
        words.append(tree.lemmas[top])
    return arcs, words


def _arc(tree: Tree, i: int) -> str:
    return f"prep:{tree.lowers[i]}" if tree.deps[i] == "prep" else tree.deps[i]


def _step(n: int) -> int:
    return _STEPS[bisect_left(_STEPS, n)] if n <= _STEPS[-1] else 99
