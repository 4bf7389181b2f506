"""Entity declarations of a gold source (`A person NGA position="spokesman"`) → the contract's entity as a plain dict.

A declaration begins with the label's letter (A W P D Q), then what the label needs, then `key=value` extras:

    A kind [country] [name= position= aff=IRN:backed_by,army:part_of sector= wikidata=]
    W kind [name= system=]
    P kind [country] [name= admin1= ll=LAT,LON subtype= precision= geonames_id=]
    D day | day..day | P3D | SET value | TIME value | REF value   [anchored|published|text, else by whether it names a year] [edtf= tv= mod= precision=]
    Q 2 | 11.. | ..30 | 30..40, with ~ behind it where approximate
    -   a noun phrase that is no mention but fills a role
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import shlex
from typing import Any, get_args

from eventwire.schema import terms

LABELS = {"A": "ACTOR", "W": "WEAPON", "P": "PLACE", "D": "DATE", "Q": "QUANTITY"}
PHRASE = "-"
_KINDS: dict[str, tuple[str, ...]] = {
    "ACTOR": get_args(terms.ActorKind),
    "WEAPON": get_args(terms.WeaponKind),
    "PLACE": get_args(terms.PlaceKind),
}
_EXTRAS = {
    "ACTOR": {"name", "position", "aff", "sector", "wikidata", "country", "ll"},
    "WEAPON": {"name", "system"},
    "PLACE": {"name", "admin1", "ll", "subtype", "precision", "geonames_id"},
    "DATE": {"name", "edtf", "tv", "mod", "precision"},
    "QUANTITY": {"name"},
}
_PRECISION = {"country": "country", "region": "admin1", "city": "populated_place"}
_POINT = {"facility": "site", "area": "area"}  # without coordinates there is nothing to be precise about
_COUNTRY = re.compile(r"[A-Z]{3}")
_BOUNDS = re.compile(r"(\d+(?:\.\d+)?)?(\.\.)?(\d+(?:\.\d+)?)?(~)?")


def declare(declaration: str) -> dict[str, Any] | None:
    """The entity of a declaration, without `id` and, unless given, without `name`.

    Returns:
        The entity's fields, `aff` still as written, or None for a noun phrase that is no mention.

    Raises:
        ValueError: what was found and what was expected.
    """
    words = shlex.split(declaration)
    if words == [PHRASE]:
        return None
    if not words or words[0] not in LABELS:
        raise ValueError(f"declaration {declaration!r}, expected one of {[*LABELS, PHRASE]} first")
    label = LABELS[words[0]]
    plain = [w for w in words[1:] if "=" not in w]
    extras = dict(w.split("=", 1) for w in words[1:] if "=" in w)
    unknown = sorted(set(extras) - _EXTRAS[label])
    if unknown:
        raise ValueError(f"{unknown} in {declaration!r}, expected some of {sorted(_EXTRAS[label])}")
    if label == "DATE":
        return {"label": label, **_date(plain, extras)}
    if label == "QUANTITY":
        return {"label": label, **_quantity(plain, declaration), **_named(extras)}
    if not plain or plain[0] not in _KINDS[label]:
        raise ValueError(f"kind in {declaration!r}, expected one of {list(_KINDS[label])}")
    entity: dict[str, Any] = {"label": label, "kind": plain[0]}
    if label != "WEAPON":
        entity["country"] = plain[1] if len(plain) > 1 else None
        if entity["country"] and not _COUNTRY.fullmatch(entity["country"]):
            raise ValueError(f"country {entity['country']!r}, expected ISO 3166-1 alpha-3")
        plain = plain[:1] + plain[2:]
    if len(plain) > 1:
        raise ValueError(f"{plain[1:]} in {declaration!r} is too much")
    if label == "PLACE":
        entity["precision"] = _PRECISION.get(entity["kind"])
    if "ll" in extras:
        latitude, _, longitude = extras.pop("ll").partition(",")
        entity |= {"latitude": float(latitude), "longitude": float(longitude)}
        entity["precision"] = _POINT.get(entity["kind"], entity.get("precision"))
    if "geonames_id" in extras:
        entity["geonames_id"] = int(extras.pop("geonames_id"))
    return entity | extras


def _named(extras: dict[str, str]) -> dict[str, str]:
    return {"name": extras["name"]} if "name" in extras else {}


def _quantity(plain: list[str], declaration: str) -> dict[str, Any]:
    found = _BOUNDS.fullmatch(plain[0]) if len(plain) == 1 else None
    if found is None or not (found[1] or found[3]):
        raise ValueError(f"quantity {declaration!r}, expected N, N.., ..N or N..N, with ~ where approximate")
    low = float(found[1]) if found[1] else None
    high = low if not found[2] else float(found[3]) if found[3] else None
    return {"low": low, "high": high, "approximate": bool(found[4])}


def _date(plain: list[str], extras: dict[str, str]) -> dict[str, Any]:
    """Bounds, EDTF, TIMEX3 and precision of a date; what follows from the bounds need not be written."""
    basis: str | None = None
    if plain and plain[-1] in get_args(terms.TimeBasis):
        basis = plain.pop()
    value: dict[str, Any] = {"timex_type": "DATE", "basis": basis, "start": None, "end": None}
    if not plain:
        raise ValueError(
            "a date without value, expected D YYYY-MM-DD, D day..day, D P3D, D SET/TIME/REF value"
        )
    if plain[0] in ("SET", "TIME", "REF"):
        if len(plain) != 2:
            raise ValueError(f"{plain}, expected {plain[0]} and a TIMEX3 value")
        value["timex_type"] = "DATE" if plain[0] == "REF" else plain[0]
        value["timex_value"] = plain[1]
        if plain[0] == "TIME":
            day = dt.date.fromisoformat(plain[1][:10])
            value |= {"start": day.isoformat(), "end": day.isoformat(), "edtf": day.isoformat()}
            value["precision"] = "day"
    elif plain[0].startswith("P"):
        value |= {"timex_type": "DURATION", "timex_value": plain[0]}
    else:
        first, _, last = plain[0].partition("..")
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        if end < start:
            raise ValueError(f"date {plain[0]!r} ends before it starts")
        precision, short = _span_of(start, end)
        span = f"{start.isoformat()}/{end.isoformat()}"
        value |= {"start": start.isoformat(), "end": end.isoformat(), "precision": precision}
        # EDTF knows no weeks, TIMEX3 no ranges
        value |= {"edtf": span if precision == "week" else short or span, "timex_value": short}
    for short, name in (("edtf", "edtf"), ("tv", "timex_value"), ("mod", "timex_mod")):
        if short in extras:
            value[name] = extras[short]
    if "precision" in extras:
        value["precision"] = extras["precision"]
    return value | _named(extras)


def _span_of(start: dt.date, end: dt.date) -> tuple[str, str | None]:
    """Precision of inclusive bounds, and their one TIMEX3 value, None for a range that has none."""
    if start == end:
        return "day", start.isoformat()
    last = calendar.monthrange(end.year, end.month)[1]
    if start.day == 1 and end.day == last:
        if (start.year, start.month) == (end.year, end.month):
            return "month", f"{start:%Y-%m}"
        if start.month == 1 and end.month == 12 and start.year == end.year:
            return "year", f"{start:%Y}"
        if start.month == 1 and end.month == 12 and start.year % 10 == 0 and end.year == start.year + 9:
            return "decade", f"{start.year // 10}X"
    if start.weekday() == 0 and (end - start).days == 6:
        year, week, _ = start.isocalendar()
        return "week", f"{year}-W{week:02d}"
    return "range", None
