"""Noun phrases and subjects in a Tree: where a phrase starts and ends, and who the subject of a verb is."""

from __future__ import annotations

from eventwire.matching.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_BEFORE = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "case"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubjpass")
_DASHES = frozenset({"-", "–", "—", "--", "―"})
_QUOTES = frozenset({'"', "“", "”", "''", "``", "‘", "’"})
_TRIMMED = frozenset({",", ";", ":", "-", "–", "—", "―", "--", ".", "(", ")", " "})


def noun_phrase(tree: Tree, head: int, *, core: bool = False, depth: int = 0) -> tuple[int, int]:
    """The phrase of a head noun: determiner, modifiers, prepositional phrases, a participle and coordinated nouns, but no
    relative clause or apposition after it.

    Args:
        head: the head noun. core: only an of-phrase and nothing else may follow the head. depth: how deep the
            phrase is nested in another; beyond twelve nothing more is taken in.
    """
    first, past = head, head + 1
    for j in tree.children[head]:
        if j < head and tree.deps[j] in _BEFORE:
            first = min(first, tree.left[j])
    for j in tree.children[head]:
        if j < head:
            continue
        if depth > 12:
            break
        dep = tree.deps[j]
        if core:
            if dep == "prep" and tree.lowers[j] == "of" and j == past:
                inner = tree.child(j, "pobj")
                past = past if inner is None else noun_phrase(tree, inner, core=True, depth=depth + 1)[1]
                continue
            break
        if dep == "conj" and tree.pos[j] in _NOMINAL:
            past = noun_phrase(tree, j, depth=depth + 1)[1]
        elif dep in ("prep", "nummod", "nmod", "case", "amod") and j == past:
            past = _without_clause(tree, j, depth)
        elif dep == "acl" and tree.left[j] == past and tree.tags[j] in ("VBG", "VBN"):
            past = tree.right[j]
        elif dep not in ("cc", "punct", "preconj"):
            break
    return first, past


def _without_clause(tree: Tree, i: int, depth: int) -> int:
    """The end of a prepositional phrase, before a relative clause or apposition at its end."""
    end = i + 1
    for j in tree.children[i]:
        if tree.deps[j] == "pobj":
            end = max(end, noun_phrase(tree, j, depth=depth + 1)[1])
        elif j > i and tree.deps[j] in ("prep", "pcomp", "amod", "advmod"):
            end = max(end, tree.right[j])
    return end


def subject_of(tree: Tree, verb: int) -> tuple[int | None, bool]:
    """The head of a verb's subject, through coordination, control, participles and "as saying".

    Returns:
        The token, and whether it is the verb's own (rather than borrowed from a verb above).
    """
    i, borrowed = verb, False
    for _ in range(8):
        own = tree.child(i, *_SUBJECTS, "expl")
        if own is not None:
            return (own, not borrowed) if tree.deps[own] != "expl" else (None, False)
        head, dep = tree.heads[i], tree.deps[i]
        if dep in ("acl", "relcl") and i == verb and tree.tags[i] == "VB" and tree.deps[head] == "pobj":
            above = tree.heads[tree.heads[head]]  # "was at pains to point out"
            if tree.lemmas[above] == "be" and tree.heads[head] == head - 1:
                return tree.child(above, *_SUBJECTS), False
        if dep == "acl" or (dep == "relcl" and i == verb):
            if (
                tree.tags[i] in _FINITE
            ):  # a finite verb is no participle: the parser hung it on the nearest noun
                return _top_noun(tree, head), False
            return (head if tree.pos[head] in _NOMINAL else None), False
        if dep == "xcomp":
            controlled = tree.child(head, "dobj", "dative")
            if controlled is not None and controlled < i:
                return controlled, False
        if (
            dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis", "acomp")
            or head == i
        ):
            return None, False
        if dep == "ccomp" and tree.tags[i] not in ("VBG", "VB"):
            return None, False
        if dep == "advcl" and tree.tags[i] not in ("VBG", "VB", "VBN"):
            return None, False
        i, borrowed = head, True
    return None, False


