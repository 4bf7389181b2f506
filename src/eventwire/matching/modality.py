"""Modality and negation of triggers: the cues that modify a trigger or stand over it, and how they combine."""

from __future__ import annotations

from dataclasses import replace

from eventwire.lexicon.modality import ModalityCue
from eventwire.matching.clause_form import bare, imperative
from eventwire.matching.cue_index import ModalityCues
from eventwire.matching.modifiers import after, modifiers
from eventwire.matching.phrases import is_passive
from eventwire.matching.reading import Hit, Reading, Via, combine
from eventwire.matching.scope import Step, negation, shares_auxiliaries, step_up
from eventwire.matching.tree import Tree

_HIGHEST = 12  # steps up from a trigger
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})


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
    if imperative(tree, head):
        hits.extend(Hit(cue, head, head + 1, False, cue.modality, cue.outcome, cue.negated)
                    for cue in cues.by_lemma.get("*", ()) if "imperative" in cue.scope)  # fmt: skip
    for _ in range(_HIGHEST):
        denial = negation(tree, node)
        if inside and denial is not None:
            nots.append((denial, via))
        before = len(hits)
        modifiers(tree, cues, node, kind, hits, own=inside)
        if via:
            hits[before:] = [replace(hit, via=via) for hit in hits[before:]]
        step = _through_object(tree, cues, node, step_up(tree, node))
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
        alleged = bool(hits) and hits[-1].modality in ("alleged", "denied")
        cue = _cue_over(tree, cues, node, over, relation, step.preposition, kind, alleged=alleged)
        if (
            cue is None
            and tree.deps[over] in ("dobj", "dative")
            and relation in ("complement", "preposition", "relative")
        ):
            over = tree.heads[over]  # "urged [the rebels to withdraw]", "accused [the rebels of shelling]"
            cue = _cue_over(tree, cues, node, over, relation, step.preposition, kind, alleged=alleged)
        if tree.lemmas[over] == "be" and _predicate(tree, cues, over, relation, kind, hits):
            node, inside, real = over, False, False
            continue
        if cue is None:
            if relation == "subject":
                _consequence(tree, cues, node, over, hits)
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


def _through_object(tree: Tree, cues: ModalityCues, node: int, step: Step | None) -> Step | None:
    """The step to the noun right before an infinitive that the parser hung on the verb: "foiled [a plot] to bomb"."""
    if step is None or step.relation != "complement" or step.preposition is not None:
        return step
    noun = tree.left[node] - 1
    if noun >= 0 and tree.heads[noun] == step.to and tree.deps[noun] in ("dobj", "nsubjpass"):
        if any(cue.pos == "noun" and "complement" in cue.scope for cue in cues.at(tree, noun)):
            return Step(noun, "complement")
    return step


def _predicate(tree: Tree, cues: ModalityCues, be: int, relation: str, kind: str, hits: list[Hit]) -> bool:
    """An adjective said of the trigger: "the attack was unsuccessful", "it is likely that rebels will attack".

    Returns:
        Whether it stands over the trigger's clause.
    """
    wanted = {"subject": "modifier", "complement": "complement"}.get(relation)
    for j in tree.children[be]:
        if tree.deps[j] not in ("acomp", "attr"):
            continue
        for cue in cues.at(tree, j):
            if wanted not in cue.scope or cue.pos not in ("adjective", "adverb"):
                continue
            if not cue.types or kind in cue.types:
                negated = negation(tree, be) is not None
                hits.append(Hit(cue, j, j + 1, negated, cue.modality, cue.outcome, cue.negated))
                return wanted == "complement"
    return False


def _consequence(tree: Tree, cues: ModalityCues, noun: int, verb: int, hits: list[Hit]) -> None:
    """An indefinite deed with a conditional effect: "an attack would close the port"."""
    if any(tree.lowers[j] in _DEFINITE or tree.deps[j] == "poss" for j in tree.children[noun]):
        return
    for j in tree.children[verb]:
        if tree.deps[j] == "aux" and tree.lowers[j] in ("would", "could", "might"):
            hits.extend(Hit(cue, j, j + 1, False, "hypothetical", None, False)
                        for cue in cues.at(tree, j) if "auxiliary" in cue.scope)  # fmt: skip


def _cue_over(
    tree: Tree,
    cues: ModalityCues,
    node: int,
    over: int,
    relation: str,
    preposition: str | None,
    kind: str,
    *,
    alleged: bool,
) -> ModalityCue | None:
    for cue in cues.at(tree, over):
        if not _in_scope(tree, cue, node, relation, preposition):
            continue
        if cue.types and kind not in cue.types:
            continue
        if not _right_pos(tree, over, cue.pos) or not after(tree, over, cue.after):
            continue
        if cue.passive and not is_passive(tree, over):
            continue
        if cue.own and not _own_subject(tree, node):
            continue
        if cue.weak and any(tree.lowers[j] in _DEFINITE for j in tree.children[node]):
            continue
        if relation == "cue_object" and cue.modality == "denied" and not alleged:
            continue  # "rejected the call for talks"
        if cue.outcome == "failed" and relation == "object" and not is_passive(tree, over):
            if any(tree.tags[j] == "PRP$" for j in tree.children[node]):
                continue  # "halted its attacks": its own, which it had made
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
    return relation == "complement" and "infinitive" in cue.scope and bare(tree, node)


def _right_pos(tree: Tree, i: int, pos: str) -> bool:
    tag = tree.tags[i]
    if pos == "verb":
        return tag[:1] == "V"
    if pos == "noun":
        return tag[:1] == "N"
    if pos == "adjective":
        return tag[:1] in ("J", "V", "N")
    return True


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


def _preposition(tree: Tree, cues: ModalityCues, node: int, kind: str, hits: list[Hit]) -> None:
    """A preposition that is a cue itself: "in case of", "without"."""
    of = tree.heads[node]
    for i in (of, *(j for j in tree.children[of] if j == of - 1)):  # "without", "instead of"
        for cue in cues.at(tree, i):
            if cue.pos == "preposition" and (not cue.types or kind in cue.types):
                hits.append(Hit(cue, i, i + 1, False, cue.modality, cue.outcome, cue.negated))
                return
