"""The features by which the mention scorer knows a noun phrase: its words, what class its noun is of, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping

from eventwire.matching.mention_candidates import Candidate
from eventwire.matching.nearness import near
from eventwire.matching.seeds import Seed, singular
from eventwire.matching.tree import Tree
from eventwire.matching.word_clusters import WordClusters

_DIGITS = frozenset("0123456789")
_PREPOSED = frozenset({"amod", "compound", "nmod", "npadvmod"})


class Features:
    """Makes features.

    Args:
        nouns: classes of common nouns by lemma ("person", "building", "act" …).
        clusters: words by the company they keep.
    """

    def __init__(self, nouns: Mapping[str, str], clusters: WordClusters) -> None:
        self._nouns = nouns
        self._clusters = clusters

    def noun_class(self, lemma: str) -> str:
        """The class of a noun, also of one with a prefix or of a compound written with hyphens; "" where unknown."""
        found = self._nouns.get(lemma)
        if found is None and "-" in lemma:
            found = self._nouns.get(lemma.rsplit("-", 1)[1])
        if found is None and lemma.endswith(("man", "men")) and len(lemma) > 5:
            found = "person"
        return found or ""

    def of(self, tree: Tree, row: Candidate, labels: Mapping[int, str], force: str) -> list[str]:
        """The features of a candidate, as names.

        Args:
            labels: label/kind of the rules' mentions by the token of their head. force: the armed force that the article has most of.
        """
        h, words = row.head, tree.lowers
        lemma = singular(tree, h)
        named = " ".join(words[row.start : row.end]) if tree.pos[h] == "PROPN" else lemma
        noun = self.noun_class(named) or self.noun_class(lemma)
        noun = noun or (f"~{lemma[-3:]}" if tree.pos[h] == "NOUN" else "name")
        plural = "s" if tree.tags[h] in ("NNS", "NNPS") else "1"
        dep, up = tree.deps[h], tree.heads[h]
        governor = tree.lemmas[up] if up != h else "ROOT"
        got = [
            f"h={lemma}", f"h={lemma}{plural}", f"wn={noun}", f"wn={noun}{plural}", f"t={tree.tags[h]}", f"d={dep}",
            f"wn={noun}|d={dep}", f"s3={lemma[-3:]}", f"s4={lemma[-4:]}", f"g={governor}|{dep}", f"shape={_shape(tree.words[h])}",
            f"ner={row.recognized}", f"ner={row.recognized}|{tree.tags[h]}", f"gw={self.noun_class(governor)}|{dep}",
        ]  # fmt: skip
        got += self._rule(row, plural, noun)
        before = words[row.start - 1] if row.start and tree.sents[row.start - 1] == tree.sents[h] else "<s>"
        after = words[row.end] if row.end < len(tree) and tree.sents[row.end] == tree.sents[h] else "</s>"
        got += [f"b={before}", f"a={after}", f"b={before}|wn={noun}", f"a={after}|wn={noun}"]
        if row.start > 1:
            got.append(f"bt={tree.tags[row.start - 1]}")
        for i in range(row.start, row.end):
            if i != h:
                got.append(f"m={words[i]}")
                kind = self.noun_class(tree.lemmas[i]) if tree.pos[i] == "NOUN" else ""
                if kind:
                    got.append(f"mw={kind}")
        got.append(f"n={min(row.end - row.start, 4)}")
        if dep == "pobj":
            over = tree.heads[up]
            got += [
                f"p={words[up]}|{tree.lemmas[over]}",
                f"p={words[up]}|wn={noun}",
                f"pp={tree.pos[over]}|{words[up]}",
            ]
        elif dep in _PREPOSED and up > h:
            got.append(f"of={labels.get(up, '')}")
        elif dep == "conj":
            got.append(f"c={labels.get(up, '')}")
        got += self._below(tree, h, labels)
        got += [f"in={label}" for label in row.inside]
        got += self._company(tree, row, lemma, plural)
        got += [f"force={force}", f"force={force}|{lemma}", f"force={force}|{tree.tags[h]}"]
        got = [name for name in got if "\n" not in name]  # tokens of white space; weights are kept by lines
        rest = (words[i] for i in range(row.start, row.end) if i != h)
        got += [
            near("name" if tree.pos[h] == "PROPN" else "noun", lemma),
            near("above", governor),
            near("with", *rest),
        ]
        return got

    def _company(self, tree: Tree, row: Candidate, lemma: str, plural: str) -> list[str]:
        """The clusters of the head, of the words before it, and of what governs it."""
        clusters = self._clusters
        h, dep = row.head, tree.deps[row.head]
        name = "N" if tree.pos[h] == "PROPN" else plural
        fine, coarse = clusters.of(lemma, tree.words[h])
        got = [f"hf={fine}", f"hf={fine}{name}", f"hc={coarse}{name}", f"hc={coarse}|{dep}"]
        for i in range(row.start, row.end):
            if i != h and tree.words[i][:1].isalpha():
                fine, coarse = clusters.of(tree.lemmas[i], tree.words[i])
                got += [f"mf={fine}", f"mc={coarse}{name}"]
        up = tree.heads[h]
        if up != h:
            fine, coarse = clusters.of(tree.lemmas[up], tree.words[up])
            got += [f"gf={fine}|{dep}", f"gc={coarse}|{dep}{name}"]
            if dep == "pobj":
                over = tree.heads[up]
                fine, coarse = clusters.of(tree.lemmas[over], tree.words[over])
                got += [f"pf={tree.lowers[up]}|{fine}", f"pc={tree.lowers[up]}|{coarse}"]
        return got

    def _rule(self, row: Candidate, plural: str, noun: str) -> list[str]:
        seed = row.seed
        if seed is None:
            return ["r=", f"r=|wn={noun}", f"r=|{plural}"]
        family = seed.rule.split("/")[0]
        source = "ner" if family == "ner" else "name" if not seed.generic else "noun"
        sense = f"{seed.label}/{seed.kind}"
        got = [
            f"r={sense}", f"r={sense}|{source}", f"r={sense}|{plural}", f"rl={seed.label}|wn={noun}", f"rule={seed.rule if source == 'noun' else family}",
            f"rl={seed.label}|{source}",
        ]  # fmt: skip
        if isinstance(seed, Seed):
            got += [f"st={'seat' if seed.seat else 'state' if seed.state else ''}", f"titled={seed.titled}"]
        return got

    def _below(self, tree: Tree, h: int, labels: Mapping[int, str]) -> list[str]:
        got = []
        for child in tree.children[h]:
            dep = tree.deps[child]
            if dep == "det":
                got.append(f"det={tree.lowers[child]}")
            elif dep == "relcl":
                who = next(
                    (tree.lowers[k] for k in tree.children[child] if tree.tags[k] in ("WP", "WDT")), ""
                )
                got.append(f"rel={who}")
            elif dep in ("poss", "nummod", "appos"):
                got += [f"k={dep}", f"k={dep}|{labels.get(child, '')}"]
            elif dep == "prep":
                inner = tree.child(child, "pobj")
                got.append(f"k={tree.lowers[child]}|{labels.get(inner, '') if inner is not None else ''}")
            elif dep == "acl":
                got.append(f"k=acl|{tree.lemmas[child]}")
        return got


def _shape(word: str) -> str:
    if any(c in _DIGITS for c in word):
        return "9"
    if word.isupper():
        return "X" if len(word) < 6 else "XX"
    if word[:1].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x"
