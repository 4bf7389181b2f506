"""Which quantities may be figures of an event, and what describes each of them to a scorer: named features."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from eventwire.layers import QuantityValue
from eventwire.matching.event_figures import Site, held_by, ruled_owner
from eventwire.matching.nearness import near
from eventwire.matching.role_candidates import Candidate, CandidateFinder

_BEFORE, _AFTER = 1, 3  # sentences before and behind the trigger's own in which figures are looked for
_SIZES = (0, 1, 2, 5, 20, 100, 1000)


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A trigger and a quantity.

    Attributes:
        quantity: its id. row: of the quantities table. head: token of what is counted, or of the number.
        apart: sentences from the trigger to the quantity, below 0 where the quantity stands before.
        ruled: whether the rules make it this trigger's figure.
    """

    quantity: str
    row: QuantityValue
    head: int
    apart: int
    ruled: bool


class FigureFinder:
    """The quantities that stand near the triggers of one Doc.

    Args:
        finder: of the Doc; its arguments are those that the rules filled. quantities: the quantities table.
    """

    def __init__(self, finder: CandidateFinder, quantities: Mapping[str, QuantityValue]) -> None:
        self._finder = finder
        tree = finder.tree
        self._quantities = sorted(quantities.items(), key=lambda item: item[1]["tokens"])
        self._sites = [
            Site(name, row["type"], row["head"], tree.sents[row["head"]])
            for name, row in finder.triggers.items()
        ]
        self._heads: dict[int, list[int]] = {}  # sentence → its triggers' tokens, in order
        for site in sorted(self._sites, key=lambda site: site.head):
            self._heads.setdefault(site.sentence, []).append(site.head)
        holds = held_by(finder.arguments, {name: name for name in finder.triggers})
        self._owner = {name: ruled_owner(tree, row, self._sites, holds) for name, row in self._quantities}

    def pairs(self, trigger: str) -> list[FigurePair]:
        """The quantities of the trigger's sentence, of the one before it and of the three behind it, and those that the rules gave
        it, in text order."""
        tree = self._finder.tree
        told = self._finder.triggers[trigger]
        sentence, own = tree.sents[told["head"]], range(*told["tokens"])
        found = []
        for name, row in self._quantities:
            ruled = self._owner[name] == trigger
            apart = tree.sents[row["tokens"][0]] - sentence
            if (ruled or -_BEFORE <= apart <= _AFTER) and row["tokens"][0] not in own:
                head = row["tokens"][1] - 1 if row["counted"] is None else row["counted"]
                found.append(FigurePair(name, row, head, apart, ruled))
        return found

    def features(self, trigger: str, pairs: list[FigurePair]) -> list[list[str]]:
        """The features of each pair of a trigger."""
        fillers = self._finder.fillers
        near_by = [
            Candidate(
                None,
                pair.head,
                (pair.row["tokens"][0], pair.row["tokens"][1]),
                fillers.label(pair.head) or "BARE",
                fillers.kind(pair.head),
                (),
            )
            for pair in pairs
            if not pair.apart
        ]
        by_tree = iter(self._finder.features(trigger, near_by))
        return [self._own(trigger, pair) + (next(by_tree) if not pair.apart else []) for pair in pairs]

    def _own(self, trigger: str, pair: FigurePair) -> list[str]:
        tree, fillers = self._finder.tree, self._finder.fillers
        told, row = self._finder.triggers[trigger], pair.row
        event, d, ruled, measure = (
            told["type"],
            max(-2, min(pair.apart, 4)),
            pair.ruled,
            row["measure"] or "-",
        )
        kind = f"{fillers.label(pair.head)}/{fillers.kind(pair.head)}"
        word = tree.lemmas[pair.head] if row["counted"] is not None else "-"
        joined, above = tree.joined(pair.head)
        start, end = row["tokens"]
        before = tree.lowers[start - 1] if start else "-"
        after = tree.lowers[end] if end < len(tree) else "-"
        owner = self._owner[pair.quantity]
        whose = "own" if ruled else "none" if owner is None else "other"
        trigger_word, governor = tree.lemmas[told["head"]], tree.lemmas[above]
        heads, far = self._heads.get(tree.sents[start], []), abs(told["head"] - start)
        closer = max(bisect_left(heads, start + far) - bisect_right(heads, start - far), 0)
        size = next((n for n in _SIZES if (row["low"] or row["high"] or 0) <= n), 9999)
        found = [
            f"d={d}",
            f"{event} d={d}",
            f"measure={measure}",
            f"{event} measure={measure}",
            f"{event} measure={measure} d={d}",
            f"whose={whose} measure={measure}",
            f"whose={whose} d={d}",
            f"{event} whose={whose} measure={measure}",
            f"whose={whose} measure={measure} rule={row['rule']}",
            f"counts={kind}",
            f"{event} counts={kind}",
            f"{event} counts={kind} measure={measure}",
            f"counts={kind} measure={measure} d={d}",
            f"counted={word}",
            f"{event} counted={word}",
            f"over={governor} {joined}",
            f"over={governor} {event}",
            f"over={governor} {kind}",
            f"own={above == told['head']} {joined} {event}",
            f"named={trigger_word} measure={measure}",
            f"named={trigger_word} counts={kind} d={d}",
            f"left={before}",
            f"right={after}",
            f"left={before} {event}",
            f"right={after} {event}",
            f"closer={min(closer, 3)} d={d} triggers={min(len(heads), 3)}",
            f"closer={min(closer, 3)} whose={whose}",
            f"size={size} counts={kind}",
            f"size={size} measure={measure}",
            f"noun={told['noun']} d={d} measure={measure}",
            near(f"counted {d == 0}", word),
            near(
                f"over {joined if joined in ('nsubj', 'dobj', 'nsubjpass', 'of', 'in') else 'other'}",
                governor,
            ),
            near(f"named {d == 0}", trigger_word),
        ]
        for a in self._finder.arguments.get(trigger, ()):
            if a["tokens"][0] <= pair.head < a["tokens"][1]:
                found += [f"fills={a['role']}", f"{event} fills={a['role']} measure={measure}"]
        return found
