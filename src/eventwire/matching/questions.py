"""Clauses that ask something about an act just told, rather than tell another one."""

from __future__ import annotations

from collections.abc import Mapping

from eventwire.matching.tree import Tree

_ASKING = frozenset({"whether", "if"})
_PLURAL = frozenset({"they", "these", "those"})
_SINGULAR = frozenset({"it", "this", "that"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_SINGULAR_TAGS = frozenset({"NN", "NNP"})


def asked_of(tree: Tree, head: int, acts: Mapping[int, str]) -> frozenset[str]:
    """The act of which the clause of a verb asks something: "would not call the firings an attack, unsure whether they targeted …".

    The subject is a pronoun, and the nearest noun of its number in the sentence before it names an act.

    Args:
        head: the verb's token. acts: token → id of the acts of its type told before.
    """
    subject = tree.child(head, "nsubj", "nsubjpass")
    mark = tree.child(head, "mark")
    if subject is None or mark is None or tree.lowers[mark] not in _ASKING or tree.deps[head] == "advcl":
        return frozenset()
    word = tree.lowers[subject]
    if word not in _PLURAL and word not in _SINGULAR:
        return frozenset()
    tags = _PLURAL_TAGS if word in _PLURAL else _SINGULAR_TAGS
    above = set(tree.ancestors(head))  # of "uncertainty over whether they …" the uncertainty is not meant
    for j in range(subject - 1, tree.bounds[tree.sents[head]][0] - 1, -1):
        if tree.tags[j] in tags and j not in above and tree.deps[j] not in ("compound", "nmod", "poss"):
            return frozenset({acts[j]}) if j in acts else frozenset()
    return frozenset()
