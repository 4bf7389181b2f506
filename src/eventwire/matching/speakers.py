"""Who a speaker is: the actor mention that the speaker's words are, or that a pronoun among them stands for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from eventwire.lexicon.word_classes import NOTHING, Classes
from eventwire.matching.nominals import RELATIVES
from eventwire.matching.tree import Tree

_PLURAL = frozenset({"they", "their", "them", "both"})
_NEUTER = frozenset({"it", "its"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MEMORY = 20  # speakers that a pronoun looks back where its sentences name nobody
_WINDOW = 3  # sentences that a pronoun looks back


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor mention: its tokens (half-open), head token, ids, and the kind of its entity."""

    first: int
    past: int
    head: int
    mention: str
    entity: str | None
    kind: str | None


class Speakers:
    """Resolves speakers of one text, in text order, remembering who spoke last and which entities were "he" or "she".

    Args:
        actors: the mentions. classes: slug → words; of these `male` and `female`: pronouns, titles and posts.
    """

    def __init__(self, tree: Tree, actors: list[Actor], classes: Classes) -> None:
        self._tree = tree
        self._gender_of = {word: sign for sign in ("male", "female") for word in classes.get(sign, NOTHING)}
        self._actors = sorted(actors, key=lambda a: (a.first, a.past))
        self._heads = [a.head for a in sorted(self._actors, key=lambda a: a.head)]
        self._by_head = sorted(self._actors, key=lambda a: a.head)
        self._at: dict[int, Actor] = {i: a for a in self._actors for i in range(a.first, a.past)}
        self._gender: dict[str, str] = {}
        self._last: list[tuple[int, Actor]] = []
        for actor in self._actors:
            self._note_title(actor)

    def resolve(self, head: int, span: tuple[int, int]) -> Actor | None:
        """The actor that speaks.

        Args:
            head: main word of the speaker's words. span: their tokens, half-open.

        Returns:
            The mention that stands there, or the one that a pronoun there refers to; None where that is not safe.
        """
        found = self._find(head, span)
        if found is not None:
            self._last.append((head, found))
        return found

    def _find(self, head: int, span: tuple[int, int]) -> Actor | None:
        tree = self._tree
        word = tree.lowers[head]
        if word in RELATIVES:
            verb = tree.heads[head]
            for _ in range(3):
                if tree.deps[verb] in ("relcl", "acl"):
                    return self._at.get(tree.heads[verb])
                verb = tree.heads[verb]
            return None
        if tree.pos[head] == "PRON" or word in ("his", "her", "its", "their"):
            return self._pronoun(head, word)
        if head in self._at:
            return self._at[head]
        for i in range(*span):
            if i in self._at:
                return self._at[i]
        return None

    def _pronoun(self, i: int, word: str) -> Actor | None:
        gender = self._gender_of.get(word)
        if gender is None and word not in _PLURAL and word not in _NEUTER:
            return None
        sent = self._tree.sents[i]
        for at, actor in reversed(self._last):
            if at >= i:
                continue
            if sent - self._tree.sents[at] > _WINDOW:
                break
            if self._fits(actor, word, gender):
                return self._keep(actor, gender)
        near = None
        for k in range(bisect_left(self._heads, i) - 1, -1, -1):
            actor = self._by_head[k]
            if sent - self._tree.sents[actor.head] > _WINDOW - 1:
                break
            if not self._fits(actor, word, gender):
                continue
            if self._tree.deps[actor.head] in _SUBJECTS:
                return self._keep(actor, gender)
            near = near or actor
        if near is not None:
            return self._keep(near, gender)
        for at, actor in reversed(self._last[-_MEMORY:]):
            if at < i and gender is not None and self._fits(actor, word, gender):
                return self._keep(actor, gender)
        return None

    def _fits(self, actor: Actor, word: str, gender: str | None) -> bool:
        person = actor.kind == "person"
        plural = (
            self._tree.tags[actor.head] in ("NNS", "NNPS") or self._tree.child(actor.head, "conj") is not None
        )
        if gender is not None:
            return person and not plural and self._gender.get(actor.entity or "", gender) == gender
        if word in _PLURAL:
            return plural or not person
        return not person and not plural

    def _keep(self, actor: Actor, gender: str | None) -> Actor:
        if gender is not None and actor.entity:
            self._gender.setdefault(actor.entity, gender)
        return actor

    def _note_title(self, actor: Actor) -> None:
        if actor.kind != "person" or not actor.entity:
            return
        for i in range(max(0, actor.first - 1), actor.past):
            gender = self._gender_of.get(self._tree.lowers[i])
            if (gender is not None and i != actor.first - 1) or (
                gender is not None and "m" in self._tree.lowers[i][:1]
            ):
                self._gender.setdefault(actor.entity, gender)
