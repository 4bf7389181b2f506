"""The entities component: which mentions name the same thing, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.layers import EntityValue, MentionValue
from eventwire.lexicon.entities import AffiliationCue, Anaphor
from eventwire.lexicon.lines import objects, parse
from eventwire.matching.affiliation import Affiliations, Tie
from eventwire.matching.coreference import Clusterer, View, kind_of
from eventwire.matching.countries import CountryWords
from eventwire.matching.mention_views import Titles, Viewer
from eventwire.matching.nationality import Spoken
from eventwire.matching.tree import Tree, tree_of
from eventwire.resources import DEFAULT_MODEL

# kinds of actor that "X's …" and "… of X" make a part of X
_MEMBERS = frozenset({"person", "government", "military", "police", "armed_group", "political_group"})
_ORGANS = frozenset({"government", "military", "police"})  # what a state has, named or not
_PLACE_FIELDS = ("country", "admin1", "latitude", "longitude", "geonames_id", "precision", "subtype")
_DATE_FIELDS = ("start", "end", "edtf", "timex_type", "timex_value", "timex_mod", "precision", "basis")


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the components before wrote."""

    mentions: dict[str, MentionValue]
    entries: dict[str, dict[str, Any]]
    places: dict[str, dict[str, Any]]
    dates: dict[str, dict[str, Any]]
    quantities: dict[str, dict[str, Any]]


@Language.factory(
    "eventwire_entities",
    requires=["doc.spans"],
    assigns=["doc._.entities"],
    default_config={"model": DEFAULT_MODEL},
)
def make_entities(nlp: Language, name: str, model: str) -> Entities:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
    """
    component = Entities()
    component.load_model(model)
    return component


class Entities(DataFiles):
    """Groups mentions into entities and gives each its fields.

    Reads: `doc.spans["mentions"]`, `doc.spans["candidates"]`, `doc._.mentions`, `_.places`, `_.dates`, `_.quantities`,
    `_.entries`, the parse. Writes: `doc._.entities`.
    """

    folders = ("entities", "gazetteer/countries.jsonl")

    def compile(self) -> None:
        """Compile anaphors, affiliation cues and country words."""
        countries: list[dict[str, Any]] = []
        anaphors: list[Anaphor] = []
        cues: list[AffiliationCue] = []
        for path, data in self.files.items():
            if path.startswith("gazetteer/"):
                countries = [line for _, line in objects(data, path=path) if not line.get("disabled")]
            elif path.endswith("anaphors.jsonl"):
                anaphors = parse(Anaphor, data, path=path)
            elif path.endswith("affiliations.jsonl"):
                cues = parse(AffiliationCue, data, path=path)
        words = CountryWords(countries)
        self._affiliations = Affiliations(cues, words)
        self._viewer = Viewer(words, self._affiliations)
        self._clusterer = Clusterer(anaphors)

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.entities`."""
        doc._.entities = self._find(doc)
        return doc

    def _find(self, doc: Doc) -> dict[str, EntityValue]:
        mentions: dict[str, MentionValue] = layers.table(doc, "mentions")
        if not mentions:
            return {}
        tree = tree_of(doc)
        known = _Tables(
            mentions=mentions,
            entries=layers.table(doc, "entries"),
            places=layers.table(doc, "places"),
            dates=layers.table(doc, "dates"),
            quantities=layers.table(doc, "quantities"),
        )
        views = self._viewer.views(
            tree, mentions, entries=known.entries, places=known.places, titles=_titles(doc)
        )
        found: dict[str, EntityValue] = {}
        for number, members in enumerate(self._clusterer.cluster(views), 1):
            group = [views[i] for i in members]
            ids = [view.id for view in group]
            kind = kind_of(group)
            found[f"e{number}"] = {
                "label": group[0].label,
                "kind": kind if group[0].label in ("ACTOR", "WEAPON", "PLACE") else None,
                "name": _name(tree, group, known),
                "mentions": ids,
                "fields": self._fields(tree, group, kind, known),
            }
        _link(found, tree, mentions)
        _nationalize(found, tree, mentions, known.entries, known.places)
        return found

    def _fields(self, tree: Tree, group: list[View], kind: str | None, tables: _Tables) -> dict[str, Any]:
        label, mentions, entries = group[0].label, tables.mentions, tables.entries
        if label == "DATE":
            row = tables.dates[mentions[group[0].id]["value"] or ""]
            return {key: row[key] for key in _DATE_FIELDS}
        if label == "QUANTITY":
            row = tables.quantities[mentions[group[0].id]["value"] or ""]
            return {key: row[key] for key in ("low", "high", "approximate")}
        entry = next((v.entry for v in group if v.entry and not v.generic), None)
        entry = entry or next((v.entry for v in group if v.entry), None)
        known = entries.get(entry or "") or {}
        if label == "WEAPON":
            system = next(
                (entries[v.entry].get("system") for v in group if v.entry and v.entry in entries), None
            )
            return {"system": system, "entry": entry}
        places = tables.places
        resolved = [places[v.id] for v in sorted(group, key=lambda v: v.generic) if v.id in places]
        place: dict[str, Any] = resolved[0] if resolved else {}
        if label == "PLACE":
            return {**{key: place.get(key) for key in _PLACE_FIELDS}, "entry": entry}
        fields = {
            "country": known.get("country") or next((v.country for v in group if v.country), None),
            "sector": known.get("sector"),
            "entry": entry,
            "wikidata": known.get("wikidata"),
            "position": _position(group) or known.get("position"),
            "affiliations": self._affiliations_of(tree, group, known, mentions),
        }
        if kind == "state":
            keys = ("country", "latitude", "longitude", "geonames_id", "precision")
            fields.update({key: place.get(key, known.get(key)) for key in keys})
        return fields

    def _affiliations_of(
        self, tree: Tree, group: list[View], known: dict[str, Any], mentions: dict[str, MentionValue]
    ) -> list[dict[str, Any]]:
        ties: dict[tuple[str, str], dict[str, Any]] = {}
        for view in group:
            start, end = mentions[view.id]["tokens"]
            for tie in self._affiliations.ties(tree, start, end):
                ties.setdefault((tie.country, tie.relation), _tie(tie, view.id))
        for country in known.get("sponsors") or ():
            ties.setdefault(
                (country, "backed_by"),
                {
                    "country": country,
                    "entity": None,
                    "relation": "backed_by",
                    "basis": "lexicon",
                    "mention": None,
                },
            )
        return list(ties.values())


