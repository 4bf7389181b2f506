"""Flat rows → GeoJSON (RFC 7946): a feature for each event, a point only where the place is one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from eventwire.sinks.table import Value

HEAD = '{"type": "FeatureCollection", "features": [\n'
BETWEEN = ",\n"
FOOT = "\n]}\n"

# The reference point of a country, a province or a region stands for all of it: on a map it would be a place of the event.
_POINTS = ("site", "populated_place", "admin2")


def feature(row: Mapping[str, Value]) -> str:
    """The feature of a flat row as one line of JSON without line end.

    Its geometry is a Point where `place_precision` is a site, a populated place or a district, otherwise null; its id is
    the event's, and its properties are the columns of the row, coordinates and precision among them.
    """
    longitude, latitude = row["longitude"], row["latitude"]
    known = longitude is not None and latitude is not None and row["place_precision"] in _POINTS
    geometry = {"type": "Point", "coordinates": [longitude, latitude]} if known else None
    found = {"type": "Feature", "id": row["event_id"], "geometry": geometry, "properties": dict(row)}
    return json.dumps(found, ensure_ascii=False)
