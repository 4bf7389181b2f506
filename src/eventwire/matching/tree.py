"""A parsed Doc as plain Python lists, so that rules walk the tree without touching spaCy's token objects."""

from __future__ import annotations

import weakref
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, POS, SENT_START, SPACY, TAG
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc

_CACHE: weakref.WeakKeyDictionary[Doc, Tree] = weakref.WeakKeyDictionary()


@dataclass(slots=True)
class Tree:
    """Parallel lists over the tokens of a Doc.

    Attributes:
        whole: `doc.text`, for which spaCy makes a token object for every token at each access.
        words, lowers, lemmas, tags, pos, deps: strings, one per token. `lemmas` are lower-cased.
        heads: index of the head token; a root is its own head.
        starts, ends: character offsets, half-open. spaces: whether white space follows in the Doc's own sense.
        sents: number of the sentence that the token is in, from 0. bounds: `(first, past the last)` token per sentence.
        children: indices of the dependents of each token, in text order.
        left, right: first token and one past the last token of each token's subtree.
    """

    whole: str
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    spaces: list[bool]
    sents: list[int]
    bounds: list[tuple[int, int]]
    children: list[list[int]]
    left: list[int]
    right: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def ancestors(self, i: int) -> list[int]:
        """The heads above token `i`, nearest first, without `i`."""
        found = []
        while self.heads[i] != i:
            i = self.heads[i]
            found.append(i)
        return found

    def subtree(self, i: int) -> list[int]:
        """Token indices of the subtree of `i`, in text order, `i` included."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.children[j])
        return sorted(found)

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of `i` with one of these dependency labels, or None."""
        for j in self.children[i]:
            if self.deps[j] in deps:
                return j
        return None

    def joined(self, i: int) -> tuple[str, int]:
        """What joins a token to its governor, and which that is: its dependency, or the preposition between the two."""
        above = self.heads[i]
        return (self.lowers[above], self.heads[above]) if self.deps[i] == "pobj" else (self.deps[i], above)

    def conjuncts(self, i: int) -> list[int]:
        """`i` and the tokens coordinated below it, in text order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(k for k in self.children[j] if self.deps[k] == "conj")
        return sorted(found)

    def text(self, a: int, b: int) -> str:
        """The text of tokens `a` to `b` (half-open), exactly as it stands in the Doc."""
        return self.whole[self.starts[a] : self.ends[b - 1]] if b > a else ""


def tree_of(doc: Doc) -> Tree:
    """The Tree of a Doc, computed once per Doc: tags, heads and sentences do not change after the base components.

    A Doc without a parse gives a Tree in which every token is the root of its own sentence-less tree; lists of
    annotations that are missing hold empty strings.
    """
    found = _CACHE.get(doc)
    if found is None or len(found) != len(doc):
        found = _CACHE[doc] = _build(doc)
    return found


def _build(doc: Doc) -> Tree:
    n = len(doc)
    array = doc.to_array([ORTH, LOWER, LEMMA, TAG, DEP, HEAD, IDX, LENGTH, SPACY, SENT_START, POS])
    columns = array.T.tolist() if n else [[] for _ in range(11)]
    strings = doc.vocab.strings
    known: dict[int, str] = {0: ""}

    def texts(column: list[int]) -> list[str]:
        for key in set(column).difference(known):
            known[key] = strings[key]
        return [known[key] for key in column]

    words, lowers, lemmas, tags, deps = (texts(columns[c]) for c in (0, 1, 2, 3, 4))
    pos = [NAMES[key] for key in columns[10]]
    # HEAD is an offset in two's complement; a Doc without a parse has 0 everywhere.
    heads = [i + (h - (1 << 64) if h >= 1 << 63 else h) for i, h in enumerate(columns[5])]
    starts = columns[6]
    ends = [s + length for s, length in zip(starts, columns[7], strict=True)]
    sents, bounds, first = [], [], 0
    for i, start in enumerate(columns[9]):
        if i and start == 1:
            bounds.append((first, i))
            first = i
        sents.append(len(bounds))
    if n:
        bounds.append((first, n))
    children: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    left, right = list(range(n)), list(range(1, n + 1))
    _extents(heads, left, right)
    spaces = [bool(s) for s in columns[8]]
    return Tree(
        whole="".join([word + " " if space else word for word, space in zip(words, spaces, strict=True)]),
        words=words,
        lowers=lowers,
        lemmas=[lemma.lower() or lower for lemma, lower in zip(lemmas, lowers, strict=True)],
        tags=tags,
        pos=pos,
        deps=deps,
        heads=heads,
        starts=starts,
        ends=ends,
        spaces=spaces,
        sents=sents,
        bounds=bounds,
        children=children,
        left=left,
        right=right,
    )


def _extents(heads: list[int], left: list[int], right: list[int]) -> None:
    """Widen each head to its dependents' extents; repeated passes are avoided by walking up from every leaf once."""
    degree = [0] * len(heads)
    for i, h in enumerate(heads):
        if h != i:
            degree[h] += 1
    ready = [i for i, d in enumerate(degree) if d == 0]
    while ready:
        i = ready.pop()
        h = heads[i]
        if h == i:
            continue
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
        degree[h] -= 1
        if degree[h] == 0:
            ready.append(h)
