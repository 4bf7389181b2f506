"""What an attributing verb attributes: the complement in which its content stands."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from eventwire.lexicon.attribution import AttributionCue
from eventwire.matching.phrases import is_passive, noun_phrase
from eventwire.matching.tree import Tree

_LEFT_OUT = frozenset({"punct", "cc"})


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a cue in tokens, half-open.

    Attributes:
        complement: the construction it was found in. about: head of the noun phrase that was confirmed, denied, called
            something; None for a clause. term: token range of the label.
    """

    first: int
    past: int
    complement: str
    about: int | None = None
    term: tuple[int, int] | None = None


def complement_of(tree: Tree, verb: int, cue: AttributionCue, times: Set[str]) -> Content | None:
    """The content of a verb cue by syntax, or None where its sentence has none of the cue's constructions.

    Source: the constructions are those of Quirk et al., A Comprehensive Grammar of the English Language, ch. 16 (verb
    complementation), as the dependency labels of the trained parser show them.
    """
    wanted = cue.complements
    if cue.label or "predicate" in wanted:
        found = _label(tree, verb, cue)
        if found is not None:
            return found
    if "clause" in wanted:
        found = _clause(tree, verb)
        if found is not None:
            return found
    if "object_infinitive" in wanted:
        found = _object_infinitive(tree, verb)
        if found is not None:
            return found
    if "passive_infinitive" in wanted and is_passive(tree, verb):
        found = _infinitive_child(tree, verb)
        if found is not None:
            return found
    if "infinitive" in wanted or "gerund" in wanted:
        found = _infinitive(tree, verb, cue)
        if found is not None:
            return found
    if "preposition" in wanted:
        found = _preposition(tree, verb, cue, times)
        if found is not None:
            return found
    if "object" in wanted and not cue.addressee:
        return _object(tree, verb, cue)
    return None


def _object_head(tree: Tree, verb: int) -> int | None:
    if is_passive(tree, verb):
        own = tree.child(verb, "nsubjpass")
        if own is None and tree.deps[verb] in ("acl", "relcl"):
            own = tree.heads[verb]
        return own
    return tree.child(verb, "dobj")


def _label(tree: Tree, verb: int, cue: AttributionCue) -> Content | None:
    about = _object_head(tree, verb)
    passive = is_passive(tree, verb)
    if about is None:  # "referred to the raid as"
        to = next((j for j in tree.children[verb] if tree.lowers[j] == "to" and tree.deps[j] == "prep"), None)
        about = None if to is None else tree.child(to, "pobj")
    start = tree.left[about] if about is not None and not passive and about > verb else None
    if "predicate" in cue.complements:
        for j in tree.children[verb]:
            dep = tree.deps[j]
            if j < verb or (tree.deps[verb] == "acl" and tree.child(verb, "agent") is None):
                continue  # "a group called …" names it
            if (
                dep in ("oprd", "attr", "acomp")
                or (dep == "dobj" and passive)
                or (dep == "xcomp" and tree.pos[j] in ("NOUN", "ADJ", "PROPN"))
            ):
                return Content(
                    min(start, tree.left[j]) if start is not None else tree.left[j],
                    tree.right[j],
                    "predicate",
                    about,
                    noun_phrase(tree, j, core=True),
                )
            if dep == "ccomp" and tree.pos[j] in ("NOUN", "ADJ", "PROPN") and _copula(tree, j) is None:
                inner = tree.child(j, "nsubj")
                term = noun_phrase(tree, j, core=True)
                if inner is not None and inner < j:
                    term = (noun_phrase(tree, inner)[1], max(noun_phrase(tree, j, core=True)[1], j + 1))
                return Content(tree.left[j], tree.right[j], "predicate", inner, term)
    for j in _preps(tree, verb, about):
        if tree.lowers[j] == "as" and "as" in cue.prepositions:
            inner = next((k for k in tree.children[j] if k > j and tree.deps[k] != "punct"), None)
            if inner is None:
                continue
            term = (
                noun_phrase(tree, inner, core=True)
                if tree.deps[inner] == "pobj"
                else (tree.left[inner], tree.right[inner])
            )
            term = (min(term[0], inner), max(term[1], inner + 1))
            return Content(start if start is not None else tree.left[inner], tree.right[j], "as", about, term)
    return None


def _copula(tree: Tree, i: int) -> int | None:
    return next((j for j in tree.children[i] if tree.lemmas[j] == "be"), None)


def _preps(tree: Tree, verb: int, about: int | None) -> list[int]:
    """Prepositions of a verb, then those that the parser hung on the end of its object instead."""
    found = [j for j in tree.children[verb] if tree.deps[j] in ("prep", "mark", "advcl") and j > verb]
    if about is not None and about > verb:
        for i in range(about + 1, min(tree.right[about], about + 12)):
            if tree.deps[i] == "prep":
                found.append(i)
    return found


