"""Distances and areas on the map, in plain degrees: good to a metre or so within a borough."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians

from portreeve.modules.places.types import Box, Point

METRES_A_DEGREE = 111_320.0


def box_of(points: Sequence[Point]) -> Box:
    """Return the smallest box round some points. Raises ValueError if there are none."""
    longs, lats = [p[0] for p in points], [p[1] for p in points]
    return Box(min(longs), min(lats), max(longs), max(lats))


def on_earth(lat: float, long: float) -> bool:
    """Say whether these are coordinates at all; not-a-number is not."""
    return -90 <= lat <= 90 and -180 <= long <= 180


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Say whether a point is inside a ring. Rings that share an edge never both hold a point, and never neither."""
    x, y = point
    odd = False
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (a[1] > y) == (b[1] > y):
            continue
        # The same edge must give the same sum in both rings, so it is always walked upwards.
        (x1, y1), (x2, y2) = (a, b) if a[1] < b[1] else (b, a)
        if x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


def metres(a: Point, b: Point) -> float:
    """Return the distance between two points of the same borough."""
    shrink = cos(radians((a[1] + b[1]) / 2))
    return hypot((a[0] - b[0]) * shrink, a[1] - b[1]) * METRES_A_DEGREE


def metres_to_line(point: Point, line: Sequence[Point]) -> float:
    """Return the distance from a point to the nearest part of a line."""
    if len(line) == 1:
        return metres(point, line[0])
    return min(metres(point, _nearest_on(point, a, b)) for a, b in zip(line, line[1:], strict=False))


def _nearest_on(point: Point, a: Point, b: Point) -> Point:
    shrink = cos(radians(point[1]))
    dx, dy = (b[0] - a[0]) * shrink, b[1] - a[1]
    length = dx * dx + dy * dy
    if length == 0:
        return a
    along = ((point[0] - a[0]) * shrink * dx + (point[1] - a[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along


def middle(line: Sequence[Point]) -> Point:
    """Return the point half-way along a line."""
    lengths = [metres(a, b) for a, b in zip(line, line[1:], strict=False)]
    left = sum(lengths) / 2
    for (a, b), length in zip(zip(line, line[1:], strict=False), lengths, strict=True):
        if length >= left > 0:
            part = left / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= length
    return line[0]
