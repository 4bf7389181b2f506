"""Mentions as views: what of a mention's words and surroundings decides which entity it names."""

from __future__ import annotations

from typing import Any

from eventwire.layers import MentionValue
from eventwire.matching.affiliation import Affiliations
from eventwire.matching.coreference import View
from eventwire.matching.countries import CountryWords
from eventwire.matching.place_modifiers import MODIFIER
from eventwire.matching.tree import Tree

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
# nouns that say what they are only together with the word before them: "armed forces", "service members"
_LIGHT = frozenset({"forces", "members", "services"})

Titles = dict[int, tuple[int, str]]
"""Token index → (end of the title that begins there, the position it names)."""


class Viewer:
    """Makes views of a Doc's mentions.

    Args:
        countries: words that name countries. affiliations: words that tie an actor to one.
    """

    def __init__(self, countries: CountryWords, affiliations: Affiliations) -> None:
        self._countries = countries
        self._affiliations = affiliations

    def views(
        self,
        tree: Tree,
        mentions: dict[str, MentionValue],
        *,
        entries: dict[str, dict[str, Any]],
        places: dict[str, dict[str, Any]],
        titles: Titles,
    ) -> list[View]:
        """One view per mention, in text order.

        Args:
            mentions, entries, places: the Doc's tables. titles: where titles stand.
        """
        order = sorted(mentions.items(), key=lambda item: item[1]["tokens"])
        index_of_head = {row["head"]: i for i, (_, row) in enumerate(order)}
        # The place before an actor's noun is a mention of its own, and still says which one it is.
        openers = {row["tokens"][1]: row["tokens"][0] for _, row in order if row["rule"] == MODIFIER}
        found = []
        for local, row in order:
            view = self._view(tree, local, row, entries, places.get(local) or {}, titles, openers)
            if tree.deps[row["head"]] == "appos" and view.label == "ACTOR":
                view.apposed = index_of_head.get(tree.heads[row["head"]])
            found.append(view)
        return found

    def _view(
        self,
        tree: Tree,
        local: str,
        row: MentionValue,
        entries: dict[str, dict[str, Any]],
        place: dict[str, Any],
        titles: Titles,
        openers: dict[int, int],
    ) -> View:
        start, end = row["tokens"]
        head, actor = row["head"], row["label"] == "ACTOR"
        if actor:
            start = openers.get(start, start)
        entry = row["entry"] if row["entry"] and not row["entry"].startswith("title/") else None
        position, first = None, start
        for i in range(start, end):
            if i in titles:
                position = position or titles[i][1]
                if titles[i][0] < end and i == first:
                    first = titles[i][0]
        ties = self._affiliations.ties(tree, start, end) if actor else []
        taken = {i for tie in ties for i in range(tie.start, min(tie.end, end))}
        country = (entries.get(entry or "") or {}).get("country")
        for a, b, code in self._countries.within(tree, start, end):
            if not taken & set(range(a, b)):
                taken |= set(range(a, b))
                country = country or code
        noun = _noun(tree, start, head)
        core = head - noun.count(" ")
        return View(
            id=local,
            label=row["label"],
            kind=row["kind"],
            entry=entry,
            generic=row["generic"],
            words=tuple(tree.words[first:end]) if first < end else tuple(tree.words[start:end]),
            head=noun,
            lemma=tree.lemmas[head],
            definite=start > 0 and tree.lowers[start - 1] in _DEFINITE,
            plural=tree.tags[head] in ("NNS", "NNPS"),
            country=country if row["label"] != "PLACE" else None,
            ties=frozenset(tie.country for tie in ties),
            modifiers=frozenset(
                tree.lowers[i]
                for i in range(start, core)
                if i not in taken and tree.pos[i] in _MODIFIERS and tree.deps[i] != "nummod"
            ),
            position=position,
            place=_identity(place),
            sentence=tree.sents[head],
        )


def _identity(place: dict[str, Any]) -> str | None:
    if place.get("geonames_id"):
        return f"geonames/{place['geonames_id']}"
    if place.get("latitude") is not None:
        return f"{place['name']}/{place.get('country')}"
    return None


def _noun(tree: Tree, start: int, head: int) -> str:
    """The head noun, with the word before it where it says little alone."""
    if head > start and tree.lowers[head] in _LIGHT and tree.pos[head - 1] in _MODIFIERS:
        if tree.deps[head - 1] in ("amod", "compound") and tree.pos[head - 1] != "PROPN":
            return f"{tree.lowers[head - 1]} {tree.lowers[head]}"
    return tree.lowers[head]
