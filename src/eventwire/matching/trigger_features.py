"""What a word looks like that a trigger rule lists and its conditions turned down: named features for a scorer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eventwire.layers import TriggerValue
from eventwire.matching.fillers import Fillers
from eventwire.matching.grammar import Grammar
from eventwire.matching.tree import Tree
from eventwire.matching.trigger_rules import TurnedDown

_ARMED = frozenset({"military", "police", "armed_group"})
_OBJECTS = frozenset(
    {"on", "against", "of", "at", "to", "with", "for", "from", "in", "into", "by", "between"}
)
_STEPS = (0, 1, 2, 4, 7, 12)  # armed mentions, events in a hundred words


class TriggerFeatures:
    """Describes the turned-down words of one article.

    Args:
        tree, grammar, fillers: of the Doc. triggers: what the rules found in it.

    Attributes:
        sentences: how many the article has.
        armed, events: armed mentions (soldiers, police, fighters, weapons) and events of the rules in 100 words of the article.
    """

    def __init__(
        self, tree: Tree, grammar: Grammar, fillers: Fillers, triggers: Sequence[TriggerValue]
    ) -> None:
        self.tree = tree
        self.grammar = grammar
        self.fillers = fillers
        self.sentences = len(tree.bounds)
        self._events: dict[int, set[str]] = {}
        for row in triggers:
            self._events.setdefault(tree.sents[row["head"]], set()).add(row["type"])
        armed: Counter[int] = Counter()
        for mention in fillers.rows.values():
            if mention["label"] == "WEAPON" or mention.get("kind") in _ARMED:
                armed[tree.sents[mention["head"]]] += 1
        self._near = armed
        per = 100 / max(1, len(tree))
        self.armed, self.events = armed.total() * per, len(triggers) * per
        types = {row["type"] for row in triggers}
        self._article = [
            f"article armed={_step(self.armed)}",
            f"article events={_step(self.events)}",
            f"article assault={'ASSAULT' in types}",
        ]

    def of(self, at: int, kind: str, rows: Sequence[TurnedDown]) -> list[str]:
        """The features of a word as an event of one type.

        Args:
            at: the token. kind: the type. rows: the rules of that type that turned it down.
        """
        tree = self.tree
        lemma, dep, tag = tree.lemmas[at], tree.deps[at], tree.tags[at]
        shape = "noun" if rows[0].noun else "verb"
        found = [
            kind,
            f"{kind} {lemma}",
            lemma,
            f"{kind} {shape}",
            f"{kind} dep={dep}",
            f"dep={dep}",
            f"tag={tag}",
        ]
        for row in rows:
            reason, _, condition = row.why.partition(": ")
            slot = condition.split(" ", 1)[0]
            found += [f"rule={row.line.id}", f"why={reason} {slot}", f"{kind} why={reason} {slot}"]
            found.append(f"rule={row.line.id} why={reason} {slot}")
        found.append(f"above={tree.lemmas[tree.heads[at]]}")
        found += self._slots(at, kind, noun=rows[0].noun)
        sentence = tree.sents[at]
        near = sorted(self._events.get(sentence, ()))
        found += [f"near {other}" for other in near] + [f"{kind} near {other}" for other in near]
        found.append(f"near armed={min(self._near[sentence], 3)}")
        found += self._article + [f"{kind} {told}" for told in self._article]
        return list(dict.fromkeys(found))

    def _slots(self, at: int, kind: str, *, noun: bool) -> list[str]:
        grammar = self.grammar
        slots = {
            "subject": grammar.doers(at) if noun else grammar.subjects(at),
            "object": [] if noun else grammar.objects(at),
        }
        found = []
        for word, i in grammar.prepositions(at):
            if word in _OBJECTS:
                slots.setdefault(word, []).append(i)
        for slot, fillers in slots.items():
            if not fillers:
                found += [f"no {slot}", f"{kind} no {slot}"]
            for i in fillers:
                label = self.fillers.label(i)
                sort = f"{label}/{self.fillers.kind(i)}" if label else self.tree.lemmas[i]
                found += [f"{slot} {sort}", f"{kind} {slot} {sort}", f"{kind} {slot} {label}"]
        for k in self.tree.children[at]:
            if self.tree.deps[k] in (
                "prt",
                "aux",
                "neg",
                "det",
                "amod",
                "compound",
                "xcomp",
                "ccomp",
                "mark",
            ):
                found.append(f"{kind} {self.tree.deps[k]} {self.tree.lemmas[k]}")
        return found


def _step(value: float) -> int:
    return next((number for number, step in enumerate(_STEPS) if value <= step), len(_STEPS))
