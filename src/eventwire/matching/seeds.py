"""Seeds: what may become a mention, before its phrase is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventwire.matching.tree import Tree


@dataclass(frozen=True, slots=True)
class Given:
    """A span that an earlier step found: half-open tokens, its label, and the lexicon id, value id or nothing."""

    start: int
    end: int
    label: str
    key: str = ""


@dataclass(slots=True)
class Mention:
    """A mention: half-open tokens, head token, and the columns of the mentions table."""

    start: int
    end: int
    head: int
    label: str
    kind: str | None = None
    entry: str | None = None
    value: str | None = None
    generic: bool = False
    rule: str = ""


@dataclass(slots=True)
class Seed(Mention):
    """A mention in the making.

    Attributes:
        title: a post or rank. titled: a name after one. known: from the lexicon rather than from the recognizer.
        state: id of the country that may be meant. seat: it is a capital.
        top: the noun that its head modifies. under: seeds that modify it. gone: another one took it in.
    """

    title: bool = False
    titled: bool = False
    state: str = ""
    seat: bool = False
    known: bool = True
    top: int = -1
    under: list[Seed] = field(default_factory=list)
    gone: bool = False


class Taken:
    """Which tokens a mention covers already."""

    def __init__(self, length: int) -> None:
        self._by = bytearray(length)

    def any(self, start: int, end: int) -> bool:
        return any(self._by[start:end])

    def put(self, mention: Mention) -> None:
        self._by[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)

    def clear(self, start: int, end: int) -> None:
        self._by[start:end] = bytes(end - start)

    def stop(self, start: int) -> int:
        """One past the last covered token before `start`."""
        return self._by.rfind(1, 0, start) + 1


def names_people(tree: Tree, head: int) -> bool:
    """Whether a word of origin stands as a noun: plural, or with a noun's function."""
    if tree.deps[head] in (
        "amod",
        "compound",
        "nmod",
        "npadvmod",
        "acomp",
        "attr",
        "advmod",
        "punct",
        "ROOT",
        "dep",
    ):
        return tree.tags[head] in ("NNS", "NNPS") and tree.deps[head] not in ("amod", "compound", "nmod")
    return tree.deps[head] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "appos", "dative")


def singular(tree: Tree, i: int) -> str:
    """The lemma of a noun; the tagger leaves capitalized plurals ("Members") as they are."""
    lemma = tree.lemmas[i]
    if (
        lemma == tree.lowers[i]
        and tree.tags[i] in ("NNPS", "NNS", "NNP")
        and lemma.endswith("s")
        and len(lemma) > 3
    ):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma
