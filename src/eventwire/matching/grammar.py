"""Who stands where around a word: subjects and objects by sense, through passives, relative clauses, control and coordination.

Pure functions over a Tree; labels are those of the English ClearNLP scheme that spaCy's parsers use.
"""

from __future__ import annotations

from eventwire.matching.tree import Tree

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
# Words that stand for what follows their "of": the noun after it is what is meant.
PARTITIVES = frozenset(
    {
        "dozen", "dozens", "score", "scores", "hundred", "hundreds", "thousand", "thousands", "million", "number", "lot",
        "series", "string", "spate", "wave", "barrage", "volley", "salvo", "handful", "couple", "pair", "majority", "some",
        "many", "several", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "most", "all",
        "both", "part", "rest", "half", "none", "any", "each", "tens", "few", "more", "kind", "type",
    }
)  # fmt: skip
# Verbs after which the object, not the subject, does what the infinitive says.
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "offer", "refuse"})
_CAUSE_OF_CHARGE = frozenset(
    {"accuse", "blame", "suspect", "convict", "condemn", "criticize", "criticise", "denounce", "charge", "stop", "prevent",
     "acquit", "arrest", "detain", "praise", "thank", "punish", "sanction", "capture", "keep", "dissuade", "fault"}
)  # fmt: skip
# Verbs with a particle that parsers take for a preposition: "called off the truce".
_PHRASAL = frozenset(
    {
        "break off", "bring down", "call off", "carry out", "cut off", "fend off", "gun down", "hand out", "hand over",
        "knock down", "lay down", "let off", "put down", "rule out", "set off", "shoot down", "shut down", "take in",
        "take over", "throw out", "turn down", "turn over", "vote down", "wave off",
    }
)  # fmt: skip
_ASKED_BY_PREPOSITION = frozenset({"appeal", "call", "plead", "signal"})
_DEPTH = 6


class Grammar:
    """Slots of the words of one Tree, each computed once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._subjects: dict[int, list[int]] = {}
        self._objects: dict[int, list[int]] = {}
        self._passive: dict[int, bool] = {}

    # -- nouns ---------------------------------------------------------------------------------------------------------

    def members(self, i: int) -> list[int]:
        """A noun and those coordinated with it."""
        tree = self.tree
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            for k in tree.children[j]:
                if tree.deps[k] == "conj" and tree.pos[k] in NOMINAL:
                    stack.append(k)
        return sorted(found)

    def meant(self, i: int) -> int:
        """The noun that is meant: of "dozens of rockets" the rockets, of a relative pronoun what it refers to."""
        tree = self.tree
        for _ in range(_DEPTH):
            if tree.lowers[i] in RELATIVES and tree.pos[i] in ("PRON", "DET", "SCONJ"):
                above = self._antecedent(i)
                if above is None:
                    return i
                i = above
            elif tree.lowers[i] in PARTITIVES or tree.tags[i] == "CD":
                below = next(
                    (
                        p
                        for k in tree.children[i]
                        if tree.deps[k] == "prep" and tree.lowers[k] == "of"
                        for p in tree.children[k]
                        if tree.deps[p] == "pobj"
                    ),
                    None,
                )
                if below is None:
                    return i
                i = below
            else:
                return i
        return i

    def _antecedent(self, i: int) -> int | None:
        tree = self.tree
        j = i
        for _ in range(_DEPTH):
            if tree.deps[j] == "relcl":
                return tree.heads[j]
            if tree.heads[j] == j:
                return None
            j = tree.heads[j]
        return None

    def nouns(self, i: int) -> list[int]:
        """What is meant by a noun phrase's members, without doubles, in text order."""
        found = [self.meant(j) for j in self.members(i)]
        return list(dict.fromkeys([*found, *(k for j in found for k in self.examples(j))]))

    def examples(self, i: int) -> list[int]:
        """What stands behind "including" at a word, as nouns."""
        tree = self.tree
        return [
            m
            for k in tree.children[i]
            if tree.lowers[k] == "including" and tree.deps[k] == "prep"
            for p in tree.children[k]
            if tree.deps[p] == "pobj"
            for m in self.members(p)
        ]

    def modifiers(self, i: int) -> list[int]:
        """Adjectives and compound nouns of a noun, those coordinated with them included."""
        tree = self.tree
        found, stack = (
            [],
            [
                k
                for k in tree.children[i]
                if k < i and tree.deps[k] in ("compound", "amod", "nmod", "npadvmod")
            ],
        )
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(
                k
                for k in tree.children[j]
                if tree.deps[k] in ("conj", "compound", "amod", "nmod", "npadvmod") and k < i
            )
        return sorted(found)

    def prepositions(self, i: int) -> list[tuple[str, int]]:
        """`(preposition, noun)` for what depends on a word by a preposition; "out of", "close to" by their last word."""
        tree = self.tree
        found: list[tuple[str, int]] = []
        for k in tree.children[i]:
            dep = tree.deps[k]
            if tree.lowers[k] == "according":
                continue
            if dep in ("prep", "agent", "dative") and tree.pos[k] in ("ADP", "SCONJ", "ADV", "VERB", "PART"):
                self._below(k, tree.lowers[k], found)
            elif dep == "advmod" and tree.children[k]:
                for j in tree.children[k]:
                    if tree.deps[j] == "prep":
                        self._below(j, tree.lowers[j], found)
        return found

    def _below(self, k: int, word: str, found: list[tuple[str, int]]) -> None:
        tree = self.tree
        for p in tree.children[k]:
            dep = tree.deps[p]
            if dep == "pobj":
                found.extend((word, j) for j in self.nouns(p))
            elif dep == "prep" or (dep == "conj" and tree.pos[p] == "ADP"):
                self._below(p, tree.lowers[p], found)
            elif dep == "pcomp":
                found.append((word, p))

    # -- verbs ---------------------------------------------------------------------------------------------------------

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
                if tree.lemmas[above] in _CAUSE_OF_CHARGE:
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
                if tree.deps[above] in ("dobj", "nsubjpass") and tree.lemmas[charge] in _CAUSE_OF_CHARGE:
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
            if tree.deps[v + 1] == "prt" or f"{tree.lemmas[v]} {tree.lowers[v + 1]}" in _PHRASAL:
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
