"""Which dates may tell when an event happened, and what describes each of them to a scorer: named features."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eventwire.layers import DateValue, MentionValue
from eventwire.matching.event_time import bounds
from eventwire.matching.nearness import NEAR
from eventwire.matching.role_candidates import Candidate, CandidateFinder
from eventwire.matching.tree import Tree

_BEFORE, _AFTER = 3, 1  # sentences before and behind the trigger's own in which dates are looked for
_LABEL = "DATE"


@dataclass(frozen=True, slots=True)
class DatePair:
    """A trigger and a date.

    Attributes:
        mention: id of the date's mention. row: of the mention. value: of the dates table.
        apart: sentences from the trigger to the date, below 0 where the date stands before.
    """

    mention: str
    row: MentionValue
    value: DateValue
    apart: int


class DateFinder:
    """The dates that stand near the triggers of one Doc.

    Args:
        finder: of the Doc; its arguments say which date the rules chose for a trigger. dates: the dates table.
        published: ISO day of publication, or None.
    """

    def __init__(
        self, finder: CandidateFinder, dates: Mapping[str, DateValue], published: str | None
    ) -> None:
        self._finder = finder
        self._published = published
        tree, fillers = finder.tree, finder.fillers
        self._dates: list[tuple[str, MentionValue, DateValue]] = []
        for name in fillers.days:
            row = fillers.rows[name]
            if row["value"] in dates and row["head"] in fillers.head:
                self._dates.append((name, row, dates[row["value"]]))
        self._dates.sort(key=lambda date: date[1]["head"])
        self._in = Counter(tree.sents[row["head"]] for _, row, _ in self._dates)
        self._paragraphs = _paragraphs(tree)
        self._ruled: dict[str, set[str]] = {}
        self._claimed: Counter[str] = Counter()
        for trigger, arguments in finder.arguments.items():
            named = {a["mention"] for a in arguments if a["role"] == "time" and a["mention"]}
            self._ruled[trigger] = named
            self._claimed.update(named)
        dated = {
            finder.triggers[trigger]["head"]: named
            for trigger, named in self._ruled.items()
            if named and trigger in finder.triggers
        }
        self._dated = sorted(dated)  # tokens that tell of an event for which the rules chose a date
        self._told = [dated[at] for at in self._dated]

    def head(self, trigger: str) -> int:
        """The token of a trigger."""
        return self._finder.triggers[trigger]["head"]

    def pairs(self, trigger: str) -> list[DatePair]:
        """The dates of the trigger's sentence, of the three before it and of the one behind it, in text order."""
        tree = self._finder.tree
        sentence = tree.sents[self._finder.triggers[trigger]["head"]]
        found = []
        for name, row, value in self._dates:
            apart = tree.sents[row["head"]] - sentence
            if -_BEFORE <= apart <= _AFTER:
                found.append(DatePair(name, row, value, apart))
        return found

    def ruled(self, trigger: str, pair: DatePair) -> bool:
        """Whether the rules chose a date for a trigger."""
        return pair.mention in self._ruled.get(trigger, ())

    def features(self, trigger: str, pairs: list[DatePair]) -> list[list[str]]:
        """The features of each pair of a trigger."""
        near = [pair for pair in pairs if not pair.apart]
        candidates = [
            Candidate(
                pair.mention,
                pair.row["head"],
                (pair.row["tokens"][0], pair.row["tokens"][1]),
                _LABEL,
                pair.value["timex_type"],
                (),
            )
            for pair in near
        ]
        by_tree = iter(self._finder.features(trigger, candidates))
        return [
            self._own(trigger, pair, pairs) + (self._sentence(next(by_tree)) if not pair.apart else [])
            for pair in pairs
        ]

    @staticmethod
    def _sentence(features: Iterable[str]) -> list[str]:
        """How the two stand in one sentence, as roles are told; a date has no vector."""
        return [name for name in features if NEAR not in name]

    def _own(self, trigger: str, pair: DatePair, pairs: list[DatePair]) -> list[str]:
        tree, row, value, d = self._finder.tree, pair.row, pair.value, pair.apart
        told = self._finder.triggers[trigger]
        head, at = told["head"], row["head"]
        ruled = self._ruled.get(trigger, set())
        chosen = self.ruled(trigger, pair)
        others = min(self._claimed[pair.mention] - chosen, 2)
        own = self._in[tree.sents[head]]
        tense = "noun" if told["noun"] else tree.tags[head]
        helpers = [tree.lowers[k] for k in tree.children[head] if tree.deps[k] in ("aux", "auxpass")]
        first = row["tokens"][0] - tree.bounds[tree.sents[at]][0] <= 1
        low, high = sorted((head, at))
        between = min(sum(low < other.row["head"] < high for other in pairs), 3)
        rank = sum(o.apart == d and abs(o.row["head"] - head) < abs(at - head) for o in pairs)
        lies = self._lies(value)
        here, there = (self._paragraphs[tree.sents[i]] for i in (head, at))
        paragraphs = min(abs(here - there), 2)
        lead = tree.sents[at] < 2 and pair.mention == self._dates[0][0]
        earlier = bisect_left(self._dated, head)
        goes_on = earlier > 0 and pair.mention in self._told[earlier - 1]
        words = " ".join(tree.lowers[k] for k in range(*row["tokens"]) if tree.tags[k] != "CD")
        return [
            f"d={d}",
            f"d={d} ruled={chosen}",
            f"ruled={chosen} n={min(own, 3)}",
            f"any={bool(ruled)} ruled={chosen} d={d}",
            f"claimed={others} ruled={chosen} d={d}",
            f"lies={lies} tense={tense} {' '.join(helpers)}",
            f"lies={lies} d={d}",
            f"precision={value['precision']} d={d}",
            f"bound={value['bound']} d={d}",
            f"timex={value['timex_type']} {value['basis']} d={d}",
            f"d={d} own={min(own, 2)} first={first}",
            f"d={d} {told['type']} own={min(own, 2)}",
            f"d={d} noun={told['noun']} own={min(own, 2)}",
            f"d={d} rank={rank}",
            f"date={words} d={d}",
            f"d={d} tense={tense} ruled={chosen}",
            f"d={d} dep={tree.deps[head]}",
            f"d={d} trigger={tree.lemmas[head]}",
            f"d={d} between={between}",
            f"paragraphs={paragraphs} between={between} own={min(own, 2)}",
            f"paragraphs={paragraphs} d={d} any={bool(ruled)}",
            f"lead={lead} d={d} own={min(own, 2)} noun={told['noun']}",
            f"lead={lead} {told['type']} own={min(own, 2)}",
            f"goes on={goes_on} d={d} own={min(own, 2)}",
            f"goes on={goes_on} paragraphs={paragraphs} tense={tense}",
            f"goes on={goes_on} lies={lies} tense={tense}",
        ]

    def _lies(self, value: DateValue) -> str:
        """Where a date lies as seen from the day of publication."""
        start, end = bounds(dict(value))
        start, end = start or end, end or start
        if start is None or end is None or self._published is None:
            return "unknown"
        if end < self._published:
            return "before"
        return "behind" if start > self._published else "around"


def _paragraphs(tree: Tree) -> list[int]:
    """The number of the paragraph in which each sentence begins."""
    found, number, seen = [], 0, 0
    for first, _ in tree.bounds:
        number += tree.whole.count("\n\n", seen, tree.starts[first])
        seen = tree.starts[first]
        found.append(number)
    return found
