"""eventwire as the tools that benchmarks/fields.py and benchmarks/external.py compare: whole records, or some components alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from field_records import BASE, Extract, Item, record


def eventwire_records() -> Extract:
    """The whole record."""
    import eventwire
    from eventwire import Article

    nlp = eventwire.load()

    def extract(item: Item) -> dict[str, Any]:
        article = Article(id=item["id"], text=item["text"], published=item["published"])
        return dict(json.loads(eventwire.extract(article, nlp=nlp).to_json()))

    return extract


def toponyms(record: dict[str, Any]) -> dict[str, Any]:
    """A record with its `toponyms` in the place of its mentions, which cover noun phrases and not bare names."""
    spans = ("id", "start", "end", "text")
    mentions = [
        {**{key: one[key] for key in spans}, "label": "PLACE", "entity": one["id"]}
        for one in record["toponyms"]
    ]
    entities = [
        {"label": "PLACE", **{key: value for key, value in one.items() if key not in (*spans[1:], "mention")}}
        for one in record["toponyms"]
    ]
    return {**record, "mentions": mentions, "entities": entities, "events": [], "characterizations": []}


def eventwire_toponyms() -> Extract:
    """The toponyms of the whole record."""
    extract = eventwire_records()
    return lambda item: toponyms(extract(item))


def eventwire_alone(*pipes: tuple[str, dict[str, Any]]) -> Callable[[Item], Any]:
    """The base model with some components."""
    import spacy

    nlp = spacy.load(BASE)
    for name, config in pipes:
        nlp.add_pipe(name, config=config)

    def annotate(item: Item) -> Any:
        doc = nlp.make_doc(item["text"])
        doc._.article = {"id": item["id"], "published": item["published"], "publisher_country": None}
        return nlp(doc)

    return annotate


def eventwire_dates() -> Extract:
    """The dates component alone."""
    annotate = eventwire_alone(("eventwire_dates", {}))

    def find(item: Item) -> dict[str, Any]:
        doc = annotate(item)
        keys = ("timex_type", "timex_value")
        found = [
            (span.start_char, span.end_char, {key: doc._.dates[span.id_][key] for key in keys})
            for span in doc.spans["dates"]
        ]
        return record(item, "DATE", found)

    return find


def eventwire_geoparser() -> Extract:
    """Toponyms and places alone."""
    annotate = eventwire_alone(
        ("eventwire_gazetteer", {}),
        ("eventwire_toponyms", {"alone": True}),
        ("eventwire_places", {"of": "toponyms"}),
    )

    def find(item: Item) -> dict[str, Any]:
        doc = annotate(item)
        found = [(span.start_char, span.end_char, doc._.places[span.id_]) for span in doc.spans["places"]]
        return record(item, "PLACE", found)

    return find
