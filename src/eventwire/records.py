"""Doc → ArticleRecord: the last room that knows spaCy's Doc.

Only renames and arranges: local ids ("m3", "e2", "v1", "c1") become ids that are unique in a database, token bounds become
characters. What the values are was decided by the components.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

from spacy.tokens import Doc

from eventwire import layers
from eventwire.article import Article
from eventwire.errors import ArticleError
from eventwire.schema import ArticleRecord, Document, Issue, Versions

# Fields of records that hold ids which are unique in a database.
_IDS = frozenset(("id", "entity", "mention", "of", "source", "events"))
_TOPONYM_FIELDS = ("kind", "name", "country", "admin1", "latitude", "longitude", "geonames_id", "precision")


def record_of(doc: Doc, article: Article, versions: Versions, *, include_text: bool = False) -> ArticleRecord:
    """The record of an article whose Doc went through the pipeline.

    Args:
        doc: the annotated Doc; its text is the article's.
        article: where the document's own fields come from.
        versions: of the package, the rules and the model. include_text: whether `document.text` holds the text.

    Returns:
        A record with status `ok`, or `no_events`.
    """
    names = _Names(article.id)
    mentions = _mentions(doc, names)
    entities = _entities(doc, names)
    characterizations = _characterizations(doc, names)
    events = _events(doc, names)
    toponyms = _toponyms(doc, names)
    document = document_of(article, versions, status="ok" if events else "no_events")
    if include_text:
        document = document.model_copy(update={"text": article.text})
    return ArticleRecord.model_validate(
        {
            "document": document,
            "mentions": mentions,
            "entities": entities,
            "events": events,
            "characterizations": characterizations,
            "toponyms": toponyms,
        }
    )


def record_again(record: ArticleRecord, article: Article, versions: Versions) -> ArticleRecord:
    """The record of an admitted article whose text, language and date another one has whose record is known.

    It is what `record_of` would make, without computing anything: ids contain that of the document, and its own fields are
    those of this article.
    """
    names = _Names(article.id)
    first: dict[str, int] = {}
    for mention in record.mentions:
        names.make(mention.id, "mention", mention.start, mention.end, mention.label)
        first[mention.entity] = min(mention.start, first.get(mention.entity, mention.start))
    for entity in record.entities:
        names.make(entity.id, "entity", first[entity.id], entity.label)
    for event in record.events:
        names.make(event.id, "event", event.trigger.start, event.trigger.end, event.type)
    for c in record.characterizations:
        names.make(c.id, "characterization", c.cue.start, c.cue.end, c.act)
    for toponym in record.toponyms:
        names.make(toponym.id, "toponym", toponym.start, toponym.end)
    parts = record.model_dump(mode="json", by_alias=True, exclude={"document"})
    return ArticleRecord.model_validate(
        {**names.put_into(parts), "document": document_of(article, versions, status=record.document.status)}
    )


def failed_record(error: ArticleError, versions: Versions) -> ArticleRecord:
    """The record of an article that failed or was skipped: its reason in `issues`, and empty lists."""
    issue = Issue(code=error.code, message=error.message)
    if error.article is not None:
        issues = (*error.article.issues, issue)
        article = dataclasses.replace(error.article, language=error.language or error.article.language)
        document = document_of(article, versions, status=error.status, issues=issues)
    else:
        document = Document.model_validate(
            {
                "id": error.article_id,
                "path": error.path,
                "text_sha256": None,
                "status": error.status,
                "issues": (issue,),
                "versions": versions,
            }
        )
    return ArticleRecord(document=document)


def document_of(
    article: Article, versions: Versions, *, status: str, issues: tuple[Issue, ...] | None = None
) -> Document:
    """The contract's document of an article."""
    return Document.model_validate(
        {
            "id": article.id,
            "path": article.path,
            "url": article.url,
            "title": article.title,
            "publisher": article.publisher,
            "language": article.language,
            "published": article.published,
            "published_source": article.published_source,
            "text_sha256": article.text_sha256,
            "encoding": article.encoding,
            "near_duplicate_of": article.near_duplicate_of,
            "status": status,
            "issues": article.issues if issues is None else issues,
            "versions": versions,
        }
    )


