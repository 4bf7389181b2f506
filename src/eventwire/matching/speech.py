"""How a cue and direct speech go together: the quotation beside a verb, its continuation, the clause around an aside."""

from __future__ import annotations

from bisect import bisect_right

from eventwire.matching.phrases import trimmed
from eventwire.matching.tree import Tree

_ENDS = frozenset(".!?…") | {"...", "?!"}
_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "«", "»", "„"})
_INNER = frozenset({",", ".", ";"})
_REACH = 14  # tokens between a quotation and its cue, the speaker's apposition included
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


class Speech:
    """The quotations of a Tree, with the questions that a cue asks about them."""

    def __init__(self, tree: Tree, quotes: list[tuple[int, int]]) -> None:
        self.tree = tree
        self.quotes = quotes
        self._firsts = [q[0] for q in quotes]

    def quote_at(self, i: int) -> tuple[int, int] | None:
        """The quotation that token `i` is in."""
        k = bisect_right(self._firsts, i) - 1
        return self.quotes[k] if k >= 0 and i < self.quotes[k][1] else None

    def is_whole(self, bounds: tuple[int, int]) -> bool:
        """Whether a range is what one quotation quotes, without its article."""
        quote = self.quote_at(bounds[0])
        return quote is not None and bounds[0] - quote[0] <= 2 and 0 <= quote[1] - bounds[1] <= 2

    def is_direct(self, bounds: tuple[int, int]) -> bool:
        """Whether a range begins and ends with quotations, their marks or their first and last words."""
        first, past = bounds
        start = self.quote_at(first)
        last = self.quote_at(past - 1)
        if start is None or last is None:
            return False
        end = last[1] if last[1] == past else last[1] - 1
        while end > past and self.tree.words[end - 1] in _INNER:
            end -= 1
        return first - start[0] <= 1 and end <= past

    def without_marks(self, bounds: tuple[int, int]) -> tuple[int, int]:
        """A range without the marks of the one quotation that it is, and the comma before the closing mark."""
        first, past = bounds
        quote = self.quote_at(first)
        if quote != bounds or past - first < 3 or self.tree.words[first] not in _MARKS:
            return bounds
        first += 1
        if self.tree.words[past - 1] in _MARKS:
            past -= 1
        while past - first > 1 and self.tree.words[past - 1] in _INNER:
            past -= 1
        return first, past

    def content(
        self,
        verb: int,
        cue: tuple[int, int],
        speaker: tuple[int, int] | None,
        bounds: tuple[int, int] | None,
        *,
        may_quote: bool,
    ) -> tuple[int, int] | None:
        """The content of a verb: its complement, whole quotations that it touches, quotations beside the cue.

        Args:
            verb: the cue's main token. cue, speaker: their ranges. bounds: the complement found by syntax, if any.
            may_quote: whether a quotation beside the cue alone may be its content.
        """
        here = self.quote_at(verb)
        if here is not None:
            return bounds if bounds is None else (max(bounds[0], here[0]), min(bounds[1], here[1]))
        if bounds is not None:
            bounds = self._widened(bounds, verb)
        if not may_quote:
            return bounds
        first = min(cue[0], speaker[0]) if speaker and speaker[0] < verb else cue[0]
        past = max(cue[1], speaker[1]) if speaker and speaker[0] > verb else cue[1]
        left = self._left(first)
        if left is not None and (bounds is None or bounds[0] < verb):
            bounds = (min(left[0], bounds[0]), max(left[1], bounds[1])) if bounds else left
        elif bounds is None:
            right = self._right(past)
            if right is not None:
                return right
        if bounds is not None and bounds[1] <= verb and left is not None:
            more = self._continued(past)
            if more is not None:
                bounds = (bounds[0], more[1])
        return bounds

    def closes_before(self, verb: int) -> bool:
        """Whether a quotation that a comma or a mark ends stands right before a verb ('"…," said Tamm')."""
        quote = self.quote_at(verb - 1) if verb else None
        if quote is None or quote[1] != verb or verb < 2:
            return False
        inner = self.tree.words[verb - 2]
        return inner in ("?", "!", ",") or inner.endswith(",")

    def opens_behind(self, verb: int) -> bool:
        """Whether a finite verb stands right behind a quotation that a comma or a mark ends, with its subject after it."""
        tree = self.tree
        if tree.pos[verb] != "VERB" or tree.tags[verb] not in ("VBD", "VBZ") or verb < 3:
            return False
        quote = self.quote_at(verb - 1)
        if quote is None:
            return self._named_behind(verb)
        if quote[1] != verb or verb + 1 >= len(tree):
            return False
        subject = tree.child(
            verb, "nsubj", "dobj"
        )  # "stormed the mayor": the parser may take him for the object
        inner = tree.words[verb - 2]
        return subject is not None and subject > verb and (inner in ("?", "!", ",") or inner.endswith(","))

    def _named_behind(self, verb: int) -> bool:
        """Whether only the subject stands between a verb and a quotation that a comma ends and that opens its sentence."""
        tree = self.tree
        subject = tree.child(verb, "nsubj")
        if subject is None or subject > verb or verb - tree.left[subject] > _REACH:
            return False
        quote = self.quote_at(tree.left[subject] - 1) if tree.left[subject] else None
        if quote is None or quote[1] != tree.left[subject] or not tree.words[quote[1] - 2].endswith(","):
            return False
        first = quote[0]
        return first == 0 or self._ends(first - 1) or first == tree.bounds[tree.sents[first]][0]

    def _widened(self, bounds: tuple[int, int], verb: int) -> tuple[int, int]:
        first, past = trimmed(self.tree, *bounds)
        if first >= past:
            return bounds
        for i in (first, past - 1):
            quote = self.quote_at(i)
            if quote is not None and not quote[0] <= verb < quote[1]:
                first, past = min(first, quote[0]), max(past, quote[1])
        return first, past

    def _left(self, first: int) -> tuple[int, int] | None:
        """The quotation that ends shortly before token `first`, with no sentence end between."""
        for j in range(first - 1, max(first - _REACH, -1), -1):
            quote = self.quote_at(j)
            if quote is not None:
                return quote if quote[1] == j + 1 else None
            if self._ends(j):
                return None
        return None

    def _right(self, past: int) -> tuple[int, int] | None:
        """The quotation that begins after token `past`, with no sentence end and no other verb between (but for a colon)."""
        verb = False
        for j in range(past, min(past + 2 * _REACH, len(self.tree))):
            quote = self.quote_at(j)
            if quote is not None:
                if quote[0] != j or (verb and self.tree.words[j - 1] not in (":", ",")):
                    return None
                return quote
            verb = verb or self.tree.pos[j] == "VERB"
            if self._ends(j) and (self.tree.words[j] in _ENDS or self.tree.words[j - 1] != ":"):
                return None
        return None

    def _continued(self, past: int) -> tuple[int, int] | None:
        """The quotation that goes on behind "he said," or in the sentence after "he said." of the same paragraph."""
        ended = False
        words = self.tree.words
        for j in range(past, min(past + 2 * _REACH, len(self.tree))):
            quote = self.quote_at(j)
            if quote is not None:
                if quote[0] != j:
                    return None
                if ended or words[j - 1] in (",", ":", ";", "—", "–", "-", "--"):
                    return quote
                return None
            if words[j].isspace():
                if words[j].count("\n") > 1:
                    return None
                continue
            if ended:
                return None
            if self._ends(j):
                ended = True
        return None

    def _ends(self, j: int) -> bool:
        word = self.tree.words[j]
        return word in _ENDS or ("\n" in word and word.isspace())

    def aside(self, verb: int, speaker: tuple[int, int] | None) -> tuple[int, int] | None:
        """What stands before ", police said" where the parser saw no clause there: the sentence up to the comma."""
        tree = self.tree
        if speaker is None or not speaker[1] <= verb <= speaker[1] + 3 or not speaker[0]:
            return None
        first = tree.bounds[tree.sents[verb]][0]
        if tree.words[speaker[0] - 1] != "," or speaker[0] - first < 4:
            return None
        return first, speaker[0] - 1

    def host(self, verb: int, *, under_cue: bool) -> tuple[int, int] | None:
        """The clause around an aside such as ", officials said," or "as he put it", without the aside at its edge.

        Args:
            under_cue: the verb over this one attributes too; then a clause below it is its content and no aside.
        """
        tree = self.tree
        head = tree.heads[verb]
        if under_cue and tree.deps[verb] == "ccomp":
            return None
        thing = tree.child(verb, "dobj")
        if thing is not None and tree.lowers[thing] != "it":
            return None
        loose = tree.deps[verb] in ("relcl", "conj") and self._enclosed(verb)
        if head == verb or not (loose or tree.deps[verb] in ("ccomp", "parataxis", "advcl", "dep")):
            return None
        first, past = trimmed(tree, tree.left[verb], tree.right[verb])
        if past - first > 12:
            return None
        before = tree.words[first - 1] if first else ""
        after = tree.words[past] if past < len(tree) else ""
        if before not in (",", "—", "–", "-", "(", "--") and after not in (",", "—", "–", "-", ")", "--"):
            return None
        while tree.pos[head] not in ("VERB", "AUX") and tree.heads[head] != head:
            head = tree.heads[head]
        left, right = tree.left[head], tree.right[head]
        if trimmed(tree, left, first)[0] >= trimmed(tree, left, first)[1]:
            left = past
        elif trimmed(tree, past, right)[0] >= trimmed(tree, past, right)[1]:
            right = first
        return (left, right) if left < right else None

    def _enclosed(self, verb: int) -> bool:
        """Whether a verb and its own subject, nothing else, stand between commas: ", he recounted," hung on the noun before."""
        tree = self.tree
        own = tree.child(verb, "nsubj")
        if (
            own is None
            or tree.tags[own] in ("WP", "WDT")
            or tree.child(verb, "dobj", "cc", "mark") is not None
        ):
            return False
        first, past = trimmed(tree, tree.left[verb], tree.right[verb])
        return (
            first > 0 and past < len(tree) and tree.words[first - 1] == "," and tree.words[past] in (",", ".")
        )

    def neighbour(self, verb: int, bounds: tuple[int, int] | None, *, plain: bool = False) -> int | None:
        """The noun directly behind or before a verb that the parser left without a subject, beside a quotation.

        Args:
            verb: the verb, or the first of its auxiliaries. bounds: its content. plain: only look before it.
        """
        tree = self.tree
        if plain:
            return verb - 1 if verb and tree.pos[verb - 1] in _NOMINAL else None
        if self.quote_at(verb) is not None:
            return None
        if tree.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
            return None
        left = self._left(verb)
        near = verb + 1
        if left is not None and near < len(tree) and self.quote_at(near) is None:
            j = near
            while (
                j < len(tree) - 1
                and tree.deps[j] in ("det", "compound", "amod", "poss", "nmod")
                and tree.heads[j] > j
            ):
                j = tree.heads[j]
            if tree.pos[j] in _NOMINAL and j - verb < 8:
                return j
        if verb and tree.pos[verb - 1] in _NOMINAL and self.quote_at(verb - 1) is None:
            if bounds is None or not bounds[0] <= verb - 1 < bounds[1]:
                return verb - 1
        return None
