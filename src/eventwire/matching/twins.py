"""Events that the same words tell besides another: whom a court sends to prison, it convicts and it arrests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eventwire.lexicon.events import TwinLine
from eventwire.matching.event_draft import Draft
from eventwire.matching.event_tables import Tables
from eventwire.matching.event_words import source
from eventwire.matching.tree import Tree

# What belongs to a word without being another clause or another actor: its objects, its prepositions and what these hold.
_BELOW = frozenset(
    {
        "dobj",
        "pobj",
        "prep",
        "attr",
        "oprd",
        "dative",
        "npadvmod",
        "compound",
        "amod",
        "nmod",
        "conj",
        "advmod",
    }
)


class Twins:
    """Which events have one of another type beside them.

    Args:
        lines: each of them says of which, and of what type.
    """

    def __init__(self, lines: Iterable[TwinLine]) -> None:
        self._lines = list(lines)

    def beside(self, tree: Tree, tables: Tables, drafts: list[Draft]) -> list[Draft]:
        """All events in text order, each before the one that its words tell besides; none where the sentence has one of that type already."""
        there = {(act.sentence, act.type) for draft in drafts for act in draft.acts}
        found: list[Draft] = []
        for draft in drafts:
            found.append(draft)
            line = next((line for line in self._lines if _told(tree, tables, draft, line)), None)
            if line is not None and (draft.first.sentence, line.adds) not in there:
                found.append(_twin(tree, tables, draft, line))
        return found


def _told(tree: Tree, tables: Tables, draft: Draft, line: TwinLine) -> bool:
    first = draft.first
    row = tables.triggers[first.id]
    return (
        draft.type == line.of
        and row["type"] == line.of
        and line.mode in row["modes"]
        and (not line.lemmas or first.lemma in line.lemmas)
        and not draft.negated
        and any(tree.lemmas[i] in line.words for i in _beneath(tree, first.head))
    )


def _beneath(tree: Tree, at: int) -> Iterator[int]:
    """A trigger's own words."""
    stack = [at]
    while stack:
        i = stack.pop()
        yield i
        stack += [k for k in tree.children[i] if tree.deps[k] in _BELOW]


def _twin(tree: Tree, tables: Tables, draft: Draft, line: TwinLine) -> Draft:
    tokens = tables.triggers[draft.first.id]["tokens"]
    told = [source(tree, line.id, tokens)]
    first = replace(draft.first, type=line.adds, modes=frozenset({line.adds_mode}))
    roles = {f"arguments.{role}": f"arguments.{other}" for role, other in line.roles.items()}
    arguments = [{**row, "role": line.roles.get(row["role"], row["role"])} for row in draft.arguments]
    origin = {roles.get(name, name): list(rows) for name, rows in draft.origin.items()}
    return replace(
        draft,
        acts=[first],
        first=first,
        arguments=arguments,
        counted=[],
        origin={**origin, "type": told, "trigger": told, "modes": told},
    )
