"""The flat table of events: its columns, each with type, meaning and the function that fills it, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from eventwire.schema import ActorEntity, Argument, ArticleRecord, Event, PlaceEntity, WeaponEntity
from eventwire.schema.terms import QUAD_CLASS

Value = str | int | float | bool | list[str] | None
Kind = Literal["string", "integer", "number", "boolean", "date", "list"]


class Row:
    """One event with what its cells look up."""

    def __init__(self, record: ArticleRecord, event: Event, run_id: str | None) -> None:
        self.record = record
        self.document = record.document
        self.event = event
        self.run_id = run_id
        self.entities = {entity.id: entity for entity in record.entities}
        self.characterizations = [c for c in record.characterizations if event.id in c.events]
        self.actor1 = self.nearest("agent")
        self.actor2 = self.nearest("target", "victim", "recipient")
        self.origin = self.nearest("origin")

    def filling(self, *roles: str) -> list[Argument]:
        """The arguments with one of these roles, in text order."""
        return sorted((a for a in self.event.arguments if a.role in roles), key=lambda a: (a.start, a.end))

    def nearest(self, *roles: str) -> Argument | None:
        """The argument that is nearest to the trigger; the earlier of two that are equally near."""
        trigger = self.event.trigger
        found = self.filling(*roles)
        return min(found, key=lambda a: max(a.start - trigger.end, trigger.start - a.end, 0), default=None)

    def actor(self, argument: Argument | None) -> ActorEntity | None:
        """The actor that an argument stands for, or None."""
        found = self.entities.get(argument.entity or "") if argument else None
        return found if isinstance(found, ActorEntity) else None

    def place(self, argument: Argument | None) -> PlaceEntity | ActorEntity | None:
        """The place that an argument stands for; a state is one too."""
        found = self.entities.get(argument.entity or "") if argument else None
        return found if isinstance(found, PlaceEntity | ActorEntity) else None

    def weapons(self) -> list[WeaponEntity]:
        """The weapons of the event, each once."""
        found = {a.entity: self.entities.get(a.entity or "") for a in self.filling("weapon", "agent")}
        return [weapon for weapon in found.values() if isinstance(weapon, WeaponEntity)]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its name, the type of its values, what they mean, and how a row fills it."""

    name: str
    type: Kind
    description: str
    value: Callable[[Row], Value]


def _name(row: Row, argument: Argument | None) -> str | None:
    entity = row.entities.get(argument.entity or "") if argument else None
    return entity.name if entity else None


def _kind(row: Row, argument: Argument | None) -> str | None:
    entity = row.entities.get(argument.entity or "") if argument else None
    return entity.kind if entity else None


def _country(row: Row, argument: Argument | None) -> str | None:
    place = row.place(argument)
    return place.country if place else None


def _backers(row: Row, argument: Argument | None) -> list[str]:
    actor = row.actor(argument)
    ties = [tie for tie in actor.affiliations if tie.relation == "backed_by"] if actor else []
    names = [tie.country or row.entities[tie.entity or ""].name for tie in ties]
    return list(dict.fromkeys(names))


def _party(number: int, roles: str) -> list[Column]:
    """The six columns of actor1 or actor2."""

    def argument(row: Row) -> Argument | None:
        return row.actor1 if number == 1 else row.actor2

    def words(row: Row) -> str | None:
        found = argument(row)
        return found.text if found else None

    def sector(row: Row) -> str | None:
        actor = row.actor(argument(row))
        return actor.sector if actor else None

    key = f"actor{number}"
    return [
        Column(key, "string", f"words of the {roles} nearest to the trigger", words),
        Column(f"{key}_name", "string", "name of its entity", lambda r: _name(r, argument(r))),
        Column(f"{key}_kind", "string", "kind of its entity", lambda r: _kind(r, argument(r))),
        Column(f"{key}_sector", "string", "PLOVER sector code", sector),
        Column(f"{key}_country", "string", "ISO 3166-1 alpha-3", lambda r: _country(r, argument(r))),
        Column(
            f"{key}_backers", "list", "countries or actors that back it", lambda r: _backers(r, argument(r))
        ),
    ]


