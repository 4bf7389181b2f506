"""What an attribution is while it is being found, and the index of the cues that attributions are found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eventwire.lexicon.attribution import AttributionCue
from eventwire.lexicon.word_classes import NOTHING, Classes


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, in tokens (half-open ranges).

    Attributes:
        cue: the cue's words. head: its main word. speaker: words that stand there for the speaker, speaker_head their head.
        content: what is attributed. about: head of the noun phrase that the cue confirms, denies or labels.
        term: words of the label. refused: the label is refused. direct: the content is quoted from end to end.
        mental, needs_event: as in the cue's line. reported: the content is a clause or direct speech, no noun phrase.
        authorship: what is denied is a part in the deed, not the deed.
    """

    cue: tuple[int, int]
    head: int
    speaker: tuple[int, int] | None
    speaker_head: int | None
    content: tuple[int, int] | None
    about: int | None
    term: tuple[int, int] | None
    refused: bool
    direct: bool
    act: str
    stance: str
    rules: tuple[str, ...]
    confidence: float
    mental: bool = False
    needs_event: bool = False
    reported: bool = True
    authorship: bool = False


class AttributionCues:
    """Attribution cues, indexed by the word that they are recognized by.

    Args:
        cues: the lines of `attribution/`.
        classes: slug → words; of these `realized`: what governs an infinitive that did happen ("was quick to deny"), and `time-unit`.
    """

    def __init__(self, cues: Iterable[AttributionCue], classes: Classes) -> None:
        self.realized = classes.get("realized", NOTHING)
        self.times = classes.get("time-unit", NOTHING)
        self.verbs: dict[str, list[AttributionCue]] = {}
        self.nouns: dict[str, list[AttributionCue]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], AttributionCue]]] = {}
        self.marks: dict[str, AttributionCue] = {}
        self.terms: dict[str, AttributionCue] = {}
        self.authorship: dict[str, AttributionCue] = {}
        for cue in sorted(cues, key=lambda c: (not c.after, -c.priority, c.id)):
            for lemma in cue.lemmas:
                if cue.pos == "verb":
                    self.verbs.setdefault(lemma, []).append(cue)
                elif cue.pos == "noun":
                    self.nouns.setdefault(lemma, []).append(cue)
                elif cue.pos == "mark":
                    self.marks.setdefault(lemma, cue)
                elif cue.pos == "term":
                    self.terms.setdefault(lemma, cue)
                elif cue.pos == "authorship":
                    self.authorship.setdefault(lemma, cue)
                else:
                    words = tuple(lemma.split(" "))
                    self.phrases.setdefault(words[0], []).append((words, cue))
        for phrases in self.phrases.values():
            phrases.sort(key=lambda p: (-len(p[0]), -p[1].priority, p[1].id))
