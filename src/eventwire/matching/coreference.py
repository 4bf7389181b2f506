"""Which mentions of an article name the same entity: names, acronyms, last names, and definite descriptions.

Deliberately careful: two entities that stay apart cost a user less than two actors that are thrown together. Pronouns are
no mentions and are resolved where they fill a role.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventwire.lexicon.entities import Anaphor

# kinds of organizations, of which "organization" is the least said
_ORGANIZED = frozenset(
    {"organization", "government", "military", "police", "armed_group", "political_group", "media"}
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "del", "la", "al", "to", "on"})


@dataclass(slots=True)
class View:
    """What decides about a mention's identity.

    Attributes:
        id: the mention's local id. label, kind, entry, generic: as in the mentions table.
        words: its words without leading titles; as printed. head: lower-cased head noun. lemma: its lemma.
        definite: whether a definite or demonstrative determiner stands before it.
        country: of its modifiers or its entry, or None. ties: countries that its own words tie it to.
        modifiers: lower-cased words before the head, less country words.
        position: the post that its title or noun names ("press secretary"), or None.
        apposed: index of the mention that this one is an apposition to, or None.
        place: identity of a resolved place, or None. sentence: number of its sentence.
    """

    id: str
    label: str
    kind: str | None
    entry: str | None
    generic: bool
    words: tuple[str, ...]
    head: str
    lemma: str
    definite: bool = False
    plural: bool = False
    country: str | None = None
    ties: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    position: str | None = None
    apposed: int | None = None
    place: str | None = None
    sentence: int = 0


@dataclass(slots=True)
class _Cluster:
    label: str
    members: list[int]
    kind: str | None
    entries: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    ties: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    named: bool = False
    plural: bool = False


class Clusterer:
    """Groups mentions into entities.

    Args:
        anaphors: nouns that refer back, by the kinds of actor that they can name.
    """

    def __init__(self, anaphors: Iterable[Anaphor]) -> None:
        self._group: dict[str, str] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        for line in anaphors:
            for noun in line.nouns:
                self._group[noun] = line.id
                self._kinds[noun] = frozenset(line.kinds)

    def cluster(self, views: list[View]) -> list[list[int]]:
        """Indices of `views`, one list per entity, in the order of their first mentions."""
        clusters: list[_Cluster] = []
        alike: defaultdict[str, list[_Cluster]] = defaultdict(list)  # by label
        of: dict[int, _Cluster] = {}
        for i, view in enumerate(views):
            if view.label in ("DATE", "QUANTITY"):
                clusters.append(_Cluster(view.label, [i], view.kind))  # each is its own
                continue
            found = None
            if view.apposed in of and _apposition(views[view.apposed], view):
                found = of[view.apposed]
            if found is None:
                found = self._find(view, alike[view.label][::-1])
            if found is None:
                found = _Cluster(view.label, [], view.kind)
                clusters.append(found)
                alike[view.label].append(found)
            self._join(found, i, view)
            of[i] = found
        return [cluster.members for cluster in clusters]

    def _find(self, view: View, recent: list[_Cluster]) -> _Cluster | None:
        """The entity among those of its label, the newest first, that a mention names; None for a new one."""
        name = _folded(view.words)
        for cluster in recent:
            if _same_name(view, name, cluster):
                return cluster
        if view.label == "ACTOR":
            return self._description(view, recent)
        if view.label in ("PLACE", "WEAPON") and view.generic and view.definite:
            for cluster in recent:
                if view.lemma in cluster.heads and not view.modifiers - cluster.modifiers:
                    return cluster
        return None

    def _description(self, view: View, recent: list[_Cluster]) -> _Cluster | None:
        if not view.generic:
            return None
        group = self._group.get(view.head, self._group.get(view.lemma))
        for cluster in recent:
            if view.country and cluster.countries and view.country not in cluster.countries:
                continue
            if view.ties and cluster.ties and not view.ties & cluster.ties:
                continue
            same = view.lemma in cluster.heads or (group is not None and group in cluster.heads)
            if not same or view.plural != cluster.plural or cluster.named:
                continue
            if view.ties & cluster.ties:
                return cluster
            if not view.modifiers - cluster.modifiers and (
                view.definite or (view.country and not view.modifiers)
            ):
                return cluster
        if not view.definite or view.country:
            return None
        for cluster in recent:
            if view.position and view.position in cluster.positions:
                return cluster
        kinds = self._kinds.get(view.head, frozenset())
        if view.plural or not kinds or view.modifiers:
            return None
        fitting = (c for c in recent if c.named and c.kind in kinds)
        return next((c for c in fitting if view.kind in (c.kind, "organization", None)), None)

    def _join(self, cluster: _Cluster, i: int, view: View) -> None:
        cluster.members.append(i)
        if cluster.kind is None or (not cluster.named and not view.generic):
            cluster.kind = view.kind or cluster.kind
        if view.entry and not view.generic:
            cluster.entries.add(view.entry)
        if view.country:
            cluster.countries.add(view.country)
        if view.position:
            cluster.positions.add(view.position)
        if view.place:
            cluster.places.add(view.place)
        cluster.plural = cluster.plural or view.plural
        cluster.modifiers |= view.modifiers
        cluster.ties |= view.ties
        group = self._group.get(view.head, self._group.get(view.lemma))
        cluster.heads |= {view.lemma} | ({group} if group else set())
        if view.generic:
            return
        cluster.named = True
        cluster.names.add(_folded(view.words))
        if view.kind == "person" and view.words:
            cluster.lasts.add(view.words[-1])
        if len(view.words) > 1:
            cluster.initials |= _initials(view.words)
        elif view.words and view.words[0].isupper() and len(view.words[0]) > 1:
            cluster.acronyms.add(view.words[0].replace(".", ""))


def kind_of(group: Sequence[View]) -> str | None:
    """The kind of an entity: that of its first name, else of its first description.

    "organization" gives way to any sort of organization, and a person to what a description in the singular says it is ("Varde, a charity"): a
    name that nobody knows is often taken for a person's.
    """
    kinds = [view.kind for view in sorted(group, key=lambda view: view.generic) if view.kind]
    first = next(iter(kinds), None)
    if first == "organization":
        return next((kind for kind in kinds if kind != first and kind in _ORGANIZED), first)
    if first == "person":
        told = (v.kind for v in group if v.generic and not v.plural and v.kind in _ORGANIZED)
        return next(told, first)
    return first


def _apposition(first: View, second: View) -> bool:
    """Whether what the parser has as an apposition can be one: lists often look like it ("two officers, their wives").

    A name and its description may differ in kind, since kinds of names are often guessed; two names or two descriptions may not.
    """
    if first.label != second.label:
        return False
    if first.label != "ACTOR" or first.kind is None or second.kind is None or first.kind == second.kind:
        return True
    if first.plural != second.plural:
        return False
    return first.generic != second.generic or {first.kind, second.kind} <= _ORGANIZED


def _same_name(view: View, name: str, cluster: _Cluster) -> bool:
    if view.generic:
        return False
    if view.entry and view.entry in cluster.entries:
        return True
    if view.place:
        return view.place in cluster.places
    if view.entry and cluster.entries:
        return False
    if not cluster.named:
        return False
    if name in cluster.names:
        return True
    if view.label != "ACTOR":
        return False
    if view.kind == "person" and cluster.kind == "person":
        return _same_person(view.words, cluster)
    if view.kind != "person" and cluster.kind != "person":
        if len(view.words) == 1 and view.words[0].replace(".", "") in cluster.initials:
            return True
        return len(view.words) > 1 and bool(_initials(view.words) & cluster.acronyms)
    return False


def _same_person(words: tuple[str, ...], cluster: _Cluster) -> bool:
    if not words or words[-1] not in cluster.lasts:
        return False
    if len(words) == 1:
        return True
    firsts = {name.split()[0] for name in cluster.names if len(name.split()) > 1}
    return not firsts or words[0].casefold() in firsts


def _folded(words: tuple[str, ...]) -> str:
    return " ".join(words).casefold().replace(".", "").replace("’", "'")


def _initials(words: tuple[str, ...]) -> set[str]:
    """The acronyms that a name may have: of all its words, and of its words but the small ones."""
    every = "".join(w[0] for w in words if w[0].isalnum()).upper()
    large = "".join(w[0] for w in words if w[0].isalnum() and w.casefold() not in _SMALL).upper()
    return {a for a in (every, large) if len(a) > 1}
