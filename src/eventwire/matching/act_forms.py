"""In what form a trigger tells of its act: determiner and number of a noun, tense of a verb, words for one more."""

from __future__ import annotations

from collections.abc import Set

from eventwire.matching.tree import Tree

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "some", "no", "every", "each"})
_GOING_ON = frozenset({"advcl", "conj", "xcomp"})  # how a verb hangs on another one of the same act
_AGAIN = frozenset({"again", "also", "later", "previously", "earlier", "then", "afterwards", "subsequently"})
_HAVE = {
    "had": "perfect",
    "'d": "perfect",
    "has": "present",
    "have": "present",
    "having": "present",
    "'ve": "present",
}
_FUTURE = frozenset({"will", "shall", "'ll", "would", "could", "may", "might", "should"})
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def form(tree: Tree, head: int) -> str:
    """`the`, `a`, `own` ("their raid", "Israel's raid") or `bare` of a noun."""
    for j in tree.children[head]:
        if tree.deps[j] == "poss":
            return "own"
        if tree.deps[j] == "det":
            return "the" if tree.lowers[j] in _DEFINITE else "a" if tree.lowers[j] in _INDEFINITE else "bare"
    return "bare"


def doer_and_done_to(tree: Tree, head: int) -> tuple[str, str]:
    """How who does what a verb says and whom it is done to are named: `pronoun`, `name`, `the`, `a`, `number`, `bare`, `shared` with the
    verb that it is coordinated with, or `none`. "They" and "the attackers" are told of before, "a soldier" and "two men" often not.
    """
    if tree.pos[head] not in ("VERB", "AUX"):
        return "none", "none"
    doer = done_to = None
    for j in tree.children[head]:
        if tree.deps[j] == "nsubj":
            doer = j
        elif tree.deps[j] in ("dobj", "nsubjpass"):
            done_to = j
        elif tree.deps[j] == "agent":
            doer = next((k for k in tree.children[j] if tree.deps[k] == "pobj"), doer)
    shared = "shared" if tree.deps[head] == "conj" else "none"
    return (
        shared if doer is None else _named(tree, doer),
        shared if done_to is None else _named(tree, done_to),
    )


def _named(tree: Tree, noun: int) -> str:
    if tree.pos[noun] == "PRON":
        return "pronoun"
    if tree.pos[noun] == "PROPN":
        return "name"
    found = form(tree, noun)
    if found in ("the", "own"):
        return "the"
    if any(tree.deps[j] == "nummod" for j in tree.children[noun]):
        return "number"
    return found


def is_plural(tree: Tree, head: int) -> bool:
    """Whether a noun is."""
    return tree.tags[head] in ("NNS", "NNPS")


def is_other(tree: Tree, head: int, more: Set[str]) -> bool:
    """Whether the words say that it is one more, or one of another time: "another attack", "a second bomb exploded", "later".

    Args:
        more: words that say so beside a noun (`class/one-more`).
    """
    noun = tree.pos[head] in ("NOUN", "PROPN")
    nouns = [head] if noun else []
    for j in tree.children[head]:
        if tree.deps[j] in ("nsubj", "nsubjpass", "dobj", "pobj"):
            nouns.append(j)
        elif tree.deps[j] == "agent":
            nouns += tree.children[j]
        elif not noun and tree.lowers[j] in _AGAIN:
            return True
    return any(tree.lowers[k] in more for n in nouns for k in tree.children[n] if k < n)


def is_answer(tree: Tree, head: int, answering: Set[str]) -> bool:
    """Whether a verb is told as the answer to something: "in response to the fire an aircraft stepped in, destroying …".

    What is said in response to a question is no answer itself: only verbs that go on with the same act pass it on.

    Args:
        answering: nouns behind "in" that say so (`class/answering`).
    """
    if tree.pos[head] not in ("VERB", "AUX"):
        return False
    verbs = [head]
    while tree.deps[verbs[-1]] in _GOING_ON:
        verbs.append(tree.heads[verbs[-1]])
    return any(
        tree.lowers[k] == "in" and any(tree.lemmas[n] in answering for n in tree.children[k])
        for i in verbs
        for k in tree.children[i]
    )


def tense(tree: Tree, head: int) -> str:
    """`past`, `perfect` ("had shelled"), `present`, `future`, or `none` of a noun or participle."""
    helpers = [tree.lowers[j] for j in tree.children[head] if tree.deps[j] in ("aux", "auxpass")]
    for word in helpers:
        if word in _FUTURE:
            return "future"
        if word in _HAVE:
            return _HAVE[word]
    if any(word in ("was", "were", "did") for word in helpers):
        return "past"
    if any(word in ("is", "are", "be", "do", "does") for word in helpers):
        return "present"
    return _TENSES.get(tree.tags[head], "none")
