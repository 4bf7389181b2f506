"""Attributions in a Tree: cue, speaker and content of everything that is said to be somebody's words or view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.contents import Content, complement_of
from eventwire.matching.phrases import (
    agent_of,
    is_negated,
    is_passive,
    noun_phrase,
    subject_of,
    trimmed,
    unquoted,
    verb_group,
)
from eventwire.matching.speech import Speech
from eventwire.matching.tree import Tree
from eventwire.matching.turns import turns

_FIRST_SECOND = frozenset({"i", "we", "you", "me", "us"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, in tokens (half-open ranges).

    Attributes:
        cue: the cue's words. head: its main word. speaker: words that stand there for the speaker, speaker_head their head.
        content: what is attributed. about: head of the noun phrase that the cue confirms, denies or labels.
        term: words of the label. refused: the label is refused. direct: the content is quoted from end to end.
    """

    cue: tuple[int, int]
    head: int
    speaker: tuple[int, int] | None
    speaker_head: int | None
    content: tuple[int, int] | None
    about: int | None
    term: tuple[int, int] | None
    refused: bool
    direct: bool
    act: str
    stance: str
    rules: tuple[str, ...]
    confidence: float
    mental: bool = False


class AttributionCues:
    """Attribution cues, indexed by the word that they are recognized by."""

    def __init__(self, cues: Iterable[AttributionCue]) -> None:
        self.verbs: dict[str, list[AttributionCue]] = {}
        self.nouns: dict[str, list[AttributionCue]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], AttributionCue]]] = {}
        self.marks: dict[str, AttributionCue] = {}
        for cue in sorted(cues, key=lambda c: (not c.after, -c.priority, c.id)):
            for lemma in cue.lemmas:
                if cue.pos == "verb":
                    self.verbs.setdefault(lemma, []).append(cue)
                elif cue.pos == "noun":
                    self.nouns.setdefault(lemma, []).append(cue)
                elif cue.pos == "mark":
                    self.marks.setdefault(lemma, cue)
                else:
                    words = tuple(lemma.split(" "))
                    self.phrases.setdefault(words[0], []).append((words, cue))
        for phrases in self.phrases.values():
            phrases.sort(key=lambda p: (-len(p[0]), -p[1].priority, p[1].id))


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
        if lemma in cues.verbs and tree.pos[i] == "VERB" and tree.deps[i] != "amod":
            hit = _verb(tree, i, cues.verbs[lemma], speech, cues, swallowed)
        elif lemma in cues.nouns and tree.pos[i] == "NOUN":
            hit = _noun(tree, i, cues.nouns[lemma])
        if hit is None and tree.lowers[i] in cues.phrases:
            hit = _phrase(tree, i, cues.phrases[tree.lowers[i]])
            if hit is not None:
                swallowed.update(range(*hit.cue))
        if hit is not None:
            found[i] = hit
    for turn in turns(tree, cues.marks, quotes, names):
        found.setdefault(
            turn.mark,
            Attribution(
                cue=(turn.mark, turn.mark + 1), head=turn.mark, speaker=turn.speaker, speaker_head=turn.head,
                content=turn.content, about=None, term=None, refused=False, direct=turn.direct,
                act=turn.rule.act, stance=turn.rule.stance, rules=(turn.rule.id,), confidence=0.8,
            ),
        )  # fmt: skip
    kept = [found[i] for i in sorted(found)]
    return [a for a in kept if not _inside_other(tree, a, kept, speech)]


def _inside_other(tree: Tree, one: Attribution, others: list[Attribution], speech: Speech) -> bool:
    """Whether an attribution is only part of what somebody else says.

    "We believe that …" inside a quotation is the quoted speaker's own; a state of mind inside anybody's words is theirs.
    """
    inside = any(
        o is not one and o.content and o.content[0] <= one.head < o.content[1] and o.head != one.head
        for o in others
    )
    quoted = speech.quote_at(one.head) is not None
    if not inside and not quoted:
        return bool(
            one.mental and one.speaker_head is not None and tree.lowers[one.speaker_head] in _FIRST_SECOND
        )
    if one.mental or one.speaker_head is None:
        return True
    return quoted and (tree.pos[one.speaker_head] == "PRON")


def _verb(
    tree: Tree,
    i: int,
    lines: list[AttributionCue],
    speech: Speech,
    cues: AttributionCues,
    swallowed: set[int],
) -> Attribution | None:
    for cue in lines:
        past = _after(tree, i, cue.after) if cue.after else i + 1
        if past is None:
            continue
        hit = (
            _catenative(tree, i, cue, speech, cues, swallowed)
            if cue.catenative
            else _plain(tree, i, (verb_group(tree, i), past), cue, speech)
        )
        if hit is not None:
            return hit
    return None


