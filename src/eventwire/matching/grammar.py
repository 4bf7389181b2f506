"""Who stands where around a word: subjects and objects by sense, through passives, relative clauses, control and coordination.

Pure functions over a Tree; labels are those of the English ClearNLP scheme that spaCy's parsers use.
"""

from __future__ import annotations

from eventwire.lexicon.word_classes import NOTHING, Classes
from eventwire.matching.nominals import RELATIVES, Nominals
from eventwire.matching.tree import Tree

# Verbs after which the object, not the subject, does what the infinitive says.
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "offer", "refuse"})
_ASKED_BY_PREPOSITION = frozenset({"appeal", "call", "plead", "signal"})
_DEPTH = 6


class Grammar(Nominals):
    """Slots of the words of one Tree, each computed once.

    Args:
        classes: slug → words; of these `partitive`, `phrasal`: verbs with a particle that parsers take for a preposition ("call
            off"): its object is the verb's, and `charge`: verbs whose "for" or "of" tells what their object did.
    """

    def __init__(self, tree: Tree, classes: Classes) -> None:
        super().__init__(tree, classes)
        self._phrasal = classes.get("phrasal", NOTHING)
        self._charge = classes.get("charge", NOTHING)
        self._subjects: dict[int, list[int]] = {}
        self._objects: dict[int, list[int]] = {}
        self._passive: dict[int, bool] = {}

    def passive(self, v: int) -> bool:
        """Whether a verb stands in the passive, finite or as a reduced relative ("rockets fired from")."""
        known = self._passive.get(v)
        if known is None:
            known = self._passive[v] = self._is_passive(v, 0)
        return known

    def _is_passive(self, v: int, depth: int) -> bool:
        tree = self.tree
        deps = [tree.deps[k] for k in tree.children[v]]
        if "auxpass" in deps or "nsubjpass" in deps:
            return True
        if "agent" in deps and "dobj" not in deps:
            return True
        if tree.tags[v] not in ("VBN", "VBD"):
            return False
        if tree.deps[v] == "acl" and "nsubj" not in deps:
            return True
        if tree.tags[v] != "VBN":
            return False
        if "nsubj" in deps or "aux" in deps:
            return False
        if tree.deps[v] == "conj":
            return depth < _DEPTH and self._is_passive(tree.heads[v], depth + 1)
        if tree.deps[v] in ("ccomp", "xcomp", "advcl"):
            return "dobj" not in deps
        return tree.deps[v] in ("amod", "ROOT") and "dobj" not in deps

    def subjects(self, v: int) -> list[int]:
        """Who does what the verb says, as noun indices: of a passive the by-agent, of a participle or infinitive its controller."""
        known = self._subjects.get(v)
        if known is None:
            self._subjects[v] = []
            known = self._subjects[v] = self._find_subjects(v, 0)
        return known

    def objects(self, v: int) -> list[int]:
        """To whom the verb is done, as noun indices: of a passive its subject, of a reduced relative what it modifies."""
        known = self._objects.get(v)
        if known is None:
            self._objects[v] = []
            known = self._objects[v] = self._find_objects(v, 0)
        return known

    def surface_subject(self, v: int, depth: int = 0) -> list[int]:
        """What the subject position of a verb means, passive or not."""
        tree = self.tree
        for k in tree.children[v]:
            if tree.deps[k] in ("nsubj", "nsubjpass"):
                return self.nouns(k)
        if depth > _DEPTH:
            return []
        dep, h = tree.deps[v], tree.heads[v]
        if dep == "acomp" or (dep == "conj" and tree.pos[h] in ("VERB", "AUX")):
            return self.surface_subject(h, depth + 1)  # "the army is ready to withdraw"
        if dep == "relcl":
            return [self.meant(h)] if self._objects_own(v) or self.passive(v) or not self._gap(v) else []
        if dep == "acl":
            if tree.tags[v] == "VB":  # "attempts to target", "a plan to attack": who attempts
                return self.doers(h, depth + 1)
            return [self.meant(h)]
        if dep == "xcomp":
            if tree.lowers[v] != tree.lemmas[v] and tree.tags[v] == "VBG" and tree.pos[h] in ("VERB", "AUX"):
                objects = self._objects_own(h)
                return objects or self.surface_subject(h, depth + 1)
            if tree.pos[h] in ("VERB", "AUX", "ADJ"):
                objects = self._objects_own(h)
                if objects and tree.lemmas[h] not in _SUBJECT_CONTROL:
                    return objects
                if tree.lemmas[h] in _ASKED_BY_PREPOSITION:
                    asked = [
                        j
                        for word, j in self.prepositions(h)
                        if word in ("to", "on", "upon", "with") and j < v
                    ]
                    if asked:
                        return asked
                return self.surface_subject(h, depth + 1)
            return self.doers(h, depth + 1)
        if dep in ("advcl", "ccomp", "dep") and (tree.tags[v] in ("VBG", "VB", "VBN")):
            if tree.pos[h] in ("VERB", "AUX"):
                if tree.tags[v] == "VBG" and self.passive(h):
                    return self.subjects(h)
                objects = self._objects_own(h) if dep == "ccomp" else []
                return objects or self.surface_subject(h, depth + 1)
            return []
        if dep == "pcomp":
            above = tree.heads[h]
            if tree.deps[above] in ("advmod", "acomp"):  # "came close to seizing"
                above = tree.heads[above]
            if tree.pos[above] in ("VERB", "AUX"):
                if tree.lemmas[above] in self._charge:
                    return self.objects(above) or self._objects_own(above)
                if tree.lowers[h] in (
                    "by",
                    "after",
                    "before",
                    "while",
                    "for",
                    "without",
                    "in",
                    "of",
                    "from",
                    "with",
                    "to",
                ):
                    return (
                        self.subjects(above)
                        if self.passive(above)
                        else self.surface_subject(above, depth + 1)
                    )
                return []
            if tree.pos[above] in ("NOUN", "PROPN"):
                charge = tree.heads[above]
                if tree.deps[above] in ("dobj", "nsubjpass") and tree.lemmas[charge] in self._charge:
                    return self.nouns(above)
                return self.doers(above, depth + 1)
        return []

    def _find_subjects(self, v: int, depth: int) -> list[int]:
        tree = self.tree
        if self.passive(v):
            for k in tree.children[v]:
                if tree.deps[k] == "agent" or (tree.deps[k] == "prep" and tree.lowers[k] == "by"):
                    found: list[int] = []
                    for p in tree.children[k]:
                        if tree.deps[p] == "pobj":
                            found.extend(self.nouns(p))
                    if found:
                        return found
            if tree.deps[v] == "conj":
                last = tree.heads[v]
                # "was attacked and looted by militiamen" hangs the agent on either verb
                return self._find_subjects(last, depth + 1) if depth < _DEPTH and self.passive(last) else []
            for k in tree.children[v]:
                if tree.deps[k] == "conj" and tree.tags[k] == "VBN":
                    for a in tree.children[k]:
                        if tree.deps[a] == "agent":
                            return [
                                n for p in tree.children[a] if tree.deps[p] == "pobj" for n in self.nouns(p)
                            ]
            return []
        return self.surface_subject(v, depth)

    def _objects_own(self, v: int) -> list[int]:
        tree = self.tree
        for k in tree.children[v]:
            if tree.deps[k] == "dobj" or (tree.deps[k] in ("attr", "oprd") and tree.tags[v] == "VBG"):
                return self.nouns(k)
        return []

    def _gap(self, v: int) -> bool:
        """Whether a relative clause has its own subject, so that its noun is the object."""
        tree = self.tree
        for k in tree.children[v]:
            if tree.deps[k] in ("nsubj", "nsubjpass"):
                return tree.lowers[k] not in RELATIVES
        return False

    def _find_objects(self, v: int, depth: int) -> list[int]:
        tree = self.tree
        if self.passive(v):
            for k in tree.children[v]:
                if tree.deps[k] == "nsubjpass" or tree.deps[k] == "nsubj":
                    return self.nouns(k)
            return self.surface_subject(v)
        own = self._objects_own(v)
        if own:
            return own
        if v + 1 < len(tree) and tree.heads[v + 1] == v and tree.deps[v + 1] in ("prep", "prt"):
            if tree.deps[v + 1] == "prt" or f"{tree.lemmas[v]} {tree.lowers[v + 1]}" in self._phrasal:
                below = [p for p in tree.children[v + 1] if tree.deps[p] == "pobj"]
                if below:
                    return [j for p in below for j in self.nouns(p)]
        if tree.deps[v] == "relcl" and self._gap(v):
            return [self.meant(tree.heads[v])]
        # "attacked and burned three villages": the object stands with the last verb
        for k in tree.children[v]:
            if (
                depth < _DEPTH
                and tree.deps[k] == "conj"
                and tree.pos[k] == "VERB"
                and k - v <= 3
                and not self.passive(k)
            ):
                if not any(tree.deps[j] in ("nsubj", "prep") and j < k for j in tree.children[k]):
                    return self._find_objects(k, depth + 1)
        if tree.deps[v] == "xcomp" and tree.pos[tree.heads[v]] == "ADJ":
            return []
        return []

    # -- event nouns ---------------------------------------------------------------------------------------------------

    def bearers(self, a: int) -> list[int]:
        """Of whom an adjective is said that has a complement: "the group is responsible for it", "held the group responsible for it".

        Nobody where the clause denies it.
        """
        tree = self.tree
        dep, h = tree.deps[a], tree.heads[a]
        if any(tree.deps[k] == "neg" for i in (a, h) for k in tree.children[i]):
            return []
        if dep == "acomp":
            return self.surface_subject(a)
        if dep == "amod" and h < a:
            return [self.meant(h)]
        if dep in ("oprd", "ccomp", "xcomp"):
            subject = tree.child(a, "nsubj")
            return self.objects(h) if subject is None else self.nouns(subject)
        return []

    def doers(self, n: int, depth: int = 0) -> list[int]:
        """Who does what a noun names: its possessor, its by-phrase, or the subject of the verb that it is the object of."""
        tree = self.tree
        for k in tree.children[n]:
            if tree.deps[k] == "poss":
                return self.nouns(k)
        for word, j in self.prepositions(n):
            if word == "by":
                return [j]
        h = tree.heads[n]
        if tree.deps[n] in ("dobj", "attr", "pobj") and depth < _DEPTH:
            if tree.deps[n] == "pobj":
                h = tree.heads[h]
            if tree.pos[h] in ("VERB", "AUX") and not self.passive(h):
                return self.surface_subject(h, depth + 1)
        if tree.deps[n] == "nsubjpass":
            return self.subjects(h)
        return []
