"""What the form of a clause says by itself: questions and inverted conditions, imperatives, subjunctives."""

from __future__ import annotations

from eventwire.matching.tree import Tree

_QUOTES = frozenset({'"', "“", "``", "‘", "'", "«", "„"})
_BEFORE = frozenset({"please", "now", "just"})


def inverted(tree: Tree, auxiliary: int, verb: int) -> bool:
    """Whether an auxiliary opens its clause before the subject: "did rebels attack", "should rebels attack, …"."""
    subject = tree.child(verb, "nsubj", "nsubjpass", "expl")
    if subject is None or subject < auxiliary:
        return False
    first = tree.left[verb]
    while first < auxiliary and (
        tree.pos[first] in ("PUNCT", "SPACE", "CCONJ") or tree.words[first] in _QUOTES
    ):
        first += 1
    return first == auxiliary


def imperative(tree: Tree, verb: int) -> bool:
    """Whether a verb is an order inside of direct speech or before an exclamation mark."""
    if tree.tags[verb] != "VB" or tree.deps[verb] not in ("ROOT", "ccomp", "advcl", "parataxis"):
        return False
    first = tree.left[verb]
    for j in tree.children[verb]:
        if tree.deps[j] in ("nsubj", "nsubjpass", "mark") or (
            tree.deps[j] == "aux" and tree.lemmas[j] != "do"
        ):
            return False
    while first < verb and (tree.pos[first] in ("PUNCT", "SPACE") or tree.lowers[first] in _BEFORE):
        first += 1
    if first != verb and tree.deps[first] not in ("aux", "neg"):
        return False
    before = tree.words[first - 1] if first else ""
    return before in _QUOTES or tree.words[tree.bounds[tree.sents[verb]][1] - 1] == "!"


def bare(tree: Tree, verb: int) -> bool:
    """Whether a verb is an infinitive, a gerund or a subjunctive, passives included ("that he be released")."""
    if tree.tags[verb] in ("VB", "VBG"):
        return True
    if tree.tags[verb] != "VBN" or any(tree.tags[j] == "MD" for j in tree.children[verb]):
        return False
    return any(tree.lowers[j] == "be" for j in tree.children[verb])
