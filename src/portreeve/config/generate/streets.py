"""Lays out a ward's streets: rows of streets between cross-streets, turned and bent, clear of the ward's border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from portreeve.config.generate.dice import Dice
from portreeve.config.generate.outlines import Spot, centre, drawn_in, holds


@dataclass(frozen=True, slots=True)
class Layout:
    """How the streets of one character of ward lie."""

    along: float
    """Metres between cross-streets."""
    apart: float
    """Metres between neighbouring streets."""
    reach: float
    """Share of the way from the ward's middle to its border that is built on."""
    closes: float
    """Share of streets that end before the next cross-street."""
    empty: float
    """Share of places without a street: greens, schools, yards."""


LAYOUTS = {
    "centre": Layout(along=150, apart=76, reach=0.94, closes=0.06, empty=0.14),
    "terraced": Layout(along=185, apart=68, reach=0.94, closes=0.05, empty=0.16),
    "suburb": Layout(along=215, apart=88, reach=0.92, closes=0.24, empty=0.14),
    "estate": Layout(along=200, apart=92, reach=0.90, closes=0.30, empty=0.18),
    "rural": Layout(along=240, apart=105, reach=0.74, closes=0.12, empty=0.24),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A street before it has a name."""

    kind: str
    """`row` (houses on both sides), `close` (a dead end) or `cross` (few houses, mostly the sides of others)."""
    shape: tuple[Spot, ...]


class Bend:
    """A slow wave over the whole borough that no straight line survives, the same for every ward."""

    def __init__(self, dice: Dice) -> None:
        """Choose the waves."""
        self.waves = [(dice.between(500, 1400), dice.between(0, 2 * pi), dice.between(9, 26)) for _ in range(4)]

    def spot(self, x: float, y: float) -> Spot:
        """Return where a spot comes to lie."""
        (l1, p1, a1), (l2, p2, a2), (l3, p3, a3), (l4, p4, a4) = self.waves
        return (
            x + a1 * sin(y / l1 * 2 * pi + p1) + a2 * sin((x + y) / l2 * 2 * pi + p2),
            y + a3 * sin(x / l3 * 2 * pi + p3) + a4 * sin((x - y) / l4 * 2 * pi + p4),
        )


def runs(ring: list[Spot], character: str, bend: Bend, dice: Dice) -> list[Run]:
    """Return a ward's streets, those near its middle first, so that few addresses make a small town, not a thin one."""
    layout = LAYOUTS[character]
    edge = drawn_in(ring, layout.reach)
    cx, cy = centre(ring)
    turn = dice.between(-0.6, 0.6)
    found = [
        run
        for run in (*_rows(layout, dice), *_crossings(layout, dice))
        for run in [_laid(run, (cx, cy), turn, bend)]
        if all(holds(edge, x, y) for x, y in run.shape)
    ]
    near = [(hypot(*_from_centre(run, cx, cy)) * dice.between(0.75, 1.25), place) for place, run in enumerate(found)]
    return [found[place] for _, place in sorted(near)]


def _from_centre(run: Run, cx: float, cy: float) -> Spot:
    x, y = run.shape[len(run.shape) // 2]
    return x - cx, y - cy


def _rows(layout: Layout, dice: Dice) -> Iterator[Run]:
    """Yield streets along the ward's axis, one to three blocks long, some bowed, some ending short."""
    span, rank = int(1500 / layout.along), int(1500 / layout.apart)
    for j in range(-rank, rank + 1):
        i = -span
        while i < span:
            blocks = 1 if dice.chance(0.55) else dice.whole(2, 3)
            a, b, y = i * layout.along, (i + blocks) * layout.along, j * layout.apart + dice.between(-5, 5)
            i += blocks
            if dice.chance(layout.empty):
                continue
            kind, bow = "row", dice.between(-9, 9)
            if dice.chance(layout.closes):
                kind, b, bow = "close", a + (b - a) * dice.between(0.45, 0.75) / blocks, dice.between(-16, 16)
            yield Run(kind, tuple(_bowed((a, y), (b, y), bow)))


def _crossings(layout: Layout, dice: Dice) -> Iterator[Run]:
    """Yield the cross-streets, each a few rows long."""
    span, rank = int(1500 / layout.along), int(1500 / layout.apart)
    for i in range(-span, span + 1):
        j = -rank
        while j < rank:
            rows = dice.whole(3, 6)
            a, b = j * layout.apart, (j + rows) * layout.apart
            j += rows
            yield Run("cross", tuple(_bowed((i * layout.along, a), (i * layout.along, b), dice.between(-4, 4))))


def _bowed(a: Spot, b: Spot, bow: float) -> Iterator[Spot]:
    length = hypot(b[0] - a[0], b[1] - a[1])
    pieces = max(2, round(length / 60))
    across = (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)
    for piece in range(pieces + 1):
        part = piece / pieces
        off = bow * sin(pi * part)
        yield a[0] + (b[0] - a[0]) * part + across[0] * off, a[1] + (b[1] - a[1]) * part + across[1] * off


def _laid(run: Run, middle: Spot, turn: float, bend: Bend) -> Run:
    c, s = cos(turn), sin(turn)
    turned = ((middle[0] + x * c - y * s, middle[1] + x * s + y * c) for x, y in run.shape)
    return Run(run.kind, tuple(bend.spot(x, y) for x, y in turned))


def main_road(a: Spot, b: Spot, bend: Bend, dice: Dice) -> tuple[Spot, ...]:
    """Return the road between the middles of two wards, without houses of its own."""
    return tuple(bend.spot(x, y) for x, y in _bowed(a, b, dice.between(-60, 60)))
