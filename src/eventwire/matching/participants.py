"""Everything of an article that may take part in its events: nouns and names, the spans they can be shown by, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eventwire.matching.fillers import Fillers, bare_phrase
from eventwire.matching.tree import Tree

Span = tuple[int, int]
_LABELS = frozenset({"ACTOR", "WEAPON", "PLACE"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OUTSIDE = frozenset({"DET", "PRON", "PUNCT", "SPACE", "CCONJ", "ADP"})  # what no span begins with
_CUT = 5  # words before the head at which a shorter span may begin


@dataclass(frozen=True, slots=True)
class Member:
    """One place at which a participant is named.

    Attributes:
        head: its noun. mention: id, or None for a noun that is no mention. entity: id, or None. label: of the mention, or BARE.
        kind: of the entity, or None. name: whether it is a proper name. spans: what it can be shown by → how that was cut.
    """

    head: int
    mention: str | None
    entity: str | None
    label: str
    kind: str | None
    name: bool
    spans: Mapping[Span, str]


@dataclass(frozen=True, slots=True)
class Participant:
    """Members that are one.

    Attributes:
        members: in text order. shown: the one that stands for all. tokens: its span.
    """

    members: tuple[Member, ...]
    shown: Member
    tokens: Span


def members_of(tree: Tree, fillers: Fillers, triggers: Iterable[int]) -> list[Member]:
    """All nouns and names of an article that may take part in an event, in text order.

    Args:
        triggers: heads of the triggers, which are no participants.
    """
    heads: dict[int, str | None] = {
        row["head"]: name
        for name, row in fillers.rows.items()
        if row["label"] in _LABELS and fillers.head.get(row["head"]) == name
    }
    for i in range(len(tree)):
        if tree.pos[i] in _NOUNS and tree.deps[i] not in ("compound", "amod") and fillers.at(i) is None:
            heads.setdefault(i, None)
    own = set(triggers)
    return [_member(tree, fillers, i, heads[i]) for i in sorted(heads) if i not in own]


def _member(tree: Tree, fillers: Fillers, i: int, mention: str | None) -> Member:
    row = fillers.rows[mention] if mention else None
    generic = bool(row and row["generic"])
    return Member(
        head=i,
        mention=mention,
        entity=fillers.entity.get(mention or ""),
        label=row["label"] if row else "BARE",
        kind=fillers.kind(i),
        name=tree.pos[i] == "PROPN" and not generic,
        spans=_spans(tree, i, tuple(row["tokens"]) if row else None),
    )


def _spans(tree: Tree, i: int, mention: Span | None) -> dict[Span, str]:
    """The spans that a noun can be shown by: as a mention, bare, with all before it, with less of it, with what it is of."""
    found: dict[Span, str] = {}
    if mention is not None:
        found[mention] = "mention"
    bare = bare_phrase(tree, i)[0]
    found.setdefault((bare, i + 1), "bare")
    left = min([tree.left[k] for k in tree.children[i] if k < i], default=i)
    while left < i and tree.pos[left] in _OUTSIDE:
        left += 1
    found.setdefault((left, i + 1), "left")
    first = min(left, bare, mention[0] if mention is not None else i)
    for start in range(max(first + 1, i - _CUT), i + 1):
        found.setdefault((start, i + 1), "suffix")
    after = next((k for k in tree.children[i] if k > i and tree.deps[k] == "prep"), None)
    if after is not None:
        found.setdefault((bare, tree.right[after]), "of")
        found.setdefault((left, tree.right[after]), "left of")
    return found


def grouped(tree: Tree, members: Sequence[Member], spans: Sequence[Span]) -> list[Participant]:
    """Members as participants: those of one entity, or of the same words; a person's names under the fullest of them.

    Args:
        spans: what each member is shown by.
    """
    texts = [" ".join(tree.lowers[a:b]) for a, b in spans]
    words = [tuple(text.split()) for text in texts]
    people = [m.name and m.kind == "person" for m in members]
    longest = sorted(
        {w for w, person in zip(words, people, strict=True) if person and len(w) > 1},
        key=lambda w: (-len(w), w),
    )
    groups: dict[tuple[str, str], list[int]] = {}
    for number, member in enumerate(members):
        if people[number]:
            full = next((w for w in longest if _within(words[number], w)), words[number])
            key = ("person", " ".join(full))
        elif member.entity is None or not member.name:
            key = ("words", texts[number])
        else:
            key = ("entity", member.entity)
        groups.setdefault(key, []).append(number)
    found = []
    for (_, text), numbers in groups.items():
        named = [n for n in numbers if members[n].name] or numbers
        often = {n: sum(texts[o] == texts[n] for o in named) for n in named}
        shown = min(named, key=lambda n: (texts[n] != text, -often[n], -len(texts[n]), n))
        found.append(Participant(tuple(members[n] for n in numbers), members[shown], spans[shown]))
    return found


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of a name stand in a longer one, in their order."""
    rest = iter(long)
    return all(word in rest for word in short)
