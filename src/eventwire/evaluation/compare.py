"""When two spans are the same and when they touch, by the contract's span rule; distances on the globe."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from eventwire.schema import TextSpan

Bounds = tuple[int, int]

# the contract's mentions have no leading determiner, and no quotation marks around them
_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|its|their|his|her|our|my|your)\s+", re.IGNORECASE)
_OUTER = " \t\r\n\"'“”‘’,;:"
_EARTH_KM = 6371.0


def bounds(span: TextSpan) -> Bounds:
    """Offsets of a span without a leading determiner, outer quotes, commas and a final possessive."""
    start, end, words = span.start, span.end, span.text
    while True:
        before = words
        left = words.lstrip(_OUTER)
        start += len(words) - len(left)
        words = left.rstrip(_OUTER)
        for possessive in ("'s", "’s"):
            words = words.removesuffix(possessive)
        determiner = _DETERMINER.match(words)
        if determiner and determiner.end() < len(words):
            start += determiner.end()
            words = words[determiner.end() :]
        if words == before:
            break
    return (start, start + len(words)) if words else (span.start, end)


def shared(a: Bounds, b: Bounds) -> int:
    """Number of code points that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def closeness(a: Bounds, b: Bounds) -> float:
    """How well two spans fit: 0 where they share nothing, 2 where they are equal, else shared over covered in (0, 1)."""
    if a == b:
        return 2.0
    common = shared(a, b)
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common else 0.0


def best(a: Iterable[Bounds], b: Iterable[Bounds]) -> float:
    """The best closeness between any span of one side and any span of the other."""
    others = list(b)
    return max((closeness(x, y) for x in a for y in others), default=0.0)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points.

    Args:
        a, b: latitude and longitude in degrees, WGS84.

    Source: haversine formula on a sphere of 6,371 km.
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))
