"""Attributions by verbs: "said", "was accused of", "called on", "declined to call"."""

from __future__ import annotations

from dataclasses import replace

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.attributed import Attribution, AttributionCues
from eventwire.matching.contents import Content, complement_of
from eventwire.matching.idioms import idiom_attribution
from eventwire.matching.misparses import agent_behind, closes_sentence, outer_subject, quoted_label
from eventwire.matching.phrases import (
    after_dateline,
    agent_of,
    is_negated,
    is_passive,
    lost_subject,
    noun_phrase,
    subject_of,
    trimmed,
    unquoted,
    verb_group,
)
from eventwire.matching.speech import Speech
from eventwire.matching.tree import Tree

_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "'d", "’d"})
_OWN = frozenset({"it", "they", "he", "she", "we", "i"})
_OWNED = frozenset({"its", "their", "his", "her", "our", "my"})
_QUESTIONS = frozenset(
    {"whether", "if", "who", "whom", "whose", "what", "which", "when", "where", "why", "how"}
)
_AFTER = frozenset({"prep", "prt", "advmod", "agent", "mark", "advcl"})


def verb_attribution(
    tree: Tree,
    i: int,
    lines: list[AttributionCue],
    speech: Speech,
    cues: AttributionCues,
    swallowed: set[int],
) -> Attribution | None:
    for cue in lines:
        if cue.beside:
            hit = idiom_attribution(tree, i, cue, speech)
            if hit is not None:
                return hit
            continue
        past = _after(tree, i, cue.after) if cue.after else i + 1
        if past is None:
            continue
        hit = (
            _catenative(tree, i, cue, speech, cues, swallowed)
            if cue.catenative
            else _plain(tree, i, (verb_group(tree, i), past), cue, speech, cues=cues)
        )
        if hit is not None:
            return hit
    return None


