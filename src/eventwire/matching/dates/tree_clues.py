"""Whether the words of a candidate are a date where they stand, and in which tense, by the parse."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence

from eventwire.matching.dates.context import Tense
from eventwire.matching.dates.grammar import Candidate
from eventwire.matching.dates.text_clues import TextClues
from eventwire.matching.tree import Tree

_SOON = re.compile(r"as (?:soon|early) as\s{1,2}$", re.I)
_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "wo", "shall", "ll"})
_MODALS = frozenset({"may", "might", "should", "must", "would", "can"})
_PAST_AUX = frozenset({"had", "was", "were", "has", "have", "did", "'ve", "’ve", "been"})
_CLIMB = frozenset({"xcomp", "acl", "advcl", "aux", "pcomp", "conj", "ccomp"})
_AHEAD = frozenset({"due", "scheduled", "effective", "payable"})
_SAYING = frozenset(["say", "tell", "report", "announce", "accord", "add", "write"])
_NAMES = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})


class TreeClues(TextClues):
    """Clues from tags, dependencies and names, with the bare text where those say nothing."""

    def __init__(
        self,
        text: str,
        tree: Tree,
        names: Sequence[tuple[int, int, str]],
        forms: Callable[[str], frozenset[str]],
    ) -> None:
        """Take the parse, and the statistical names as (start, end, label) in characters, sorted."""
        super().__init__(text, forms)
        self.tree = tree
        self.names = names
        self.planning = forms("planning")
        self._name_starts = [start for start, _, _ in names]

    def allows(self, candidate: Candidate) -> bool:
        """As the protocol says."""
        i = self.token(candidate.start)
        tree = self.tree
        operation, fields = candidate.rule.operation, candidate.fields
        if operation == "season" and set(fields) == {"season"} and not tree.tags[i].startswith("NN"):
            return False
        if operation == "calendar" and set(fields) <= {"month", "which_year"}:
            if tree.tags[i] not in ("NNP", "NN", "NNPS"):
                return False
            if self._inside_name(candidate):
                return False
            return tree.tags[i] == "NNP" or self._month(candidate)
        if operation == "calendar" and set(fields) == {"year"}:
            if self._inside_name(candidate) or self._counts(i):
                return False
            return self._year(candidate)
        if operation in ("calendar", "holiday", "weekday") and "year" not in fields:
            return not self._inside_name(candidate) and self._plain(candidate)
        return self._plain(candidate)

    def tense(self, candidate: Candidate) -> Tense | None:
        """The tense of the verb that governs the expression.

        A past tense counts only where the expression stands with the verb itself, not with a noun beside it ("gave no
        reason for the January 14 deadline"), unless it is put before that noun as a name of what happened ("the October 7
        attacks"); a future counts either way.
        """
        tree = self.tree
        first, last = self.token(candidate.start), self.token(candidate.end - 1)
        i = first
        while first <= tree.heads[i] <= last and tree.heads[i] != i:
            i = tree.heads[i]
        direct, outside = True, 0
        for _ in range(40):
            outside += not first <= i <= last
            if tree.pos[i] in ("VERB", "AUX"):
                found = self._verb(i)
                if found == "future" or (found is not None and direct):
                    return found
                if found is not None:
                    break
                if tree.deps[i] not in _CLIMB:
                    break
            elif tree.lowers[i] in _AHEAD:
                return "future"
            elif outside and tree.tags[i].startswith("NN"):
                if outside == 1 and i > last:
                    return None if tree.lemmas[i] in self.planned else "name"
                direct = False
            if tree.heads[i] == i:
                break
            i = tree.heads[i]
        return "future" if _SOON.search(self.text[max(0, candidate.start - 16) : candidate.start]) else None

    def token(self, start: int) -> int:
        """The token that holds a character."""
        return max(0, bisect.bisect_right(self.tree.starts, start) - 1)

    def _verb(self, j: int) -> Tense | None:
        tree = self.tree
        words = {tree.lowers[k] for k in tree.children[j] if tree.deps[k] in ("aux", "auxpass")}
        if words & _FUTURE_AUX:
            return "future"
        tag = tree.tags[j]
        if words & _MODALS:
            return None if "have" in words else "future"
        if tag == "VBD" or words & _PAST_AUX:
            if (
                tree.lemmas[j] in self.planning
                and tag == "VBN"
                and words & {"is", "are", "was", "were", "had", "been"}
            ):
                return "future"
            return "past"
        if tag == "VB" and "to" in words:
            head = tree.heads[j]
            planned = tree.lemmas[head] in self.planning or (
                tree.lowers[head] in ("is", "are") and tree.deps[j] == "xcomp"
            )
            return "future" if planned else None
        if tag == "VBN" and not words and tree.deps[j] in ("acl", "advcl"):
            return "future" if tree.lemmas[j] in self.planning else "past"
        present = (tag in ("VBZ", "VBP") and not words) or (tag == "VBN" and words & {"is", "are"})
        if present and tree.lemmas[j] not in _SAYING:
            return "future"
        return None

    def _counts(self, i: int) -> bool:
        """Whether a number counts a plural that has no determiner: "2000 troops", not "the 1998 bombings"."""
        tree = self.tree
        head = tree.heads[i]
        if tree.deps[i] != "nummod" or tree.tags[head] not in ("NNS", "NNPS") or head < i:
            return False
        return not any(tree.deps[k] in ("det", "poss") and k < i for k in tree.children[head])

    def _inside_name(self, candidate: Candidate) -> bool:
        at = bisect.bisect_right(self._name_starts, candidate.start) - 1
        if at < 0:
            return False
        start, end, label = self.names[at]
        return (
            label in _NAMES
            and start <= candidate.start
            and candidate.end <= end
            and (end - start > candidate.end - candidate.start)
        )
