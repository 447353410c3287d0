"""Draws a borough's wards: a net of crooked edges that two neighbours share, so that the wards tile the borough."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin
from typing import TypeAlias

from portreeve.config.generate.borough_data import BoroughPlan
from portreeve.config.generate.dice import Dice

Spot: TypeAlias = tuple[float, float]
"""Metres east and north of the borough's middle."""
METRES_A_DEGREE = 111_320.0
PIECES = 10
"""Straight pieces of one edge of a ward."""


class Ground:
    """Turns metres on the ground into degrees, for one borough."""

    def __init__(self, middle: tuple[float, float], shift: Spot = (0.0, 0.0)) -> None:
        """Lay the ground round a (long, lat); `shift` metres away, for a neighbouring borough."""
        self.long, self.lat = middle
        self.shift = shift
        self.east = METRES_A_DEGREE * cos(radians(self.lat))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return (long, lat) to six decimals, about a decimetre."""
        return round(self.long + (x + self.shift[0]) / self.east, 6), round(
            self.lat + (y + self.shift[1]) / METRES_A_DEGREE, 6
        )


def rings(plan: BoroughPlan, dice: Dice) -> dict[str, list[Spot]]:
    """Return each ward's ring by its code, not closed. Neighbours share every corner of their common edge."""
    corners = {(i, j): _corner(plan, i, j, dice) for j in range(plan.rows + 1) for i in range(plan.columns + 1)}
    edges: dict[tuple[tuple[int, int], tuple[int, int]], list[Spot]] = {}
    for (i, j), corner in corners.items():
        for other in ((i + 1, j), (i, j + 1)):
            if other in corners:
                edges[(i, j), other] = _edge(corner, corners[other], dice)
    out = {}
    for ward in plan.wards:
        i, j = ward.column, ward.row
        south, east = edges[(i, j), (i + 1, j)], edges[(i + 1, j), (i + 1, j + 1)]
        north, west = edges[(i, j + 1), (i + 1, j + 1)], edges[(i, j), (i, j + 1)]
        out[ward.code] = south[:-1] + east[:-1] + north[:0:-1] + west[:0:-1]
    return out


def _corner(plan: BoroughPlan, i: int, j: int, dice: Dice) -> Spot:
    width, height = plan.size[0] / plan.columns, plan.size[1] / plan.rows
    return (
        (i - plan.columns / 2) * width + dice.between(-0.14, 0.14) * width,
        (j - plan.rows / 2) * height + dice.between(-0.14, 0.14) * height,
    )


def _edge(a: Spot, b: Spot, dice: Dice) -> list[Spot]:
    """Return a crooked line from a to b: two gentle waves and some roughness, still at both ends."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    across = (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)
    bow, wave = dice.between(-0.06, 0.06) * length, dice.between(-0.03, 0.03) * length
    line = [a]
    for piece in range(1, PIECES):
        part = piece / PIECES
        off = bow * sin(3.14159 * part) + wave * sin(6.28318 * part) + dice.between(-0.012, 0.012) * length
        line.append((a[0] + (b[0] - a[0]) * part + across[0] * off, a[1] + (b[1] - a[1]) * part + across[1] * off))
    return [*line, b]


def centre(ring: Sequence[Spot]) -> Spot:
    """Return the mean of a ring's corners."""
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def drawn_in(ring: Sequence[Spot], share: float) -> list[Spot]:
    """Return the ring drawn in towards its centre, so that what is inside it keeps clear of the border."""
    cx, cy = centre(ring)
    return [(cx + (x - cx) * share, cy + (y - cy) * share) for x, y in ring]


def holds(ring: Sequence[Spot], x: float, y: float) -> bool:
    """Say whether a spot is inside a ring."""
    odd = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
        x1, y1 = x2, y2
    return odd
