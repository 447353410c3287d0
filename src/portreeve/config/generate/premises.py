"""Builds what stands along a street: houses, flats over shops, blocks, farms, named houses, works and schools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot

from portreeve.config.generate.borough_data import Words
from portreeve.config.generate.dice import Dice
from portreeve.config.generate.outlines import Spot
from portreeve.modules.places.types import AddressKind


@dataclass(slots=True)
class Premises:
    """One property before it has its numbers of reference. `inside` are the flats of a building that is a shell."""

    spot: Spot
    number: str = ""
    flat: str = ""
    building: str = ""
    organisation: str = ""
    kind: AddressKind = AddressKind.RESIDENTIAL
    inside: tuple[Premises, ...] = ()


FRONTAGE = {"centre": 6.5, "terraced": 5.6, "suburb": 9.0, "estate": 7.2, "rural": 15.0}
SETBACK = {"centre": 9.0, "terraced": 9.0, "suburb": 16.0, "estate": 14.0, "rural": 20.0}
CROSS_SHARE = 0.22
"""Of a cross-street's length, what is not the side of somebody's corner house."""


class Builder:
    """Builds the premises of one street after the other, for one town."""

    def __init__(self, words: Words, ward: str) -> None:
        """Keep the words that names are made of, and the ward's name for its school."""
        self.lists = words.lists
        self.ward = ward
        self.taken: set[str] = set()
        self.plots: dict[str, Callable[[Premises, Dice], Premises]] = {
            "centre": self._centre,
            "terraced": self._terraced,
            "suburb": self._suburb,
            "estate": self._estate,
            "rural": self._rural,
        }

    def along(self, shape: tuple[Spot, ...], character: str, kind: str, dice: Dice) -> list[list[Premises]]:
        """Return the two sides of a street, odd numbers on the left and even ones on the right."""
        length = _length(shape)
        width = FRONTAGE[character] * dice.between(0.85, 1.2)
        usable = max(0.0, length - 24) * (CROSS_SHARE if kind == "cross" else 1.0)
        plots = int(usable / width)
        skip_13 = dice.chance(0.4)
        in_turn = kind == "close" and dice.chance(0.6)
        self.taken.clear()
        sides = []
        number = 1
        for side in (0, 1):
            if not in_turn:
                number = side + 1
            plan, number = self._numbered(plots, number, 1 if in_turn else 2, skip_13, dice)
            spots = _beside(shape, length, plots, SETBACK[character] * (1 if side == 0 else -1))
            sides.append([self.plots[character](Premises(spots[at], text), dice) for at, text in plan])
        self._landmarks(sides, character, dice)
        return sides

    @staticmethod
    def _numbered(plots: int, number: int, step: int, skip_13: bool, dice: Dice) -> tuple[list[tuple[int, str]], int]:
        """Return which plots are built on, with their numbers, and the next number; gaps and an odd 12a are usual."""
        out = []
        for at in range(plots):
            if number == 13 and skip_13:
                number += step
            if not dice.chance(0.03):
                out.append((at, str(number)))
                if dice.chance(0.012):
                    out.append((at, f"{number}a"))
            number += step
        return out, number

    def _terraced(self, plot: Premises, dice: Dice) -> Premises:
        throw = dice.roll()
        if throw < 0.05:
            return self._divided(plot, dice.whole(2, 4), dice)
        if throw < 0.075:
            return self._shop(plot, dice)
        if throw < 0.08:
            return self._block(plot, dice, dice.whole(8, 18), tower=False)
        return plot

    def _suburb(self, plot: Premises, dice: Dice) -> Premises:
        if dice.chance(0.06):
            plot.building = dice.pick(self.lists["houses"])
        return plot

    def _estate(self, plot: Premises, dice: Dice) -> Premises:
        throw = dice.roll()
        if throw < 0.004:
            return self._block(plot, dice, dice.whole(40, 84), tower=True)
        if throw < 0.012:
            return self._block(plot, dice, dice.whole(9, 24), tower=False)
        return plot

    def _centre(self, plot: Premises, dice: Dice) -> Premises:
        throw = dice.roll()
        if throw < 0.16:
            return self._shop(plot, dice)
        if throw < 0.20:
            return self._over_shop(plot, dice)
        if throw < 0.27:
            return self._divided(plot, dice.whole(2, 5), dice)
        if throw < 0.285:
            return self._block(plot, dice, dice.whole(10, 32), tower=False)
        return plot

    def _rural(self, plot: Premises, dice: Dice) -> Premises:
        throw = dice.roll()
        if throw < 0.45:
            self._call(plot, "houses", dice)
        elif throw < 0.55:
            self._call(plot, "farms", dice)
        elif throw < 0.60:
            plot.organisation = f"{dice.pick(self.lists['surnames'])} {dice.pick(self.lists['works'])}"
            plot.kind = AddressKind.COMMERCIAL
        return plot

    def _call(self, plot: Premises, names: str, dice: Dice) -> None:
        """Name a house that has no number, each name once in a street; when none is left it keeps its number."""
        name = dice.pick(self.lists[names])
        if name not in self.taken:
            self.taken.add(name)
            plot.building, plot.number = name, ""

    def _shop(self, plot: Premises, dice: Dice) -> Premises:
        plot.organisation = f"{dice.pick(self.lists['surnames'])} {dice.pick(self.lists['trades'])}"
        plot.kind = AddressKind.COMMERCIAL
        return plot

    def _over_shop(self, plot: Premises, dice: Dice) -> Premises:
        """A shop with a flat above it: two properties at one number, held by the building."""
        shop = self._shop(Premises(plot.spot, plot.number), dice)
        flat = Premises(plot.spot, plot.number, flat="First Floor Flat")
        return Premises(plot.spot, plot.number, kind=AddressKind.SHELL, inside=(shop, flat))

    def _divided(self, plot: Premises, flats: int, dice: Dice) -> Premises:
        """A house made into flats, numbered or lettered."""
        labels = [chr(65 + n) for n in range(flats)] if dice.chance(0.3) else [str(n + 1) for n in range(flats)]
        plot.kind = AddressKind.SHELL
        plot.inside = tuple(Premises(plot.spot, plot.number, flat=f"Flat {label}") for label in labels)
        return plot

    def _block(self, plot: Premises, dice: Dice, flats: int, *, tower: bool) -> Premises:
        name = f"{dice.pick(self.lists['blocks'])} {dice.pick(self.lists['tower_kinds' if tower else 'block_kinds'])}"
        plot.building, plot.kind = name, AddressKind.SHELL
        plot.inside = tuple(Premises(plot.spot, plot.number, flat=f"Flat {n + 1}", building=name) for n in range(flats))
        return plot

    def _landmarks(self, sides: list[list[Premises]], character: str, dice: Dice) -> None:
        """Put a school, a surgery, a place of worship or a public house into some streets."""
        if not dice.chance(0.16):
            return
        side = dice.pick(sides)
        if not side:
            return
        plot = dice.pick(side)
        plot.inside, plot.flat, plot.building = (), "", ""
        if dice.chance(0.45) and character != "estate":
            plot.organisation, plot.kind = dice.pick(self.lists["pubs"]), AddressKind.COMMERCIAL
        else:
            plot.organisation = f"{self.ward} {dice.pick(self.lists['community'])}"
            plot.kind = AddressKind.COMMUNITY


def _length(shape: tuple[Spot, ...]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(shape, shape[1:], strict=False))


def _beside(shape: tuple[Spot, ...], length: float, plots: int, off: float) -> list[Spot]:
    """Return the middles of the plots along one side: `off` metres to the left, or to the right if negative."""
    return list(_walk(shape, length, plots, off))


def _walk(shape: tuple[Spot, ...], length: float, plots: int, off: float) -> Iterator[Spot]:
    step = (length - 24) / plots if plots else 0.0
    wanted, gone = 12 + step / 2, 0.0
    left = plots
    for (ax, ay), (bx, by) in zip(shape, shape[1:], strict=False):
        piece = hypot(bx - ax, by - ay)
        ux, uy = (bx - ax) / piece, (by - ay) / piece
        while left and wanted <= gone + piece + 1e-6:
            part = wanted - gone
            yield ax + ux * part - uy * off, ay + uy * part + ux * off
            wanted += step
            left -= 1
        gone += piece
