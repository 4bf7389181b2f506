"""Attributions by nouns and fixed phrases: "the claim that", "according to", "so-called"."""

from __future__ import annotations

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.attributed import Attribution
from eventwire.matching.phrases import noun_phrase, subject_of, trimmed, unquoted
from eventwire.matching.tree import Tree


def noun_attribution(tree: Tree, i: int, lines: list[AttributionCue]) -> Attribution | None:
    """ "The group's claim that …", "accusations by the ministry of …"."""
    for cue in lines:
        content, speaker, clause = None, None, False
        for j in tree.children[i]:
            dep = tree.deps[j]
            if dep == "poss":
                speaker = j
            elif dep == "prep" and tree.lowers[j] in ("by", "from") and speaker is None:
                speaker = tree.child(j, "pobj")
            elif dep in ("acl", "ccomp", "relcl") and j > i and content is None:
                opening = tree.lowers[tree.left[j]]
                if "noun_clause" in cue.complements and opening == "that":
                    if dep != "relcl" or _complete(tree, j):
                        content, clause = (tree.left[j] + 1, tree.right[j]), True
                elif "infinitive" in cue.complements and dep != "ccomp" and opening == "to":
                    content = (tree.left[j], tree.right[j])
            elif dep == "prep" and tree.lowers[j] in cue.prepositions and content is None:
                content = (j + 1, tree.right[j])
        if "host" in cue.complements:
            return _by_account(tree, i, cue, speaker)
        if content is None:
            if cue.negated is not None and cue.negated.bare:
                nothing = _nothing_said(tree, i, cue)
                if nothing is not None:
                    return nothing
            continue
        if speaker is None:
            speaker = _lender(tree, i, cue.after)
        if speaker is None and not clause:
            continue
        content = trimmed(tree, *content)
        if content[0] >= content[1]:
            continue
        np = None if speaker is None else noun_phrase(tree, speaker)
        if np is not None and tree.tags[np[1] - 1] == "POS":
            np = (np[0], np[1] - 1)
        return Attribution(
            cue=(i, i + 1), head=i, speaker=np, speaker_head=speaker, content=content, about=None, term=None,
            refused=False, direct=False, act=cue.act, stance=cue.stance, rules=(cue.id,),
            confidence=0.7 if speaker is not None else 0.5, mental=cue.mental,
        )  # fmt: skip
    return None


def _by_account(tree: Tree, i: int, cue: AttributionCue, speaker: int | None) -> Attribution | None:
    """ "By the army's count, …", "on the figures of the union": the content is the clause around the phrase."""
    preposition = tree.heads[i]
    if tree.deps[i] != "pobj" or tree.lowers[preposition] not in cue.prepositions:
        return None
    for j in tree.children[i]:
        if speaker is None and tree.lowers[j] == "of" and j > i:
            speaker = tree.child(j, "pobj")
    if speaker is None:
        return None
    content = _host_of_phrase(tree, preposition, i + 1, tree.right[i])
    if content is None:
        return None
    np = noun_phrase(tree, speaker)
    if tree.tags[np[1] - 1] == "POS":
        np = (np[0], np[1] - 1)
    return Attribution(
        cue=(i, i + 1), head=i, speaker=np, speaker_head=speaker, content=content, about=None, term=None,
        refused=False, direct=False, act=cue.act, stance=cue.stance, rules=(cue.id,), confidence=0.7,
    )  # fmt: skip


def _nothing_said(tree: Tree, i: int, cue: AttributionCue) -> Attribution | None:
    """ "Made no comment", "there was no comment from X": a decline."""
    speaker = _lender(tree, i, cue.after)
    if speaker is None and tree.lemmas[tree.heads[i]] in ("be", "come") and tree.deps[i] in ("attr", "nsubj"):
        for k in (i, tree.heads[i]):
            source = next((j for j in tree.children[k] if tree.lowers[j] == "from" and j > i), None)
            speaker = speaker if source is None else tree.child(source, "pobj")
    if speaker is None or cue.negated is None or not any(tree.lowers[j] == "no" for j in tree.children[i]):
        return None
    return Attribution(
        cue=(i, i + 1), head=i, speaker=noun_phrase(tree, speaker), speaker_head=speaker, content=None, about=None,
        term=None, refused=False, direct=False, act=cue.negated.act, stance=cue.negated.stance, rules=(cue.id,),
        confidence=0.8,
    )  # fmt: skip


def _complete(tree: Tree, verb: int) -> bool:
    """Whether a clause has a subject other than "that" (a complement, not a relative clause)."""
    own = tree.child(verb, "nsubj", "nsubjpass", "expl")
    return own is not None and tree.lowers[own] != "that"


def _lender(tree: Tree, i: int, verbs: tuple[str, ...]) -> int | None:
    """The subject of the light verb whose object the noun is ("the army issued a warning that")."""
    head = tree.heads[i]
    if tree.deps[i] == "dobj" and tree.lemmas[head] in verbs:
        return subject_of(tree, head)[0]
    return None


def phrase_attribution(
    tree: Tree, i: int, lines: list[tuple[tuple[str, ...], AttributionCue]]
) -> Attribution | None:
    for words, cue in lines:
        past = i + len(words)
        if tuple(tree.lowers[i:past]) != words:
            continue
        if cue.label:
            return _so_called(tree, i, past, cue)
        last = past - 1
        speaker = tree.child(last, "pobj")
        if speaker is None and cue.speaker:
            continue
        end = tree.right[last] if speaker is not None else past
        content = _host_of_phrase(tree, i, past, end)
        if content is None:
            continue
        np = None if speaker is None else noun_phrase(tree, speaker)
        return Attribution(
            cue=(i, past), head=i, speaker=np, speaker_head=speaker, content=content, about=None, term=None,
            refused=False, direct=False, act=cue.act, stance=cue.stance, rules=(cue.id,), confidence=0.85,
        )  # fmt: skip
    return None


def _so_called(tree: Tree, i: int, past: int, cue: AttributionCue) -> Attribution | None:
    head = tree.heads[i] if tree.heads[i] >= past else tree.heads[past - 1]
    if head < past or head - past > 6 or tree.pos[head] not in ("NOUN", "PROPN"):
        return None
    end = max(head + 1, noun_phrase(tree, head)[1])
    term = unquoted(tree, past, end)
    return Attribution(
        cue=(i, past), head=i, speaker=None, speaker_head=None, content=term, about=head, term=term, refused=False,
        direct=False, act=cue.act, stance=cue.stance, rules=(cue.id,), confidence=0.7,
    )  # fmt: skip


def _host_of_phrase(tree: Tree, i: int, past: int, end: int) -> tuple[int, int] | None:
    """The clause that "according to X" hangs on, without the phrase where that stands at its edge."""
    top = i
    while i <= tree.heads[top] < past and tree.heads[top] != top:
        top = tree.heads[top]
    governor = tree.heads[top]
    if governor == top or i <= governor < end:
        first, last = tree.bounds[tree.sents[i]]
    else:
        while tree.pos[governor] not in ("VERB", "AUX") and tree.heads[governor] != governor:
            governor = tree.heads[governor]
        first, last = tree.left[governor], tree.right[governor]
    if first <= i and end <= last:
        if not any(not _mark(tree, j) for j in range(first, i)):
            first = end
        elif not any(not _mark(tree, j) for j in range(end, last)):
            last = i
    first, last = trimmed(tree, first, last)
    return (first, last) if first < last else None


def _mark(tree: Tree, i: int) -> bool:
    return tree.pos[i] in ("PUNCT", "SPACE") or tree.words[i].isspace()
