"""Names of people: with the titles before them, and the last name alone once the whole was there."""

from __future__ import annotations

from eventwire.matching.seeds import Seed
from eventwire.matching.tree import Tree


def join_titles(tree: Tree, seeds: list[Seed], at: dict[int, Seed]) -> None:
    """Join titles with the names after them; honorifics without a name are gone.

    Args:
        seeds: of the article. at: token → seed, kept as they change.
    """
    for title in [s for s in seeds if s.title and not s.gone]:
        nxt = at.get(title.end)
        if nxt is not None and nxt.gone:
            nxt = None
        if nxt is not None and not nxt.known and nxt.label == "PLACE" and nxt.start == title.end:
            nxt.label, nxt.kind = "ACTOR", "person"  # a title stands before people
        if nxt is not None and nxt.kind == "person" and not nxt.title and not nxt.generic:
            nxt.start, nxt.titled, title.gone = title.start, True, True
            for i in range(title.start, title.end):
                at[i] = nxt
            _more_titles(nxt, at)
            continue
        if nxt is None or (not nxt.known and nxt.label == "ACTOR" and nxt.kind != "person"):
            end = title.end
            end = _name_end(
                tree, end, {i for i in (end, end + 1, end + 2, end + 3) if at.get(i) not in (None, nxt)}
            )
            if end > title.end and (title.end - title.start > 1 or tree.words[title.start][0].isupper()):
                if nxt is not None:
                    nxt.gone = True
                title.head = end - 1
                title.end, title.generic, title.title, title.titled = end, False, False, True
                title.rule, title.entry = "mention/titled", None
                for i in range(title.start, end):
                    at[i] = title
                _more_titles(title, at)
                continue
        if not title.generic:
            title.gone = True  # an honorific without a name


def add_last_names(tree: Tree, seeds: list[Seed], at: dict[int, Seed]) -> None:
    """Persons named before, by their last name alone, where the recognizer passes over them."""
    known = {
        tree.words[seed.end - 1]
        for seed in seeds
        if seed.kind == "person" and not seed.gone and not seed.generic and seed.end - seed.start > 1
    }
    for i, word in enumerate(tree.words):
        if (
            word in known
            and i not in at
            and tree.pos[i] in ("PROPN", "NOUN", "ADJ", "X")
            and word[:1].isupper()
        ):
            seed = Seed(i, i + 1, i, "ACTOR", "person", rule="mention/last-name", known=False)
            seeds.append(seed)
            at[i] = seed


def _more_titles(person: Seed, at: dict[int, Seed]) -> None:
    while (
        (before := at.get(person.start - 1)) is not None
        and before.title
        and before is not person
        and not before.gone
    ):
        person.start, before.gone = before.start, True
        for i in range(before.start, before.end):
            at[i] = person


def _name_end(tree: Tree, i: int, closed: set[int]) -> int:
    """Where a person's name that begins at token `i` ends: proper nouns, also after a hyphen, at most four.

    Args:
        closed: tokens that belong to something else.
    """
    end = i
    while end < len(tree) and end not in closed and end - i < 6:
        if tree.tags[end] in ("NNP", "NNPS") and tree.words[end][:1].isupper():
            end += 1
        elif (
            end > i
            and tree.words[end] == "-"
            and tree.words[end + 1 : end + 2]
            and tree.words[end + 1][:1].isupper()
        ):
            end += 2
        else:
            break
    return end