def _name(tree: Tree, group: list[View], known: _Tables) -> str:
    entries = known.entries
    for view in group:
        # a name that ends in a known noun ("Harlow Police Department") is not called by the noun
        if view.entry and not view.generic and not entries.get(view.entry, {"generic": True}).get("generic"):
            return str(entries[view.entry]["name"])
    for view in group:
        place = known.places.get(view.id)
        if place and not view.generic and view.label == "PLACE":
            return str(place["name"])
    named = [view for view in group if not view.generic] or group[:1]
    longest = max(named, key=lambda view: (len(view.words), -group.index(view)))
    start, end = known.mentions[longest.id]["tokens"]
    first = end - len(longest.words)
    return tree.text(first if longest.kind == "person" else min(start, first), end)


def _position(group: list[View]) -> str | None:
    """The post of a person; one that an apposition names says more than a rank before the name."""
    return next((v.position for v in sorted(group, key=lambda v: not v.generic) if v.position), None)


def _tie(tie: Tie, mention: str) -> dict[str, Any]:
    return {
        "country": tie.country,
        "entity": None,
        "relation": tie.relation,
        "basis": "text",
        "mention": mention,
    }


def _titles(doc: Doc) -> Titles:
    entries = layers.table(doc, "entries")
    found: Titles = {}
    for span in layers.spans(doc, layers.CANDIDATES):
        if span.kb_id_.startswith("title/"):
            entry = entries.get(span.kb_id_) or {}
            found[span.start] = (span.end, entry.get("position") or entry.get("name") or span.text)
    return found


def _link(found: dict[str, EntityValue], tree: Tree, mentions: dict[str, MentionValue]) -> None:
    """Add `speaks_for` and `part_of` ties between entities that the syntax states."""
    entity_of = {mention: local for local, value in found.items() for mention in value["mentions"]}
    by_head = {row["head"]: local for local, row in mentions.items() if row["label"] == "ACTOR"}
    for local, value in found.items():
        if value["label"] != "ACTOR" or value["kind"] not in _MEMBERS:
            continue
        ties: list[dict[str, Any]] = value["fields"]["affiliations"]
        speaks = "spokes" in (value["fields"]["position"] or "") or "press" in (
            value["fields"]["position"] or ""
        )
        for mention in value["mentions"]:
            head = mentions[mention]["head"]
            for other in _owners(tree, head, by_head):
                owner = entity_of[other]
                if owner == local or any(tie["entity"] == owner for tie in ties):
                    continue
                relation = "speaks_for" if speaks else "part_of"
                ties.append(
                    {
                        "country": None,
                        "entity": owner,
                        "relation": relation,
                        "basis": "text",
                        "mention": mention,
                    }
                )


def _owners(tree: Tree, head: int, by_head: dict[int, str]) -> list[str]:
    found = []
    for child in tree.children[head]:
        if tree.deps[child] == "poss" and child in by_head:
            found.append(by_head[child])
        elif tree.deps[child] == "prep" and tree.lowers[child] in ("of", "for"):
            found.extend(by_head[k] for k in tree.children[child] if tree.deps[k] == "pobj" and k in by_head)
    return found


def _nationalize(
    found: dict[str, EntityValue],
    tree: Tree,
    mentions: dict[str, MentionValue],
    entries: dict[str, dict[str, Any]],
    places: dict[str, dict[str, Any]],
) -> None:
    """Give a state's organs and officials without a country that of their body, else the one spoken of around them."""
    named = []
    for value in found.values():
        for mention in value["mentions"]:
            place = places.get(mention) or {}
            country = place.get("country") if value["label"] == "PLACE" else value["fields"].get("country")
            if country:
                head = mentions[mention]["head"]
                named.append((tree.sents[head], head, country))
    spoken = Spoken(named)
    for value in found.values():
        fields = value["fields"]
        if value["label"] != "ACTOR" or fields.get("country") or not _of_a_state(value, entries):
            continue
        bodies = [found[tie["entity"]]["fields"] for tie in fields["affiliations"] if tie["entity"]]
        own = next((body["country"] for body in bodies if body.get("country")), None)
        head = mentions[value["mentions"][0]]["head"]
        fields["country"] = own or spoken.around(tree.sents[head], head)


def _of_a_state(value: EntityValue, entries: dict[str, dict[str, Any]]) -> bool:
    """Whether an actor is an organ of some state or holds an office; a known name without a country has none on purpose."""
    entry = entries.get(value["fields"]["entry"] or "") or {}
    if entry and not entry.get("generic"):
        return False
    return value["kind"] in _ORGANS or (value["kind"] == "person" and bool(value["fields"]["position"]))
