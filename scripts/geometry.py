"""Centres of shapes and of groups of points, in degrees."""

from __future__ import annotations

from collections import defaultdict


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
