"""Attributions in a Tree: cue, speaker and content of everything that is said to be somebody's words or view."""

from __future__ import annotations

from dataclasses import replace

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.attributed import Attribution, AttributionCues
from eventwire.matching.noun_cues import noun_attribution, phrase_attribution
from eventwire.matching.phrases import noun_phrase, unquoted
from eventwire.matching.speech import Speech
from eventwire.matching.tree import Tree
from eventwire.matching.turns import turns
from eventwire.matching.verb_cues import verb_attribution

_UNREAL = frozenset({"to", "would", "could", "should", "may", "might", "must", "can"})
_FIRST_SECOND = frozenset({"i", "we", "you", "me", "us"})


def find_attributions(
    tree: Tree, cues: AttributionCues, quotes: list[tuple[int, int]], names: list[bool]
) -> list[Attribution]:
    """All attributions of a text, in the order of their cues.

    Args:
        tree: the parsed text. cues: the lexicon. quotes: direct speech as token ranges.
        names: per token, whether it belongs to a person's or an organization's name (speaker turns need one).
    """
    speech = Speech(tree, quotes)
    found: dict[int, Attribution] = {}
    swallowed: set[int] = set()
    for i, lemma in enumerate(tree.lemmas):
        if i in swallowed:
            continue
        hit = None
        if tree.deps[i] == "conj" and any(tree.lowers[j] == "nor" for j in tree.children[tree.heads[i]]):
            continue  # "neither confirm nor deny" is one answer
        if lemma in cues.verbs and tree.pos[i] == "VERB" and tree.deps[i] != "amod":
            hit = verb_attribution(tree, i, cues.verbs[lemma], speech, cues, swallowed)
        if hit is None and "*" in cues.verbs and speech.opens_behind(i):
            # "…," stormed its leader: any verb there is one of saying
            hit = verb_attribution(tree, i, cues.verbs["*"], speech, cues, swallowed)
        if hit is None and lemma in cues.nouns and tree.pos[i] == "NOUN":
            hit = noun_attribution(tree, i, cues.nouns[lemma])
        if hit is None and tree.lowers[i] in cues.phrases:
            hit = phrase_attribution(tree, i, cues.phrases[tree.lowers[i]])
            if hit is not None:
                swallowed.update(range(*hit.cue))
        if hit is not None:
            found[i] = hit
    turned = set()
    for turn in turns(tree, cues.marks, quotes, names):
        turned.add(turn.mark)
        found.setdefault(
            turn.mark,
            Attribution(
                cue=(turn.mark, turn.mark + 1), head=turn.mark, speaker=turn.speaker, speaker_head=turn.head,
                content=speech.without_marks(turn.content), about=None, term=None, refused=False, direct=turn.direct,
                act=turn.rule.act, stance=turn.rule.stance, rules=(turn.rule.id,), confidence=0.8,
            ),
        )  # fmt: skip
    kept = [_with_stance(tree, found[i], cues.terms) for i in sorted(found)]
    placed = []
    inside = _nested([o for o in kept if not _thought(tree, o, speech)], kept)
    for one in kept:
        nested = one.head in inside
        if not _somebody_elses(tree, one, speech, inside=nested):
            weak = nested or (one.head not in turned and _is_weak(tree, one, cues))
            part = None if one.about is None else cues.authorship.get(tree.lemmas[one.about])
            if part is not None and one.stance == part.stance:
                one = replace(one, authorship=True, rules=(*one.rules, part.id))
            placed.append(replace(one, needs_event=True) if weak else one)
    return placed


def _with_stance(tree: Tree, one: Attribution, terms: dict[str, AttributionCue]) -> Attribution:
    """A labelling with the stance that a word of its label gives it ("an act of self-defense").

    Words that only report are a labelling too where they say that the deed was such a thing ("It was an act of …").
    """
    if one.term is None and one.act in ("report", "claim") and one.content is not None:
        return _predicated(tree, one, terms)
    if one.term is None or one.refused or one.stance != "neutral":
        return one
    rule = _term_rule(tree, one.term, terms)
    return one if rule is None else replace(one, stance=rule.stance, rules=(*one.rules, rule.id))


