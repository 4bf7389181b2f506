"""Outcomes that stand beside a trigger rather than over it: its own sense, its effect, and what became of its weapon."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from eventwire.lexicon.modality import ModalityCue
from eventwire.matching.cue_index import ModalityCues
from eventwire.matching.phrases import is_negated, is_passive
from eventwire.matching.reading import Reading
from eventwire.matching.tree import Tree

_REAL = frozenset({"actual", "alleged", "attempted"})
_POINTERS = frozenset(
    {"it", "they", "them", "all", "both", "which", "that", "one", "none", "each", "these", "those"}
)
_PARTIAL = frozenset({"some", "several", "most", "many", "few", "part", "half", "one", "other", "others"})
_REACH = 20  # triggers of a sentence that are looked at on either side of a cue
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A trigger as outcomes see it: id, head token, event type, whether it names a consequence."""

    id: str
    head: int
    type: str
    consequence: bool


def read_outcomes(
    tree: Tree, cues: ModalityCues, deeds: list[Deed], readings: dict[str, Reading], weapons: set[int]
) -> None:
    """Add to the readings what the words beside the triggers say about how they ended.

    Args:
        deeds: all triggers, in text order. readings: of every trigger, changed in place.
        weapons: tokens of weapon mentions.
    """
    if not deeds:
        return
    by_sentence: dict[int, list[Deed]] = {}
    for deed in deeds:
        by_sentence.setdefault(tree.sents[deed.head], []).append(deed)
        _own_sense(tree, cues, deed, readings[deed.id])
    near = sorted({s + k for s in by_sentence for k in (0, 1) if s + k < len(tree.bounds)})
    for sentence in near:
        for i in range(*tree.bounds[sentence]):
            for cue in cues.at(tree, i):
                if "weapon" in cue.scope:
                    hit = _of_weapon(tree, cue, i, by_sentence, weapons)
                    if hit is not None and (not cue.types or hit.type in cue.types):
                        _set(readings[hit.id], cue, i, _past(tree, cue, i), override=True)
                        break
                elif "effect" in cue.scope and _happened(tree, i):
                    _effect(tree, cue, i, by_sentence.get(sentence, []), readings)


def _past(tree: Tree, cue: ModalityCue, i: int) -> int:
    if not cue.after:
        return i + 1
    return max((j + 1 for j in tree.children[i] if j > i and tree.lowers[j] in cue.after), default=i + 1)


def _set(
    reading: Reading, cue: ModalityCue, first: int, past: int, *, override: bool = False, basis: str = "text"
) -> None:
    if cue.outcome is None or (
        reading.outcome != "unknown" and not (override and reading.outcome == "succeeded")
    ):
        return
    if reading.negated or reading.modality not in _REAL:
        return
    reading.outcome = cue.outcome
    reading.sources["outcome"] = [(cue.id, first, past, basis)]
    stopped = cue.outcome == "intercepted" or (override and cue.outcome == "failed")
    if stopped and reading.modality == "actual":
        reading.modality = "attempted"  # the weapon did not arrive
        reading.sources["modality"] = [(cue.id, first, past, basis)]


def _own_sense(tree: Tree, cues: ModalityCues, deed: Deed, reading: Reading) -> None:
    for cue in cues.at(tree, deed.head):
        if "self" not in cue.scope or (cue.types and deed.type not in cue.types):
            continue
        tag = tree.tags[deed.head][:1]
        if (cue.pos == "verb") != (tag == "V") or (cue.after and not _has(tree, deed.head, cue.after)):
            continue
        if cue.outcome == "succeeded" and reading.modality == "attempted":
            continue
        _set(reading, cue, deed.head, _past(tree, cue, deed.head))
        return
    for cue in cues.by_lemma.get("*", ()):
        if deed.type in cue.types and reading.modality == "actual":
            _set(reading, cue, deed.head, deed.head + 1, basis="inferred")


def _has(tree: Tree, i: int, words: tuple[str, ...]) -> bool:
    return any(tree.lowers[j] in words for j in tree.children[i] if j > i)


def _happened(tree: Tree, i: int) -> bool:
    """Whether a verb of effect is told as a fact: finite or a participle, not negated, with somebody or something affected."""
    if tree.pos[i] != "VERB" or is_negated(tree, i):
        return False
    if any(tree.deps[j] == "aux" and tree.tags[j] in ("MD", "TO") for j in tree.children[i]):
        return False
    if any(
        tree.deps[j] == "mark" and tree.lowers[j] in ("if", "unless", "whether") for j in tree.children[i]
    ):
        return False
    affected = tree.child(i, "dobj", "nsubjpass") if tree.lemmas[i] != "die" else tree.child(i, "nsubj")
    if affected is None:
        return tree.deps[i] == "acl" and tree.tags[i] == "VBN"
    if tree.lowers[affected] in _NOBODY:
        return False
    return not any(tree.lowers[k] in ("no", "neither") for k in tree.children[affected])


