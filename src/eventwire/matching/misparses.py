"""What parsers get wrong around a verb of speech, and what stands there in truth."""

from __future__ import annotations

from dataclasses import replace

from eventwire.matching.attributed import AttributionCues
from eventwire.matching.contents import Content
from eventwire.matching.phrases import noun_phrase, subject_of, unquoted
from eventwire.matching.speech import Speech
from eventwire.matching.tree import Tree


def agent_behind(tree: Tree, content: Content) -> tuple[int | None, Content]:
    """The agent that the parser hung on the label: "was branded a massacre by the mayor"."""
    for j in range(content.first + 1, content.past):
        agent = tree.child(j, "pobj") if tree.lowers[j] == "by" else None
        if agent is not None:
            return agent, replace(content, past=j)
    return None, content


def quoted_label(tree: Tree, verb: int, speech: Speech) -> Content | None:
    """The quotation behind the object of "called" where the parser saw no predicate: 'called that account "backwards"'."""
    about = tree.child(verb, "dobj")
    within = None if about is None else speech.quote_at(about)
    if within is not None and about is not None and verb < within[0] - 1 and within[0] > tree.left[about]:
        thing = (
            within[0] - 1
        )  # 'branded the demand "blackmail"', where the parser took the demand for a modifier
        term = unquoted(tree, *within)
        if tree.pos[thing] in ("NOUN", "PROPN", "ADJ") and term[0] < term[1]:
            return Content(tree.left[about], within[1], "predicate", thing, term)
    opening = None if about is None else next(
        (j for j in range(about + 1, min(about + 14, tree.right[verb] + 1, len(tree))) if speech.quote_at(j)), None
    )  # fmt: skip
    quote = None if opening is None else speech.quote_at(opening)
    if about is None or about < verb or quote is None or quote[0] != opening or quote[0] <= about:
        return None
    if speech.quote_at(verb) is not None or any(tree.pos[j] == "VERB" for j in range(about, quote[0])):
        return None
    term = unquoted(tree, *quote)
    return Content(tree.left[about], quote[1], "predicate", about, term) if term[0] < term[1] else None


def closes_sentence(tree: Tree, i: int) -> bool:
    """Whether a participle behind its noun is rather the verb of a closing ", the army reported"."""
    noun = tree.heads[i]
    if tree.deps[i] != "acl" or noun != i - 1 or tree.child(i, "agent", "xcomp", "dobj") is not None:
        return False
    first, end = noun_phrase(tree, noun)[0], tree.bounds[tree.sents[i]][1]
    return first > 0 and tree.words[first - 1] == "," and tree.right[i] >= end - 2


def outer_subject(tree: Tree, i: int, cues: AttributionCues) -> int | None:
    """The subject of "said" in "said it was sorry and called for talks", where the parser joined "called" to "was"."""
    inner = tree.heads[i]
    if tree.deps[i] != "conj" or tree.deps[inner] not in ("ccomp", "acl", "relcl") or inner > i:
        return None
    top = tree.heads[inner]
    while tree.pos[top] in ("NOUN", "PROPN") and tree.deps[top] in ("dobj", "pobj", "prep") and top < inner:
        top = tree.heads[top]
    if tree.lemmas[top] not in cues.verbs or tree.tags[top] != tree.tags[i] or top > inner:
        return None
    return subject_of(tree, top)[0]
