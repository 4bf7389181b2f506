"""Streets and numbered roads: "Harlow Avenue", "Highway 24", "County Road 42"."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from eventwire.matching.tree import Tree

_LONGEST = 4  # words before the noun


@dataclass(frozen=True, slots=True)
class Found:
    """A place name: half-open tokens, `GPE`, `LOC` or `FAC` as the recognizer would say.

    The label is `PERSON` where it is a person after all, `OPENS` where it opens the name of an institution that lies there.
    """

    start: int
    end: int
    label: str


def streets(tree: Tree, taken: Set[int], cues: Mapping[str, Set[str]]) -> list[Found]:
    """The streets of an article, in text order.

    Args:
        taken: tokens that are something else. cues: role → words; `street` nouns end a name, `road` nouns stand before a number.
    """
    found: list[Found] = []
    last = 0
    for i, word in enumerate(tree.lowers):
        if i < last or not tree.words[i][:1].isupper():
            continue
        if word in cues.get("road", ()) and i + 1 < len(tree) and _number(tree.words[i + 1]):
            start, end = _start(tree, i, last, taken, cues.get("road_before", ())), i + 2
        elif word in cues.get("street", ()):
            start, end = _start(tree, i, last, taken, None), i + 1
            if start == i:
                continue
        else:
            continue
        if not taken & set(range(start, end)):
            found.append(Found(start, end, "FAC"))
            last = end
    return found


def _start(tree: Tree, i: int, low: int, taken: Set[int], words: Set[str] | tuple[str, ...] | None) -> int:
    """Where the name begins whose noun is token `i`; `words` are those that may stand before it, None for any name."""
    start = i
    while start > low and i - start < _LONGEST and tree.sents[start - 1] == tree.sents[i]:
        before = start - 1
        name = tree.words[before][:1].isupper() or (
            tree.words[before][:1].isdigit() and not _number(tree.words[before])
        )
        if before in taken or not name or (words is not None and tree.lowers[before] not in words):
            break
        if words is None and not (tree.tags[before].startswith(("NNP", "JJ", "NN", "CD"))):
            break
        start = before
    return start


def _number(word: str) -> bool:
    """Whether a word is the number of a road ("24", "42A"), and no ordinal ("42nd")."""
    return (
        word[:1].isdigit()
        and word[:-1].isalnum()
        and len(word) <= 5
        and not word.lower().endswith(("st", "nd", "rd", "th"))
    )
