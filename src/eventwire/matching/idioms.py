"""Attributions by a verb and the word beside it that carries the meaning: "took credit for", "gave notice that"."""

from __future__ import annotations

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.attributed import Attribution
from eventwire.matching.phrases import is_negated, is_passive, noun_phrase, subject_of, trimmed, verb_group
from eventwire.matching.speech import Speech
from eventwire.matching.tree import Tree

_REACH = 9  # tokens between the verb and the word that carries the meaning
_NEAR = 3  # tokens that a cue of both words spans at most beside the verb


def idiom_attribution(tree: Tree, i: int, cue: AttributionCue, speech: Speech) -> Attribution | None:
    """The attribution of an idiom whose verb is token `i`, or None where its second word or its construction is not there."""
    word = _beside(tree, i, cue.beside)
    if word is None or is_passive(tree, i):
        return None
    negated = is_negated(tree, i) or any(tree.lowers[j] in ("no", "not") for j in tree.children[word])
    if negated and cue.negated is None:
        return None
    speaker, own = subject_of(tree, i)
    if speaker is None or speaker > i:
        return None
    span = (verb_group(tree, i), word + 1 if word - i <= _NEAR and "object" not in cue.complements else i + 1)
    content = _content(tree, i, word, cue)
    if content is None and "quote" in cue.complements:
        content = speech.content(i, span, None, None, may_quote=True)
    if content is None and "none" not in cue.complements:
        return None
    if content is not None:
        content = speech.without_marks(trimmed(tree, *content))
        if content[0] >= content[1]:
            return None
    reading = cue.negated if negated else None
    return Attribution(
        cue=span, head=i, speaker=noun_phrase(tree, speaker), speaker_head=speaker, content=content, about=None, term=None,
        refused=False, direct=content is not None and speech.is_direct(content), act=reading.act if reading else cue.act,
        stance=reading.stance if reading else cue.stance, rules=(cue.id,), confidence=0.8 if own else 0.7,
        reported="clause" in cue.complements,
    )  # fmt: skip


def _beside(tree: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """The first of the words behind a verb with no other verb between the two in the tree."""
    for j in range(i + 1, min(i + _REACH, tree.right[i])):
        if tree.lowers[j] not in words:
            continue
        k = tree.heads[j]
        while k not in (i, tree.heads[k]) and tree.pos[k] != "VERB":
            k = tree.heads[k]
        if k == i:
            return j
    return None


def _content(tree: Tree, i: int, word: int, cue: AttributionCue) -> tuple[int, int] | None:
    """The clause, the prepositional object or the object of an idiom."""
    behind = sorted({j for k in (word, i) for j in tree.children[k] if j > word})
    for j in behind:
        dep, opening = tree.deps[j], tree.left[j]
        if "clause" in cue.complements and dep in ("ccomp", "acl", "relcl", "advcl") and opening > word:
            finite = tree.child(j, "nsubj", "nsubjpass", "expl") is not None
            if finite and (tree.lowers[opening] == "that" or dep == "ccomp"):
                return (opening + (tree.lowers[opening] == "that"), tree.right[j])
        if (
            "preposition" in cue.complements
            and dep in ("prep", "dative")
            and tree.lowers[j] in cue.prepositions
        ):
            return (j + 1, tree.right[j])
    if "object" not in cue.complements:
        return None
    if cue.counted:
        number = next((j for j in range(word + 1, tree.right[i]) if tree.tags[j] == "CD"), None)
        return None if number is None else (max(word + 1, tree.left[number]), number + 1)
    thing = tree.child(i, "dobj") if tree.child(i, "dobj") != word else None
    thing = thing if thing is not None else tree.child(word, "nsubj")
    if thing is None or thing < i:
        return None
    return (tree.left[thing], max(tree.right[word], tree.right[thing]))