def _clause(tree: Tree, verb: int) -> Content | None:
    before, after = None, None
    for j in tree.children[verb]:
        if tree.deps[j] not in ("ccomp", "csubj") or (tree.deps[j] == "csubj" and j < verb):
            continue
        if j < verb and before is None:
            before = j
        elif j > verb and after is None:
            after = j
    found = after if after is not None else before
    if found is None:
        found = next((j for j in tree.children[verb] if _question(tree, verb, j)), None)
    if found is None:
        return None
    if _to_infinitive(tree, found) and tree.child(found, "nsubj") is None:
        return None
    if (
        found > verb
        and tree.tags[found] == "VBG"
        and tree.child(found, "aux") is None
        and tree.child(found, "nsubj") is not None
    ):
        return None  # "footage showed men leaving": what was seen, not what was said
    first, past = tree.left[found], tree.right[found]
    if found > verb:
        first = max(first, verb + 1)  # a relative pronoun before the verb is no part of it
    if tree.lowers[first] == "that" and tree.tags[first] in ("IN", "WDT"):
        first += 1
    return Content(first, past, "clause", None)


def _question(tree: Tree, verb: int, j: int) -> bool:
    """Whether an adverbial clause directly behind a verb is rather its indirect question ("not said when …")."""
    return (
        tree.deps[j] == "advcl"
        and tree.left[j] == verb + 1
        and tree.lowers[verb + 1] in ("when", "where", "how", "why", "whether", "if", "what", "who", "that")
    )


def _to_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lowers[j] == "to" and tree.deps[j] == "aux" for j in tree.children[i])


def _object_infinitive(tree: Tree, verb: int) -> Content | None:
    passive = is_passive(tree, verb)
    for j in tree.children[verb]:
        if j < verb or tree.deps[j] not in ("xcomp", "ccomp", "advcl") or not _to_infinitive(tree, j):
            continue
        about = tree.child(verb, "dobj")
        if about is not None and about < j:
            return Content(tree.left[about], tree.right[j], "object_infinitive")
        if tree.child(j, "nsubj") is not None or passive:
            return Content(tree.left[j], tree.right[j], "object_infinitive")
        for k in tree.children[verb]:
            if tree.deps[k] == "prep" and verb < k < j and tree.child(k, "pobj") is not None:
                return Content(tree.left[k] + 1, tree.right[j], "object_infinitive")
        return Content(tree.left[j], tree.right[j], "object_infinitive")
    about = tree.child(verb, "dobj")
    if about is not None:
        for j in tree.children[about]:
            if tree.deps[j] in ("relcl", "acl") and _to_infinitive(tree, j) and tree.left[j] > about:
                return Content(tree.left[about], tree.right[j], "object_infinitive")
    return None


def _infinitive_child(tree: Tree, verb: int) -> Content | None:
    for j in tree.children[verb]:
        if j > verb and tree.deps[j] in ("xcomp", "ccomp") and _to_infinitive(tree, j):
            return Content(tree.left[j], tree.right[j], "passive_infinitive")
    return None


def _infinitive(tree: Tree, verb: int, cue: AttributionCue) -> Content | None:
    for j in tree.children[verb]:
        if j < verb or tree.deps[j] not in ("xcomp", "ccomp", "advcl"):
            continue
        if "infinitive" in cue.complements and _to_infinitive(tree, j):
            return Content(tree.left[j], tree.right[j], "infinitive")
        if "gerund" in cue.complements and tree.deps[j] != "advcl" and tree.tags[j] == "VBG":
            return Content(tree.left[j], tree.right[j], "gerund")
    return None


def _preposition(tree: Tree, verb: int, cue: AttributionCue, times: Set[str]) -> Content | None:
    about = _object_head(tree, verb)
    if not cue.after and tree.child(verb, "prt") is not None:
        return None  # "set off at eight"
    for j in _preps(tree, verb, about):
        if tree.lowers[j] not in cue.prepositions:
            continue
        inner = next((k for k in tree.children[j] if k > j and tree.deps[k] not in _LEFT_OUT), None)
        if inner is None:
            continue
        first = j + 1
        if "object" in cue.complements and about is None and not is_passive(tree, verb):
            if tree.deps[verb] != "relcl":  # "the group, which the army suspects of the raid"
                continue
        if tree.lemmas[inner] in times and tree.deps[inner] == "pobj":
            continue
        if cue.counted and "CD" not in tree.tags[j : tree.right[j]]:
            continue
        if about is not None and verb < about < j and not cue.addressee:
            first = tree.left[about]
        return Content(first, tree.right[j], "preposition", inner if tree.deps[inner] == "pobj" else None)
    return None


def _object(tree: Tree, verb: int, cue: AttributionCue) -> Content | None:
    if is_passive(tree, verb) and not cue.passive:
        return None
    about = _object_head(tree, verb)
    if about is None:
        return _gap(tree, verb, cue)
    if cue.objects and tree.lemmas[about] not in cue.objects:
        return None
    if cue.counted and tree.tags[about] != "CD" and tree.child(about, "nummod") is None:
        return None
    if tree.pos[about] not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "VERB"):
        return None
    return Content(tree.left[about], tree.right[about], "object", about)


def _gap(tree: Tree, verb: int, cue: AttributionCue) -> Content | None:
    """ "A claim that the army denies": the noun phrase above a relative clause whose verb lacks its object."""
    head = tree.heads[verb]
    own = tree.child(verb, "nsubj")
    if tree.deps[verb] != "relcl" or own is None or own > verb or tree.tags[own] in ("WP", "WDT"):
        return None
    if (
        tree.pos[head] not in ("NOUN", "PROPN", "PRON")
        or tree.child(verb, "ccomp", "xcomp", "prep") is not None
    ):
        return None
    return Content(tree.left[head], head + 1, "object", head)
