"""Modality and negation of triggers: the cues that modify a trigger or stand over it, and how they combine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eventwire.lexicon.modality import ModalityCue
from eventwire.matching.phrases import is_passive
from eventwire.matching.reading import Hit, Reading, Via, combine
from eventwire.matching.scope import negation, shares_auxiliaries, step_up
from eventwire.matching.tree import Tree

_HIGHEST = 12  # steps up from a trigger
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})


class ModalityCues:
    """Modality cues, indexed by lemma."""

    def __init__(self, cues: Iterable[ModalityCue]) -> None:
        self.by_lemma: dict[str, list[ModalityCue]] = {}
        for cue in sorted(cues, key=lambda c: (not c.after, not c.own, -c.priority, c.id)):
            for lemma in cue.lemmas:
                self.by_lemma.setdefault(lemma, []).append(cue)

    def at(self, tree: Tree, i: int) -> list[ModalityCue]:
        """The lines for a token, by its lemma or its lower-cased form."""
        found = self.by_lemma.get(tree.lemmas[i], [])
        if tree.lowers[i] != tree.lemmas[i]:
            more = self.by_lemma.get(tree.lowers[i])
            if more:
                return [*found, *(cue for cue in more if cue not in found)]
        return found


def read_trigger(tree: Tree, cues: ModalityCues, head: int, kind: str) -> Reading:
    """Modality, negation and outcome of one trigger from the cues in whose scope it stands.

    Args:
        head: the trigger's head token. kind: its event type.
    """
    hits: list[Hit] = []
    reading = Reading()
    nots = _collect(tree, cues, head, kind, hits)
    combine(reading, hits, nots)
    return reading


def _collect(tree: Tree, cues: ModalityCues, head: int, kind: str, hits: list[Hit]) -> list[tuple[int, Via]]:
    """Fill `hits` from the trigger outwards; returns the tokens that negate the trigger or a support word over it.

    Each comes with the support words between.
    """
    nots: list[tuple[int, Via]] = []
    via: Via = ()
    node, inside, real = head, True, True
    for _ in range(_HIGHEST):
        denial = negation(tree, node)
        if inside and denial is not None:
            nots.append((denial, via))
        before = len(hits)
        _modifiers(tree, cues, node, kind, hits, own=inside)
        if via:
            hits[before:] = [replace(hit, via=via) for hit in hits[before:]]
        step = step_up(tree, node)
        if step is None or step.to == head:
            break
        if step.preposition is not None:
            _preposition(tree, cues, node, kind, hits)
        if step.relation == "conj":
            if tree.pos[node] == "VERB" and not shares_auxiliaries(tree, node):
                above = step_up(tree, step.to)
                if above is None or above.relation != "complement" or tree.tags[node] != tree.tags[step.to]:
                    break
                node, inside = step.to, False
                continue
            if tree.pos[node] in ("NOUN", "PROPN"):
                inside = False
            node = step.to
            continue
        relation = (
            "cue_object" if step.relation == "object" and hits and hits[-1].first == node else step.relation
        )
        over = step.to
        cue = _cue_over(tree, cues, node, over, relation, step.preposition, kind)
        if (
            cue is None
            and tree.deps[over] in ("dobj", "dative")
            and relation in ("complement", "preposition", "relative")
        ):
            over = tree.heads[over]  # "urged [the rebels to withdraw]", "accused [the rebels of shelling]"
            cue = _cue_over(tree, cues, node, over, relation, step.preposition, kind)
        if relation == "subject" and tree.lemmas[over] == "be":
            _predicate(tree, cues, over, kind, hits)
        if cue is None:
            break
        if cue.pos == "support":
            node, inside, via = over, real, (*via, (cue.id, over))
            continue
        hit = _hit(tree, cue, over)
        if cue.undone and hit.negated:
            break  # "could not prevent"
        hits.append(replace(hit, via=via))
        node, inside, real = over, False, False
    return nots


def _predicate(tree: Tree, cues: ModalityCues, be: int, kind: str, hits: list[Hit]) -> None:
    """An adjective said of the trigger: "the attack was unsuccessful"."""
    for j in tree.children[be]:
        if tree.deps[j] in ("acomp", "attr"):
            for cue in cues.at(tree, j):
                if "modifier" in cue.scope and (not cue.types or kind in cue.types):
                    negated = negation(tree, be) is not None
                    hits.append(Hit(cue, j, j + 1, negated, cue.modality, cue.outcome, cue.negated))
                    return


def _cue_over(
    tree: Tree,
    cues: ModalityCues,
    node: int,
    over: int,
    relation: str,
    preposition: str | None,
    kind: str,
) -> ModalityCue | None:
    for cue in cues.at(tree, over):
        if not _in_scope(tree, cue, node, relation, preposition):
            continue
        if cue.types and kind not in cue.types:
            continue
        if not _right_pos(tree, over, cue.pos) or not _after(tree, over, cue.after):
            continue
        if cue.passive and not is_passive(tree, over):
            continue
        if cue.own and not _own_subject(tree, node):
            continue
        return cue
    return None


def _in_scope(tree: Tree, cue: ModalityCue, node: int, relation: str, preposition: str | None) -> bool:
    if preposition is not None:
        if cue.prepositions and preposition not in cue.prepositions:
            return False
        if not cue.prepositions and "preposition" not in cue.scope:
            return False
        return relation in cue.scope or (relation == "complement" and "preposition" in cue.scope)
    if relation in cue.scope:
        return True
    return relation == "complement" and "infinitive" in cue.scope and tree.tags[node] in ("VB", "VBG")


def _right_pos(tree: Tree, i: int, pos: str) -> bool:
    tag = tree.tags[i]
    if pos == "verb":
        return tag[:1] == "V"
    if pos == "noun":
        return tag[:1] == "N"
    if pos == "adjective":
        return tag[:1] in ("J", "V", "N")
    return True


def _after(tree: Tree, i: int, words: tuple[str, ...]) -> bool:
    return not words or any(tree.lowers[j] in words for j in tree.children[i] if j > i)


def _own_subject(tree: Tree, node: int) -> bool:
    """Whether a complement is about the subject of the verb over it: no subject of its own, or a pronoun."""
    own = tree.child(node, "nsubj", "nsubjpass")
    if own is None or tree.lowers[own] in _PRONOUNS:
        return True
    return any(tree.tags[j] == "PRP$" for j in tree.children[own])


def _hit(tree: Tree, cue: ModalityCue, i: int) -> Hit:
    negated = negation(tree, i) is not None
    past = i + 1
    if cue.after:
        past = max(j + 1 for j in tree.children[i] if j > i and tree.lowers[j] in cue.after)
    modality, outcome = cue.modality, cue.outcome
    if cue.unreal is not None and not _finite(tree, i):
        modality, outcome = cue.unreal, None
    return Hit(cue, i, past, negated, modality, outcome, cue.negated)


def _finite(tree: Tree, i: int) -> bool:
    if tree.tags[i] in _FINITE:
        return not any(tree.lowers[j] in ("to", "will", "would", "could", "can", "may", "might", "should", "must")
                       for j in tree.children[i] if tree.deps[j] == "aux")  # fmt: skip
    # "…, preventing damage": a participle that continues a finite clause reports what happened
    return tree.tags[i] == "VBG" and tree.deps[i] == "advcl" and tree.lowers[tree.left[i]] == tree.lowers[i]


def _modifiers(tree: Tree, cues: ModalityCues, node: int, kind: str, hits: list[Hit], *, own: bool) -> None:
    """Cues among a word's own dependents: adjectives, adverbs, auxiliaries, conjunctions, participles behind it."""
    for j in tree.children[node]:
        lines = cues.at(tree, j)
        if not lines:
            continue
        dep = tree.deps[j]
        for cue in lines:
            if cue.types and kind not in cue.types:
                continue
            if dep in ("aux", "auxpass"):
                fits = "auxiliary" in cue.scope
            elif dep == "mark" or (dep == "advmod" and cue.pos == "conjunction"):
                fits = cue.pos == "conjunction"
            elif dep in ("amod", "advmod", "compound", "nmod", "npadvmod"):
                fits = "modifier" in cue.scope
            elif dep == "parataxis":  # "two drones, the army alleged, hit the ship"
                fits = cue.modality == "alleged" and cue.pos == "verb" and not cue.passive
            elif dep in ("acl", "relcl") and own:
                fits = "object" in cue.scope and _about_head(tree, j) and _after(tree, j, cue.after)
            else:
                fits = False
            if fits:
                hits.append(_modifier_hit(tree, cue, j, node))
                break


