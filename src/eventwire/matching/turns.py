"""Speaker turns: a name and a colon before what is said ("MINISTER: No."), a quotation, a dash and a name."""

from __future__ import annotations

from dataclasses import dataclass

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.tree import Tree

_NAME = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "X"})
_LONGEST = 8  # tokens of a name before the colon
_LONGEST_TURN = 1000  # tokens of a turn


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker turn in tokens."""

    mark: int
    speaker: tuple[int, int]
    head: int
    content: tuple[int, int]
    direct: bool
    rule: AttributionCue


def turns(
    tree: Tree, marks: dict[str, AttributionCue], quotes: list[tuple[int, int]], names: list[bool]
) -> list[Turn]:
    """All turns of a text, in order.

    Args:
        marks: lines for ":" and for dashes. quotes: direct speech as token ranges.
        names: per token, whether it belongs to a person's or an organization's name.
    """
    found: list[Turn] = []
    ends = {past: (first, past) for first, past in quotes}
    words = tree.words
    # a tokenizer may leave the closing mark and the dash together
    glued = {past: q for past, q in ends.items() if len(words[past - 1]) > 1}
    known = list(names)
    shouted: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if word == ":" and i and len(words[i - 1]) > 1 and words[i - 1].isupper():
            shouted.setdefault(words[i - 1], []).append(i - 1)
    for places in shouted.values():
        if len(places) > 1:  # a transcript repeats its speakers
            for i in places:
                known[i] = True
    for i, word in enumerate(words):
        rule = marks.get(word) or (marks.get(word[-1]) if i + 1 in glued else None)
        if rule is None:
            continue
        if word == ":":
            turn = _colon(tree, i, rule, known)
        else:
            j = i
            while j and words[j - 1].isspace() and "\n" not in words[j - 1]:
                j -= 1
            quote = glued.get(i + 1) or ends.get(j)
            turn = _dash(tree, i, quote, rule) if quote is not None else None
        if turn is not None:
            found.append(turn)
    return found


def _line_start(tree: Tree, i: int) -> int:
    j = i
    while j and i - j <= _LONGEST + 1 and "\n" not in tree.words[j - 1]:
        j -= 1
    return j


def _line_end(tree: Tree, i: int) -> int:
    end = min(i + _LONGEST_TURN, len(tree))
    while i < end and "\n" not in tree.words[i]:
        i += 1
    return i


def _colon(tree: Tree, i: int, rule: AttributionCue, names: list[bool]) -> Turn | None:
    first = _line_start(tree, i)
    while first < i and tree.words[first] in ('"', "“", " ", "''", "``", "-", "–"):
        first += 1
    if not 0 < i - first <= _LONGEST or not all(tree.pos[j] in _NAME or names[j] for j in range(first, i)):
        return None
    if not names[i - 1]:
        return None
    past = _line_end(tree, i + 1)
    while past > i and tree.words[past - 1].isspace():
        past -= 1
    if past - i < 3:
        return None
    return Turn(i, (first, i), i - 1, (i + 1, past), False, rule)


def _dash(tree: Tree, i: int, quote: tuple[int, int], rule: AttributionCue) -> Turn | None:
    first = i + 1
    while first < len(tree) and tree.words[first].isspace() and "\n" not in tree.words[first]:
        first += 1
    past = _line_end(tree, first)
    while past > first and (tree.words[past - 1].isspace() or tree.words[past - 1] == "."):
        past -= 1
    if not 0 < past - first <= _LONGEST or not tree.words[first][:1].isupper():
        return None
    head = past - 1
    for j in range(first, past):
        if tree.words[j] == ",":
            head = j - 1
            break
    return Turn(i, (first, head + 1), head, quote, True, rule)