def _after(tree: Tree, i: int, words: tuple[str, ...]) -> int | None:
    """The end of a cue whose particle or preposition must follow, at most three tokens on."""
    for j in range(i + 1, min(i + 4, len(tree))):
        if tree.lowers[j] in words and tree.deps[j] in ("prep", "prt", "advmod", "agent", "mark", "advcl"):
            return j + 1
        if tree.pos[j] in ("VERB", "PUNCT"):
            break
    return None


def _plain(
    tree: Tree,
    i: int,
    span: tuple[int, int],
    cue: AttributionCue,
    speech: Speech,
    *,
    control: int | None = None,
) -> Attribution | None:
    """The attribution of one verb under one line of the lexicon, or None where none of its constructions is there."""
    negated = is_negated(tree, i if control is None else control)
    reading = cue.negated if negated and control is None else None
    if negated and reading is None and control is None:
        return None
    passive = is_passive(tree, i)
    speaker, own = (
        (agent_of(tree, i), True) if passive else subject_of(tree, i if control is None else control)
    )
    content = complement_of(tree, i, cue)
    if content is not None and content.first <= i < content.past:
        content = None
    bounds = None if content is None else (content.first, content.past)
    if not passive and speaker is None:
        speaker = speech.neighbour(i, bounds)
    np = None if speaker is None else noun_phrase(tree, speaker)
    if np is not None and np[0] <= i < np[1]:
        np = (speaker, speaker + 1) if speaker is not None else None
    wide = "quote" in cue.complements
    bounds = speech.content(i, span, np, bounds, may_quote=wide)
    if bounds is None and wide and not passive:
        bounds = speech.host(i)
    if bounds is None and "none" not in cue.complements:
        return None
    if content is None and bounds is not None and speaker is None and not passive:
        pass
    if bounds is not None:
        bounds = trimmed(tree, *bounds)
        if bounds[0] >= bounds[1]:
            return None
    if np is not None and bounds is not None and bounds[0] <= np[0] and np[1] <= bounds[1]:
        if not (bounds[0] < span[0] and span[1] < bounds[1]):
            np, speaker = None, None
    term = None if content is None or content.term is None or not cue.label else unquoted(tree, *content.term)
    return Attribution(
        cue=span, head=i, speaker=np, speaker_head=speaker if np else None, content=bounds,
        about=None if content is None else content.about,
        term=term if term and term[0] < term[1] else None, refused=bool(reading and term),
        direct=bounds is not None and speech.is_direct(bounds),
        act=reading.act if reading else cue.act, stance=reading.stance if reading else cue.stance,
        rules=(cue.id,), confidence=_confidence(speaker, own, content, bounds), mental=cue.mental,
    )  # fmt: skip


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
        if line.catenative or line.mental:
            continue
        past = _after(tree, inner, line.after) if line.after else inner + 1
        if past is None:
            continue
        hit = _plain(tree, inner, (start, past), line, speech, control=i)
        if hit is None and "none" in cue.complements:
            hit = _plain(
                tree,
                inner,
                (start, past),
                line.model_copy(update={"complements": ("none",)}),
                speech,
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
        if tree.deps[j] == "prep" and (not after or tree.lowers[j] in after):
            inner = tree.child(j, "pcomp")
            if inner is not None:
                return inner
            nested = tree.child(j, "prep")  # "short of calling"
            if nested is not None:
                return tree.child(nested, "pcomp")
    return None


def _noun(tree: Tree, i: int, lines: list[AttributionCue]) -> Attribution | None:
    """ "The group's claim that …", "accusations by the ministry of …"."""
    for cue in lines:
        content, speaker = None, None
        for j in tree.children[i]:
            dep = tree.deps[j]
            if dep == "poss":
                speaker = j
            elif dep == "prep" and tree.lowers[j] in ("by", "from") and speaker is None:
                speaker = tree.child(j, "pobj")
            elif dep in ("acl", "ccomp", "relcl") and j > i and content is None:
                that = tree.lowers[tree.left[j]] == "that" and (dep != "relcl" or _complete(tree, j))
                if ("noun_clause" in cue.complements and that) or ("infinitive" in cue.complements and dep != "ccomp" and tree.lowers[tree.left[j]] == "to"):
                    content = (tree.left[j], tree.right[j])
            elif dep == "prep" and tree.lowers[j] in cue.prepositions and content is None:
                content = (j + 1, tree.right[j])
        if content is None:
            continue
        if speaker is None:
            speaker = _lender(tree, i, cue.after)
        if speaker is None and "noun_clause" not in cue.complements:
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


def _phrase(tree: Tree, i: int, lines: list[tuple[tuple[str, ...], AttributionCue]]) -> Attribution | None:
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
