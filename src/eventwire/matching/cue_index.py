"""The modality cues, indexed by the word that they are recognized by."""

from __future__ import annotations

from collections.abc import Iterable

from eventwire.lexicon.modality import ModalityCue
from eventwire.matching.tree import Tree


class ModalityCues:
    """Modality cues, indexed by lemma."""

    def __init__(self, cues: Iterable[ModalityCue]) -> None:
        self.by_lemma: dict[str, list[ModalityCue]] = {}
        for cue in sorted(cues, key=lambda c: (not c.after, not c.own, -c.priority, c.id)):
            for lemma in cue.lemmas:
                self.by_lemma.setdefault(lemma, []).append(cue)

    def at(self, tree: Tree, i: int) -> list[ModalityCue]:
        """The lines for a token, by its lemma or its lower-cased form."""
        found = self.by_lemma.get(tree.lemmas[i], [])
        if tree.lowers[i] != tree.lemmas[i]:
            more = self.by_lemma.get(tree.lowers[i])
            if more:
                return [*found, *(cue for cue in more if cue not in found)]
        return found