def _about_head(tree: Tree, verb: int) -> bool:
    """Whether the head noun of a relative clause or participle is its passive subject ("an attack foiled by police")."""
    if tree.tags[verb] != "VBN":
        return False
    subject = tree.child(verb, "nsubjpass", "nsubj")
    return subject is None or (tree.deps[subject] == "nsubjpass" and tree.tags[subject] in ("WDT", "WP"))


def _modifier_hit(tree: Tree, cue: ModalityCue, j: int, node: int) -> Hit:
    modality = cue.modality
    if cue.past is not None and any(
        tree.lemmas[k] == "have" and tree.deps[k] == "aux" for k in tree.children[node]
    ):
        modality = cue.past
    elif tree.lowers[j] in ("would", "'d", "’d") and _reported_future(tree, node):
        modality = "planned"
    negated = any(tree.deps[k] == "neg" for k in tree.children[j])
    return Hit(cue, j, j + 1, negated, modality, cue.outcome, cue.negated)


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


def _preposition(tree: Tree, cues: ModalityCues, node: int, kind: str, hits: list[Hit]) -> None:
    """A preposition that is a cue itself: "in case of", "without"."""
    i = tree.heads[node]
    for cue in cues.at(tree, i):
        if cue.pos == "preposition" and (not cue.types or kind in cue.types):
            hits.append(Hit(cue, i, i + 1, False, cue.modality, cue.outcome, cue.negated))
            return
