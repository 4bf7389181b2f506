"""The tables of a database: their columns, keys and meanings, the same for DuckDB, PostgreSQL and Parquet.

The columns of `event_records` are not listed here: they are those of `sinks/table.py`. A change of anything here is a new
`VERSION` with a step in `migrations.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eventwire.sinks.table import COLUMNS

VERSION = 3

Type = Literal["text", "integer", "number", "boolean", "date", "timestamp", "list"]
_TYPE_OF_COLUMN: dict[str, Type] = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "list",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table; `required` ones are never null."""

    name: str
    type: Type
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values, where none is null, stand in another table's key."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its columns in order, its key, and what its columns refer to."""

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def stored(self) -> str:
        """The name of the table with every version of an article; `name` itself is the view of the current ones."""
        return self.name if self.name == "runs" else f"all_{self.name}"


def _spans(*names: str) -> tuple[Field, ...]:
    """Start and end of a span, with its words; the columns of the row's own span are `start_char`, `end_char`, `text`."""
    found = []
    for name in names:
        what = name or "it"
        start, end, text = (
            (f"{name}_start", f"{name}_end", name) if name else ("start_char", "end_char", "text")
        )
        found.append(Field(start, "integer", f"first character of {what}"))
        found.append(Field(end, "integer", "one past its last character"))
        found.append(Field(text, "text", f"words of {what}"))
    return tuple(found)


_ARTICLE = Field("article_key", "text", "the version of the article that the row is of", required=True)
_EVENT = Field("event_id", "text", "the event", required=True)
_N = Field("n", "integer", "place in the record's list, from 0", required=True)


def _part(
    name: str,
    description: str,
    fields: tuple[Field, ...],
    key: tuple[str, ...],
    *references: tuple[tuple[str, ...], str],
) -> Table:
    """A table of parts of an article: its key and its references begin with `article_key`."""
    inside = tuple(Reference(("article_key", *columns), table) for columns, table in references)
    return Table(
        name,
        description,
        (_ARTICLE, *fields),
        ("article_key", *key),
        (Reference(("article_key",), "articles"), *inside),
    )


RUNS = Table(
    "runs",
    "one run: the same inputs, settings and versions are the same run, also when it was interrupted and went on",
    (
        Field("run_id", "text", "hash of settings and versions", required=True),
        Field("eventwire_version", "text", "version of the package", required=True),
        Field("rules_version", "text", "hash of rules and settings", required=True),
        Field("model_version", "text", "the model and its trained base", required=True),
        Field("schema_version", "text", "version of the record contract", required=True),
        Field("settings", "text", "what was asked for, as JSON", required=True),
        Field("started_at", "timestamp", "when it wrote first, UTC", required=True),
        Field(
            "finished_at", "timestamp", "when it was done, UTC; null while it runs or after an interruption"
        ),
    ),
    ("run_id",),
)

ARTICLES = Table(
    "articles",
    "one version of an article, with events or without, computed, skipped or failed",
    (
        Field("article_key", "text", "hash of id, content and versions", required=True),
        Field("doc_id", "text", "id of the article", required=True),
        Field("content_sha256", "text", "hash of what the reader gave: text and metadata", required=True),
        Field("text_sha256", "text", "SHA-256 of the text; null where it could not be read"),
        Field("path", "text", "where it was read from"),
        Field("url", "text", "address"),
        Field("title", "text", "title"),
        Field("publisher", "text", "publisher"),
        Field("language", "text", "ISO 639-1"),
        Field("published", "date", "day of publication"),
        Field("published_source", "text", "where that day comes from", required=True),
        Field("encoding", "text", "encoding of the file"),
        Field("status", "text", "ok, no_events, skipped or failed", required=True),
        Field("eventwire_version", "text", "version of the package", required=True),
        Field("rules_version", "text", "hash of rules and settings", required=True),
        Field("model_version", "text", "the model and its trained base", required=True),
        Field("schema_version", "text", "version of the record contract", required=True),
        Field("text", "text", "the whole text, only with --store-text full"),
        Field("run_id", "text", "the run that wrote it", required=True),
        Field(
            "superseded_at", "timestamp", "when another version took its place, UTC; null for the current one"
        ),
        Field("near_duplicate_of", "text", "id of an earlier article with nearly the same text"),
        Field("similarity", "number", "how much of the two is the same, in [0, 1]"),
    ),
    ("article_key",),
    (Reference(("run_id",), "runs"),),
)