def _effect(tree: Tree, cue: ModalityCue, i: int, deeds: list[Deed], readings: dict[str, Reading]) -> None:
    near = [
        d
        for d in _around(deeds, i)
        if d.head != i and not d.consequence and (not cue.types or d.type in cue.types)
    ]
    if not near:
        return
    deed = min(near, key=lambda d: (_apart(tree, d.head, i), abs(d.head - i), d.head))
    if _apart(tree, deed.head, i) <= 2:
        reading = readings[deed.id]
        if reading.modality in ("actual", "alleged"):
            _set(reading, cue, i, i + 1, basis="inferred")


def _around(deeds: list[Deed], i: int) -> list[Deed]:
    """The triggers of a sentence that stand near a token; sentences of broken texts may be endless."""
    if len(deeds) <= _REACH:
        return deeds
    k = bisect_left(deeds, i, key=lambda d: d.head)
    return deeds[max(0, k - _REACH) : k + _REACH]


def _apart(tree: Tree, a: int, b: int) -> int:
    """Steps between two tokens over the tree, prepositions not counted; 9 where they are farther apart than that."""
    up = {a: 0}
    steps = 0
    i = a
    while tree.heads[i] != i and steps < 8:
        i = tree.heads[i]
        steps += tree.deps[i] not in ("prep", "agent", "pobj")
        up.setdefault(i, steps)
    steps, i = 0, b
    while True:
        if i in up:
            return up[i] + steps
        if tree.heads[i] == i or steps > 8:
            return 9
        i = tree.heads[i]
        steps += tree.deps[i] not in ("prep", "agent", "pobj")


def _of_weapon(
    tree: Tree, cue: ModalityCue, i: int, by_sentence: dict[int, list[Deed]], weapons: set[int]
) -> Deed | None:
    """The trigger whose weapon a cue such as "intercepted" or "missed" is about."""
    if cue.after and not _has(tree, i, cue.after):
        return None
    noun = _thing(tree, cue, i)
    if noun is None:
        return None
    word = tree.lowers[noun]
    pointer = word in _POINTERS
    partial = word in _PARTIAL or any(tree.lowers[j] in _PARTIAL for j in tree.children[noun])
    if partial or (not pointer and not _is_weapon(tree, noun, weapons) and tree.tags[noun] != "CD"):
        return None
    sentence = tree.sents[i]
    here = [
        d
        for d in _around(by_sentence.get(sentence, []), i)
        if d.type == "ASSAULT" and d.head != i and not d.consequence
    ]
    below = [d for d in here if tree.left[noun] <= d.head < tree.right[noun]]
    if below:
        return below[0]
    before = [d for d in here if d.head < i]
    if before:
        return before[-1]
    definite = pointer or any(
        tree.lowers[j] in ("the", "these", "those", "both", "all") for j in tree.children[noun]
    )
    if definite and not here:
        last = [
            d
            for d in by_sentence.get(sentence - 1, [])[-_REACH:]
            if d.type == "ASSAULT" and not d.consequence
        ]
        return last[-1] if last else None
    return here[0] if here and cue.pos == "adjective" else None


def _thing(tree: Tree, cue: ModalityCue, i: int) -> int | None:
    """What the cue is said of: the object of a verb of stopping, the subject of a verb of failing, the noun of an adjective."""
    if cue.pos == "adjective":
        while tree.deps[i] in ("amod", "compound"):
            i = tree.heads[i]
        return i
    if cue.pos == "noun":
        of = next((j for j in tree.children[i] if tree.lowers[j] == "of"), None)
        return None if of is None else tree.child(of, "pobj")
    if tree.pos[i] != "VERB" or is_negated(tree, i):
        return None
    if any(tree.deps[j] == "aux" and tree.tags[j] in ("MD", "TO") for j in tree.children[i]):
        return None
    if cue.outcome == "failed":
        noun = tree.child(i, "nsubj")
    elif is_passive(tree, i):
        noun = tree.child(i, "nsubjpass", "nsubj")
        if noun is None and tree.deps[i] == "acl":
            noun = tree.heads[i]
    else:
        noun = tree.child(i, "dobj")
    if noun is None and tree.deps[i] == "conj":
        noun = tree.child(tree.heads[i], "dobj", "nsubjpass")
    return noun


def _is_weapon(tree: Tree, noun: int, weapons: set[int]) -> bool:
    return any(j in weapons for j in [noun, *tree.children[noun]])
