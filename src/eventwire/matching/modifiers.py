"""Cues among a trigger's own dependents: "failed attack", "allegedly fired", "will attack", "fired but missed"."""

from __future__ import annotations

from eventwire.lexicon.modality import ModalityCue
from eventwire.matching.clause_form import inverted
from eventwire.matching.cue_index import ModalityCues
from eventwire.matching.phrases import is_negated
from eventwire.matching.reading import Hit
from eventwire.matching.tree import Tree


def modifiers(tree: Tree, cues: ModalityCues, node: int, kind: str, hits: list[Hit], *, own: bool) -> None:
    """Cues among a word's own dependents: adjectives, adverbs, auxiliaries, conjunctions, participles behind it."""
    for j in tree.children[node]:
        said = _noun_of_phrase(tree, j) if tree.deps[j] == "prep" else j
        lines = [] if said is None else cues.at(tree, said)
        for cue in lines:
            if (not cue.types or kind in cue.types) and _modifies(tree, cue, j, node, own=own):
                hits.append(_modifier_hit(tree, cue, j, node, past=(j if said is None else said) + 1))
                break


def _modifies(tree: Tree, cue: ModalityCue, j: int, node: int, *, own: bool) -> bool:
    """Whether a dependent `j` of a word stands to it as its cue line wants."""
    dep = tree.deps[j]
    if dep in ("aux", "auxpass"):
        return ("inversion" in cue.scope and inverted(tree, j, node)) or "auxiliary" in cue.scope
    if dep == "mark" or (dep == "advmod" and cue.pos == "conjunction"):
        return cue.pos == "conjunction"
    if dep in ("amod", "advmod", "compound", "nmod", "npadvmod"):
        return "modifier" in cue.scope or ("premodifier" in cue.scope and j < node)
    if dep == "det":
        return "modifier" in cue.scope and cue.weak
    if dep == "prep":
        return "phrase" in cue.scope and tree.lowers[j] in cue.prepositions
    if dep == "parataxis":  # "two drones, the army alleged, hit the ship"
        return cue.modality == "alleged" and cue.pos == "verb" and not cue.passive
    if dep in ("acl", "relcl") and own:
        return "object" in cue.scope and _about_head(tree, j) and after(tree, j, cue.after)
    if dep == "conj":
        return _came_to_nothing(tree, cue, j)
    return False


def _noun_of_phrase(tree: Tree, preposition: int) -> int | None:
    """The noun of a fixed phrase such as "in vain", "to no avail"."""
    return tree.child(preposition, "pobj", "amod", "pcomp")


def _came_to_nothing(tree: Tree, cue: ModalityCue, j: int) -> bool:
    """Whether a joined verb says of the same subject how the deed ended: "fired on the bus but missed", "but were repelled"."""
    if cue.outcome not in ("failed", "intercepted") or tree.tags[j] not in ("VBD", "VBN"):
        return False
    if tree.child(j, "nsubj", "nsubjpass") is not None or is_negated(tree, j):
        return False
    if tree.child(j, "auxpass") is not None:
        return "object" in cue.scope and after(tree, j, cue.after)
    thing = tree.child(j, "dobj", "xcomp", "ccomp")
    return "subject" in cue.scope and (thing is None or tree.lemmas[thing] in ("target", "mark", "aim"))


def _about_head(tree: Tree, verb: int) -> bool:
    """Whether the head noun of a relative clause or participle is its passive subject ("an attack foiled by police")."""
    if tree.tags[verb] != "VBN":
        return False
    subject = tree.child(verb, "nsubjpass", "nsubj")
    return subject is None or (tree.deps[subject] == "nsubjpass" and tree.tags[subject] in ("WDT", "WP"))


def _modifier_hit(tree: Tree, cue: ModalityCue, j: int, node: int, *, past: int) -> Hit:
    modality = cue.modality
    if cue.past is not None and any(
        tree.lemmas[k] == "have" and tree.deps[k] == "aux" for k in tree.children[node]
    ):
        modality = cue.past
    elif tree.lowers[j] in ("would", "'d", "’d") and _reported_future(tree, node):
        modality = "planned"
    negated = any(tree.deps[k] == "neg" for k in tree.children[j])
    if tree.deps[j] == "conj" and "weapon" in cue.scope:
        modality = "attempted"
    return Hit(cue, j, past, negated, modality, cue.outcome, cue.negated)


def _reported_future(tree: Tree, node: int) -> bool:
    """Whether "would" is the future of a past report ("announced that it would withdraw"), with no condition."""
    head = tree.heads[node]
    if tree.deps[node] == "conj":
        node, head = head, tree.heads[head]
    if tree.deps[node] != "ccomp" or tree.tags[head] not in ("VBD", "VBN", "VBG"):
        return False
    return not any(
        tree.lowers[k] in ("if", "unless")
        for j in (node, head)
        for c in tree.children[j]
        for k in tree.children[c]
    )


def after(tree: Tree, i: int, words: tuple[str, ...]) -> bool:
    """Whether one of these particles belongs to a word and follows it; true where none is asked for."""
    return not words or any(tree.lowers[j] in words for j in tree.children[i] if j > i)