TABLES: tuple[Table, ...] = (
    RUNS,
    ARTICLES,
    _part("issues", "something to know about an article, such as the reason why it was skipped",
          (_N, Field("code", "text", "stable short name", required=True), Field("message", "text", "what was found", required=True),
           Field("start_char", "integer", "first character of the place"), Field("end_char", "integer", "one past its last character")),
          ("n",)),
    _part("entities", "who or what the mentions of an article name",
          (Field("entity_id", "text", "the entity", required=True), Field("label", "text", "ACTOR, WEAPON, PLACE, DATE or QUANTITY", required=True),
           Field("kind", "text", "kind within the label"), Field("name", "text", "name", required=True),
           Field("country", "text", "ISO 3166-1 alpha-3"), Field("sector", "text", "actors: PLOVER sector code"),
           Field("entry", "text", "lexicon id"), Field("wikidata", "text", "actors: Wikidata id"), Field("position", "text", "actors: office held"),
           Field("system", "text", "weapons: named system"), Field("admin1", "text", "places: first-order division"),
           Field("subtype", "text", "places: what facility"), Field("latitude", "number", "degrees north, WGS 84; see precision"),
           Field("longitude", "number", "degrees east"), Field("geonames_id", "integer", "GeoNames id"),
           Field("precision", "text", "places: what the point stands for; dates: day, week, month …"),
           Field("date_start", "date", "dates: first day"), Field("date_end", "date", "dates: last day, inclusive"), Field("edtf", "text", "dates: EDTF"),
           Field("timex_type", "text", "dates: TIMEX3 type"), Field("timex_value", "text", "dates: TIMEX3 value"),
           Field("timex_mod", "text", "dates: TIMEX3 mod"), Field("date_basis", "text", "dates: text, anchored or published"),
           Field("low", "number", "quantities: least"), Field("high", "number", "quantities: greatest"),
           Field("approximate", "boolean", "quantities: about, dozens …")),
          ("entity_id",)),
    _part("mentions", "a span that names something",
          (Field("mention_id", "text", "the mention", required=True), *_spans(""), Field("label", "text", "as of its entity", required=True),
           Field("entity_id", "text", "what it names", required=True)),
          ("mention_id",), (("entity_id",), "entities")),
    _part("toponyms", "a bare place name, also one inside a longer mention, and the place that it means",
          (Field("toponym_id", "text", "the toponym", required=True), *_spans(""), Field("mention_id", "text", "the mention that it is or lies in; null for none"),
           Field("kind", "text", "kind of the place"), Field("name", "text", "its name", required=True), Field("country", "text", "its country, ISO 3166-1 alpha-3"),
           Field("admin1", "text", "its first-order division"), Field("latitude", "number", "degrees north, WGS 84; see precision"),
           Field("longitude", "number", "degrees east"), Field("geonames_id", "integer", "GeoNames id"),
           Field("precision", "text", "what the point stands for: site … country")),
          ("toponym_id",), (("mention_id",), "mentions")),
    _part("affiliations", "a tie of an actor to a country or to another entity",
          (Field("entity_id", "text", "the actor", required=True), _N, Field("relation", "text", "backed_by, part_of, ally_of or speaks_for", required=True),
           Field("country", "text", "ISO 3166-1 alpha-3"), Field("other_entity_id", "text", "the other entity"),
           Field("basis", "text", "text or lexicon", required=True), Field("mention_id", "text", "the mention that says so")),
          ("entity_id", "n"), (("entity_id",), "entities"), (("other_entity_id",), "entities"), (("mention_id",), "mentions")),
    _part("events", "an event of an article",
          (_EVENT, Field("type", "text", "PLOVER event type", required=True), Field("modes", "list", "PLOVER modes, most specific first", required=True),
           Field("modality", "text", "actual, attempted, alleged, …", required=True), Field("negated", "boolean", "said not to have happened", required=True),
           Field("outcome", "text", "succeeded, failed, intercepted or unknown", required=True), *_spans("trigger"),
           Field("date_start", "date", "first day; null where open or unknown"), Field("date_end", "date", "last day, inclusive"),
           Field("date_edtf", "text", "EDTF"), Field("date_basis", "text", "text, anchored or published"),
           Field("date_precision", "text", "day, range, week, month, …"), Field("date_mention_id", "text", "the mention that says so"),
           Field("place_entity_id", "text", "entity of the one place at which it is counted"), Field("place", "text", "its name"),
           Field("place_kind", "text", "its kind"), Field("country", "text", "its country, ISO 3166-1 alpha-3"), Field("admin1", "text", "its first-order division"),
           Field("latitude", "number", "degrees north, WGS 84; see place_precision"), Field("longitude", "number", "degrees east"),
           Field("geonames_id", "integer", "GeoNames id"), Field("place_precision", "text", "what the point stands for: site … country"),
           Field("place_basis", "text", "text, inherited or dateline"),
           Field("confidence", "number", "probability in [0, 1] that type, agent and target are right", required=True),
           Field("rules", "list", "ids of the rules that made it", required=True)),
          ("event_id",), (("date_mention_id",), "mentions"), (("place_entity_id",), "entities")),
    _part("event_mentions", "words that tell of an event, its trigger among them", (_EVENT, _N, *_spans("")), ("event_id", "n"), (("event_id",), "events")),
    _part("event_arguments", "who or what fills a role of an event",
          (_EVENT, _N, Field("role", "text", "agent, target, victim, weapon, place, origin, recipient or time", required=True),
           Field("mention_id", "text", "the mention; null for words that are none"), Field("entity_id", "text", "its entity"), *_spans("")),
          ("event_id", "n"), (("event_id",), "events"), (("mention_id",), "mentions"), (("entity_id",), "entities")),
    _part("characterizations", "who said what about which events",
          (Field("characterization_id", "text", "the characterization", required=True), *_spans("speaker"), Field("speaker_mention_id", "text", "their mention"),
           Field("speaker_entity_id", "text", "who that is"), Field("official", "boolean", "speaks for an office; null where nobody can tell"),
           *_spans("cue", "content"), Field("act", "text", "confirm, deny, decline, claim, …", required=True),
           Field("stance", "text", "affirms, denies, disputes_label, …", required=True), Field("label", "text", "word that is applied or refused"),
           Field("label_polarity", "text", "applied or refused"), Field("label_start", "integer", "first character of the label"),
           Field("label_end", "integer", "one past its last character"), Field("direct", "boolean", "in the speaker's own words", required=True),
           Field("confidence", "number", "in [0, 1]", required=True), Field("rules", "list", "ids of the rules that made it", required=True)),
          ("characterization_id",), (("speaker_mention_id",), "mentions"), (("speaker_entity_id",), "entities")),
    _part("characterization_events", "which events a characterization is about",
          (Field("characterization_id", "text", "the characterization", required=True), _N, _EVENT),
          ("characterization_id", "n"), (("characterization_id",), "characterizations"), (("event_id",), "events")),
    _part("quantities", "a number that an event carries",
          (_EVENT, _N, Field("measure", "text", "killed, wounded, weapons, …", required=True), Field("low", "number", "least; null where open"),
           Field("high", "number", "greatest; null where open"), Field("approximate", "boolean", "about, dozens …", required=True),
           Field("of_mention_id", "text", "what is counted"), Field("source_id", "text", "the characterization whose figure it is"), *_spans("")),
          ("event_id", "n"), (("event_id",), "events"), (("of_mention_id",), "mentions"), (("source_id",), "characterizations")),
    _part("codes", "an event in another ontology",
          (_EVENT, Field("ontology", "text", "plover, cameo, acled or gtd", required=True), _N, Field("code", "text", "the code; null where none fits"),
           Field("version", "text", "version of the list", required=True), Field("quality", "text", "exact, close, broad or none", required=True),
           Field("scheme", "text", "which list within the ontology"), Field("name", "text", "name of the code")),
          ("event_id", "ontology", "n"), (("event_id",), "events")),
    _part("evidence", "a passage of the article that an event rests on",
          (_EVENT, _N, Field("start_char", "integer", "first character", required=True), Field("end_char", "integer", "one past its last character", required=True)),
          ("event_id", "n"), (("event_id",), "events")),
    _part("provenance", "where a field of an event comes from",
          (_EVENT, Field("field", "text", "the field", required=True), _N, Field("rule", "text", "the rule", required=True),
           Field("start_char", "integer", "first character of its words"), Field("end_char", "integer", "one past their last character"),
           Field("basis", "text", "text, inferred, lexicon or model", required=True)),
          ("event_id", "field", "n"), (("event_id",), "events")),
    _part("passages", "a passage of an article that supports its record; none with --store-text full or none",
          (Field("start_char", "integer", "first character", required=True), Field("end_char", "integer", "one past its last character", required=True),
           Field("text", "text", "the passage", required=True)),
          ("start_char",)),
    _part("event_records", "the flat row of an event",
          tuple(Field(c.name, _TYPE_OF_COLUMN[c.type], c.description, required=c.name == "event_id") for c in COLUMNS),
          ("event_id",), (("event_id",), "events")),
)  # fmt: skip
