"""What an article as a whole is about: in sport, business and entertainment the words of war are metaphors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventwire.lexicon.triggers import CalmLine, TopicLine
from eventwire.matching.tree import Tree

# An article is about a topic when so many different words of it occur, so often, and so much more often than anything armed.
_DIFFERENT = 6
_SHARE = 0.025
_OUTWEIGH = 4
_ARMED = frozenset({"military", "police", "armed_group"})
_FIGHTING = frozenset({"military", "armed_group"})


class Topics:
    """Compiled topic lines."""

    def __init__(self, lines: Iterable[TopicLine]) -> None:
        self._lines = sorted(lines, key=lambda line: line.id)
        self._topic_of: dict[str, list[int]] = {}
        self._pairs: dict[tuple[str, str], list[int]] = {}
        for number, line in enumerate(self._lines):
            for phrase in line.words:
                words = phrase.split(" ")
                if len(words) == 1:
                    self._topic_of.setdefault(words[0], []).append(number)
                else:
                    self._pairs.setdefault((words[0], words[1]), []).append(number)

    def of(self, tree: Tree, mentions: Mapping[str, Mapping[str, Any]]) -> TopicLine | None:
        """The topic that outweighs everything armed in the article, or None.

        Args:
            tree: the Doc. mentions: the mentions table.
        """
        counts: list[dict[str, int]] = [{} for _ in self._lines]
        for i, lemma in enumerate(tree.lemmas):
            for number in self._topic_of.get(lemma, ()):
                counts[number][lemma] = counts[number].get(lemma, 0) + 1
            if i + 1 < len(tree.lemmas):
                for number in self._pairs.get((lemma, tree.lemmas[i + 1]), ()):
                    counts[number][lemma] = counts[number].get(lemma, 0) + 1
        armed = sum(_is_armed(row) for row in mentions.values())
        best: tuple[int, TopicLine] | None = None
        for line, found in zip(self._lines, counts, strict=True):
            total = sum(found.values())
            enough = len(found) >= _DIFFERENT and total >= _SHARE * len(tree) and total >= _OUTWEIGH * armed
            if enough and (best is None or total > best[0]):
                best = (total, line)
        return best[1] if best else None


def calm_lines(
    lines: Iterable[CalmLine], tree: Tree, mentions: Mapping[str, Mapping[str, Any]], events: int
) -> list[CalmLine]:
    """The lines that hold of an article.

    Args:
        tree: the Doc. mentions: the mentions table. events: how many triggers it has.
    """
    per = 100 / max(1, len(tree))
    armed = per * sum(row["label"] == "WEAPON" or _fights(row) for row in mentions.values())
    return [
        line
        for line in lines
        if len(tree.bounds) >= line.sentences and armed <= line.armed and events * per <= line.events
    ]


def armed_sentences(tree: Tree, mentions: Mapping[str, Mapping[str, Any]]) -> set[int]:
    """Numbers of the sentences that name somebody or something armed, where a topic rejects nothing."""
    return {tree.sents[row["head"]] for row in mentions.values() if _is_armed(row)}


def fighting_sentences(tree: Tree, mentions: Mapping[str, Mapping[str, Any]]) -> set[int]:
    """Numbers of the sentences that name soldiers or an armed group, where a calm article rejects nothing."""
    return {tree.sents[row["head"]] for row in mentions.values() if _fights(row)}


def _is_armed(row: Mapping[str, Any]) -> bool:
    return row["label"] == "WEAPON" or (row["label"] == "ACTOR" and row["kind"] in _ARMED)


def _fights(row: Mapping[str, Any]) -> bool:
    return row["label"] == "ACTOR" and row["kind"] in _FIGHTING