class _Names:
    """Local ids of one Doc → ids that are unique in a database: a hash of document id, kind of thing, offsets and type."""

    def __init__(self, document_id: str) -> None:
        self._document = document_id
        self._known: dict[str, str] = {}
        self._taken: set[str] = set()

    def make(self, local: str, *parts: object) -> str:
        """The id for a local id, from what identifies the thing in its article."""
        key = "\x1f".join([self._document, *(str(p) for p in parts)])
        count = 0
        while True:
            salted = key if not count else f"{key}\x1f{count}"
            digest = hashlib.sha256(salted.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            found = local[0] + digest
            if found not in self._taken:
                break
            count += 1
        self._taken.add(found)
        self._known[local] = found
        return found

    def get(self, local: str | None) -> str | None:
        """The id that was made for a local id; None for None."""
        return None if local is None else self._known[local]

    def known(self, local: str | None) -> str | None:
        """Like `get`, and None also for a local id that nothing was made for."""
        return self._known.get(local or "")

    def put_into(self, value: Any, field: str = "") -> Any:
        """A copy of a part of a record with every id replaced that `make` was given."""
        if isinstance(value, dict):
            return {key: self.put_into(part, key) for key, part in value.items()}
        if isinstance(value, list):
            return [self.put_into(part, field) for part in value]
        return self._known.get(value, value) if field in _IDS else value


def _mentions(doc: Doc, names: _Names) -> list[dict[str, Any]]:
    entity_of = {
        mention: local
        for local, entity in layers.table(doc, "entities").items()
        for mention in entity["mentions"]
    }
    found: list[dict[str, Any]] = []
    for span in layers.spans(doc, layers.MENTIONS):
        if span.id_ not in entity_of:
            continue  # no entities component in this pipeline: the contract wants an entity for every mention
        start, end = span.start_char, span.end_char
        found.append(
            {
                "id": names.make(span.id_, "mention", start, end, span.label_),
                "start": start,
                "end": end,
                "text": span.text,
                "label": span.label_,
                "entity": entity_of[span.id_],
            }
        )
    rows = layers.table(doc, "mentions")
    for local, entity in layers.table(doc, "entities").items():
        first = doc[min(rows[mention]["tokens"][0] for mention in entity["mentions"])].idx
        names.make(local, "entity", first, entity["label"])
    for mention in found:
        mention["entity"] = names.get(mention["entity"])
    return found


def _entities(doc: Doc, names: _Names) -> list[dict[str, Any]]:
    found = []
    for local, entity in layers.table(doc, "entities").items():
        fields = dict(entity["fields"])
        if fields.get("affiliations"):
            fields["affiliations"] = [
                {**tie, "entity": names.get(tie.get("entity")), "mention": names.get(tie.get("mention"))}
                for tie in fields["affiliations"]
            ]
        found.append(
            {
                "id": names.get(local),
                "label": entity["label"],
                "kind": entity["kind"],
                "name": entity["name"],
                **fields,
            }
        )
    return found


def _characterizations(doc: Doc, names: _Names) -> list[dict[str, Any]]:
    """Characterizations with their own new ids; `events` is filled from the events that hold their triggers."""
    events = layers.rows(doc, "events")
    told_by: dict[str, list[str]] = {}
    for event in events:
        for trigger in event["triggers"]:
            told_by.setdefault(trigger, []).append(event["id"])
    for event in events:
        names.make(event["id"], "event", event["trigger"]["start"], event["trigger"]["end"], event["type"])
    found = []
    for row in layers.rows(doc, "characterizations"):
        cue = row["cue"]
        speaker = row["speaker"]
        about = list(dict.fromkeys(event for t in row["triggers"] for event in told_by.get(t, ())))
        found.append(
            {
                "id": names.make(row["id"], "characterization", cue["start"], cue["end"], row["act"]),
                "speaker": speaker
                and {
                    **speaker,
                    "mention": names.get(speaker["mention"]),
                    "entity": names.get(speaker["entity"]),
                },
                "cue": cue,
                "content": row["content"],
                "act": row["act"],
                "stance": row["stance"],
                "label": row["label"],
                "direct": row["direct"],
                "events": [names.get(local) for local in about],
                "confidence": row["confidence"],
                "rules": row["rules"],
            }
        )
    return found


def _toponyms(doc: Doc, names: _Names) -> list[dict[str, Any]]:
    """The bare place names; their mention is null where the record has no such mention."""
    rows = layers.table(doc, "toponyms")
    found = []
    for span in layers.spans(doc, layers.NAMES):
        if span.id_ not in rows:
            continue  # no places component in this pipeline
        start, end, row = span.start_char, span.end_char, rows[span.id_]
        found.append(
            {
                "id": names.make(span.id_, "toponym", start, end),
                "start": start,
                "end": end,
                "text": span.text,
                "mention": names.known(row["mention"]),
                **{key: row[key] for key in _TOPONYM_FIELDS},
            }
        )
    return found


def _events(doc: Doc, names: _Names) -> list[dict[str, Any]]:
    found = []
    for row in layers.rows(doc, "events"):
        event = {key: value for key, value in row.items() if key != "triggers"}
        event["id"] = names.get(row["id"])
        event["arguments"] = [
            {**a, "mention": names.get(a["mention"]), "entity": names.get(a["entity"])}
            for a in row["arguments"]
        ]
        event["quantities"] = [
            {**q, "of": names.get(q["of"]), "source": names.get(q["source"])} for q in row["quantities"]
        ]
        if row["time"]:
            event["time"] = {**row["time"], "mention": names.get(row["time"]["mention"])}
        if row["location"]:
            event["location"] = {**row["location"], "entity": names.get(row["location"]["entity"])}
        found.append(event)
    return found