def _field(*names: str) -> Callable[[Row], Value]:
    """The value at the end of a chain of attributes; null as soon as one is."""

    def value(row: Row) -> Value:
        found: Any = row
        for name in names:
            found = getattr(found, name) if found is not None else None
        return list(found) if isinstance(found, tuple) else found

    return value


_ENDS: tuple[Literal["low"], Literal["high"]] = ("low", "high")


def _bound(measure: str, end: Literal["low", "high"]) -> Column:
    """A bound over all sources' figures: the least low, the greatest high, null where a figure is open there."""

    def value(row: Row) -> Value:
        figures = [q for q in row.event.quantities if q.measure == measure]
        bounds = [q.low if end == "low" else q.high for q in figures]
        known = [bound for bound in bounds if bound is not None]
        if not known or len(known) < len(bounds):
            return None
        found = min(known) if end == "low" else max(known)
        return int(found) if found == int(found) else found

    meaning = "fewest by any source" if end == "low" else "most by any source; null where open"
    return Column(f"{measure}_{end}", "number", f"{measure}: {meaning}", value)


def _codes(ontology: Literal["cameo", "acled", "gtd"], name: str, scheme: str | None) -> Column:
    def value(row: Row) -> Value:
        codes = getattr(row.event.codes, ontology)
        found = [c.code for c in codes if c.code is not None and scheme in (None, c.scheme)]
        return found[0] if found else None

    what = f"{ontology.upper()} code" if scheme is None else f"{ontology.upper()} {scheme.replace('_', ' ')}"
    return Column(name, "string", what, value)


_WORST = ("none", "broad", "close", "exact")


def _quality(ontology: Literal["cameo", "acled", "gtd"]) -> Column:
    def value(row: Row) -> Value:
        found = [code.quality for code in getattr(row.event.codes, ontology)]
        return min(found, key=_WORST.index) if found else None

    return Column(
        f"{ontology}_quality", "string", "exact, close, broad or none; the weakest of its codes", value
    )


def _labels(polarity: str) -> Callable[[Row], Value]:
    def value(row: Row) -> Value:
        terms = [c.label.term for c in row.characterizations if c.label and c.label.polarity == polarity]
        return list(dict.fromkeys(terms))

    return value


def _speakers(row: Row, *, official: bool) -> list[str]:
    names = []
    for c in row.characterizations:
        if c.speaker and (c.speaker.official or not official):
            entity = row.entities.get(c.speaker.entity or "")
            names.append(entity.name if entity else c.speaker.text)
    return list(dict.fromkeys(names))


def _evidence(row: Row) -> list[str]:
    return [f"{span.start}-{span.end}" for span in row.event.evidence]