def _after(tree: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """The end of a cue whose particle or preposition must follow, at most three tokens on."""
    for j in range(i + 1, min(i + 4, len(tree))):
        if tree.lowers[j] in words and (tree.deps[j] in _AFTER or tree.lowers[j] == "it"):
            return j + 1
        if tree.pos[j] in ("VERB", "PUNCT") or tree.deps[j] == "compound":
            break
        if tree.deps[j] == "dobj" and tree.pos[j] != "PRON":  # "turned it down"
            break
    particle = tree.child(i, "prt")  # "wrote the fire off as a prank"
    return i + 1 if particle is not None and particle > i and tree.lowers[particle] in words else None


def _plain(
    tree: Tree,
    i: int,
    span: tuple[int, int],
    cue: AttributionCue,
    speech: Speech,
    *,
    cues: AttributionCues,
    control: int | None = None,
) -> Attribution | None:
    """The attribution of one verb under one line of the lexicon, or None where none of its constructions is there."""
    if tree.deps[i] == "pcomp" and tree.lowers[tree.heads[i]] == "without":
        return None
    negated = is_negated(tree, i if control is None else control)
    reading = cue.negated if negated and control is None else None
    if negated and reading is None and control is None:
        return None
    passive = is_passive(tree, i)
    misread = passive and "clause" in cue.complements and closes_sentence(tree, i)
    if misread:  # ", the air force reported on Monday.": a finite verb taken for a participle
        passive = False
    if passive and negated and control is None:
        return None  # "could not be confirmed", "no violence was reported"
    speaker, own = (
        (agent_of(tree, i), True) if passive else subject_of(tree, i if control is None else control)
    )
    outer = outer_subject(tree, i, cues) if not own and control is None else None
    if outer is not None:
        speaker = outer
    content = None if misread else complement_of(tree, i, cue, cues.times)
    if (
        content is not None
        and content.about is not None
        and tree.lowers[content.about].endswith(("self", "selves"))
    ):
        if content.term is not None:
            return None  # "a man who calls himself Professor"
    if content is not None and content.first <= i < content.past:
        content = None
    if (
        content is not None
        and content.first > i
        and "quote" in cue.complements
        and speech.closes_before(span[0])
    ):
        content = None
    if content is None and cue.label and "predicate" in cue.complements and not passive:
        content = quoted_label(tree, i, speech)
    if passive and content is not None and content.term is not None:
        behind, content = agent_behind(tree, content)
        speaker = behind if speaker is None else speaker
    bounds = None if content is None else (content.first, content.past)
    lost = None
    if not own and not passive and "clause" in cue.complements and control is None:
        lost = lost_subject(tree, span[0], i)
        if lost is not None:
            speaker, content, bounds = lost, None, None
    if not passive and speaker is None:
        speaker = speech.neighbour(i, bounds)
    if speaker is not None and speaker < i:
        line = tree.bounds[tree.sents[speaker]][0]
        start = after_dateline(tree, line)
        if speaker < start <= i:  # the parser took the dateline for the subject
            speaker = speech.neighbour(verb_group(tree, i), bounds, plain=True)
    np = None if speaker is None else noun_phrase(tree, speaker)
    if (
        np is not None
        and cue.addressee
        and np[1] == i - 1
        and tree.words[i - 1] == ","
        and tree.tags[i] in ("VBD", "VBN")
    ):
        if content is not None and content.first > i and tree.lowers[content.first] in _QUESTIONS:
            return None  # "Canada, asked whether it would respond, …": who was asked
    if np is not None and np[0] <= i < np[1]:
        np = (np[0], i) if np[0] < i and speaker is not None and speaker < i else None
    wide = "quote" in cue.complements
    bounds = speech.content(i, span, np, bounds, may_quote=wide)
    if bounds is None and "clause" in cue.complements and not passive:
        under_cue = tree.lemmas[tree.heads[i]] in cues.verbs
        bounds = speech.host(i, under_cue=under_cue) or speech.aside(i, np)
    if bounds is None and "none" not in cue.complements and not (reading and reading.bare):
        return None
    if bounds is not None:
        bounds = trimmed(tree, after_dateline(tree, bounds[0]), bounds[1])
        bounds = speech.without_marks(bounds)
        if bounds[0] >= bounds[1]:
            return None
    if lost is not None and np is not None and bounds is not None and bounds[0] < np[0] < bounds[1]:
        bounds = trimmed(tree, bounds[0], np[0])
    if np is not None and bounds is not None and bounds[0] <= np[0] and np[1] <= bounds[1]:
        if not (bounds[0] < span[0] and span[1] < bounds[1]):
            np, speaker = None, None
    term = None if content is None or content.term is None or not cue.label else unquoted(tree, *content.term)
    act, stance = (reading.act, reading.stance) if reading else (cue.act, cue.stance)
    if cue.quoted_act and bounds is not None and content is not None and content.complement == "preposition":
        quote = next(
            (q for j in range(bounds[0], min(bounds[0] + 2, bounds[1])) if (q := speech.quote_at(j))), None
        )
        if quote is not None:
            act, term = cue.quoted_act, unquoted(tree, *quote)
    if cue.infinitive_act and content is not None and content.complement == "object_infinitive":
        act = cue.infinitive_act
    if content is not None and content.complement == "clause" and not reading:
        if cue.infinitive_act and _mandative(tree, content):
            act = cue.infinitive_act
        if cue.that_act and content.first > i and tree.lowers[content.first - 1] == "that":
            act = cue.that_act
    if cue.own_act and bounds is not None and not reading and _own_deed(tree, bounds, anybody=cue.any_deed):
        act = cue.own_act
    return Attribution(
        cue=span, head=i, speaker=np, speaker_head=speaker if np else None, content=bounds,
        about=None if content is None else content.about,
        term=term if term and term[0] < term[1] else None, refused=bool(reading and term),
        direct=bounds is not None and (speech.is_direct(bounds) or bool(term and speech.is_whole(term))),
        act=act, stance=stance,
        rules=(cue.id,), confidence=_confidence(speaker, own, content, bounds), mental=cue.mental,
        needs_event=cue.needs_event,
        reported=content is None or content.complement in ("clause", "infinitive", "gerund"),
    )  # fmt: skip


def _mandative(tree: Tree, content: Content) -> bool:
    """Whether a clause says what shall be done: "that the minister resign", "that he be freed"."""
    for i in range(content.first, content.past):
        if tree.tags[i] not in ("VB", "VBN") or tree.deps[i] not in ("ccomp", "xcomp"):
            continue
        auxiliaries = [j for j in tree.children[i] if tree.deps[j] in ("aux", "auxpass")]
        bare = tree.tags[i] == "VB" and not auxiliaries and tree.child(i, "nsubj") is not None
        return bare or (tree.tags[i] == "VBN" and [tree.lowers[j] for j in auxiliaries] == ["be"])
    return False


def _own_deed(tree: Tree, bounds: tuple[int, int], *, anybody: bool = False) -> bool:
    """Whether some clause says what its speaker, or anybody, will do: "we will strike", "his men would leave"."""
    for i in range(bounds[0], min(bounds[1], bounds[0] + 60)):
        if tree.tags[i] != "MD" or tree.lemmas[i] not in _FUTURE or tree.deps[i] != "aux":
            continue
        own = tree.child(tree.heads[i], "nsubj")
        if anybody:
            return True
        if own is not None and (
            tree.lowers[own] in _OWN or any(tree.lowers[j] in _OWNED for j in tree.children[own])
        ):
            return True
    return False


def _confidence(
    speaker: int | None, own: bool, content: Content | None, bounds: tuple[int, int] | None
) -> float:
    """Share of such attributions that were right on the development articles, in steps of 0.05."""
    score = 0.9
    if speaker is None:
        score -= 0.2
    elif not own:
        score -= 0.1
    if bounds is None or (content is not None and content.complement in ("object", "preposition")):
        score -= 0.1
    return round(score, 2)


def _catenative(
    tree: Tree, i: int, cue: AttributionCue, speech: Speech, cues: AttributionCues, swallowed: set[int]
) -> Attribution | None:
    """ "Declined to say whether": the act is the outer verb's, the content the inner one's."""
    inner = _governed(tree, i, cue.after)
    if inner is None or tree.lemmas[inner] not in cues.verbs:
        return None
    start = verb_group(tree, i)
    for line in cues.verbs[tree.lemmas[inner]]:
        if line.catenative or line.beside:
            continue
        past = _after(tree, inner, line.after) if line.after else inner + 1
        if past is None:
            continue
        hit = _plain(tree, inner, (start, past), line, speech, cues=cues, control=i)
        if hit is None and "none" in cue.complements:
            hit = _plain(
                tree,
                inner,
                (start, past),
                line.model_copy(update={"complements": ("object", "none"), "prepositions": ()}),
                speech,
                cues=cues,
                control=i,
            )
        if hit is None:
            continue
        swallowed.add(inner)
        negated = is_negated(tree, i)
        stance = cue.stance
        if hit.term is not None and cue.stance == "declines":
            stance = "disputes_label"
        reading = cue.negated if negated else None
        return replace(
            hit, head=i, act=reading.act if reading else cue.act,
            stance=reading.stance if reading else stance,
            refused=hit.term is not None and not negated, rules=(cue.id, line.id),
        )  # fmt: skip
    return None


def _governed(tree: Tree, i: int, after: tuple[str, ...]) -> int | None:
    """The verb that a catenative verb governs: an infinitive, a participle, or one behind its preposition."""
    for j in tree.children[i]:
        if j <= i:
            continue
        if tree.deps[j] in ("xcomp", "ccomp", "advcl", "dobj") and tree.pos[j] == "VERB":
            return j
        if tree.deps[j] in ("prep", "advmod", "acomp") and (not after or tree.lowers[j] in after):
            inner = tree.child(j, "pcomp")
            if inner is not None:
                return inner
            nested = tree.child(j, "prep")  # "short of calling"
            if nested is not None:
                return tree.child(nested, "pcomp")
    return None