def lost_subject(tree: Tree, first: int, verb: int) -> int | None:
    """The speaker before a finite verb whose subject the parser hung on the sentence before it as an apposition.

    "… in the valley, a source in the ministry said", "… in the valley, Lt. Tamm, a spokesman, said".

    Args:
        first: first token of the verb's group. verb: the verb.
    """
    if tree.tags[verb] not in _FINITE or first < 3:
        return None
    closed = tree.words[first - 1] == ","
    i = first - 2 if closed else first - 1
    if tree.pos[i] not in ("NOUN", "PROPN"):
        return None
    while (tree.heads[i] < i and tree.deps[i] in ("pobj", "prep", "compound", "conj")) or tree.heads[i] > i:
        if tree.heads[i] >= first:
            return None
        i = tree.heads[i]
    if tree.deps[i] != "appos" or tree.sents[i] != tree.sents[verb]:
        return None
    if closed:
        above = tree.heads[i]
        if tree.deps[above] == "appos":
            i = above
    start = noun_phrase(tree, i)[0]
    return i if start > 0 and tree.words[start - 1] == "," else None


def _top_noun(tree: Tree, i: int) -> int | None:
    """The noun that a chain of prepositional phrases and participles before a verb belongs to."""
    while tree.deps[i] in ("pobj", "prep", "acl", "appos") and tree.heads[i] < i:
        i = tree.heads[i]
    return i if tree.pos[i] in _NOMINAL else None


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is a passive participle, also without its auxiliary ("described by X as")."""
    if tree.tags[verb] != "VBN":
        return False
    for j in tree.children[verb]:
        if tree.deps[j] in ("nsubjpass", "auxpass", "agent"):
            return True
        if tree.deps[j] == "aux" and tree.lemmas[j] == "have":
            return False
    return tree.deps[verb] in ("acl", "relcl") or (
        tree.deps[verb] in ("conj", "advcl") and tree.child(verb, "nsubj", "dobj") is None
    )


def agent_of(tree: Tree, verb: int) -> int | None:
    """The head noun of a passive verb's by-phrase, also where the parser hung it on the predicate."""
    predicate = tree.child(verb, "oprd", "dobj")
    for i in (verb, predicate):
        for j in tree.children[i] if i is not None else ():
            if tree.lowers[j] == "by" and tree.deps[j] in ("agent", "prep"):
                return tree.child(j, "pobj")
    return None


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether a verb has a negation of its own ("did not", "never"), or a negative subject ("nobody", "no official")."""
    for j in tree.children[verb]:
        if j < verb and (tree.deps[j] == "neg" or tree.lowers[j] in ("never", "neither")):
            return True
        if tree.deps[j] in _SUBJECTS:
            if tree.lowers[j] in ("nobody", "none", "neither"):
                return True
            if any(tree.lowers[k] in ("no", "neither") for k in tree.children[j] if tree.deps[k] == "det"):
                return True
            first = tree.left[j]
            if tree.lowers[first] == "not" and tree.lowers[first + 1] in ("a", "an", "one", "even"):
                return True  # "not a single shell was fired"
    return False


def verb_group(tree: Tree, verb: int) -> int:
    """The first token of the auxiliaries and negations that stand directly before a verb."""
    first, j = verb, verb - 1
    while j >= 0 and tree.heads[j] == verb and tree.deps[j] in ("aux", "auxpass", "neg", "advmod"):
        if tree.deps[j] != "advmod":
            first = j
        j -= 1
    return first


def after_dateline(tree: Tree, first: int) -> int:
    """The first token behind a dateline ("KYIV (Courier) —") that starts at token `first`; `first` where there is none."""
    words = tree.words
    if not words[first].isupper() or len(words[first]) < 2 or (first and "\n" not in words[first - 1]):
        return first
    for i in range(first + 1, min(first + 16, len(tree))):
        if words[i] in _DASHES:
            return i + 1
        if "\n" in words[i] or tree.pos[i] in ("VERB", "AUX"):
            return first
    return first


def trimmed(tree: Tree, first: int, past: int) -> tuple[int, int]:
    """A token range without punctuation and white space at its ends; quotation marks stay."""
    words = tree.words
    while first < past and (words[first] in _TRIMMED or words[first].isspace()):
        first += 1
    while past > first and (words[past - 1] in _TRIMMED or words[past - 1].isspace()):
        past -= 1
    return first, past


def unquoted(tree: Tree, first: int, past: int) -> tuple[int, int]:
    """A token range without punctuation, white space, quotation marks and a determiner at its ends."""
    words = tree.words
    while first < past and (words[first] in _TRIMMED or words[first] in _QUOTES or words[first].isspace()):
        first += 1
    while past > first and (
        words[past - 1] in _TRIMMED or words[past - 1] in _QUOTES or words[past - 1].isspace()
    ):
        past -= 1
    if past - first > 1 and tree.tags[first] == "DT":
        first, past = unquoted(tree, first + 1, past)
    return first, past