COLUMNS: tuple[Column, ...] = (
    Column("event_id", "string", "id of the event, unique in a database", _field("event", "id")),
    Column("doc_id", "string", "id of the article", _field("document", "id")),
    Column("text_sha256", "string", "SHA-256 of the article's text", _field("document", "text_sha256")),
    Column("url", "string", "address of the article", _field("document", "url")),
    Column("title", "string", "title of the article", _field("document", "title")),
    Column("publisher", "string", "publisher of the article", _field("document", "publisher")),
    Column("published", "date", "day of publication", _field("document", "published")),
    Column("published_source", "string", "where that day comes from", _field("document", "published_source")),
    Column("type", "string", "PLOVER event type", _field("event", "type")),
    Column("modes", "list", "PLOVER modes, most specific first", _field("event", "modes")),
    Column("quad_class", "integer", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict", lambda r: QUAD_CLASS[r.event.type]),
    Column("modality", "string", "actual, attempted, threatened, planned, …", _field("event", "modality")),
    Column("negated", "boolean", "the narrator says that it did not happen", _field("event", "negated")),
    Column("outcome", "string", "succeeded, failed, intercepted or unknown", _field("event", "outcome")),
    Column("confidence", "number", "probability in [0, 1] that type, agent and target are right", _field("event", "confidence")),
    Column("trigger", "string", "words that name the event", _field("event", "trigger", "text")),
    Column("trigger_start", "integer", "first character of the trigger", _field("event", "trigger", "start")),
    Column("trigger_end", "integer", "one past its last character", _field("event", "trigger", "end")),
    Column("evidence", "list", "passages of the article, as start-end in characters, half-open", _evidence),
    *_party(1, "agent"),
    *_party(2, "target, victim or recipient"),
    Column("weapons", "list", "names of the weapons", lambda r: [w.name for w in r.weapons()]),
    Column("weapon_kinds", "list", "their kinds, each once", lambda r: list(dict.fromkeys(w.kind for w in r.weapons() if w.kind))),
    Column("place", "string", "the one place at which the event is counted", _field("event", "location", "name")),
    Column("place_kind", "string", "its kind", _field("event", "location", "kind")),
    Column("country", "string", "its country, ISO 3166-1 alpha-3", _field("event", "location", "country")),
    Column("admin1", "string", "its first-order division", _field("event", "location", "admin1")),
    Column("latitude", "number", "degrees north, WGS 84; a reference point, see place_precision", _field("event", "location", "latitude")),
    Column("longitude", "number", "degrees east", _field("event", "location", "longitude")),
    Column("place_precision", "string", "what the point stands for: site … country", _field("event", "location", "precision")),
    Column("geonames_id", "integer", "GeoNames id of the place", _field("event", "location", "geonames_id")),
    Column("origin", "string", "where it was launched or withdrawn from", lambda r: _name(r, r.origin) or (r.origin.text if r.origin else None)),
    Column("origin_country", "string", "its country, ISO 3166-1 alpha-3", lambda r: _country(r, r.origin)),
    Column("date_start", "date", "first day; null where open or unknown", _field("event", "time", "start")),
    Column("date_end", "date", "last day, inclusive; null where open or unknown", _field("event", "time", "end")),
    Column("date_edtf", "string", "the time in EDTF (ISO 8601-2)", _field("event", "time", "edtf")),
    Column("date_precision", "string", "day, range, week, month, …", _field("event", "time", "precision")),
    Column("date_basis", "string", "text, anchored or published", _field("event", "time", "basis")),
    *(_bound(measure, end) for measure in ("killed", "wounded", "weapons") for end in _ENDS),
    Column("speakers", "list", "who characterized it", lambda r: _speakers(r, official=False)),
    Column("official_speakers", "list", "those who speak for an office", lambda r: _speakers(r, official=True)),
    Column("acts", "list", "confirm, deny, label, …, each once", lambda r: list(dict.fromkeys(c.act for c in r.characterizations))),
    Column("labels_applied", "list", "words that speakers applied to it", _labels("applied")),
    Column("labels_refused", "list", "words that speakers refused", _labels("refused")),
    _codes("cameo", "cameo", None),
    _quality("cameo"),
    _codes("acled", "acled_event_type", "event_type"),
    _codes("acled", "acled_sub_event_type", "sub_event_type"),
    _quality("acled"),
    _codes("gtd", "gtd_attack", "attack"),
    _codes("gtd", "gtd_target", "target"),
    _codes("gtd", "gtd_weapon", "weapon"),
    _quality("gtd"),
    Column("rules", "list", "ids of the rules that made it", _field("event", "rules")),
    Column("schema_version", "string", "version of the record contract", _field("record", "schema_version")),
    Column("eventwire_version", "string", "version of the package", _field("document", "versions", "eventwire")),
    Column("rules_version", "string", "hash of rules and settings", _field("document", "versions", "rules")),
    Column("run_id", "string", "run that wrote the row; null outside a batch", lambda r: r.run_id),
)  # fmt: skip


def rows(record: ArticleRecord, *, run_id: str | None = None) -> Iterator[dict[str, Value]]:
    """One row per event of a record, columns in their fixed order."""
    for event in record.events:
        row = Row(record, event, run_id)
        yield {column.name: column.value(row) for column in COLUMNS}


def dictionary() -> list[dict[str, str]]:
    """The data dictionary: name, type and description of each column, in order."""
    return [{"name": c.name, "type": c.type, "description": c.description} for c in COLUMNS]