def _term_rule(tree: Tree, term: tuple[int, int], terms: dict[str, AttributionCue]) -> AttributionCue | None:
    for i in range(term[1] - 1, term[0] - 1, -1):
        rule = terms.get(tree.lemmas[i]) or terms.get(tree.lowers[i])
        if rule is not None:
            return rule
    return None


def _predicated(tree: Tree, one: Attribution, terms: dict[str, AttributionCue]) -> Attribution:
    first, past = one.content or (0, 0)
    for i in range(first, min(past, first + 20)):
        if tree.lemmas[i] != "be" or tree.deps[i] in ("aux", "auxpass"):
            continue
        noun, subject = tree.child(i, "attr", "acomp"), tree.child(i, "nsubj")
        if noun is None or subject is None or tree.tags[subject] not in ("PRP", "DT", "NN", "NNS"):
            return one
        term = unquoted(tree, *noun_phrase(tree, noun, core=True))
        rule = _term_rule(tree, term, terms) if term[0] < term[1] else None
        if rule is None:
            return one
        no = any(tree.deps[j] == "neg" for j in tree.children[i])
        stance = "disputes_label" if no else rule.stance
        return replace(one, term=term, about=subject, refused=no, stance=stance, rules=(*one.rules, rule.id))
    return one


def _thought(tree: Tree, one: Attribution, speech: Speech) -> bool:
    """Whether it is a quoted speaker's own "I think"."""
    pronoun = one.speaker_head is not None and tree.pos[one.speaker_head] == "PRON"
    return speech.quote_at(one.head) is not None and (one.mental or pronoun)


def _nested(outer: list[Attribution], found: list[Attribution]) -> set[int]:
    """Head tokens of the attributions that stand inside what another one reports."""
    contents = sorted((o.content, o.head) for o in outer if o.content is not None and o.reported)
    nested: set[int] = set()
    longest: list[tuple[int, int]] = []  # (end, head) of the two contents that reach farthest
    k = 0
    for one in sorted(found, key=lambda o: o.head):
        while k < len(contents) and contents[k][0][0] <= one.head:
            longest = sorted([*longest, (contents[k][0][1], contents[k][1])], reverse=True)[:2]
            k += 1
        if any(end > one.head and head != one.head for end, head in longest):
            nested.add(one.head)
    return nested


def _somebody_elses(tree: Tree, one: Attribution, speech: Speech, *, inside: bool) -> bool:
    """Whether an attribution is only part of what somebody else says.

    "We believe that …" inside a quotation is the quoted speaker's own; a state of mind inside anybody's words is theirs.
    """
    pronoun = one.speaker_head is not None and tree.pos[one.speaker_head] == "PRON"
    quoted = speech.quote_at(one.head) is not None
    if not inside and not quoted:
        own = one.speaker_head is not None and tree.lowers[one.speaker_head] in _FIRST_SECOND
        return one.mental and own
    return one.mental or one.speaker_head is None or (quoted and pronoun)


def _is_weak(tree: Tree, one: Attribution, cues: AttributionCues) -> bool:
    """Whether the words may not have been said at all: infinitives, modals, participles without a speaker."""
    i = one.head
    if tree.pos[i] != "VERB" or one.act == "decline":
        return False
    tag = tree.tags[i]
    auxiliaries = [tree.lowers[j] for j in tree.children[i] if tree.deps[j] == "aux"]
    if any(a in _UNREAL for a in auxiliaries):
        return not (tree.deps[i] == "xcomp" and tree.lemmas[tree.heads[i]] in cues.realized)
    return tag == "VBG" and not auxiliaries and (one.mental or one.speaker is None)
